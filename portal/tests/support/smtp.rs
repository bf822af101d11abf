//! A mail server that keeps what it is given, with the manners that a test
//! gives it.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use genkan_portal::config::Smtp as Config;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

pub(crate) struct Smtp {
    port: u16,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Default)]
struct Kept {
    commands: Vec<String>,
    mails: Vec<Envelope>,
}

/// A mail as it came.
#[derive(Clone, Debug)]
pub(crate) struct Envelope {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) data: String,
}

/// How a server behaves.
#[derive(Clone)]
pub(crate) struct Manners {
    /// How long it is silent before it greets.
    pub(crate) silence: Duration,
    /// How it greets.
    pub(crate) greets: &'static str,
    /// Whether it turns connections away instead, until a test says otherwise.
    pub(crate) is_busy: Arc<AtomicBool>,
    /// What it adds to the text of each reply.
    pub(crate) adds: &'static [u8],
    /// What it says to a command, where that is not the usual.
    pub(crate) says: fn(&str) -> Option<&'static str>,
    /// How long it takes to reply to a whole mail, which it has kept by then.
    pub(crate) thinks: Duration,
    /// STARTTLS, where it is offered.
    pub(crate) tls: Option<TlsAcceptor>,
    /// What it adds in the clear, where it offers STARTTLS.
    pub(crate) injects: Option<Injection>,
}

/// What a person between client and server adds to the server's replies.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Injection {
    /// Text in the packet of the greeting.
    WithGreeting(&'static str),
    /// Text in the packet of the reply to EHLO.
    WithEhlo(&'static str),
    /// Text in the packet of the reply to STARTTLS.
    WithReady(&'static str),
    /// Text after the reply to STARTTLS, in a packet of its own.
    AfterReady(&'static str),
    /// No TLS at all: the conversation goes on in the clear.
    StaysPlain,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            silence: Duration::ZERO,
            greets: "220 mail.test",
            is_busy: Arc::default(),
            adds: b"",
            says: |_| None,
            thinks: Duration::ZERO,
            tls: None,
            injects: None,
        }
    }
}

/// TLS with the certificate of that folder.
pub(crate) fn acceptor(folder: &Path) -> TlsAcceptor {
    let chain = vec![CertificateDer::from_pem_file(folder.join("server.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_file(folder.join("server.key")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

impl Smtp {
    pub(crate) async fn start(manners: Manners) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let kept = Arc::new(Mutex::new(Kept::default()));
        let shared = Arc::clone(&kept);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let greeting = if manners.is_busy.load(Ordering::Relaxed) {
                    "421 4.3.2 too many connections"
                } else {
                    manners.greets
                };
                let (kept, manners) = (Arc::clone(&shared), manners.clone());
                tokio::spawn(async move {
                    tokio::time::sleep(manners.silence).await;
                    let mut stream = BufReader::new(stream);
                    let mut greeting = format!("{greeting}\r\n");
                    if let Some(Injection::WithGreeting(text)) = manners.injects {
                        greeting += text;
                    }
                    if stream.write_all(greeting.as_bytes()).await.is_err() {
                        return;
                    }
                    if converse(&mut stream, &kept, &manners, true).await
                        && let Some(tls) = &manners.tls
                        && goes_on_in_the_clear(&mut stream, &kept, &manners).await
                        && let Ok(stream) = tls.accept(stream.into_inner()).await
                    {
                        converse(&mut BufReader::new(stream), &kept, &manners, false).await;
                    }
                });
            }
        });
        Self { port, kept }
    }

    /// The configuration that leads here.
    pub(crate) fn config(&self) -> Config {
        Config::unprotected("127.0.0.1", self.port)
    }

    pub(crate) fn mails(&self) -> Vec<Envelope> {
        self.kept.lock().unwrap().mails.clone()
    }

    pub(crate) fn commands(&self) -> Vec<String> {
        self.kept.lock().unwrap().commands.clone()
    }
}

impl Envelope {
    /// The recipients as addresses.
    pub(crate) fn recipients<'e>(&'e self) -> Vec<&'e str> {
        let address = |line: &'e String| {
            let (from, to) = (line.find('<')? + 1, line.rfind('>')?);
            line.get(from..to)
        };
        self.to.iter().filter_map(address).collect()
    }

    /// The headers and the texts of the parts, decoded.
    pub(crate) fn read(&self) -> (String, Vec<String>) {
        let mail = mailparse::parse_mail(self.data.as_bytes()).unwrap();
        let headers = mail.headers.iter();
        let headers = headers.map(|one| format!("{}: {}\n", one.get_key(), one.get_value()));
        let parts = mail.subparts.iter().map(|part| part.get_body().unwrap());
        (headers.collect(), parts.collect())
    }
}

