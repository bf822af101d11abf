//! Mail leaves over a connection to the right server, or waits.

use std::time::Duration;

use genkan::onboarding::{MessageKind, Outbox as _, Progress};
use genkan_portal::config::Tls;

use super::BASE;
use crate::support::contacts::administrator;
use crate::support::databases::portals;
use crate::support::smtp::{Manners, Smtp, acceptor};
use crate::support::{TARO, TestPortal, postgres};

/// How many mails leave by a server of that name and authority, and what the
/// server has heard.
async fn sent(host: &str, authority: &str, is_offered: bool) -> (usize, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    postgres::certificates(folder.path());
    let tls = is_offered.then(|| acceptor(folder.path()));
    let server = Smtp::start(Manners {
        tls,
        ..Manners::default()
    })
    .await;
    let mut portal = TestPortal::new(BASE);
    portal.config.smtp = Some(genkan_portal::config::Smtp {
        host: host.into(),
        tls: Tls::Starttls,
        ca_file: Some(folder.path().join(authority)),
        ..server.config()
    });
    portal.register(TARO).await;
    let id = portal.account(TARO).await.id;
    portal.service.resend(id, &administrator()).await.unwrap();
    portal.deliver().await;
    let messages = portal.service.store.messages(id, 1).await.unwrap();
    let is_sent = matches!(messages[0].progress, Progress::Sent { .. });
    assert_eq!(is_sent, !server.mails().is_empty());
    if !is_sent {
        assert!(
            matches!(messages[0].progress, Progress::Queued { .. }),
            "it waits"
        );
    }
    (server.mails().len(), server.commands())
}

