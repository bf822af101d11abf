//! A container: a root that cannot be written, a user without a name, and no file but
//! the program.

use std::net::TcpStream;
use std::process::{Command, Stdio};

use super::{DOCUMENTS, Running, until};
use crate::support::cli::{genkan, text};
use crate::support::port::free_port;

#[test]
fn a_read_only_root_and_a_random_user() {
    let port = free_port();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().display();
    // A namespace of mounts, as a container has it: everything can be read, and
    // `/mnt` alone can be written. The container starts again with what it wrote.
    let script = format!(
        "mount --rbind / {root} && mount -o remount,bind,ro {root} && \
         mount -t tmpfs -o mode=1777 tmpfs {root}/mnt && \
         run() {{ chroot --userspec=54321:54321 {root} {program} \"$@\"; }} && \
         run contacts add --name Taro --email taro@example.com && run status && \
         run config check && run serve",
        program = env!("CARGO_BIN_EXE_genkan"),
    );
    let log = tempfile::NamedTempFile::new().unwrap();
    let child = Command::new("unshare")
        .args([
            "--mount",
            "--kill-child",
            "--fork",
            "--pid",
            "sh",
            "-ec",
            &script,
        ])
        .env("GENKAN_BASE_URL", "https://support.example.com/")
        .env("GENKAN_TRUSTED_PROXIES", "1")
        .env("GENKAN_LISTEN", format!("127.0.0.1:{port}"))
        .env("GENKAN_DATA", "/mnt/data")
        .env("GENKAN_MAIL_FROM", "Support <support@example.com>")
        .env("GENKAN_LOG_FORMAT", "json")
        .stdout(Stdio::null())
        .stderr(log.reopen().unwrap())
        .spawn();
    let _running = Running(child.expect("unshare runs as root only"));
    let log = || std::fs::read_to_string(log.path()).unwrap();
    until("the portal listens", || {
        assert!(!log().contains("genkan: "), "{}", log());
        TcpStream::connect(("127.0.0.1", port)).is_ok()
    });
    let output = Command::new("curl")
        .args(["--silent", "--header", "X-Forwarded-For: 192.0.2.1"])
        .arg(format!("http://127.0.0.1:{port}/readyz"))
        .output();
    assert_eq!(text(&output.unwrap().stdout), "ok\n", "{}", log());
}

#[test]
fn the_documents_list_every_variable() {
    let list = genkan(&["config", "keys"], "");
    let list = text(&list.stdout);
    assert!(
        list.contains("mail.smtp.host\tGENKAN_MAIL_SMTP_HOST\n"),
        "{list}"
    );
    for document in DOCUMENTS {
        assert!(
            document.contains(&format!("```text\n{list}```")),
            "docs/deploying does not have the answer of genkan config keys:\n{list}"
        );
    }
}
