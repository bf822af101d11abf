//! The binary, serving an empty portal.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::TestPortal;

pub(crate) struct Program {
    pub(crate) place: SocketAddr,
    child: Child,
    pub(crate) folder: tempfile::TempDir,
}

impl Program {
    /// Starts it with some more settings, one a line, and waits until it
    /// listens.
    pub(crate) async fn start(settings: &str) -> Self {
        Self::launch(".", settings, Stdio::inherit(), None).await
    }

    /// Starts it with its log in a file.
    pub(crate) async fn logging(settings: &str, log: impl Into<Stdio>) -> Self {
        Self::launch(".", settings, log.into(), None).await
    }

    /// Starts it with a library that it loads first.
    pub(crate) async fn preloading(settings: &str, library: &Path) -> Self {
        Self::launch(".", settings, Stdio::inherit(), Some(library)).await
    }

    /// Starts it on the data of a portal. A cookie of the portal is valid there.
    pub(crate) async fn serving(portal: &TestPortal, settings: &str) -> Self {
        let data = portal.folder.path().display().to_string();
        let settings = format!("{}{settings}", portal.database_setting());
        Self::launch(&data, &settings, Stdio::inherit(), None).await
    }

    async fn launch(data: &str, settings: &str, log: Stdio, library: Option<&Path>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap();
        drop(listener);
        let config = folder.path().join("genkan.toml");
        let text = format!(
            "base_url = \"http://{place}/\"\nlisten = \"{place}\"\ndata = \"{data}\"\n{settings}\n\
             [mail]\nfrom = \"Support <support@provider.example>\"\n"
        );
        std::fs::write(&config, text).unwrap();
        let child = Command::new(binary())
            .arg("serve")
            .arg("--config")
            .arg(&config)
            .stdout(Stdio::null())
            .stderr(log)
            .env("GENKAN_LOG", "warn")
            .envs(library.map(|library| ("LD_PRELOAD", library)))
            .spawn()
            .unwrap();
        let begun = Instant::now();
        while TcpStream::connect(place).await.is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "does not open");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Self {
            place,
            child,
            folder,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> String {
        let place = self.place;
        let head = format!("GET {path} HTTP/1.1\r\nHost: {place}\r\nConnection: close\r\n\r\n");
        ask(place, &head).await
    }

    /// Asks it to stop.
    pub(crate) fn terminate(&self) {
        self.signal("-TERM");
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal, as `kill` writes it.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.id().to_string();
        let sent = Command::new("kill").args([name, &id]).status();
        assert!(sent.unwrap().success());
    }

    /// Whether it has ended.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// The most memory that it has had at any time.
    pub(crate) fn memory_in_mib(&self) -> u64 {
        let status = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(status).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        let kib = line.unwrap().split_whitespace().nth(1).unwrap();
        kib.parse::<u64>().unwrap() / 1024
    }
}

/// The binary that was built with the test, or the one that `GENKAN_BINARY`
/// names: figures are of what is shipped.
fn binary() -> OsString {
    std::env::var_os("GENKAN_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_genkan").into())
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) async fn ask(place: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(place).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

pub(crate) fn status(answer: &str) -> u16 {
    let code = answer.split(' ').nth(1).unwrap_or_default();
    code.parse().unwrap_or_default()
}
