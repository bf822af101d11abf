//! Drives an example over HTTP, as a person would use it.

use std::io::{BufRead as _, BufReader, Lines, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A running example. It ends when it is dropped.
struct Service {
    process: Child,
    output: Lines<BufReader<ChildStdout>>,
    address: String,
}

impl Service {
    fn start(program: &str, database: &str) -> Self {
        let mut process = Command::new(program)
            .args([database, "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = output.next().unwrap().unwrap();
        let address = line.strip_prefix("listening on ").unwrap().to_owned();
        Self {
            process,
            output,
            address,
        }
    }

    /// Sends a text to a path. Returns the status and the text of the answer.
    fn post(&self, path: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Content-Type: text/plain\r\nContent-Length: {}\r\n\r\n{body}",
            body.len(),
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, body.to_owned())
    }

    /// Returns the path of the link in the next email.
    fn link(&mut self) -> String {
        let email = self.output.next().unwrap().unwrap();
        let link = email.strip_prefix("email to taro@example.com: https://example.com");
        link.unwrap().to_owned()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A link is requested, a password is refused, another is accepted, and the link
/// is used twice.
pub(crate) fn reset_links_work(program: &str) {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("users.db");
    let mut service = Service::start(program, database.to_str().unwrap());

    let unknown = service.post("/forgot", "hanako@example.com");
    let known = service.post("/forgot", "taro@example.com");
    assert_eq!(known.0, 200);
    assert_eq!(unknown, known, "the answer does not say who is registered");
    let older = service.link();
    assert_eq!(service.post("/forgot", "taro@example.com"), known);
    let link = service.link();
    assert_ne!(link, older);

    let (status, refused) = service.post(&link, "Taro2026!");
    assert_eq!(status, 422, "{refused}");
    assert!(refused.contains("contains-local-part"), "{refused}");
    assert_eq!(service.post(&link, "blue7Kite!").0, 200);
    // The link was used, the older one ended with it, and no other works.
    for link in [&link, &older, "/reset/gkn_rst_", "/reset/x"] {
        assert_eq!(service.post(link, "blue8Kite!").0, 400, "{link}");
    }
    // A new one does, and it is sent to the address that is stored.
    assert_eq!(service.post("/forgot", "Taro@Example.COM"), known);
    let link = service.link();
    assert_eq!(service.post(&link, "blue8Kite!").0, 200);

    let database = rusqlite::Connection::open(database).unwrap();
    let count = |sql: &str| database.query_one(sql, [], |row| row.get::<_, i64>(0));
    assert_eq!(count("SELECT count(*) FROM genkan_links"), Ok(0));
    let hashed = "SELECT count(*) FROM users WHERE password_hash LIKE '$argon2id$%'";
    assert_eq!(count(hashed), Ok(1));
}

/// The code that genkan adds to the service, without blank lines and comments.
pub(crate) fn is_short(source: &str) {
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
    let lines = source.lines().filter(is_code).count();
    assert!(lines <= 45, "{lines} lines of code");
}