/// Does what an injection does after the reply to STARTTLS, and answers `true` if
/// TLS follows.
async fn goes_on_in_the_clear(
    stream: &mut BufReader<tokio::net::TcpStream>,
    kept: &Mutex<Kept>,
    manners: &Manners,
) -> bool {
    match manners.injects {
        Some(Injection::AfterReady(text)) => {
            stream.flush().await.unwrap();
            tokio::time::sleep(Duration::from_millis(1)).await;
            stream.write_all(text.as_bytes()).await.is_ok()
        }
        Some(Injection::StaysPlain) => {
            converse(stream, kept, manners, false).await;
            false
        }
        _ => true,
    }
}

/// Answers until the end, or until STARTTLS, which it answers `true` to.
async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    kept: &Mutex<Kept>,
    manners: &Manners,
    is_plain: bool,
) -> bool {
    let (mut from, mut to) = (String::new(), Vec::new());
    loop {
        let mut line = String::new();
        if !matches!(stream.read_line(&mut line).await, Ok(length) if length > 0) {
            return false;
        }
        let line = line.trim_end_matches(['\r', '\n']).to_owned();
        kept.lock().unwrap().commands.push(line.clone());
        let verb = line
            .split([' ', ':'])
            .next()
            .unwrap_or("")
            .to_ascii_uppercase();
        let own = (manners.says)(&line);
        let mut is_starting = false;
        let usual = match verb.as_str() {
            "EHLO" if is_plain && manners.tls.is_some() => "250-mail.test\r\n250 STARTTLS",
            "STARTTLS" if is_plain && manners.tls.is_some() => {
                is_starting = true;
                "220 ready"
            }
            "EHLO" | "HELO" | "NOOP" | "RSET" => "250 mail.test",
            "MAIL" => {
                (from, to) = (line.clone(), Vec::new());
                "250 sender"
            }
            "RCPT" if own.is_none_or(|reply| reply.starts_with('2')) => {
                to.push(line.clone());
                "250 recipient"
            }
            "RCPT" => "550 nobody",
            "DATA" => {
                let go_on = [b"354 go on", manners.adds, b"\r\n"].concat();
                if stream.write_all(&go_on).await.is_err() {
                    return false;
                }
                let Some(data) = data(stream).await else {
                    return false;
                };
                let mail = Envelope {
                    from: from.clone(),
                    to: std::mem::take(&mut to),
                    data,
                };
                kept.lock().unwrap().mails.push(mail);
                tokio::time::sleep(manners.thinks).await;
                "250 kept"
            }
            "QUIT" => "221 bye",
            _ => "502 unknown",
        };
        let mut reply = own.unwrap_or(usual).as_bytes().to_vec();
        reply.extend(manners.adds);
        reply.extend(b"\r\n");
        match manners.injects {
            Some(Injection::WithEhlo(text)) if verb == "EHLO" && is_plain => {
                reply.extend(text.as_bytes());
            }
            Some(Injection::WithReady(text)) if is_starting => reply.extend(text.as_bytes()),
            _ => {}
        }
        if stream.write_all(&reply).await.is_err() || verb == "QUIT" {
            return false;
        }
        if is_starting {
            return true;
        }
    }
}

/// RFC 5321 section 4.5.2.
async fn data<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<String> {
    let mut data = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            return Some(data);
        }
        data += line.strip_prefix('.').unwrap_or(&line);
    }
}
