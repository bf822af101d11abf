//! Connects to a mail server. What the server sends before TLS begins is read
//! here and nothing of it is believed afterwards (RFC 3207, section 4.2).

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream};
use lettre::transport::smtp::extension::{ClientId, Extension, ServerInfo};
use lettre::transport::smtp::response::Response;
use rustls::pki_types::ServerName;
use tokio::io::{
    AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader,
    ReadBuf,
};
use tokio::net::{TcpStream, lookup_host};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::SendError;
use super::smtp_reply::{reply, unavailable};

/// How a connection is protected.
#[derive(Clone)]
pub(super) enum Protection {
    /// Not at all.
    None,
    /// By TLS after the command STARTTLS.
    Starttls(TlsConnector),
    /// By TLS from the first byte.
    Tls(TlsConnector),
}

/// Connects, begins TLS, and greets the server.
pub(super) async fn connect(
    host: &str,
    port: u16,
    protection: &Protection,
    hello: &ClientId,
) -> Result<AsyncSmtpConnection, SendError> {
    let stream = open(host, port).await?;
    let stream: Box<dyn AsyncTokioStream> = match protection {
        Protection::None => Box::new(stream),
        Protection::Tls(tls) => Box::new(Protected {
            greeting: b"",
            stream: handshake(tls, host, stream).await?,
        }),
        Protection::Starttls(tls) => {
            let stream = starttls(stream, hello).await?;
            Box::new(Protected {
                greeting: GREETING,
                stream: handshake(tls, host, stream).await?,
            })
        }
    };
    let connected = AsyncSmtpConnection::connect_with_transport(stream, hello).await;
    connected.map_err(|error| unavailable(&error))
}

/// Connects to the first of the host's addresses that answers.
async fn open(host: &str, port: u16) -> Result<TcpStream, SendError> {
    let addresses = lookup_host((host, port)).await.map_err(network)?;
    let mut failed = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for address in addresses {
        let connecting = tokio::time::timeout(CONNECT, TcpStream::connect(address));
        match connecting.await.unwrap_or_else(|late| Err(late.into())) {
            Ok(stream) => {
                // A command is a small packet that waits for its reply. Nagle's
                // algorithm would delay it by up to 40 ms.
                stream.set_nodelay(true).map_err(network)?;
                return Ok(stream);
            }
            Err(error) => failed = error,
        }
    }
    Err(network(failed))
}

async fn handshake(
    tls: &TlsConnector,
    host: &str,
    stream: TcpStream,
) -> Result<TlsStream<TcpStream>, SendError> {
    let failed = |error: &dyn ToString| failure("tls", &error.to_string());
    let name = ServerName::try_from(host.to_owned()).map_err(|error| failed(&error))?;
    tls.connect(name, stream)
        .await
        .map_err(|error| failed(&error))
}

/// Speaks SMTP in the clear up to the reply to STARTTLS. If the server does not
/// offer it, this fails: no email is sent without.
async fn starttls(stream: TcpStream, hello: &ClientId) -> Result<TcpStream, SendError> {
    let mut clear = BufReader::new(stream);
    expect(&mut clear, 220).await?;
    let offered = command(&mut clear, &format!("EHLO {hello}"), 250).await?;
    let offered = ServerInfo::from_response(&offered).map_err(|error| unavailable(&error))?;
    if !offered.supports_feature(Extension::StartTls) {
        return Err(failure("not-offered", "the server does not offer STARTTLS"));
    }
    command(&mut clear, "STARTTLS", 220).await?;
    is_silent(&clear)?;
    Ok(clear.into_inner())
}

/// Sends a command and returns its reply, which must have this code.
async fn command(
    clear: &mut BufReader<TcpStream>,
    line: &str,
    code: u16,
) -> Result<Response, SendError> {
    is_silent(clear)?;
    let sent = clear.write_all(format!("{line}\r\n").as_bytes()).await;
    sent.map_err(network)?;
    expect(clear, code).await
}

/// Checks that the server has sent nothing that it was not asked for. A person
/// between it and this client could have added that.
fn is_silent(clear: &BufReader<TcpStream>) -> Result<(), SendError> {
    if clear.buffer().is_empty() {
        return Ok(());
    }
    Err(failure(
        "injected",
        "the server sent more than a reply before TLS began",
    ))
}

/// Reads a reply, which must have this code.
async fn expect(clear: &mut BufReader<TcpStream>, code: u16) -> Result<Response, SendError> {
    let mut text = String::new();
    loop {
        let begin = text.len();
        let rest = LONGEST_REPLY.saturating_sub(begin) as u64;
        let line = clear.take(rest).read_line(&mut text).await;
        line.map_err(network)?;
        let line = text.get(begin..).unwrap_or_default();
        if !line.ends_with('\n') {
            return Err(failure("no-smtp-reply", "no whole reply before TLS"));
        }
        // RFC 5321 section 4.2.1: a hyphen in every line but the last.
        if line.as_bytes().get(3) != Some(&b'-') {
            break;
        }
    }
    let response: Response = text
        .parse()
        .map_err(|_| failure("no-smtp-reply", "no reply of SMTP before TLS"))?;
    if response.has_code(code) {
        return Ok(response);
    }
    Err(SendError::Unavailable {
        reply: reply(&response),
        code: response.code().to_string(),
    })
}

fn network(error: io::Error) -> SendError {
    failure("connection", &error.to_string())
}

fn failure(code: &'static str, words: &str) -> SendError {
    SendError::Unavailable {
        reply: format!("{code}: {words}"),
        code: code.into(),
    }
}

/// A connection with TLS. It begins with a greeting if the server has greeted
/// before TLS, because the library waits for one.
#[derive(Debug)]
struct Protected {
    greeting: &'static [u8],
    stream: TlsStream<TcpStream>,
}

impl AsyncTokioStream for Protected {
    fn peer_addr(&self) -> io::Result<std::net::SocketAddr> {
        self.stream.get_ref().0.peer_addr()
    }
}

impl AsyncRead for Protected {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.greeting.is_empty() {
            return Pin::new(&mut self.stream).poll_read(cx, buffer);
        }
        let length = self.greeting.len().min(buffer.remaining());
        let (now, then) = self.greeting.split_at(length);
        buffer.put_slice(now);
        self.greeting = then;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Protected {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Stands for the greeting that the server has sent before TLS.
const GREETING: &[u8] = b"220 TLS\r\n";
const LONGEST_REPLY: usize = 16 * 1024;
const CONNECT: Duration = Duration::from_secs(30);
