use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A request of one person.
pub(super) struct Request<'r> {
    pub(super) client: &'r str,
    pub(super) path: &'r str,
    pub(super) cookie: &'r str,
    /// Posted if there is one.
    pub(super) form: Option<&'r str>,
}

/// What comes of a request.
#[derive(Debug)]
pub(super) enum Answer {
    Page(Page),
    /// No connection: the request was not sent.
    NotSent,
    /// The connection ended before the answer, or nothing came for a minute.
    Lost,
}

#[derive(Debug)]
pub(super) struct Page {
    pub(super) status: u16,
    head: String,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn status(&self) -> Option<u16> {
        match self {
            Self::Page(page) => Some(page.status),
            _ => None,
        }
    }

    /// Whether the page says that it does not know what was done.
    pub(super) fn is_unknown(&self) -> bool {
        match self {
            Self::Page(page) => page.status == 503 && page.body.contains(UNKNOWN),
            Self::Lost => true,
            Self::NotSent => false,
        }
    }

    /// Whether the answer leads to a path; to none if the path is empty.
    pub(super) fn leads_to(&self, path: &str) -> bool {
        let status = if path.is_empty() { 200 } else { 303 };
        matches!(self, Self::Page(page)
            if page.status == status && page.header("location") == path)
    }
}

impl Page {
    pub(super) fn header(&self, name: &str) -> &str {
        let fields = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut named = fields.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        named.next().map_or("", |(_, value)| value)
    }

    /// The session that the page opens.
    pub(super) fn session(&self) -> Option<String> {
        let value = self.head.split("genkan-session=").nth(1)?.split(';').next();
        value.map(str::to_owned).filter(|value| !value.is_empty())
    }
}

pub(super) async fn send(place: SocketAddr, request: &Request<'_>) -> Answer {
    let Request {
        client,
        path,
        cookie,
        form,
    } = request;
    let (method, body) = form.map_or(("GET", ""), |form| ("POST", form));
    let text = format!(
        "{method} {path} HTTP/1.1\r\nHost: {place}\r\nX-Forwarded-For: {client}\r\n\
         Cookie: {cookie}\r\nAccept-Language: en\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let Ok(mut stream) = TcpStream::connect(place).await else {
        return Answer::NotSent;
    };
    let exchange = async {
        stream.write_all(text.as_bytes()).await.ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.ok()?;
        read(&String::from_utf8_lossy(&answer))
    };
    let answered = tokio::time::timeout(LONGEST, exchange).await.ok().flatten();
    answered.map_or(Answer::Lost, Answer::Page)
}

/// `None` if the answer is not complete.
fn read(answer: &str) -> Option<Page> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let page = Page {
        status: head.split(' ').nth(1)?.parse().ok()?,
        head: head.to_owned(),
        body: body.to_owned(),
    };
    let length = page.header("content-length").parse().unwrap_or(0);
    (body.len() >= length).then_some(page)
}

/// The title of the page after an unknown outcome.
const UNKNOWN: &str = "We could not confirm the result";
const LONGEST: Duration = Duration::from_secs(60);
