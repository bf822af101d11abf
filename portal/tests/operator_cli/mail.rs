//! `genkan mail test` and `genkan mail preview`.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::process::{Command, Output};

use genkan_portal::config::EmailKind;
use tokio::net::TcpListener;

use super::{BASE, configured, run, said};
use crate::support::TestPortal;
use crate::support::cli::{genkan, text};
use crate::support::contacts::administrator;
use crate::support::postgres;
use crate::support::smtp::{Manners, Smtp, acceptor};

const TO: &str = "taro@example.co.jp";

async fn test(language: &str, smtp: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let config = configured(folder.path(), "");
    let base = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{base}[mail.smtp]\n{smtp}")).unwrap();
    let language = language.to_owned();
    tokio::task::spawn_blocking(move || {
        genkan(
            &["mail", "test", TO, "--lang", &language, "--config", &config],
            "",
        )
    })
    .await
    .unwrap()
}

fn at(server: &Smtp) -> String {
    let port = server.config().port.unwrap();
    format!("host = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\n")
}

async fn server(says: fn(&str) -> Option<&'static str>) -> Smtp {
    Smtp::start(Manners {
        says,
        ..Manners::default()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_email_says_how_it_was_sent() {
    let server = server(|_| None).await;
    let run = test("en", &at(&server)).await;
    assert!(run.status.success(), "{}", text(&run.stderr));
    let said = text(&run.stdout);
    assert!(said.contains("server: 127.0.0.1 port "), "{said}");
    assert!(
        said.contains("sent to taro@example.co.jp: 250 kept"),
        "{said}"
    );
    let mail = server.mails().remove(0);
    assert_eq!(mail.recipients(), [TO]);
    assert!(mail.data.contains("Auto-Submitted: auto-generated"));
}

/// As in a container, without an argument and without a file.
#[tokio::test(flavor = "multi_thread")]
async fn a_test_email_is_sent_by_the_variables_alone() {
    let server = server(|_| None).await;
    let port = server.config().port.unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_owned();
    let output = tokio::task::spawn_blocking(move || {
        Command::new(env!("CARGO_BIN_EXE_genkan"))
            .args(["mail", "test", TO])
            .env("GENKAN_BASE_URL", BASE)
            .env("GENKAN_LISTEN", "127.0.0.1:0")
            .env("GENKAN_DATA", data)
            .env("GENKAN_MAIL_FROM", "support@provider.example")
            .env("GENKAN_MAIL_SMTP_HOST", "127.0.0.1")
            .env("GENKAN_MAIL_SMTP_PORT", port)
            .env("GENKAN_MAIL_SMTP_TLS", "none")
            // A variable of another program, in another encoding.
            .env("COMPANY", OsStr::from_bytes(b"\x8a\x94"))
            .output()
    });
    let output = output.await.unwrap().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(server.mails().remove(0).recipients(), [TO]);
}

/// Each failure is one line with its remedy, in either language.
#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_explained_with_its_remedy() {
    type Says = fn(&str) -> Option<&'static str>;
    let cases: [(Says, &str); 10] = [
        (
            |line| {
                line.starts_with("RCPT")
                    .then_some("450 4.7.1 <h>: Helo command rejected: Host not found")
            },
            "mail.smtp.helo",
        ),
        (
            |line| {
                line.starts_with("RCPT")
                    .then_some("504 5.5.2 <h>: Helo command rejected")
            },
            "mail.smtp.helo",
        ),
        (
            |line| {
                line.starts_with("RCPT")
                    .then_some("554 5.7.1 Relay access denied")
            },
            "mynetworks",
        ),
        (
            |line| {
                line.starts_with("RCPT")
                    .then_some("553 5.7.1 Sender address rejected")
            },
            "mail.from",
        ),
        (
            |line| {
                line.starts_with("MAIL")
                    .then_some("530 5.7.0 sign in first")
            },
            "mail.smtp.username",
        ),
        (
            |line| {
                line.starts_with("MAIL")
                    .then_some("550 5.1.8 unknown domain")
            },
            "mail.envelope_sender",
        ),
        (
            |line| line.starts_with("DATA").then_some("554 5.7.1 spam"),
            "[mail.dkim]",
        ),
        (
            |line| line.starts_with("DATA").then_some("451 4.7.0 later"),
            "mail.smtp.rate",
        ),
        (
            |line| line.starts_with("RCPT").then_some("550 5.1.1 no such user"),
            "550 5.1.1 no such user",
        ),
        (
            |line| line.starts_with("EHLO").then_some("550 5.7.1 go away"),
            "550 5.7.1",
        ),
    ];
    for (says, remedy) in cases {
        let server = server(says).await;
        for language in ["en", "ja"] {
            is_explained(&test(language, &at(&server)).await, remedy);
        }
    }
    // No server, one that does not speak, and a name that does not exist.
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let nothing = format!("host = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\n");
    is_explained(&test("en", &nothing).await, "mail.smtp.port");
    let unknown = "host = \"no-such-host.invalid\"\n";
    is_explained(&test("ja", unknown).await, "mail.smtp.host");
    let greets = Smtp::start(Manners {
        greets: "HTTP/1.1 400 Bad Request",
        ..Manners::default()
    });
    is_explained(&test("en", &at(&greets.await)).await, "does not speak SMTP");
}

fn is_explained(run: &Output, remedy: &str) {
    assert_eq!(run.status.code(), Some(1), "{}", text(&run.stdout));
    let line = text(&run.stderr);
    assert_eq!(line.lines().count(), 1, "{line}");
    assert!(line.starts_with("genkan: mail-server: "), "{line}");
    assert!(line.contains(remedy), "{remedy}: {line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_is_not_trusted_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    postgres::certificates(folder.path());
    let server = Smtp::start(Manners {
        tls: Some(acceptor(folder.path())),
        ..Manners::default()
    })
    .await;
    let port = server.config().port.unwrap();
    let with = |host: &str, authority: &str| {
        let file = folder.path().join(authority);
        format!("host = \"{host}\"\nport = {port}\nca_file = {file:?}\n")
    };
    let trusted = test("en", &with("127.0.0.1", "ca.pem")).await;
    assert!(trusted.status.success(), "{}", text(&trusted.stderr));
    let itself = test("en", &with("localhost", "server.pem")).await;
    assert!(itself.status.success(), "{}", text(&itself.stderr));
    is_explained(
        &test("en", &with("127.0.0.1", "other.pem")).await,
        "mail.smtp.ca_file",
    );
    is_explained(
        &test("ja", &with("localhost", "ca.pem")).await,
        "mail.smtp.host",
    );
    let plain = format!("host = \"127.0.0.1\"\nport = {port}\ntls = \"tls\"\n");
    is_explained(&test("en", &plain).await, "\"starttls\"");
}

#[test]
fn every_email_can_be_previewed_in_every_language_and_form() {
    let folder = tempfile::tempdir().unwrap();
    let config = configured(folder.path(), "");
    for kind in EmailKind::ALL {
        for language in ["en", "ja"] {
            let preview = |format: &str| {
                let arguments = [
                    "mail",
                    "preview",
                    kind.code(),
                    "--lang",
                    language,
                    "--format",
                    format,
                    "--config",
                    &config,
                ];
                let run = genkan(&arguments, "");
                assert!(run.status.success(), "{}", text(&run.stderr));
                text(&run.stdout).to_owned()
            };
            let shown = preview("text");
            let name = if language == "ja" {
                "山田 太郎 様"
            } else {
                "Dear Taro Yamada,"
            };
            assert!(shown.contains(name), "{shown}");
            assert!(shown.contains("support@provider.example"), "{shown}");
            if kind == EmailKind::Reset {
                assert!(
                    shown.contains("https://support.example.com/reset/"),
                    "{shown}"
                );
                assert!(preview("html").starts_with("<!DOCTYPE html><html lang="));
                assert!(preview("eml").contains("Auto-Submitted: auto-generated"));
            }
        }
    }
    // Nothing is created.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// The example of the documents works, and a built-in text is a file as it is.
#[test]
fn an_own_email_text_is_shown_as_the_documents_say() {
    for (document, language, button) in [
        (
            include_str!("../../../docs/branding.md"),
            "en",
            "Choose a password",
        ),
        (
            include_str!("../../../docs/branding.ja.md"),
            "ja",
            "パスワードを決める",
        ),
    ] {
        let (_, example) = document.split_once("```text\n").unwrap();
        let (example, _) = example.split_once("```").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let config = configured(folder.path(), "[brand]\nemail_texts = \"emails\"\n");
        let emails = folder.path().join("emails").join(language);
        std::fs::create_dir_all(&emails).unwrap();
        std::fs::write(emails.join("reset.txt"), example).unwrap();
        let preview = |kind: &str, format: &str| {
            let command = format!("mail preview {kind} --format {format} --lang {language}");
            let mut arguments: Vec<&str> = command.split(' ').collect();
            arguments.extend(["--config", &config]);
            said(&genkan(&arguments, "")).to_owned()
        };
        assert_eq!(preview("reset", "template"), example);
        let html = preview("reset", "html");
        assert!(html.contains(&format!(">{button}</a>")), "{html}");
        let shown = preview("reset", "text");
        let subject = example.lines().next().unwrap();
        let (_, after_service) = subject.split_once("{service}").unwrap();
        assert!(
            shown.lines().next().unwrap().ends_with(after_service),
            "{shown}"
        );
        assert!(
            shown.contains("https://support.example.com/reset/gkn_rst_"),
            "{shown}"
        );
        assert!(!shown.contains('{'), "{shown}");

        let template = preview("held", "template");
        let held = preview("held", "html");
        std::fs::write(emails.join("held.txt"), &template).unwrap();
        assert_eq!(preview("held", "template"), template);
        assert_eq!(preview("held", "html"), held);

        std::fs::write(
            emails.join("reset.txt"),
            example.replace("{button}", "{buton}"),
        )
        .unwrap();
        let refused = genkan(&["config", "check", "--config", &config], "");
        assert_eq!(refused.status.code(), Some(2));
        let line = text(&refused.stderr);
        assert_eq!(line.lines().count(), 1, "{line}");
        assert!(line.contains("brand.email_texts: "), "{line}");
        let file = format!("emails/{language}/reset.txt: line 7: email-text-unknown-placeholder: ");
        assert!(line.contains(&file), "{line}");
    }
}

/// What the mail server does not permit is not blamed on the person.
#[tokio::test(flavor = "multi_thread")]
async fn explain_says_that_the_mail_server_is_the_cause() {
    let says = |line: &str| {
        line.starts_with("RCPT")
            .then_some("554 5.7.1 Relay access denied")
    };
    let server = server(says).await;
    let mut portal = TestPortal::new(BASE);
    portal.config.smtp = Some(server.config());
    portal.register(TO).await;
    let id = portal.account(TO).await.id;
    portal.service.resend(id, &administrator()).await.unwrap();
    portal.deliver().await;
    let explained = run(&portal, &["explain", TO]);
    let explained = said(&explained);
    assert!(explained.contains("[link-queued]"), "{explained}");
    assert!(
        explained.contains("not the person's address"),
        "{explained}"
    );
    assert!(
        explained.contains("554 5.7.1 Relay access denied"),
        "{explained}"
    );
    assert!(explained.contains("genkan mail test"), "{explained}");
    let explained = run(&portal, &["explain", TO, "--lang", "ja"]);
    assert!(said(&explained).contains("原因ではありません"));
}

/// A mail server that accepts the connection and not the sender is not "ok".
#[tokio::test(flavor = "multi_thread")]
async fn status_tries_the_mail_server_as_an_email_does() {
    type Says = fn(&str) -> Option<&'static str>;
    let cases: [(Says, &str); 2] = [
        (|_| None, "ok\tmail-server\t"),
        (
            |line| {
                line.starts_with("MAIL")
                    .then_some("530 5.7.0 sign in first")
            },
            "mail.smtp.username",
        ),
    ];
    for (says, expected) in cases {
        let server = server(says).await;
        let portal = TestPortal::new(BASE);
        let config = configured(portal.folder.path(), "");
        let base = std::fs::read_to_string(&config).unwrap();
        std::fs::write(&config, format!("{base}[mail.smtp]\n{}", at(&server))).unwrap();
        let status =
            tokio::task::spawn_blocking(move || genkan(&["status", "--config", &config], ""));
        let status = status.await.unwrap();
        assert!(
            text(&status.stdout).contains(expected),
            "{}",
            text(&status.stdout)
        );
        assert!(server.mails().is_empty());
    }
}
