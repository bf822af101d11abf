//! What a mail server replies, in any encoding and at any step.
#![cfg(unix)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use genkan::onboarding::{FailureCause, MessageStatus, Outbox as _, Progress};
use genkan_portal::alarm::MailServerState;

use super::outbox::until;
use crate::support::contacts::administrator;
use crate::support::smtp::{Manners, Smtp};
use crate::support::{TARO, TestPortal};

/// A portal whose mail server has these manners, and one message.
async fn portal(manners: Manners) -> (TestPortal, Smtp) {
    let server = Smtp::start(manners).await;
    let mut portal = TestPortal::new("https://support.example.com/");
    portal.config.smtp = Some(server.config());
    portal.register(TARO).await;
    queue(&portal, TARO).await;
    (portal, server)
}

pub(super) async fn queue(portal: &TestPortal, address: &str) {
    let id = portal.account(address).await.id;
    portal.service.resend(id, &administrator()).await.unwrap();
}

pub(super) async fn newest(portal: &TestPortal, address: &str) -> MessageStatus {
    let id = portal.account(address).await.id;
    let messages = portal.service.store.messages(id, 1).await;
    messages.unwrap().remove(0)
}

/// "Accepted" and "rejected" in encodings of Japan that are not UTF-8.
const SHIFT_JIS: &[u8] = b" \x8e\xf3\x95\x74\x82\xdc\x82\xb5\x82\xbd";
const EUC_JP: &[u8] = b" \xbc\xf5\xc9\xd5\xa4\xde\xa4\xb7\xa4\xbf";

#[tokio::test]
async fn only_the_code_of_a_reply_decides_whatever_its_encoding_is() {
    for adds in [SHIFT_JIS, EUC_JP, b"\xff\xfe\0"] {
        let (portal, server) = portal(Manners {
            adds,
            ..Manners::default()
        })
        .await;
        portal.deliver().await;
        let message = newest(&portal, TARO).await;
        let Progress::Sent { reply, .. } = &message.progress else {
            panic!("{message:?}");
        };
        assert!(reply.as_str().starts_with("250 kept"), "{}", reply.as_str());
        assert!(reply.as_str().contains('\u{fffd}'), "{}", reply.as_str());
        assert_eq!((message.tries, server.mails().len()), (1, 1));
    }
    // A rejection is one, too.
    let (portal, _server) = portal(Manners {
        adds: SHIFT_JIS,
        says: |line| line.starts_with("RCPT").then_some("550 5.1.1"),
        ..Manners::default()
    })
    .await;
    portal.deliver().await;
    let message = newest(&portal, TARO).await;
    let is_rejected = matches!(
        message.progress,
        Progress::Failed {
            cause: FailureCause::Rejected,
            ..
        }
    );
    assert!(is_rejected, "{message:?}");
}

#[tokio::test]
async fn what_a_server_accepts_is_not_sent_twice_whatever_its_words_are() {
    for says in [
        |line: &str| line.starts_with("DATA").then_some("251 forwarded"),
        |line: &str| line.starts_with("DATA").then_some("200"),
        |line: &str| line.starts_with("DATA").then_some("250\tkept"),
        |line: &str| {
            line.starts_with("DATA")
                .then_some("250-kept\r\nfor you\r\n250 ok")
        },
        |line: &str| line.starts_with("MAIL").then_some("251 sender"),
        |line: &str| line.starts_with("RCPT").then_some("252 unverified"),
        |line: &str| line.starts_with("EHLO").then_some("502 unknown"),
    ] {
        let (portal, server) = portal(Manners {
            says,
            ..Manners::default()
        })
        .await;
        portal.deliver().await;
        let message = newest(&portal, TARO).await;
        let is_sent = matches!(message.progress, Progress::Sent { .. });
        assert!(is_sent, "{:?}: {message:?}", server.commands());
        assert_eq!((message.tries, server.mails().len()), (1, 1));
    }
}

