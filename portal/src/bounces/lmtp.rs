//! LMTP (RFC 2033): a mail server hands over the emails to the address of
//! reports, and nothing else.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use genkan::onboarding::Store;
use tokio::io::{
    AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader,
};
use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::UnixListener;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::{DeliveryStatus, Inbox, Taken};
use crate::config::LmtpListener;
use crate::store;

/// A socket that a mail server connects to.
#[derive(Debug)]
pub struct Lmtp(Socket);

#[derive(Debug)]
enum Socket {
    #[cfg(unix)]
    Unix(UnixListener),
    Tcp(TcpListener),
}

impl Lmtp {
    /// Listens.
    ///
    /// # Errors
    ///
    /// If another program listens there, or if the socket cannot be created.
    pub async fn bind(listener: &LmtpListener) -> io::Result<Self> {
        match listener {
            LmtpListener::Tcp(address) => Ok(Self(Socket::Tcp(TcpListener::bind(address).await?))),
            #[cfg(unix)]
            LmtpListener::Unix(path) => {
                use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
                // A socket to which nobody listens was left by a program that
                // has ended. To connect to a file is refused, too.
                let is_socket = std::fs::symlink_metadata(path)
                    .is_ok_and(|metadata| metadata.file_type().is_socket());
                let is_refused = std::os::unix::net::UnixStream::connect(path)
                    .is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused);
                if is_socket && is_refused {
                    std::fs::remove_file(path)?;
                }
                let socket = UnixListener::bind(path)?;
                // The folder decides who reaches it: mail servers run as users
                // of their own. Nothing that arrives is trusted.
                std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o666))?;
                Ok(Self(Socket::Unix(socket)))
            }
            #[cfg(not(unix))]
            LmtpListener::Unix(_) => Err(io::ErrorKind::Unsupported.into()),
        }
    }

    /// Serves mail servers until it is dropped.
    pub async fn serve<S>(self, inbox: Inbox<S>)
    where
        S: Store<Error = store::Error> + 'static,
    {
        let places = Arc::new(Semaphore::new(AT_ONCE));
        loop {
            // A client beyond that waits to be accepted.
            let Ok(place) = Arc::clone(&places).acquire_owned().await else {
                return;
            };
            let inbox = inbox.clone();
            let accepted: io::Result<Box<dyn Stream>> = match &self.0 {
                #[cfg(unix)]
                Socket::Unix(socket) => socket.accept().await.map(|(it, _)| Box::new(it) as _),
                Socket::Tcp(socket) => socket.accept().await.map(|(it, _)| Box::new(it) as _),
            };
            match accepted {
                Ok(stream) => {
                    tokio::spawn(async move {
                        let served = timeout(LONGEST, Session::new(stream, &inbox).run()).await;
                        if !matches!(served, Ok(Ok(()))) {
                            tracing::debug!("an LMTP session ended early");
                        }
                        drop(place);
                    });
                }
                Err(error) => {
                    tracing::error!(code = "lmtp", %error, "a connection was not accepted");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// One connection.
struct Session<'i, S> {
    stream: BufReader<Box<dyn Stream>>,
    inbox: &'i Inbox<S>,
    has_sender: bool,
    recipients: Vec<String>,
}

impl<'i, S: Store<Error = store::Error>> Session<'i, S> {
    fn new(stream: Box<dyn Stream>, inbox: &'i Inbox<S>) -> Self {
        Self {
            stream: BufReader::new(stream),
            inbox,
            has_sender: false,
            recipients: Vec::new(),
        }
    }

    async fn run(mut self) -> io::Result<()> {
        self.reply("220 genkan LMTP").await?;
        let mut mistakes = 0;
        while mistakes < MISTAKES {
            let line = self.line().await?;
            let Ok(line) = std::str::from_utf8(&line) else {
                mistakes += 1;
                self.reply("500 5.5.2 not UTF-8").await?;
                continue;
            };
            let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
            match verb.to_ascii_uppercase().as_str() {
                "LHLO" => {
                    self.reset();
                    let size = DeliveryStatus::LARGEST;
                    let offered = format!(
                        "250-genkan\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n\
                         250-PIPELINING\r\n250-SMTPUTF8\r\n250 SIZE {size}"
                    );
                    self.reply(&offered).await?;
                }
                "MAIL" => {
                    self.reset();
                    self.has_sender = true;
                    self.reply("250 2.1.0 ok").await?;
                }
                "RCPT" => {
                    let answer = self.add_recipient(rest);
                    mistakes += usize::from(answer.starts_with('5'));
                    self.reply(answer).await?;
                }
                "DATA" if self.recipients.is_empty() => {
                    mistakes += 1;
                    self.reply("503 5.5.1 no valid recipient").await?;
                }
                "DATA" => self.receive().await?,
                "RSET" => {
                    self.reset();
                    self.reply("250 2.0.0 ok").await?;
                }
                "NOOP" => {
                    mistakes += 1;
                    self.reply("250 2.0.0 ok").await?;
                }
                "QUIT" => return self.reply("221 2.0.0 bye").await,
                _ => {
                    mistakes += 1;
                    self.reply("500 5.5.1 unknown command").await?;
                }
            }
        }
        self.reply("421 4.7.0 too many mistakes").await
    }

    fn reset(&mut self) {
        self.has_sender = false;
        self.recipients.clear();
    }

    fn add_recipient(&mut self, rest: &str) -> &'static str {
        if !self.has_sender {
            return "503 5.5.1 MAIL first";
        }
        let recipient = rest
            .split_once('<')
            .and_then(|(_, rest)| rest.split_once('>'))
            .map(|(recipient, _)| recipient);
        match recipient {
            Some(recipient) if !self.inbox.receives(recipient) => {
                "550 5.1.1 not the address of reports"
            }
            Some(_) if self.recipients.len() == DeliveryStatus::MOST => {
                "452 4.5.3 too many recipients"
            }
            Some(recipient) => {
                self.recipients.push(recipient.to_owned());
                "250 2.1.5 ok"
            }
            None => "501 5.1.3 no address",
        }
    }

    /// Receives an email, and replies for each recipient.
    async fn receive(&mut self) -> io::Result<()> {
        self.reply("354 end with a dot").await?;
        let mut email = Vec::new();
        let mut is_too_large = false;
        loop {
            let line = self.raw_line().await?;
            let text = match line.strip_prefix(b".") {
                Some(b"\r\n" | b"\n") => break,
                Some(rest) => rest,
                None => &line,
            };
            is_too_large |= email.len() + text.len() > DeliveryStatus::LARGEST;
            if !is_too_large {
                email.extend_from_slice(text);
            }
        }
        for recipient in std::mem::take(&mut self.recipients) {
            let answer = if is_too_large {
                "552 5.3.4 too large for a report"
            } else {
                match self.inbox.take(&email, Some(&recipient)).await {
                    Taken::Done => "250 2.0.0 ok",
                    Taken::Later => "451 4.3.0 try again later",
                }
            };
            self.reply(answer).await?;
        }
        self.reset();
        Ok(())
    }

    /// Returns a command without its end.
    async fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = self.raw_line().await?;
        while line.last().is_some_and(u8::is_ascii_whitespace) {
            line.pop();
        }
        Ok(line)
    }

    async fn raw_line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        let mut bounded = (&mut self.stream).take(LONGEST_LINE);
        let read = timeout(IDLE, bounded.read_until(b'\n', &mut line)).await;
        read.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
        if line.last() == Some(&b'\n') {
            return Ok(line);
        }
        // The client has gone, or writes a line without end.
        Err(io::ErrorKind::UnexpectedEof.into())
    }

    async fn reply(&mut self, text: &str) -> io::Result<()> {
        let reply = format!("{text}\r\n");
        let stream = self.stream.get_mut();
        let written = async {
            stream.write_all(reply.as_bytes()).await?;
            stream.flush().await
        };
        timeout(IDLE, written)
            .await
            .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
    }
}

/// The most connections.
const AT_ONCE: usize = 16;
/// How long the portal waits for a line.
const IDLE: Duration = Duration::from_secs(60);
/// How long a connection may last.
const LONGEST: Duration = Duration::from_secs(10 * 60);
const PAUSE: Duration = Duration::from_secs(1);
/// Twice what RFC 5321 section 4.5.3.1.6 allows would be enough; some servers
/// do not fold headers.
const LONGEST_LINE: u64 = 64 * 1024;
/// After so many, a client is no mail server.
const MISTAKES: usize = 20;
