//! A PostgreSQL server of a test's own, in a folder that goes when it is
//! dropped. It runs as an ordinary user, because it refuses to run as root.

use std::ffi::OsString;
use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use genkan_portal::config::DatabaseUrl;
use genkan_portal::store::Postgres;
use tempfile::TempDir;

use super::port::free_port;
use super::slow_disk::SlowDisk;

pub(crate) struct Server {
    folder: TempDir,
    programs: PathBuf,
    pub(crate) port: u16,
    databases: AtomicU32,
    pub(crate) disk: Option<SlowDisk>,
}

/// One server for all the tests of a program.
///
/// A static is never dropped, so a process beside the program waits for its
/// end, whatever that is, and clears away.
pub(crate) fn shared() -> &'static Server {
    static SHARED: LazyLock<(Server, Child)> = LazyLock::new(|| {
        let server = Server::start();
        let mut command = Command::new("sh");
        command
            .args(["-c", "cat > /dev/null; \"$0\" \"$@\"; rm -rf \"$FOLDER\""])
            .args(server.runner("pg_ctl"))
            .args(["stop", "--mode=immediate", "--silent", "--pgdata"])
            .arg(server.data())
            .env("FOLDER", server.folder.path())
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // An interrupt at the terminal is not for it.
            .process_group(0);
        let waiting = command.spawn().unwrap();
        (server, waiting)
    });
    &SHARED.0
}

impl Server {
    /// A server without TLS.
    pub(crate) fn start() -> Self {
        Self::with(|_| String::new())
    }

    /// A server that writes to the disk, which is slow.
    pub(crate) fn on_slow_disk() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let disk = Some(SlowDisk::new(folder.path()));
        // Nothing is written but what the program waits for.
        let settings = "fsync = on\nautovacuum = off\ncheckpoint_timeout = 1d\n\
                        wal_writer_delay = 10s\n";
        Self::starting(folder, disk, |_| settings.into())
    }

    /// A server with the settings that `configure` makes in its folder.
    pub(crate) fn with(configure: impl FnOnce(&Path) -> String) -> Self {
        Self::starting(tempfile::tempdir().unwrap(), None, configure)
    }

    fn starting(
        folder: TempDir,
        disk: Option<SlowDisk>,
        configure: impl FnOnce(&Path) -> String,
    ) -> Self {
        let server = Self {
            folder,
            programs: programs(),
            port: free_port(),
            databases: AtomicU32::new(0),
            disk,
        };
        let folder = server.folder.path();
        fs::write(folder.join("password"), PASSWORD).unwrap();
        let settings = configure(folder);
        for entry in fs::read_dir(folder).unwrap() {
            give_away(&entry.unwrap().path());
        }
        give_away(folder);
        let data = server.data();
        server.run(
            "initdb",
            &[
                "--pgdata",
                &data,
                "--username=genkan",
                "--auth=scram-sha-256",
                &format!("--pwfile={}", folder.join("password").display()),
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
        );
        // Nothing of it outlives the test, so nothing has to reach the disk; and as
        // many tests run at once as there are processors, each with pools of its own.
        let settings = format!(
            "port = {}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{}'\n\
             fsync = off\nmax_connections = 1000\n\
             shared_preload_libraries = 'pg_stat_statements'\n{settings}",
            server.port,
            folder.display()
        );
        let file = Path::new(&data).join("postgresql.conf");
        fs::write(file, settings).unwrap();
        server.start_again();
        server
    }

    /// A database with nothing in it.
    pub(crate) async fn database(&self) -> DatabaseUrl {
        let name = self.create().await;
        self.url(&name, "")
    }

    /// The name of a database with nothing in it.
    pub(crate) async fn create(&self) -> String {
        let name = format!("d{}", self.databases.fetch_add(1, Ordering::Relaxed) + 1);
        self.execute("postgres", &format!("CREATE DATABASE {name}"))
            .await;
        name
    }

    /// A store with nothing in it.
    pub(crate) async fn store(&self) -> Postgres {
        Postgres::open(&self.database().await, super::REALM)
            .await
            .unwrap()
    }

    /// Where a database is; the query comes last.
    pub(crate) fn url(&self, name: &str, query: &str) -> DatabaseUrl {
        self.url_at("127.0.0.1", name, query)
    }

    /// Where a database is, through a proxy on another port.
    pub(crate) fn url_through(&self, port: u16, name: &str) -> DatabaseUrl {
        self.parse(&format!("postgres://{USER}@127.0.0.1:{port}/{name}"))
    }

    pub(crate) fn url_at(&self, host: &str, name: &str, query: &str) -> DatabaseUrl {
        self.parse(&self.text(USER, host, name, query))
    }

    pub(crate) fn url_as(&self, user: &str, name: &str) -> DatabaseUrl {
        self.parse(&self.text(user, "127.0.0.1", name, ""))
    }

    /// Where a database is, as an operator writes it.
    pub(crate) fn address(&self, name: &str) -> String {
        self.text(USER, "127.0.0.1", name, "")
    }

    /// A connection of the test's own.
    pub(crate) async fn client(&self, name: &str) -> tokio_postgres::Client {
        let text = self.text(USER, "127.0.0.1", name, "");
        let (client, connection) = tokio_postgres::connect(&text, tokio_postgres::NoTls)
            .await
            .unwrap();
        tokio::spawn(connection);
        client
    }

    pub(crate) async fn execute(&self, name: &str, sql: &str) {
        let client = self.client(name).await;
        client.batch_execute(sql).await.unwrap();
    }

    /// Stops the server at once and starts it again.
    pub(crate) fn restart(&self) {
        self.stop("immediate");
        self.start_again();
    }

    /// Stops the server: `immediate` as in a crash, `fast` as an administrator
    /// does it.
    pub(crate) fn stop(&self, mode: &str) {
        let (data, mode) = (self.data(), format!("--mode={mode}"));
        self.run(
            "pg_ctl",
            &["stop", "--wait", "--silent", &mode, "--pgdata", &data],
        );
    }

    pub(crate) fn start_again(&self) {
        let data = self.data();
        let log = self.folder.path().join("log").display().to_string();
        self.run(
            "pg_ctl",
            &[
                "start", "--wait", "--silent", "--pgdata", &data, "--log", &log,
            ],
        );
    }

    fn text(&self, user: &str, host: &str, name: &str, query: &str) -> String {
        format!("postgres://{user}@{host}:{}/{name}{query}", self.port)
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let output = self.output(program, arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program}: {said}");
    }

    fn output(&self, program: &str, arguments: &[&str]) -> Output {
        let mut words = self.runner(program).into_iter();
        Command::new(words.next().unwrap())
            .args(words)
            .args(arguments)
            .envs(self.disk.iter().map(|disk| ("LD_PRELOAD", &disk.library)))
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    /// The words that run a program as the server's user.
    fn runner(&self, program: &str) -> Vec<OsString> {
        runner(self.programs.join(program).into())
    }

    /// The folder of the server's socket.
    pub(crate) fn socket(&self) -> &Path {
        self.folder.path()
    }

    /// Where a database is by any host, such as a socket; the query comes last.
    pub(crate) fn parse(&self, text: &str) -> DatabaseUrl {
        DatabaseUrl::parse(text, self.folder.path()).unwrap()
    }
}

fn runner(program: OsString) -> Vec<OsString> {
    if is_root() {
        let words = ["runuser", "--user", "postgres", "--"];
        words
            .into_iter()
            .map(OsString::from)
            .chain([program])
            .collect()
    } else {
        vec![program]
    }
}

/// A program that runs as the server's user.
pub(crate) fn as_user(program: &str) -> Command {
    let mut words = runner(program.into()).into_iter();
    let mut command = Command::new(words.next().unwrap());
    command.args(words).current_dir("/");
    command
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.data();
        self.output(
            "pg_ctl",
            &["stop", "--mode=immediate", "--silent", "--pgdata", &data],
        );
    }
}

