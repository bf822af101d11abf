//! Floods of requested emails, and a roll-out that an operator announces.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use genkan::address::Address;
use genkan::limit::LimitName;
use genkan::onboarding::{MessageStatus, Outbox as _, Progress};
use genkan_portal::alarm::{AlarmKind, EmailOutcome};
use genkan_portal::mail::{Composer, Transport, report_alarms};
use genkan_portal::service::{NewContact, NotRequested, Registration, RequestSource};
use genkan_portal::{metrics, store};
use tokio::net::TcpListener;

use super::outbox::until;
use crate::support::contacts::{administrator, contact, new_contact};
use crate::support::databases::portals;
use crate::support::server::ask;
use crate::support::smtp::{Manners, Smtp};
use crate::support::{PASSWORD, TARO, TestPortal};

const BASE: &str = "https://support.example.com/";

/// Registers the contacts of a company, and requests a link for each: from one
/// client, or each from a client of its own.
async fn roll_out(portal: &TestPortal, company: &str, count: usize, is_told: bool) {
    let address = |n: usize| format!("contact{n}@{company}.example");
    let contacts: Vec<NewContact> = (0..count)
        .map(|n| new_contact(contact(&address(n)), company))
        .collect();
    let author = administrator();
    let how = Registration {
        notify: is_told,
        ..Registration::default()
    };
    let registered = portal.service.register(&contacts, how, &author, |_| ());
    assert_eq!(registered.await.unwrap().count, count);
    for n in 0..count {
        let client = if is_told { 0 } else { n };
        let source = RequestSource {
            client: format!("{company} {client}"),
            ..RequestSource::default()
        };
        let address = Address::parse(&address(n)).unwrap();
        portal
            .service
            .request_link(&address, &source)
            .await
            .unwrap();
    }
}

