//! A real mail server reports that an email was not delivered, and the portal
//! receives the report.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use genkan::onboarding::{Outbox as _, Progress};
use genkan_portal::bounces::{Inbox, Lmtp, watch_maildir};
use genkan_portal::config::{Bounces, LmtpListener};
use genkan_portal::store::Database;

use crate::support::contacts::administrator;
use crate::support::postfix::{Postfix, id};
use crate::support::smtp::{Manners, Smtp};
use crate::support::{TARO, TestPortal};

/// A portal whose emails a Postfix relays to a server that knows no mailbox. What
/// the portal does with reports is up to the test.
async fn portal(settings: &str) -> (TestPortal, Postfix, Smtp) {
    let next = Smtp::start(Manners {
        says: |line| {
            line.starts_with("RCPT")
                .then_some("550 5.1.1 no such user here")
        },
        ..Manners::default()
    })
    .await;
    let port = next.config().port.unwrap();
    let settings = format!(
        "transport_maps = inline:{{ {{ example.co.jp=smtp:[127.0.0.1]:{port} }}, {settings}"
    );
    let server = tokio::task::spawn_blocking(move || Postfix::start(&settings));
    let server = server.await.unwrap();
    let mut portal = TestPortal::new("https://support.example.com/");
    portal.config.smtp = Some(server.config());
    portal.config.bounces = Some(Bounces {
        address: "bounces@provider.example".parse().unwrap(),
        maildir: None,
        lmtp: None,
        webhook_secret_file: None,
    });
    portal.register(TARO).await;
    (portal, server, next)
}

fn inbox(portal: &TestPortal) -> Inbox<Database> {
    let bounces = portal.config.bounces.clone().unwrap();
    Inbox::new(Arc::clone(&portal.service), bounces, &portal.config)
}

/// Sends a link, and waits until it has bounced.
async fn bounces(portal: &TestPortal, server: &Postfix) {
    let taro = portal.account(TARO).await;
    let service = &portal.service;
    service.resend(taro.id, &administrator()).await.unwrap();
    portal.deliver().await;
    let begun = Instant::now();
    let reply = loop {
        let newest = service.store.messages(taro.id, 1).await.unwrap().remove(0);
        match newest.progress {
            Progress::Bounced { reply, .. } => break reply,
            // The server accepted it, and the report is under way.
            Progress::Sent { .. } => {}
            other => panic!("{other:?}: {}", server.log()),
        }
        assert!(begun.elapsed() < LONGEST, "{}", server.log());
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert_eq!(reply.as_str(), "550 5.1.1 no such user here");
    assert!(portal.account(TARO).await.undeliverable_since.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn postfix_hands_a_report_over_by_lmtp() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let port = address.port();
    let settings = format!("{{ provider.example=lmtp:inet:127.0.0.1:{port} }} }}\n");
    let (portal, server, _next) = portal(&settings).await;
    drop(listener);
    let lmtp = Lmtp::bind(&LmtpListener::Tcp(address)).await.unwrap();
    tokio::spawn(lmtp.serve(inbox(&portal)));
    bounces(&portal, &server).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postfix_delivers_a_report_to_a_maildir() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path();
    let user = id("nobody");
    open_to(base, user);
    let settings = format!(
        "{{ provider.example=virtual }} }}\n\
         virtual_mailbox_domains = provider.example\n\
         virtual_mailbox_base = {}\n\
         virtual_mailbox_maps = inline:{{ {{ bounces@provider.example=reports/ }} }}\n\
         virtual_minimum_uid = 1\n\
         virtual_uid_maps = static:{user}\n\
         virtual_gid_maps = static:{user}\n",
        base.display()
    );
    let (portal, server, _next) = portal(&settings).await;
    let watching = tokio::spawn(watch_maildir(base.join("reports"), inbox(&portal)));
    bounces(&portal, &server).await;
    // The report is moved after it has been read.
    let begun = Instant::now();
    let report = loop {
        if let Some(report) = std::fs::read_dir(base.join("reports/cur")).unwrap().next() {
            break report.unwrap().path();
        }
        assert!(begun.elapsed() < LONGEST, "the report is still new");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    watching.abort();

    // It has the headers of the email, and none of its links.
    let report = std::fs::read_to_string(report).unwrap();
    assert!(report.contains("text/rfc822-headers"), "{report}");
    assert!(!report.contains("https://support"), "{report}");
}

fn open_to(folder: &Path, user: u32) {
    use std::os::unix::fs::{PermissionsExt as _, chown};
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    chown(folder, Some(user), None).unwrap();
}

const LONGEST: Duration = Duration::from_secs(60);
