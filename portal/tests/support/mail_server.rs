//! A mail server of a test's own: see `smtp_server.py`.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

use genkan_portal::config::Smtp;

/// Ends when it is dropped: the server reads its standard input to the end.
pub(crate) struct MailServer {
    pub(crate) port: u16,
    ledger: PathBuf,
    _input: ChildStdin,
    _server: Child,
}

/// A mail that the server took.
#[derive(Clone, Debug, serde::Deserialize)]
pub(crate) struct Taken {
    pub(crate) id: String,
    pub(crate) to: String,
    pub(crate) link: Option<String>,
}

impl MailServer {
    pub(crate) fn start(folder: &Path) -> Self {
        let ledger = folder.join("ledger");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/smtp_server.py");
        // Debian's Python: apt's aiosmtpd belongs to it.
        let mut server = Command::new("/usr/bin/python3")
            .arg(script)
            .arg(&ledger)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let output = server.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        let port = line.trim().strip_prefix("listening on ");
        let port = port.expect("no mail server; install it: apt-get install python3-aiosmtpd");
        Self {
            port: port.parse().unwrap(),
            ledger,
            _input: server.stdin.take().unwrap(),
            _server: server,
        }
    }

    /// How the portal is told of it.
    pub(crate) fn smtp(&self, timeout_seconds: u64) -> Smtp {
        Smtp {
            timeout: Duration::from_secs(timeout_seconds),
            ..Smtp::unprotected("127.0.0.1", self.port)
        }
    }

    /// Every mail so far, in the order of arrival.
    pub(crate) fn taken(&self) -> Vec<Taken> {
        let text = std::fs::read_to_string(&self.ledger).unwrap_or_default();
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        whole
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}
