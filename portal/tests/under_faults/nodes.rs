use std::ffi::OsString;
use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// A process of the program, which is started again when it ends.
pub(super) struct Node {
    pub(super) place: SocketAddr,
    folder: PathBuf,
    child: Mutex<Option<Child>>,
    deaths: Mutex<Vec<SystemTime>>,
    peak_kib: AtomicU64,
}

impl Node {
    /// Configures a node, without starting it.
    pub(super) async fn new(folder: PathBuf, database: &str, mail: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap();
        fs::create_dir(&folder).unwrap();
        let node = Self {
            place,
            folder,
            child: Mutex::default(),
            deaths: Mutex::default(),
            peak_kib: AtomicU64::new(0),
        };
        let text = format!(
            "base_url = \"http://127.0.0.1:9/\"\nlisten = \"{place}\"\ndata = \".\"\n\
             database = \"{database}\"\ntrusted_proxies = 1\n{LIMITS}\
             [mail]\nfrom = \"Support <support@provider.example>\"\n\
             [mail.smtp]\nhost = \"127.0.0.1\"\nport = {mail}\ntls = \"none\"\n\
             timeout_seconds = {ATTEMPT}\n"
        );
        fs::write(node.config(), text).unwrap();
        node
    }

    fn config(&self) -> PathBuf {
        self.folder.join("genkan.toml")
    }

    pub(super) fn keys(&self) -> PathBuf {
        self.folder.join("genkan.keys")
    }

    /// Starts the process and waits until it listens. It ends at once while the
    /// database is away, and is started again, as a supervisor does.
    pub(super) async fn start(&self) {
        let begun = Instant::now();
        loop {
            if self.has_ended() {
                *self.child.lock().unwrap() = Some(self.spawn());
            }
            if TcpStream::connect(self.place).await.is_ok() {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "does not start");
            sleep(Duration::from_millis(20)).await;
        }
    }

    fn spawn(&self) -> Child {
        let log = self.folder.join("log");
        let log = File::options().create(true).append(true).open(log);
        let mut serve = Command::new(binary());
        serve.args(["serve", "--config"]).arg(self.config());
        serve.stdin(Stdio::null()).stdout(Stdio::null());
        serve.stderr(log.unwrap()).spawn().unwrap()
    }

    pub(super) fn has_ended(&self) -> bool {
        let mut child = self.child.lock().unwrap();
        child
            .as_mut()
            .is_none_or(|child| child.try_wait().unwrap().is_some())
    }

    /// SIGKILL.
    pub(super) fn kill(&self) {
        self.measure();
        if let Some(mut child) = self.child.lock().unwrap().take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
        self.deaths.lock().unwrap().push(SystemTime::now());
    }

    pub(super) fn deaths(&self) -> Vec<SystemTime> {
        self.deaths.lock().unwrap().clone()
    }

    /// Sends it a signal, as `kill` writes it.
    pub(super) fn signal(&self, name: &str) {
        if let Some(child) = &*self.child.lock().unwrap() {
            let id = child.id().to_string();
            let sent = Command::new("kill").args([name, &id]).status();
            assert!(sent.unwrap().success());
        }
    }

    /// Returns the most memory that any of its processes has had.
    pub(super) fn peak_mib(&self) -> u64 {
        self.measure();
        self.peak_kib.load(Ordering::Relaxed) / 1024
    }

    fn measure(&self) {
        if let Some(child) = &*self.child.lock().unwrap() {
            let status = fs::read_to_string(format!("/proc/{}/status", child.id()));
            let status = status.unwrap_or_default();
            let line = status.lines().find(|line| line.starts_with("VmHWM:"));
            let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
            self.peak_kib.fetch_max(kib.unwrap_or(0), Ordering::Relaxed);
        }
    }

    pub(super) fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// Runs a command of the program.
    pub(super) fn command(&self, arguments: &[&str], file: Option<&Path>) {
        let mut command = Command::new(binary());
        command.args(arguments).args(file);
        let output = command.arg("--config").arg(self.config()).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}

fn binary() -> OsString {
    std::env::var_os("GENKAN_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_genkan").into())
}

/// The seconds that an attempt to send an email may take. A lease is three times
/// as long.
pub(super) const ATTEMPT: u64 = 5;

/// Many people act in a short time. Only the pause between two links is short
/// enough to refuse a request that is charged twice.
const LIMITS: &str = "[limits]
link_pause = { burst = 1, seconds = 3 }
link_address = { burst = 10000, seconds = 60 }
link_company = { burst = 10000, seconds = 60 }
link_client = { burst = 10000, seconds = 60 }
link_system = { burst = 10000, seconds = 60 }
email_account = { burst = 10000, seconds = 60 }
email_company = { burst = 10000, seconds = 60 }
email_system = { burst = 10000, seconds = 60 }
sign_in_client = { burst = 10000, seconds = 60 }
sign_in_system = { burst = 10000, seconds = 60 }
sign_in_stranger = { free = 50, first_delay_seconds = 1, most_delay_seconds = 1, ceiling = 50 }
";
