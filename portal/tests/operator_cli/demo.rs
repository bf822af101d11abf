//! The demo, and every command of an operator while it runs.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use crate::support::cli::{genkan, text};

struct Demo(Child);

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn every_command_works_while_the_demo_runs() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let mut child = Command::new(env!("CARGO_BIN_EXE_genkan"))
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(&data)
        .env("LC_ALL", "en_GB.UTF-8")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    let _demo = Demo(child);
    let lines = said.lines().map(Result::unwrap);
    let lines: Vec<String> = lines
        .take_while(|line| !line.starts_with("listening on"))
        .collect();
    let config = data.join("genkan.toml");
    let named = format!("configuration: {}", config.display());
    assert!(lines.contains(&named), "{lines:?}");
    let config = config.to_str().unwrap();
    let taro = "taro.yamada@example.co.jp";
    let file = folder.path().join("contacts.csv");
    std::fs::write(&file, "name,email,company\nJiro,jiro@example.com,Works\n").unwrap();
    let file = file.to_str().unwrap();
    let commands: [&[&str]; 29] = [
        &["config", "check"],
        &["status"],
        &["contacts", "list"],
        &["contacts", "list", "--search", "taro", "--json"],
        &["contacts", "show", taro],
        &[
            "contacts",
            "add",
            "--name",
            "Ann",
            "--email",
            "ann@example.com",
            "--company",
            "A",
        ],
        &["contacts", "import", "--dry-run", file],
        &["contacts", "import", "--update", file],
        &["contacts", "export"],
        &["contacts", "edit", taro, "--name", "山田 次郎"],
        &["contacts", "hold", taro],
        &["contacts", "release", taro],
        &["contacts", "resend", taro],
        &["contacts", "renew", taro],
        &["contacts", "manager", "ann@example.com"],
        &[
            "contacts",
            "replace",
            "jiro@example.com",
            "new@example.com",
            "--name",
            "New",
        ],
        &["contacts", "remove", "new@example.com"],
        &["companies", "list"],
        &["companies", "rename", "A", "B"],
        &[
            "operators",
            "add",
            "佐藤",
            "sato@provider.example",
            "--role",
            "administrator",
        ],
        &["operators", "list"],
        &["cases", "list"],
        &["explain", taro],
        &["outbox", "list"],
        &["outbox", "retry", "--all-failed"],
        &["audit-log", "list"],
        &["audit-log", "export"],
        &["audit-log", "verify"],
        &["keys", "list"],
    ];
    for command in commands {
        let output = genkan(&[command, &["--config", config]].concat(), "");
        assert!(
            output.status.success(),
            "{command:?}: {}",
            text(&output.stderr)
        );
    }
}
