//! A PgBouncer of a test's own, in front of a server of PostgreSQL.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use genkan_portal::config::DatabaseUrl;
use tempfile::TempDir;

use super::port::{free_port, wait_for_server};
use super::postgres::{self, Server};

pub(crate) struct PgBouncer {
    folder: TempDir,
    pub(crate) port: u16,
    process: Child,
}

impl PgBouncer {
    /// Starts a pooler of `mode`: `session`, `transaction` or `statement`. A
    /// database has few connections, so that clients share them.
    pub(crate) fn start(server: &Server, mode: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let port = free_port();
        fs::write(path.join("users"), "\"genkan\" \"blue7Kite\"\n").unwrap();
        // A session keeps its connection, so each of them needs one.
        let connections = if mode == "session" { 60 } else { 5 };
        let settings = format!(
            "[databases]\n* = host=127.0.0.1 port={}\n[pgbouncer]\n\
             listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n\
             auth_type = scram-sha-256\nauth_file = {users}\nlogfile = {log}\n\
             pidfile = {pid}\npool_mode = {mode}\ndefault_pool_size = {connections}\n\
             max_client_conn = 500\nserver_tls_sslmode = disable\n",
            server.port,
            users = path.join("users").display(),
            log = path.join("log").display(),
            pid = path.join("pid").display(),
        );
        fs::write(path.join("settings"), settings).unwrap();
        for entry in fs::read_dir(path).unwrap() {
            postgres::give_away(&entry.unwrap().path());
        }
        postgres::give_away(path);
        let process = postgres::as_user("/usr/sbin/pgbouncer")
            .arg("--quiet")
            .arg(path.join("settings"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let pooler = Self {
            process: process.expect("no PgBouncer; install it: apt-get install pgbouncer"),
            folder,
            port,
        };
        wait_for_server(port, START, || pooler.log());
        pooler
    }

    pub(crate) fn url(&self, name: &str) -> DatabaseUrl {
        DatabaseUrl::parse(&self.address(name), Path::new("/")).unwrap()
    }

    /// Where a database is, as an operator writes it.
    pub(crate) fn address(&self, name: &str) -> String {
        format!("postgres://genkan:blue7Kite@127.0.0.1:{}/{name}", self.port)
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for PgBouncer {
    fn drop(&mut self) {
        // `runuser` passes the signal on.
        let id = self.process.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &id]).status();
        let _ = self.process.wait();
    }
}

const START: Duration = Duration::from_secs(30);
