//! The demo, and every command of an operator while it runs.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use mailparse::MailHeaderMap as _;

use super::{configured, said};
use crate::support::cli::{genkan, text};

struct Demo(Child);

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a demo, and returns the lines that it prints.
fn start(data: &Path, arguments: &[&str]) -> (Demo, Vec<String>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_genkan"))
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .args(arguments)
        .env("LC_ALL", "en_GB.UTF-8")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    let demo = Demo(child);
    let mut lines = Vec::new();
    for line in said.lines().map(Result::unwrap) {
        let is_last = line.starts_with("listening on");
        lines.push(line);
        if is_last {
            break;
        }
    }
    (demo, lines)
}

#[test]
fn the_demo_shows_the_brand_of_a_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let config = configured(
        folder.path(),
        "name = \"例示サポート\"\n[brand]\ncompany = \"株式会社例示\"\nemail_texts = \"emails\"\n",
    );
    let emails = folder.path().join("emails/ja");
    fs::create_dir_all(&emails).unwrap();
    let own = "{service}: a link\n\n[Go]({button})\n";
    fs::write(emails.join("first-password.txt"), own).unwrap();
    let data = folder.path().join("demo");
    let (_demo, lines) = start(&data, &["--config", &config]);
    let url = lines.last().unwrap().strip_prefix("listening on http://");
    let mut stream = TcpStream::connect(url.unwrap()).unwrap();
    write!(
        stream,
        "GET /signin HTTP/1.0\r\nHost: {}\r\n\r\n",
        url.unwrap()
    )
    .unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    for part in ["例示サポート", "株式会社例示"] {
        assert!(page.contains(part), "{part}: {page}");
    }

    // The demo itself sends what a command has requested.
    let of_demo = data.join("genkan.toml");
    let of_demo = of_demo.to_str().unwrap();
    let resend = [
        "contacts",
        "resend",
        "taro.yamada@example.co.jp",
        "--config",
        of_demo,
    ];
    said(&genkan(&resend, ""));
    let mailbox = data.join("mailbox");
    let mail = loop {
        let mut files = fs::read_dir(&mailbox)
            .into_iter()
            .flatten()
            .map(Result::unwrap);
        let file = files.find(|file| file.path().extension().is_some_and(|end| end == "eml"));
        if let Some(file) = file {
            break fs::read(file.path()).unwrap();
        }
        thread::sleep(Duration::from_millis(50));
    };
    let mail = mailparse::parse_mail(&mail).unwrap();
    let subject = mail.headers.get_first_value("Subject").unwrap();
    assert_eq!(subject, "例示サポート: a link");
    let from = mail.headers.get_first_value("From").unwrap();
    assert_eq!(from, "support@provider.example");
}

#[test]
fn every_command_works_while_the_demo_runs() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let (_demo, lines) = start(&data, &[]);
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