#[tokio::test]
async fn cve_2026_46428() {
    // The certificate must be for the configured host.
    assert_eq!(sent("127.0.0.1", "ca.pem", true).await.0, 1);
    let (mails, commands) = sent("localhost", "ca.pem", true).await;
    assert_eq!(mails, 0);
    assert!(
        !commands.iter().any(|line| line.starts_with("MAIL")),
        "{commands:?}"
    );
    // And what judges it is rustls, in a version that judges it well.
    let lock = include_str!("../../../Cargo.lock");
    let package = lock
        .split("[[package]]")
        .find(|one| one.contains("name = \"lettre\""))
        .unwrap();
    assert!(!package.contains("boring") && !package.contains("native-tls"));
    let version = package
        .split("version = \"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let numbers: Vec<u32> = version
        .split('.')
        .map(|part| part.parse().unwrap())
        .collect();
    assert!(numbers >= vec![0, 11, 22], "{version}");
    assert!(!lock.contains("name = \"boring") && !lock.contains("name = \"tokio-boring"));
}

#[tokio::test]
async fn cve_2023_38686() {
    // A certificate by somebody else, and a server, or somebody between, that
    // leaves STARTTLS out: nothing is said in the clear.
    for (authority, is_offered) in [("other.pem", true), ("ca.pem", false)] {
        let (mails, commands) = sent("127.0.0.1", authority, is_offered).await;
        assert_eq!(mails, 0);
        for line in commands {
            let said = ["MAIL", "RCPT", "DATA", "AUTH"];
            assert!(!said.iter().any(|verb| line.starts_with(verb)), "{line}");
        }
    }
}

#[tokio::test]
async fn kratos_732_652() {
    // Three workers on two nodes: each message comes once.
    let server = Smtp::start(Manners::default()).await;
    for mut portal in portals(BASE).await {
        let before = server.mails().len();
        portal.config.smtp = Some(server.config());
        let mut node = portal.node().await;
        node.config.smtp = Some(server.config());
        for number in 0..60 {
            let address = format!("contact{number}@example.co.jp");
            portal.register(&address).await;
            let id = portal.account(&address).await.id;
            portal.service.resend(id, &administrator()).await.unwrap();
        }
        let workers = [node.worker(), node.worker()];
        portal.deliver().await;
        workers.iter().for_each(tokio::task::JoinHandle::abort);
        let mails = server.mails().split_off(before);
        let mut to: Vec<_> = mails.iter().flat_map(|mail| mail.recipients()).collect();
        to.sort_unstable();
        to.dedup();
        assert_eq!((mails.len(), to.len()), (60, 60));

        // A worker that dies after the server's answer and before its own
        // note: the message goes out again, as the same mail, and both links
        // work.
        let before = server.mails().len();
        let id = portal.account("contact0@example.co.jp").await.id;
        portal.service.resend(id, &administrator()).await.unwrap();
        portal.deliver().await;
        portal.sql("UPDATE messages SET state = 'queued', settled_at = NULL, reply = NULL, leased_until = 1 \
             WHERE queued_at = (SELECT max(queued_at) FROM messages) AND to_id = (SELECT id FROM accounts WHERE address = 'contact0@example.co.jp')").await;
        portal.deliver().await;
        let again = server.mails().split_off(before);
        assert!(again.len() >= 2, "{}", again.len());
        let ids: Vec<String> = again
            .iter()
            .map(|mail| {
                mail.read()
                    .0
                    .lines()
                    .find(|line| line.starts_with("Message-ID"))
                    .unwrap()
                    .to_owned()
            })
            .collect();
        assert!(ids[1..].contains(&ids[0]), "{ids:?}");
        for mail in &again {
            let link = crate::support::token(&mail.read().1[0]);
            assert!(portal.service.open_link(&link).await.is_ok());
        }
    }
}

#[tokio::test]
async fn kratos_402_3175_3399() {
    // One that is refused for ever, one that is to come later, and one that
    // is taken with another word than the usual: each its own way.
    let says = |line: &str| {
        if line.starts_with("RCPT TO:<poison") {
            Some("550 5.1.1 no such user")
        } else if line.starts_with("RCPT TO:<later") {
            Some("451 4.2.0 later")
        } else if line.starts_with("RCPT TO:<forwarded") {
            Some("251 forwarded")
        } else {
            None
        }
    };
    let server = Smtp::start(Manners {
        says,
        ..Manners::default()
    })
    .await;
    for mut portal in portals(BASE).await {
        portal.config.smtp = Some(server.config());
        let before = server.mails().len();
        let names = ["poison", "later", "forwarded", "usual", "poison2", "usual2"];
        let progress = async |name: &str| {
            let id = portal.account(&format!("{name}@example.co.jp")).await.id;
            let messages = portal.service.store.messages(id, 10).await.unwrap();
            let link = messages
                .into_iter()
                .find(|one| one.message.kind == MessageKind::Link);
            link.unwrap().progress.code()
        };
        for name in names {
            let address = format!("{name}@example.co.jp");
            portal.register(&address).await;
            let id = portal.account(&address).await.id;
            portal.service.resend(id, &administrator()).await.unwrap();
        }
        portal.deliver().await;
        for (name, code) in [
            ("poison", "failed"),
            ("later", "queued"),
            ("forwarded", "sent"),
            ("usual", "sent"),
            ("poison2", "failed"),
            ("usual2", "sent"),
        ] {
            assert_eq!(progress(name).await, code, "{name}");
        }
        assert_eq!(server.mails().len(), before + 3);

        // A message whose worker is gone comes back when the lease has ended.
        let id = portal.account("usual@example.co.jp").await.id;
        portal.service.resend(id, &administrator()).await.unwrap();
        let now = genkan_portal::clock::now();
        let until = now + Duration::from_secs(180);
        let leased = portal
            .service
            .store
            .lease_message(now, until)
            .await
            .unwrap()
            .unwrap();
        assert!(
            portal
                .service
                .store
                .lease_message(now, until)
                .await
                .unwrap()
                .is_none()
        );
        let after = until + Duration::from_secs(60);
        let again = portal
            .service
            .store
            .lease_message(until, after)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(again.id, leased.id);
    }
}