async fn waiting(portal: &TestPortal) -> Vec<MessageStatus> {
    let store = &portal.service.store;
    store.undelivered(None, 10_000).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_for_one_company_is_slowed_down_and_delays_no_other() {
    for portal in portals(BASE).await {
        roll_out(&portal, "flooded", 640, false).await;
        roll_out(&portal, "other", 20, false).await;
        let sent = portal.deliver().await;
        let to = |company: &str| {
            let to = format!("@{company}.example");
            sent.iter().filter(|mail| mail.contains(&to)).count()
        };
        // A second's slot may have passed meanwhile.
        assert!((600..605).contains(&to("flooded")), "{}", to("flooded"));
        assert_eq!(to("other"), 20);

        // None is lost, none has been tried, and each has a second of its own.
        let slowed = waiting(&portal).await;
        assert_eq!(slowed.len() + to("flooded"), 640);
        let mut due = BTreeSet::new();
        for message in &slowed {
            let Progress::Queued {
                due_at, slowed_by, ..
            } = message.progress
            else {
                panic!("{message:?}");
            };
            assert_eq!(slowed_by, Some(LimitName::EmailCompany));
            assert_eq!(message.tries, 0);
            due.insert(due_at);
        }
        assert_eq!(due.len(), slowed.len());
        let alarms = &portal.service.alarms;
        assert!(alarms.times(AlarmKind::EmailCompany) >= 35);
        assert_eq!(alarms.times(AlarmKind::EmailSystem), 0);

        // When its second has come, each is sent, by whichever worker.
        portal
            .sql("UPDATE messages SET due_at = 1 WHERE state = 'queued'")
            .await;
        let node = portal.node().await;
        let before = node.mails().len();
        node.deliver().await;
        assert_eq!(node.mails().len() - before, slowed.len());
        assert!(waiting(&portal).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_roll_out_that_is_announced_is_neither_slowed_down_nor_alarming() {
    for portal in portals(BASE).await {
        roll_out(&portal, "office", 650, true).await;
        portal.deliver().await;
        assert_eq!(portal.mails().len(), 1_300, "the notices and the links");
        assert!(waiting(&portal).await.is_empty());
        for kind in AlarmKind::ALL {
            assert_eq!(portal.service.alarms.times(kind), 0, "{kind:?}");
        }
        // Only the first link of each is expected.
        let address = Address::parse("contact0@office.example").unwrap();
        let account = portal.account(address.as_str()).await;
        assert!(!account.to_limit().is_expected);
    }
}

#[tokio::test]
async fn an_account_requests_five_other_addresses_a_day() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let service = &portal.service;
        let taro = Address::parse(TARO).unwrap();
        let source = RequestSource::default();
        let signed_in = service.sign_in(&taro, PASSWORD, &source).await;
        let session = signed_in.unwrap().session().unwrap().session;
        let cookie = format!("__Host-genkan-session={}", session.expose().as_str());
        let session = service.session(session.expose().as_str()).await;
        let session = session.unwrap().unwrap();
        for n in 0..7 {
            let new = Address::parse(&format!("stranger{n}@example.org")).unwrap();
            let requested = service
                .request_address(&session, PASSWORD, &new, &source)
                .await;
            match requested {
                Ok(()) => assert!(n < 5, "{n}"),
                Err(NotRequested::Throttled(throttled)) => {
                    assert!(n >= 5, "{n}");
                    assert_eq!(throttled.by, LimitName::ReplacementAccount);
                }
                Err(error) => panic!("{error}"),
            }
            // A minute later.
            portal
                .sql("UPDATE accounts SET replacement_requested_at = 1")
                .await;
        }
        assert_eq!(service.alarms.times(AlarmKind::ReplacementAccount), 2);
        let form = format!("email=stranger%40example.org&current_password={PASSWORD}");
        let page = portal.post("/email", &cookie, &form).await;
        assert_eq!(page.status(), 422);
        let page = crate::support::body(page).await;
        assert!(page.contains("変更のお申し込みが多いため"), "{page}");
    }
}

#[tokio::test]
async fn an_alarm_is_sent_to_the_operator_once_and_counted() {
    let server = Smtp::start(Manners::default()).await;
    let mut portal = TestPortal::new(BASE);
    portal.config.smtp = Some(server.config());
    portal.config.alarms_to = Some("ops@example.com".parse().unwrap());
    let reporting = tokio::spawn(report_alarms(
        Arc::clone(&portal.service),
        Composer::new(&portal.config),
        Transport::open(&portal.config).unwrap(),
    ));
    for _ in 0..3 {
        portal.service.alarms.raise(AlarmKind::EmailCompany);
    }
    until("it is reported", async || server.mails().len() == 1).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].recipients(), ["ops@example.com"]);
    assert!(mails[0].data.contains("Message-ID: <"));
    let mail = mailparse::parse_mail(mails[0].data.as_bytes()).unwrap();
    let text = mail.get_body().unwrap();
    assert!(
        text.contains("email-company") && text.contains("--notify"),
        "{text}"
    );
    reporting.abort();

    portal.service.counters.emails(EmailOutcome::Sent).add();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = listener.local_addr().unwrap();
    let serving = tokio::spawn(metrics::serve(listener, Arc::clone(&portal.service)));
    let request = format!("GET /metrics HTTP/1.1\r\nHost: {place}\r\nConnection: close\r\n\r\n");
    let page = ask(place, &request).await;
    for line in [
        "genkan_alarms_total{kind=\"email-company\"} 3".to_owned(),
        "genkan_alarms_total{kind=\"mail-server\"} 0".to_owned(),
        "genkan_emails_total{outcome=\"sent\"} 1".to_owned(),
        "genkan_passwords_hashed_total 0".to_owned(),
        "# TYPE genkan_store_errors counter".to_owned(),
    ] {
        assert!(page.contains(&line), "{line}: {page}");
    }
    assert!(page.contains(&format!("genkan_store_errors_total {}", store::errors())));
    serving.abort();
}