/// Where the server's programs are: the newest of Debian's, else those of the
/// path.
fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            let programs = entry.path().join("bin");
            programs
                .join("initdb")
                .exists()
                .then_some((version, programs))
        })
        .collect();
    found.sort();
    if let Some((_, programs)) = found.pop() {
        return programs;
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .find(|programs| programs.join("initdb").exists())
        .expect("no PostgreSQL server here; install it: apt-get install postgresql")
}

/// Gives a file to the user that the server runs as.
pub(crate) fn give_away(path: &Path) {
    if is_root() {
        let user = Some(id("postgres"));
        std::os::unix::fs::chown(path, user, None).unwrap();
    }
}

fn is_root() -> bool {
    id("") == 0
}

fn id(user: &str) -> u32 {
    let mut command = Command::new("id");
    command.arg("--user");
    if !user.is_empty() {
        command.arg(user);
    }
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    said.trim()
        .parse()
        .expect("no user `postgres`; install the server: apt-get install postgresql")
}

/// An authority, a certificate for 127.0.0.1 by it, and another authority; the
/// settings that make a server show the certificate.
pub(crate) fn certificates(folder: &Path) -> String {
    let extensions = "subjectAltName=IP:127.0.0.1\nbasicConstraints=critical,CA:FALSE\n";
    fs::write(folder.join("extensions"), extensions).unwrap();
    let new = "openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj";
    let authority = "-x509 -days 2 -addext basicConstraints=critical,CA:TRUE";
    for command in [
        format!("{new} /CN=ca {authority} -keyout ca.key -out ca.pem"),
        format!("{new} /CN=other {authority} -keyout other.key -out other.pem"),
        format!("{new} /CN=server -keyout server.key -out server.csr"),
        "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
         -extfile extensions -out server.pem"
            .to_owned(),
    ] {
        let mut words = command.split_whitespace();
        let output = Command::new(words.next().unwrap())
            .args(words)
            .current_dir(folder)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {said}");
    }
    let path = folder.display();
    format!("ssl = on\nssl_cert_file = '{path}/server.pem'\nssl_key_file = '{path}/server.key'\n")
}

const PASSWORD: &str = "blue7Kite";
const USER: &str = "genkan:blue7Kite";