#[tokio::test]
async fn only_a_status_about_the_recipient_ends_a_message() {
    type Says = fn(&str) -> Option<&'static str>;
    let cases: [(Says, bool); 14] = [
        (
            |line| line.starts_with("RCPT").then_some("550 5.1.1 no such user"),
            true,
        ),
        (
            |line| line.starts_with("RCPT").then_some("550 5.1.2 no such host"),
            true,
        ),
        (
            |line| line.starts_with("RCPT").then_some("553 5.1.3 bad syntax"),
            true,
        ),
        (
            |line| line.starts_with("RCPT").then_some("550 5.2.1 disabled"),
            true,
        ),
        (
            |line| {
                line.starts_with("RCPT")
                    .then_some("504 5.5.2 <host>: Helo command rejected")
            },
            false,
        ),
        (
            |line| {
                line.starts_with("RCPT")
                    .then_some("554 5.7.1 Relay access denied")
            },
            false,
        ),
        (
            |line| {
                line.starts_with("RCPT")
                    .then_some("553 5.1.8 Sender address rejected")
            },
            false,
        ),
        (
            |line| {
                line.starts_with("RCPT")
                    .then_some("550 relay not permitted")
            },
            false,
        ),
        (
            |line| line.starts_with("RCPT").then_some("552 5.2.2 mailbox full"),
            false,
        ),
        (
            |line| line.starts_with("DATA").then_some("554 5.7.1 no thanks"),
            false,
        ),
        (
            |line| {
                line.starts_with("MAIL")
                    .then_some("550 5.1.1 no such sender")
            },
            false,
        ),
        (
            |line| line.starts_with("EHLO").then_some("550 5.7.1 go away"),
            false,
        ),
        (
            |line| {
                line.starts_with("RCPT")
                    .then_some("450 4.7.1 <host>: Helo command rejected: Host not found")
            },
            false,
        ),
        (
            |line| {
                line.starts_with("RCPT")
                    .then_some("450 4.1.8 Sender address rejected: Domain not found")
            },
            false,
        ),
    ];
    for (n, (says, is_rejected)) in cases.into_iter().enumerate() {
        let (portal, _server) = portal(Manners {
            says,
            ..Manners::default()
        })
        .await;
        portal.deliver().await;
        let message = newest(&portal, TARO).await;
        match &message.progress {
            Progress::Failed { cause, .. } => {
                assert_eq!((*cause, is_rejected), (FailureCause::Rejected, true), "{n}");
                let state = portal.service.mail_server.state();
                assert!(matches!(state, MailServerState::Usable { .. }), "{n}");
            }
            Progress::Queued { reply, .. } => {
                assert!(!is_rejected, "{n}: {reply:?}");
                assert_eq!(message.tries, 0, "{n}");
                assert!(reply.is_some(), "{n}");
                let state = portal.service.mail_server.state();
                assert!(
                    matches!(state, MailServerState::Unusable { .. }),
                    "{n}: {state:?}"
                );
            }
            _ => panic!("{n}: {message:?}"),
        }
    }
}

#[tokio::test]
async fn a_server_that_is_busy_when_it_greets_costs_no_message_a_try() {
    let is_busy = Arc::new(AtomicBool::new(true));
    let (portal, server) = portal(Manners {
        is_busy: Arc::clone(&is_busy),
        ..Manners::default()
    })
    .await;
    let worker = portal.worker();
    until("the message waits", async || {
        let progress = newest(&portal, TARO).await.progress;
        matches!(progress, Progress::Queued { reply: Some(_), .. })
    })
    .await;
    let message = newest(&portal, TARO).await;
    assert_eq!(message.tries, 0);
    until("the server is known to be busy", async || {
        let state = portal.service.mail_server.state();
        matches!(state, MailServerState::Unusable { code, .. } if code == "421")
    })
    .await;
    is_busy.store(false, Ordering::Relaxed);
    until("it is sent", async || server.mails().len() == 1).await;
    worker.abort();
}

#[tokio::test]
async fn a_server_that_is_away_is_noticed_before_an_email_is_sent() {
    let server = Smtp::start(Manners {
        says: |line| line.starts_with("MAIL").then_some("553 5.1.8 who are you"),
        ..Manners::default()
    })
    .await;
    let mut portal = TestPortal::new("https://support.example.com/");
    portal.config.smtp = Some(server.config());
    assert_eq!(portal.service.mail_server.state(), MailServerState::Unknown);
    let worker = portal.worker();
    let is_known = async || portal.service.mail_server.state() != MailServerState::Unknown;
    until("it is known", is_known).await;
    let state = portal.service.mail_server.state();
    assert!(
        matches!(&state, MailServerState::Unusable { code, used_at: None, .. } if code == "553")
    );
    let page = genkan_portal::metrics::page(&portal.service, true);
    assert!(page.contains("\ngenkan_mail_server_up 0\n"), "{page}");
    worker.abort();
}

#[tokio::test]
async fn no_more_emails_are_sent_than_the_rate_allows() {
    let (mut portal, server) = portal(Manners::default()).await;
    for n in 0..4 {
        let address = format!("contact{n}@example.com");
        portal.register(&address).await;
        queue(&portal, &address).await;
    }
    let smtp = portal.config.smtp.as_mut().unwrap();
    smtp.rate = genkan::limit::Rate::new(2, 4);
    let begun = std::time::Instant::now();
    let worker = portal.worker();
    until("all are sent", async || server.mails().len() == 5).await;
    // Two at once, then one every two seconds.
    assert!(
        begun.elapsed() >= Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
    worker.abort();
}
