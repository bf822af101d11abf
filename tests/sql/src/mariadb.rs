use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

use crate::{Database, Value, is_root, run};

/// A MariaDB server and its command-line client.
#[derive(Debug)]
pub struct MariaDb {
    folder: TempDir,
    server: Child,
}

impl MariaDb {
    /// Starts a server with an empty database.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let user: &[&str] = if is_root() { &["--user=root"] } else { &[] };
        let data = format!("--datadir={}", folder.path().join("data").display());
        run(Command::new("mariadb-install-db")
            .args([
                "--no-defaults",
                "--auth-root-authentication-method=normal",
                &data,
            ])
            .args(user));
        let server = Command::new("mariadbd")
            .args(["--no-defaults", "--skip-networking", &data])
            .arg(format!("--socket={}", socket(&folder).display()))
            .arg(format!(
                "--pid-file={}",
                folder.path().join("pid").display()
            ))
            .args(user)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("no MariaDB here; install it: apt-get install mariadb-server-core");
        let database = Self { folder, server };
        let is_ready = || {
            let mut client = database.client();
            let asked = client.args(["--execute", "SELECT 1"]).output();
            asked.is_ok_and(|output| output.status.success())
        };
        let mut tries = 0;
        while !is_ready() {
            tries += 1;
            assert!(tries < 600, "MariaDB does not answer");
            sleep(Duration::from_millis(100));
        }
        database
    }

    fn client(&self) -> Command {
        let mut client = Command::new("mariadb");
        client
            .args(["--no-defaults", "--batch", "--raw", "--skip-column-names"])
            .args(["--user=root", "--database=mysql"])
            .arg(format!("--socket={}", socket(&self.folder).display()));
        client
    }

    fn ask(&self, sql: &str) -> String {
        run(self.client().args(["--execute", sql]))
    }
}

impl Database for MariaDb {
    fn batch(&self, sql: &str) {
        self.ask(sql);
    }

    fn execute(&self, sql: &str, values: &[Value]) -> u64 {
        let count = self.ask(&(prepared(sql, values) + "SELECT row_count();"));
        count.trim().parse().unwrap()
    }

    fn hold(&self, sql: &str, values: &[Value], during: &mut dyn FnMut()) -> u64 {
        let mut client = self.client();
        client.arg("--unbuffered");
        let mut client = client
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = client.stdin.take().unwrap();
        let mut output = BufReader::new(client.stdout.take().unwrap());
        let statement = prepared(sql, values);
        writeln!(input, "BEGIN;\n{statement}\nSELECT row_count();").unwrap();
        let mut changed = String::new();
        output.read_line(&mut changed).unwrap();
        during();
        writeln!(input, "COMMIT;").unwrap();
        drop(input);
        assert!(client.wait().unwrap().success());
        changed.trim().parse().unwrap()
    }

    fn writes_concurrently(&self) -> bool {
        true
    }

    fn query(&self, sql: &str, values: &[Value]) -> Vec<Vec<String>> {
        let rows = self.ask(&prepared(sql, values));
        let texts = |row: &str| row.split('\t').map(str::to_owned).collect();
        rows.lines().map(texts).collect()
    }
}

impl Drop for MariaDb {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn socket(folder: &TempDir) -> PathBuf {
    folder.path().join("socket")
}

/// Returns statements that execute one with parameters.
fn prepared(sql: &str, values: &[Value]) -> String {
    let mut text = format!("PREPARE statement FROM '{sql}';");
    let mut names = Vec::new();
    for (n, value) in values.iter().enumerate() {
        let _ = match value {
            Value::Text(value) => write!(text, "SET @v{n} = '{value}';"),
            Value::Int(value) => write!(text, "SET @v{n} = {value};"),
        };
        names.push(format!("@v{n}"));
    }
    let _ = match names.is_empty() {
        true => write!(text, "EXECUTE statement;"),
        false => write!(text, "EXECUTE statement USING {};", names.join(", ")),
    };
    text
}
