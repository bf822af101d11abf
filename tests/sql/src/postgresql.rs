use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, NoTls, Row};

use crate::{Database, Value, has, is_root, run};

/// A PostgreSQL server. It runs as an ordinary user, because it refuses to run as
/// root.
#[derive(Debug)]
pub struct PostgreSql {
    folder: TempDir,
    port: u16,
}

impl PostgreSql {
    /// Starts a server with an empty database.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(folder.path()));
        }
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let server = Self { folder, port };
        server.run(
            "initdb",
            &["--auth=trust", "--username=genkan", "--no-sync"],
        );
        let settings = format!(
            "-c port={port} -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories={}",
            server.folder.path().display(),
        );
        let log = server.folder.path().join("log").display().to_string();
        let start = ["start", "--wait", "--silent", "--log", &log, "--options"];
        server.run("pg_ctl", &[&start[..], &[&settings]].concat());
        server
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let program = programs().join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["--user", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        let data = self.folder.path().join("data");
        run(command
            .args(arguments)
            .env("PGDATA", data)
            .current_dir(self.folder.path()));
    }

    fn connect(&self) -> Connected {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let url = format!("postgres://genkan@127.0.0.1:{}/postgres", self.port);
        let client = runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
            tokio::spawn(connection);
            client
        });
        Connected { runtime, client }
    }
}

struct Connected {
    runtime: Runtime,
    client: Client,
}

impl Connected {
    fn batch(&self, sql: &str) {
        let done = self.runtime.block_on(self.client.batch_execute(sql));
        done.unwrap();
    }

    fn execute(&self, sql: &str, values: &[Value]) -> u64 {
        let parameters = parameters(values);
        let done = self.client.execute(sql, &parameters);
        self.runtime.block_on(done).unwrap()
    }

    fn query(&self, sql: &str, values: &[Value]) -> Vec<Row> {
        let parameters = parameters(values);
        let found = self.client.query(sql, &parameters);
        self.runtime.block_on(found).unwrap()
    }
}

impl Database for PostgreSql {
    fn batch(&self, sql: &str) {
        self.connect().batch(sql);
    }

    fn execute(&self, sql: &str, values: &[Value]) -> u64 {
        self.connect().execute(sql, values)
    }

    fn hold(&self, sql: &str, values: &[Value], during: &mut dyn FnMut()) -> u64 {
        let connected = self.connect();
        connected.batch("BEGIN");
        let changed = connected.execute(sql, values);
        during();
        connected.batch("COMMIT");
        changed
    }

    fn writes_concurrently(&self) -> bool {
        true
    }

    fn query(&self, sql: &str, values: &[Value]) -> Vec<Vec<String>> {
        let rows = self.connect().query(sql, values);
        rows.iter().map(texts).collect()
    }
}

impl Drop for PostgreSql {
    fn drop(&mut self) {
        self.run("pg_ctl", &["stop", "--mode=immediate", "--silent"]);
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(parameter).collect()
}

fn parameter(value: &Value) -> &(dyn ToSql + Sync) {
    match value {
        Value::Text(text) => text,
        Value::Int(number) => number,
    }
}

fn texts(row: &Row) -> Vec<String> {
    let text = |n: usize| match *row.columns()[n].type_() {
        Type::INT8 => row.get::<_, i64>(n).to_string(),
        _ => row.get(n),
    };
    (0..row.len()).map(text).collect()
}

/// Returns the folder of the newest version that Debian has installed, or else of
/// the one in the search path.
fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut versions: Vec<PathBuf> = versions
        .map(|entry| entry.unwrap().path().join("bin"))
        .filter(|folder| has(folder, "initdb"))
        .collect();
    versions.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let in_path =
        || std::env::split_paths(&path).find(|folder: &PathBuf| has(folder as &Path, "initdb"));
    let found = versions.pop().or_else(in_path);
    found.expect("no PostgreSQL server here; install it: apt-get install postgresql")
}
