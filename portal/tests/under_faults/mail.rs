//! A mail server for two nodes, with a port for each.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

pub(super) struct MailServer {
    pub(super) ports: [u16; 2],
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    mode: AtomicUsize,
    /// By Message-ID, without the domain.
    accepted: Mutex<HashMap<String, Vec<Accepted>>>,
    /// How many emails were dropped after DATA.
    dropped: AtomicUsize,
}

/// An email for which the server has written 250.
#[derive(Clone, Debug)]
pub(super) struct Accepted {
    pub(super) node: usize,
    pub(super) at: SystemTime,
    pub(super) to: String,
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Mode {
    Normal,
    /// Connections end at once.
    Dead,
    /// 451 to every recipient.
    Later,
    /// The connection ends after the text of an email, which is thrown away.
    Drops,
}

pub(super) const MODES: [Mode; 4] = [Mode::Normal, Mode::Dead, Mode::Later, Mode::Drops];

impl MailServer {
    pub(super) async fn start() -> Self {
        let state = Arc::<State>::default();
        let mut ports = [0; 2];
        for (node, port) in ports.iter_mut().enumerate() {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            *port = listener.local_addr().unwrap().port();
            let state = Arc::clone(&state);
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let state = Arc::clone(&state);
                    tokio::spawn(async move { state.converse(node, stream).await });
                }
            });
        }
        Self { ports, state }
    }

    pub(super) fn set(&self, mode: Mode) {
        self.state.mode.store(mode as usize, Ordering::Relaxed);
    }

    /// The copies of an email.
    pub(super) fn copies(&self, id: &str) -> Vec<Accepted> {
        let accepted = self.state.accepted.lock().unwrap();
        accepted.get(id).cloned().unwrap_or_default()
    }

    pub(super) fn all(&self) -> HashMap<String, Vec<Accepted>> {
        self.state.accepted.lock().unwrap().clone()
    }

    pub(super) fn dropped(&self) -> usize {
        self.state.dropped.load(Ordering::Relaxed)
    }
}

impl Accepted {
    /// The token of the link to a page, such as `/reset/`.
    pub(super) fn token(&self, page: &str) -> Option<String> {
        let rest = self.text.split(page).nth(1)?;
        let is_token = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
        Some(rest.chars().take_while(is_token).collect())
    }
}

impl State {
    fn mode(&self) -> Mode {
        MODES[self.mode.load(Ordering::Relaxed)]
    }

    /// Returns `None` when the conversation ends.
    async fn converse(&self, node: usize, stream: TcpStream) -> Option<()> {
        let mut stream = BufReader::new(stream);
        let mut to = String::new();
        stream.write_all(b"220 mail.test\r\n").await.ok()?;
        loop {
            let line = line(&mut stream).await?;
            let mode = self.mode();
            if matches!(mode, Mode::Dead) {
                return None;
            }
            let reply = match line.get(..4).unwrap_or("").to_ascii_uppercase().as_str() {
                "RCPT" if matches!(mode, Mode::Later) => "451 4.2.0 try again later",
                "RCPT" => {
                    let address = line.split(['<', '>']).nth(1);
                    to = address.unwrap_or_default().to_owned();
                    "250 recipient"
                }
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").await.ok()?;
                    let data = data(&mut stream).await?;
                    if matches!(self.mode(), Mode::Drops) {
                        self.dropped.fetch_add(1, Ordering::Relaxed);
                        return None;
                    }
                    self.accept(node, &to, &data);
                    "250 accepted"
                }
                "QUIT" => "221 bye",
                _ => "250 mail.test",
            };
            let reply = format!("{reply}\r\n");
            stream.write_all(reply.as_bytes()).await.ok()?;
        }
    }

    fn accept(&self, node: usize, to: &str, data: &str) {
        let mail = mailparse::parse_mail(data.as_bytes()).unwrap();
        let is_id = |header: &&mailparse::MailHeader<'_>| header.get_key() == "Message-ID";
        let id = mail.headers.iter().find(is_id).unwrap().get_value();
        let id = id.trim_start_matches('<').split('@').next().unwrap();
        let accepted = Accepted {
            node,
            at: SystemTime::now(),
            to: to.to_owned(),
            text: mail.subparts[0].get_body().unwrap(),
        };
        let mut all = self.accepted.lock().unwrap();
        all.entry(id.to_owned()).or_default().push(accepted);
    }
}

async fn line(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let length = stream.read_line(&mut line).await.ok()?;
    (length > 0).then_some(line)
}

/// RFC 5321 section 4.5.2.
async fn data(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut data = String::new();
    loop {
        let line = line(stream).await?;
        if line == ".\r\n" {
            return Some(data);
        }
        data += line.strip_prefix('.').unwrap_or(&line);
    }
}
