//! STARTTLS, and a person between client and server who adds replies.
#![cfg(unix)]

use genkan::onboarding::{Outbox as _, Progress};
use genkan_portal::config::{Smtp as Config, Tls};

use crate::support::contacts::administrator;
use crate::support::smtp::{Injection, Manners, Smtp, acceptor};
use crate::support::{TARO, TestPortal, postgres};

#[tokio::test]
async fn nothing_that_was_said_before_tls_is_believed() {
    // Replies that were added before TLS: if one of them were believed after it,
    // each later reply would be taken for the reply to the next command, and a
    // message that the server rejects would be recorded as sent.
    let replies = "250 mail.test\r\n250 sender\r\n250 recipient\r\n354 go on\r\n250 kept\r\n";
    let begins_tls = "220 ready\r\n250 mail.test\r\n250 sender\r\n250 recipient\r\n";
    for injection in [
        Injection::WithGreeting(replies),
        Injection::WithGreeting("250-mail.test\r\n250 STARTTLS\r\n220 ready\r\n"),
        Injection::WithEhlo(begins_tls),
        Injection::WithEhlo("220 ready\r\n"),
        Injection::WithReady(replies),
        Injection::WithReady("250"),
        Injection::AfterReady(replies),
        Injection::StaysPlain,
    ] {
        let folder = tempfile::tempdir().unwrap();
        postgres::certificates(folder.path());
        // It rejects every text, so nothing is sent.
        let server = Smtp::start(Manners {
            says: |line| line.starts_with("RCPT").then_some("550 nobody"),
            tls: Some(acceptor(folder.path())),
            injects: Some(injection),
            ..Manners::default()
        })
        .await;
        let mut portal = TestPortal::new("https://support.example.com/");
        portal.config.smtp = Some(Config {
            tls: Tls::Starttls,
            ca_file: Some(folder.path().join("ca.pem")),
            ..server.config()
        });
        portal.register(TARO).await;
        let id = portal.account(TARO).await.id;
        portal.service.resend(id, &administrator()).await.unwrap();
        portal.deliver().await;

        let message = portal
            .service
            .store
            .messages(id, 1)
            .await
            .unwrap()
            .remove(0);
        let Progress::Queued { reply, .. } = message.progress else {
            panic!("{injection:?}: {message:?}");
        };
        let reply = reply.unwrap();
        let code = reply.as_str().split(':').next().unwrap();
        assert!(
            ["injected", "tls"].contains(&code),
            "{injection:?}: {reply:?}"
        );
        assert_eq!(server.mails().len(), 0, "{injection:?}");
        for line in server.commands() {
            let said = ["MAIL", "RCPT", "DATA", "AUTH"];
            let is_said = said.iter().any(|verb| line.starts_with(verb));
            assert!(!is_said, "{injection:?}: {line}");
        }
    }
}
