//! Reports about emails that were not delivered: those of real mail servers,
//! and those of people who forge them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use genkan::address::Address;
use genkan::audit_log::EventKind;
use genkan::id::{CaseId, MessageId};
use genkan::onboarding::case::{InquiryState, ProofKind, Step};
use genkan::onboarding::{Account, AuditLog as _, MessageKind, Outbox as _, Progress};
use genkan_portal::bounces::{DeliveryStatus, Inbox, Lmtp, Taken, Webhook, watch_maildir};
use genkan_portal::clock::now;
use genkan_portal::config::{Bounces, Config, LmtpListener};
use genkan_portal::mail::Composer;
use genkan_portal::random::random;
use genkan_portal::service::{Finding, ReportedFate, RequestSource};
use genkan_portal::store::Database;
use genkan_portal::web::{App, router};
use hmac::{Hmac, KeyInit as _, Mac as _};
use proptest::prelude::*;
use sha2::Sha256;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::cases::inquiry_state;
use crate::support::databases::portals;
use crate::support::smtp::{Manners, Smtp};
use crate::support::{PASSWORD, TARO, TestPortal, answer};

const BASE: &str = "https://support.example.com/";
const POSTFIX: &str = include_str!("reports/postfix-failed.eml");
const DELAYED: &str = include_str!("reports/postfix-delayed.eml");
const EXIM: &str = include_str!("reports/exim-failed.eml");
const EXIM_DELAYED: &str = include_str!("reports/exim-delayed.eml");
const EXIM_GAVE_UP: &str = include_str!("reports/exim-gave-up.eml");
const EXIM_HEADERS: &str = include_str!("reports/exim-headers-only.eml");
const EXIM_TEXT: &str = include_str!("reports/exim-rejected-text.eml");
const EXIM_UNREACHABLE: &str = include_str!("reports/exim-unreachable.eml");
const EXIM_UNROUTEABLE: &str = include_str!("reports/exim-unrouteable.eml");
const EXCHANGE: &str = include_str!("reports/exchange-by-hand.eml");
const GMAIL: &str = include_str!("reports/gmail-by-hand.eml");
const VACATION: &str = include_str!("reports/vacation-by-hand.eml");

/// Where nothing arrives by itself.
fn bounces() -> Bounces {
    Bounces {
        address: "bounces@provider.example".parse().unwrap(),
        maildir: None,
        lmtp: None,
        webhook_secret_file: None,
    }
}

fn inbox(portal: &TestPortal) -> Inbox<Database> {
    Inbox::new(Arc::clone(&portal.service), bounces(), &portal.config)
}

/// A message that was sent: its identity, and the envelope sender's.
struct Sent {
    id: MessageId,
    token: String,
}

impl Sent {
    /// The newest message to a contact.
    async fn newest(portal: &TestPortal, account: &Account) -> Self {
        let newest = portal.service.store.messages(account.id, 1).await.unwrap();
        let id = newest[0].id;
        let realm = &portal.service.realm;
        let token = realm.sign_message_id(id, &account.address).to_string();
        Self { id, token }
    }

    /// Fills a sample in.
    fn report(&self, sample: &str) -> String {
        self.report_about(sample, TARO)
    }

    fn report_about(&self, sample: &str, recipient: &str) -> String {
        sample
            .replace("TOKEN", &self.token)
            .replace("MESSAGE-ID", &self.id.to_string())
            .replace("taro@customer.example", recipient)
    }
}

/// Requests a link for a registered contact, and sends it.
async fn sent(portal: &TestPortal) -> Sent {
    let account = portal.account(TARO).await;
    let author = genkan_portal::service::Author::default();
    portal.service.resend(account.id, &author).await.unwrap();
    portal.deliver().await;
    Sent::newest(portal, &account).await
}

async fn progress(portal: &TestPortal, sent: &Sent) -> &'static str {
    let found = portal.service.store.message(sent.id).await.unwrap();
    found.unwrap().progress.code()
}

async fn is_undeliverable(portal: &TestPortal) -> bool {
    portal.account(TARO).await.undeliverable_since.is_some()
}

#[test]
fn the_reports_of_every_server_are_read() {
    use ReportedFate::{Delayed, NotDelivered, Undeliverable};
    for (sample, fate, cause) in [
        (
            POSTFIX,
            Undeliverable,
            "550 5.1.1 <taro@customer.example>: Recipient",
        ),
        (
            DELAYED,
            Delayed,
            "452 4.2.2 <taro@customer.example>: mailbox is full",
        ),
        (
            EXIM,
            Undeliverable,
            "550 5.1.1 <taro@customer.example>: Recipient",
        ),
        (
            EXIM_DELAYED,
            Delayed,
            "452 4.2.2 <taro@customer.example>: mailbox is full",
        ),
        // Its status is 5.0.0, but the mailbox was full.
        (
            EXIM_GAVE_UP,
            NotDelivered,
            "452 4.2.2 <taro@customer.example>: mailbox",
        ),
        (
            EXIM_HEADERS,
            Undeliverable,
            "550-5.1.1 <taro@customer.example>: Recipient address rejected: 550",
        ),
        (EXIM_UNROUTEABLE, Undeliverable, "5.0.0"),
        // The mailbox may exist: the next server rejected the text, or could not
        // be reached for days. Only Exim's words say the latter.
        (EXIM_TEXT, NotDelivered, "550 5.7.1 message content"),
        (EXIM_UNREACHABLE, NotDelivered, "5.0.0"),
        (
            EXCHANGE,
            Undeliverable,
            "550 5.1.10 RESOLVER.ADR.RecipientNotFound",
        ),
        (GMAIL, Undeliverable, "550-5.1.1 The email account that you"),
    ] {
        let status = DeliveryStatus::parse(sample.as_bytes()).unwrap();
        assert_eq!(
            status.message_id.as_deref(),
            Some("MESSAGE-ID@provider.example"),
            "{sample}"
        );
        let to = "bounces+TOKEN@provider.example".to_owned();
        assert!(status.sent_to.contains(&to), "{sample}");
        let [recipient] = &status.recipients[..] else {
            panic!("one recipient: {status:?}");
        };
        let taro = Address::parse("taro@customer.example").unwrap();
        assert!(recipient.addresses.contains(&taro));
        assert_eq!(recipient.fate, fate, "{sample}");
        let found = recipient.cause.as_str();
        assert!(found.starts_with(cause), "{found}");
    }
    assert!(DeliveryStatus::parse(VACATION.as_bytes()).is_none());
    let other = POSTFIX.replace(
        "message/delivery-status",
        "message/disposition-notification",
    );
    assert!(DeliveryStatus::parse(other.as_bytes()).is_none());
}

#[test]
fn without_a_code_of_the_next_server_the_status_counts() {
    use ReportedFate::{NotDelivered, Other, Undeliverable};
    let exim = |status: &str, code: &str| {
        EXIM.replace("Status: 5.0.0", status)
            .replace("smtp; 550 5.1.1 <taro@customer.example>", code)
    };
    for (status, code, fate) in [
        ("Status: 5.1.1", "smtp; 452 4.2.2 full", Undeliverable),
        ("Status: 5.0.0", "X-local; gone", Undeliverable),
        ("Status: 5.0.0", "smtp; 450 busy", NotDelivered),
        ("Status: 4.4.1", "smtp; 550 5.1.1 gone", NotDelivered),
        ("X: y", "smtp; 550 gone", Undeliverable),
        ("X: y", "X-local; gone", NotDelivered),
        ("Status: 5.1.1.1", "X-local; gone", NotDelivered),
        ("Status: 5.2.1", "smtp; 550 disabled", Undeliverable),
        (
            "Status: 5.4.1",
            "smtp; 550 5.4.1 no such user",
            Undeliverable,
        ),
        ("Status: 5.0.0", "smtp; 552 too much", NotDelivered),
        ("Status: 5.2.2", "smtp; 552 5.2.2 full", NotDelivered),
        ("Status: 5.2.3", "smtp; 552 too large", NotDelivered),
        ("Status: 5.3.4", "smtp; 552 too large", NotDelivered),
        ("Status: 5.6.1", "smtp; 554 no such type", NotDelivered),
        ("Status: 5.7.26", "smtp; 550 5.7.26 no DKIM", NotDelivered),
        ("Status: 5.1.1 (no such user)", "smtp; 550", Undeliverable),
    ] {
        let status = DeliveryStatus::parse(exim(status, code).as_bytes()).unwrap();
        assert_eq!(status.recipients[0].fate, fate, "{status:?}");
    }
    for action in ["delivered", "relayed", "expanded", "", "failed?"] {
        let email = EXIM.replace("Action: failed", &format!("Action: {action}"));
        let status = DeliveryStatus::parse(email.as_bytes()).unwrap();
        assert_eq!(status.recipients[0].fate, Other);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_makes_the_message_bounce_and_the_contact_undeliverable() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let taro = Address::parse(TARO).unwrap();
        for sample in [POSTFIX, EXIM, EXIM_HEADERS, EXCHANGE, GMAIL] {
            let sent = sent(&portal).await;
            let inbox = inbox(&portal);
            for delay in [DELAYED, EXIM_DELAYED, VACATION] {
                let taken = inbox.take(sent.report(delay).as_bytes(), None).await;
                assert_eq!(taken, Taken::Done);
                assert_eq!(progress(&portal, &sent).await, "sent");
            }
            assert!(!is_undeliverable(&portal).await);
            let report = sent.report(sample);
            assert_eq!(inbox.take(report.as_bytes(), None).await, Taken::Done);
            assert_eq!(progress(&portal, &sent).await, "bounced");
            assert!(is_undeliverable(&portal).await);
            // Repeated, it changes nothing.
            let before = portal.account(TARO).await;
            assert_eq!(inbox.take(report.as_bytes(), None).await, Taken::Done);
            assert!(portal.account(TARO).await == before);

            let explained = portal.service.explain(&taro, &portal.service.limits).await;
            let explained = explained.unwrap();
            let findings = explained.findings();
            let is_told = |it: &Finding<'_>| matches!(it, Finding::Undeliverable(_));
            assert!(findings.iter().any(is_told));
            let is_bounced = |it: &Finding<'_>| matches!(it, Finding::LinkBounced { reply, .. } if reply.as_str().contains("5.1.1"));
            assert!(findings.iter().any(is_bounced), "{findings:?}");

            // The mailbox works again: a link is sent, and used.
            let link = portal.mint(TARO).await;
            let link = portal.service.open_link(&link).await.unwrap();
            portal.service.set_password(&link, PASSWORD).await.unwrap();
            assert!(!is_undeliverable(&portal).await);
            portal.deliver().await;
        }
        let entries = portal.service.store.entries(None, 1_000).await.unwrap();
        let noted = entries.iter();
        let noted = noted.filter(|entry| entry.event.kind.code() == "undeliverable");
        assert_eq!(noted.count(), 5);
    }
}

/// The steps of a case, and what was recorded with the last report.
async fn steps(portal: &TestPortal, id: CaseId) -> (Vec<EventKind>, String) {
    let steps = portal.case(id).await.steps;
    let is_report = |step: &&Step| step.kind == EventKind::ContactUnreachable;
    let report = steps.iter().rev().find(is_report);
    let note = report.and_then(|step| step.note.clone());
    let note = note.map_or(String::new(), |note| note.to_string());
    (steps.iter().map(|step| step.kind).collect(), note)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inquiry_does_not_wait_for_a_contact_whose_email_was_returned() {
    use EventKind::{CaseOpened, ContactUnreachable, ContactsAsked, ContactsUnreachable};
    let hanako = "hanako@example.com";
    for portal in portals(BASE).await {
        for address in [TARO, hanako] {
            portal.register(address).await;
        }
        let contacts = [portal.account(TARO).await, portal.account(hanako).await];
        let both = [&contacts[0], &contacts[1]];
        let id = portal.asked(1, "suzuki@aozora.example", &both).await;
        portal.deliver().await;
        let inbox = inbox(&portal);
        let to_taro = Sent::newest(&portal, both[0]).await;
        let to_hanako = Sent::newest(&portal, both[1]).await;
        let waiting = |asked: &[&Account]| InquiryState::Confirming {
            asked: asked.iter().map(|contact| contact.id).collect(),
        };

        let delayed = to_taro.report(DELAYED);
        let forged = to_taro
            .report(POSTFIX)
            .replace(&to_taro.token, &to_hanako.token);
        for nothing in [delayed, forged] {
            inbox.take(nothing.as_bytes(), None).await;
            let case = portal.case(id).await;
            assert_eq!(*inquiry_state(&case), waiting(&both));
        }
        let report = to_taro.report(POSTFIX);
        for _ in 0..2 {
            assert_eq!(inbox.take(report.as_bytes(), None).await, Taken::Done);
            assert_eq!(progress(&portal, &to_taro).await, "bounced");
            let case = portal.case(id).await;
            assert_eq!(*inquiry_state(&case), waiting(&both[1..]));
            assert!(case.acts_at.is_some(), "the deadline is still kept");
            let (kinds, note) = steps(&portal, id).await;
            assert_eq!(kinds, [CaseOpened, ContactsAsked, ContactUnreachable]);
            assert!(note.starts_with(&format!("{TARO}: 550 5.1.1")), "{note}");
        }

        // The last one: the support desk goes on before the deadline.
        let report = to_hanako.report_about(EXIM, hanako);
        assert_eq!(inbox.take(report.as_bytes(), None).await, Taken::Done);
        let case = portal.case(id).await;
        assert_eq!(*inquiry_state(&case), InquiryState::Unreachable);
        assert_eq!(case.acts_at, None);
        let (kinds, _) = steps(&portal, id).await;
        assert_eq!(kinds[3..], [ContactUnreachable, ContactsUnreachable]);
        let note = "A call.".parse().unwrap();
        let author = genkan_portal::service::Author::default();
        let service = &portal.service;
        let recorded = service.record_proof(id, ProofKind::CallBack, &note, &author);
        recorded.await.unwrap();
        let entries = portal.service.store.entries(None, 1_000).await.unwrap();
        let logged = entries.iter().map(|entry| entry.event.kind);
        assert_eq!(logged.filter(|kind| *kind == ContactUnreachable).count(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_gave_up_ends_no_wait() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let taro = portal.account(TARO).await;
    let id = portal.asked(1, "suzuki@aozora.example", &[&taro]).await;
    portal.deliver().await;
    let sent = Sent::newest(&portal, &taro).await;
    let report = sent.report(EXIM_GAVE_UP);
    inbox(&portal).take(report.as_bytes(), None).await;
    assert_eq!(progress(&portal, &sent).await, "bounced");
    let case = portal.case(id).await;
    assert!(matches!(
        inquiry_state(&case),
        InquiryState::Confirming { .. }
    ));
}

/// A server that rejects the recipient at once is as good as one that reports it.
#[tokio::test(flavor = "multi_thread")]
async fn an_inquiry_does_not_wait_for_a_contact_whom_the_mail_server_rejects() {
    for mut portal in portals(BASE).await {
        let says: fn(&str) -> Option<&'static str> = |line| match line {
            line if line.starts_with("RCPT") && line.contains("taro") => {
                Some("550 5.1.1 no such user")
            }
            _ => None,
        };
        let server = Smtp::start(Manners {
            says,
            ..Manners::default()
        });
        portal.config.smtp = Some(server.await.config());
        portal.register(TARO).await;
        let taro = portal.account(TARO).await;
        let id = portal.asked(1, "suzuki@aozora.example", &[&taro]).await;
        portal.deliver().await;
        let case = portal.case(id).await;
        assert_eq!(*inquiry_state(&case), InquiryState::Unreachable);
        let (_, note) = steps(&portal, id).await;
        assert!(note.starts_with(&format!("{TARO}: 550 5.1.1")), "{note}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_gave_up_makes_no_contact_undeliverable() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let sent = sent(&portal).await;
    let report = sent.report(EXIM_GAVE_UP);
    inbox(&portal).take(report.as_bytes(), None).await;
    assert_eq!(progress(&portal, &sent).await, "bounced");
    assert!(!is_undeliverable(&portal).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_or_foreign_report_changes_nothing() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    portal.register("hanako@example.com").await;
    let sent = sent(&portal).await;
    let inbox = inbox(&portal);
    let good = sent.report(POSTFIX);
    let realm = &portal.service.realm;
    let hanako = Address::parse("hanako@example.com").unwrap();
    let sign = |realm_name: &str, recipient: &Address| {
        let signed = realm
            .keyring
            .sign_message_id(realm_name, sent.id, &recipient.key());
        signed.to_string()
    };
    let taro = Address::parse(TARO).unwrap();
    let token = sent.token.as_str();
    let (id, signature) = token.split_at(26);
    let guessed = format!("{id}{}", "a".repeat(signature.len()));
    let unknown = format!("aaaa{}", &token[4..]);
    for (what, email) in [
        ("a guessed signature", good.replace(token, &guessed)),
        ("an unknown message", good.replace(token, &unknown)),
        (
            "another realm's",
            good.replace(token, &sign("other", &taro)),
        ),
        (
            "another recipient's",
            good.replace(token, &sign(&realm.name, &hanako)),
        ),
        (
            "about another recipient",
            good.replace(
                &format!("Recipient: rfc822; {TARO}"),
                "Recipient: rfc822; hanako@example.com",
            )
            .replace(
                &format!("Recipient: rfc822;{TARO}"),
                "Recipient: rfc822;hanako@example.com",
            ),
        ),
        (
            "without a recipient",
            good.replace("-Recipient: rfc822;", "-Nothing: "),
        ),
        (
            "not a report",
            good.replace("multipart/report", "multipart/mixed"),
        ),
        (
            "no identity at all",
            good.replace(&format!("+{token}"), "")
                .replace(&sent.id.to_string(), "1"),
        ),
        (
            "an identity of another domain",
            good.replace(&format!("+{token}"), "").replace(
                &format!("{}@provider", sent.id),
                &format!("{}@other", sent.id),
            ),
        ),
    ] {
        assert_ne!(email, good, "{what}");
        assert_eq!(inbox.take(email.as_bytes(), None).await, Taken::Done);
        assert_eq!(progress(&portal, &sent).await, "sent", "{what}");
        assert!(!is_undeliverable(&portal).await, "{what}");
    }
    // A guessed signature in the envelope is not repaired by the headers.
    let envelope = format!("bounces+{guessed}@provider.example");
    inbox.take(good.as_bytes(), Some(&envelope)).await;
    assert_eq!(progress(&portal, &sent).await, "sent");
    // By the Message-ID alone, and in capitals.
    let by_id = good.replace(&format!("+{token}"), "");
    inbox.take(by_id.as_bytes(), None).await;
    assert_eq!(progress(&portal, &sent).await, "bounced");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_overtakes_the_outcome_waits() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let account = portal.account(TARO).await;
    let author = genkan_portal::service::Author::default();
    portal.service.resend(account.id, &author).await.unwrap();
    let newest = portal.service.store.messages(account.id, 1).await.unwrap();
    let realm = &portal.service.realm;
    let token = realm.sign_message_id(newest[0].id, &account.address);
    let sent = Sent {
        id: newest[0].id,
        token: token.to_string().to_uppercase(),
    };
    let report = sent.report(POSTFIX);
    let inbox = inbox(&portal);
    assert_eq!(inbox.take(report.as_bytes(), None).await, Taken::Later);
    portal.deliver().await;
    assert_eq!(inbox.take(report.as_bytes(), None).await, Taken::Done);
    assert_eq!(progress(&portal, &sent).await, "bounced");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_about_a_former_address_leaves_the_account() {
    let portal = TestPortal::new(BASE);
    portal.activate(TARO).await;
    let sent = sent(&portal).await;
    // The address changes while the report is on its way.
    let taro = Address::parse(TARO).unwrap();
    let signed_in = portal
        .service
        .sign_in(&taro, PASSWORD, &RequestSource::default())
        .await;
    let session = signed_in.unwrap().session().unwrap().session;
    let session = portal.service.session(session.expose().as_str()).await;
    let new = Address::parse("taro@new.example").unwrap();
    let session = session.unwrap().unwrap();
    let source = RequestSource::default();
    let asked = portal
        .service
        .request_address(&session, PASSWORD, &new, &source);
    asked.await.unwrap();
    let tokens = portal
        .write_message(TARO, MessageKind::ProveAddress, now())
        .await;
    portal.service.prove_address(&tokens[0]).await.unwrap();

    let report = sent.report(POSTFIX);
    inbox(&portal).take(report.as_bytes(), None).await;
    assert_eq!(progress(&portal, &sent).await, "bounced");
    let account = portal.account("taro@new.example").await;
    assert_eq!(account.undeliverable_since, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_envelope_sender_has_the_identity_only_if_reports_arrive() {
    let mut portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let account = portal.account(TARO).await;
    let message = genkan::onboarding::Message {
        to: genkan::token::Principal::Account(account.id),
        kind: MessageKind::Link,
        about: genkan::onboarding::Occasion {
            subject: account.id.into(),
            revision: account.revision,
        },
        is_counted: false,
    };
    let realm = &portal.service.realm;
    let id = MessageId::from_bytes([7; 16]);
    let signed = realm.sign_message_id(id, &account.address);
    let compose = |config: &Config| {
        let written = realm.write_message(&account, None, &message, now(), &mut random());
        let (written, _) = written.unwrap();
        let composed = Composer::new(config).compose(signed, &account, &written, now());
        let composed = composed.unwrap();
        let text = String::from_utf8(composed.formatted()).unwrap();
        assert!(text.contains(&format!("Message-ID: <{id}@provider.example>")));
        assert!(text.contains("support@provider.example"));
        composed.envelope().from().unwrap().to_string()
    };
    assert_eq!(compose(&portal.config), "support@provider.example");
    portal.config.bounces = Some(Bounces {
        address: "a-name.of.21-letters_@provider.example".parse().unwrap(),
        ..bounces()
    });
    let sender = compose(&portal.config);
    assert_eq!(
        sender,
        format!("a-name.of.21-letters_+{signed}@provider.example")
    );
    assert_eq!(sender.split_once('@').unwrap().0.len(), 64);
}

/// RFC 3461: a server that does not offer DSN may reject its parameters.
#[tokio::test(flavor = "multi_thread")]
async fn a_report_without_the_text_of_the_email_is_requested_if_the_server_can() {
    let plain: fn(&str) -> Option<&'static str> = |_| None;
    let offers: fn(&str) -> Option<&'static str> = |line| {
        line.starts_with("EHLO")
            .then_some("250-mail.test\r\n250-8BITMIME\r\n250 dsn")
    };
    let similar: fn(&str) -> Option<&'static str> = |line| {
        line.starts_with("EHLO")
            .then_some("250-DSN.mail.test\r\n250 X-DSN")
    };
    for (says, mail, recipient) in [
        (plain, ">", ">"),
        (similar, ">", ">"),
        (offers, "> RET=HDRS", "> NOTIFY=FAILURE"),
    ] {
        let server = Smtp::start(Manners {
            says,
            ..Manners::default()
        })
        .await;
        let mut portal = TestPortal::new(BASE);
        portal.config.smtp = Some(server.config());
        portal.register(TARO).await;
        // The second one goes by the same connection.
        for n in 1..=2 {
            sent(&portal).await;
            let mails = server.mails();
            assert_eq!(mails.len(), n);
            let last = &mails[n - 1];
            assert!(last.from.ends_with(mail), "{}", last.from);
            assert!(last.to[0].ends_with(recipient), "{}", last.to[0]);
        }
    }
}

/// Talks to the socket as a mail server does, and returns the replies.
async fn talk(address: std::net::SocketAddr, says: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(says.as_bytes()).await.unwrap();
    let mut replies = String::new();
    stream.read_to_string(&mut replies).await.unwrap();
    replies
}

async fn listen(portal: &TestPortal) -> std::net::SocketAddr {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = port.local_addr().unwrap();
    drop(port);
    let lmtp = Lmtp::bind(&LmtpListener::Tcp(address)).await.unwrap();
    tokio::spawn(lmtp.serve(inbox(portal)));
    address
}

fn codes(replies: &str) -> Vec<&str> {
    let last = replies.lines().filter(|line| line.as_bytes()[3] == b' ');
    last.map(|line| &line[..3]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_hands_a_report_over_by_lmtp() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let sent = sent(&portal).await;
    let address = listen(&portal).await;
    let token = &sent.token;
    // Without the identity in the headers, so that the envelope counts. A line
    // that begins with a dot has another one.
    let report = sent.report(POSTFIX).replace(&format!("+{token}"), "");
    let report = format!("{}\n.dot", report.replace(&sent.id.to_string(), "1"));
    let report = report.replace('\n', "\r\n").replace("\r\n.", "\r\n..");
    let begun = "LHLO relay\r\nMAIL FROM:<>\r\n";
    let says = format!(
        "{begun}RCPT TO:<someone@provider.example>\r\nRCPT TO:<bounces+x@provider.example>\r\n\
         RCPT TO:<bounces+{token}@provider.example>\r\nDATA\r\n{report}\r\n.\r\nQUIT\r\n"
    );
    let replies = talk(address, &says).await;
    let expected = [
        "220", "250", "250", "550", "550", "250", "354", "250", "221",
    ];
    assert_eq!(codes(&replies), expected, "{replies}");
    assert_eq!(progress(&portal, &sent).await, "bounced");

    // One that is too large is refused whole, and the next one is taken.
    let huge = "x".repeat(900) + "\r\n";
    let huge = huge.repeat(2 * DeliveryStatus::LARGEST / huge.len());
    let says = format!(
        "{begun}RCPT TO:<bounces@provider.example>\r\nDATA\r\n{huge}.\r\nRSET\r\nMAIL FROM:<>\r\n\
         RCPT TO:<bounces@provider.example>\r\nDATA\r\nhello\r\n.\r\nQUIT\r\n"
    );
    let replies = talk(address, &says).await;
    let expected = [
        "220", "250", "250", "250", "354", "552", "250", "250", "250", "354", "250", "221",
    ];
    assert_eq!(codes(&replies), expected, "{replies}");

    // No client gets far that is no mail server.
    for nonsense in [
        "GET / HTTP/1.1\r\n".repeat(100),
        "RCPT TO:<a@b>\r\n".repeat(100),
        "DATA\r\n".repeat(100),
        "NOOP\r\n".repeat(100),
        "\u{fffd}\r\n".repeat(100),
        "x".repeat(100_000),
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let _ = stream.write_all(nonsense.as_bytes()).await;
        let mut replies = Vec::new();
        let _ = stream.read_to_end(&mut replies).await;
        assert!(replies.len() < 2_000);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn idle_clients_keep_no_mail_server_out_for_long() {
    let portal = TestPortal::new(BASE);
    let address = listen(&portal).await;
    let mut idle = Vec::new();
    for _ in 0..15 {
        idle.push(TcpStream::connect(address).await.unwrap());
    }
    let replies = talk(address, "LHLO relay\r\nQUIT\r\n").await;
    assert_eq!(codes(&replies), ["220", "250", "221"]);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_socket_that_was_left_is_replaced_and_one_in_use_is_not() {
    let portal = TestPortal::new(BASE);
    let path = portal.folder.path().join("lmtp.sock");
    let listener = LmtpListener::Unix(path.clone());
    drop(Lmtp::bind(&listener).await.unwrap());
    assert!(path.exists(), "left by a program that has ended");
    let lmtp = Lmtp::bind(&listener).await.unwrap();
    tokio::spawn(lmtp.serve(inbox(&portal)));
    assert!(Lmtp::bind(&listener).await.is_err());
    let mut stream = tokio::net::UnixStream::connect(&path).await.unwrap();
    stream.write_all(b"QUIT\r\n").await.unwrap();
    let mut replies = String::new();
    stream.read_to_string(&mut replies).await.unwrap();
    assert_eq!(codes(&replies), ["220", "221"]);
    // A file that is no socket is nothing to replace.
    let file = portal.folder.path().join("file");
    std::fs::write(&file, "kept").unwrap();
    assert!(Lmtp::bind(&LmtpListener::Unix(file.clone())).await.is_err());
    assert_eq!(std::fs::read_to_string(file).unwrap(), "kept");
}

async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < Duration::from_secs(30), "{what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_maildir_is_emptied() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let sent = sent(&portal).await;
    let folder = portal.folder.path().join("reports");
    let (new, cur) = (folder.join("new"), folder.join("cur"));
    let watching = tokio::spawn(watch_maildir(folder.clone(), inbox(&portal)));
    // The folder is created after the portal has begun to watch it.
    std::fs::create_dir_all(&cur).unwrap();
    std::fs::create_dir_all(new.join("folder")).unwrap();
    std::fs::write(new.join("1.report"), sent.report(EXIM)).unwrap();
    let huge = vec![b'x'; DeliveryStatus::LARGEST + 1];
    std::fs::write(new.join("2.huge"), huge).unwrap();
    std::fs::write(new.join("3.nothing"), "").unwrap();
    std::fs::write(new.join(".hidden"), "").unwrap();
    std::os::unix::fs::symlink("/dev/zero", new.join("4.endless")).unwrap();
    until("three are moved", async || names(&cur).len() == 3).await;
    let moved = ["1.report:2,S", "2.huge:2,S", "3.nothing:2,S"];
    assert_eq!(names(&cur), moved);
    assert_eq!(names(&new), [".hidden", "4.endless", "folder"]);
    assert_eq!(progress(&portal, &sent).await, "bounced");
    watching.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_is_signed() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let sent = sent(&portal).await;
    let file: PathBuf = portal.folder.path().join("secret");
    std::fs::write(&file, "short\n").unwrap();
    assert!(Webhook::open(&file, inbox(&portal)).is_err());
    let secret = "0123456789abcdef0123456789abcdef";
    std::fs::write(&file, format!("{secret}\n")).unwrap();
    let mut app = App::new(Arc::clone(&portal.service), &portal.config);
    app.webhook = Some(Webhook::open(&file, inbox(&portal)).unwrap());
    let pages = router(Arc::new(app));
    let post = async |signature: Option<String>, body: &str| {
        let mut request = Request::post("/bounces");
        if let Some(signature) = signature {
            request = request.header("genkan-signature", signature);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        answer(pages.clone(), request).await.status()
    };
    let sign = |secret: &str, at: u64, body: &str| {
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        let mac = mac.chain_update(format!("{at}.{body}")).finalize();
        let mac = base16ct::lower::encode_string(&mac.into_bytes());
        Some(format!("t={at},v1={mac}"))
    };
    let body = format!(
        r#"{{"return_path":"bounces+{}@provider.example","recipient":"{TARO}","action":"failed","status":"5.1.1","diagnostic":"smtp; 550 5.1.1 no such user","provider":"x"}}"#,
        sent.token
    );
    let at = now().unix_seconds();
    for (what, signature) in [
        ("none", None),
        ("nonsense", Some("nonsense".into())),
        ("another secret", sign(&secret.replace('0', "1"), at, &body)),
        (
            "another body",
            sign(secret, at, &body.replace("failed", "x")),
        ),
        ("too old", sign(secret, at - 301, &body)),
        ("in the future", sign(secret, at + 330, &body)),
        (
            "another time",
            sign(secret, at, &body).map(|it| it.replace(&at.to_string(), &(at - 1).to_string())),
        ),
    ] {
        let status = post(signature, &body).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{what}");
    }
    for malformed in ["", "{}", r#"{"recipient":"x","action":"failed"}"#, "[1"] {
        let status = post(sign(secret, at, malformed), malformed).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{malformed}");
    }
    assert_eq!(progress(&portal, &sent).await, "sent");
    let signature = sign(secret, at, &body);
    for _ in 0..2 {
        assert_eq!(post(signature.clone(), &body).await, StatusCode::NO_CONTENT);
        assert_eq!(progress(&portal, &sent).await, "bounced");
    }
    let found = portal.service.store.message(sent.id).await.unwrap();
    let Progress::Bounced { reply, .. } = found.unwrap().progress else {
        panic!("it has bounced");
    };
    assert_eq!(reply.as_str(), "550 5.1.1 no such user");
    // Without a secret there is no such page.
    let status = portal.post("/bounces", "", &body).await.status();
    assert_eq!(status, StatusCode::NOT_FOUND);
}

/// Emails that cost as much as possible.
fn hostile() -> Vec<String> {
    let most = DeliveryStatus::LARGEST;
    let fill = |unit: &str| unit.repeat(most / unit.len() - 600 / unit.len().min(600));
    let head = "Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n";
    let status = format!("{head}Content-Type: message/delivery-status\r\n\r\nX: y\r\n\r\n");
    let nested: String = (0..10_000)
        .map(|n| format!("Content-Type: multipart/report; boundary=b{n}\r\n\r\n--b{n}\r\n"))
        .collect();
    let mut all = vec![
        fill("a: b\r\n"),
        fill(" x"),
        fill("\r\n"),
        format!("{head}{}", fill("--b\r\n\r\n")),
        format!("{head}{}", fill("--b")),
        format!("{status}{}", fill("Action: failed\r\n")),
        format!("{status}{}", fill("Action: failed\r\n\r\n")),
        format!("{status}Diagnostic-Code: smtp; {}", fill("x ")),
        format!("{status}Diagnostic-Code: {}", fill("=?utf-8?q?=41?= ")),
        format!("To: {}\r\n{status}", fill("=?utf-8?b?4pyT?= ")),
        format!("Content-Type: multipart/report; {}\r\n\r\n", fill("a*0=b;")),
        format!("Content-Type: multipart/report; boundary=\"{}", fill("\\b")),
        nested,
    ];
    for email in &mut all {
        email.truncate(most);
    }
    all
}

#[test]
fn no_email_costs_more_than_a_moment() {
    for email in hostile() {
        let begun = Instant::now();
        let _ = DeliveryStatus::parse(email.as_bytes());
        let time = begun.elapsed();
        let start: String = email.chars().take(60).collect();
        assert!(time < Duration::from_secs(5), "{time:?}: {start}");
    }
}

const SAMPLES: [&str; 12] = [
    POSTFIX,
    DELAYED,
    EXIM,
    EXIM_DELAYED,
    EXIM_GAVE_UP,
    EXIM_HEADERS,
    EXIM_TEXT,
    EXIM_UNREACHABLE,
    EXIM_UNROUTEABLE,
    EXCHANGE,
    GMAIL,
    VACATION,
];

proptest! {
    #[test]
    fn any_bytes_are_read_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = DeliveryStatus::parse(&bytes);
    }

    /// A sample with a piece that is replaced.
    #[test]
    fn any_damage_to_a_report_is_survived(
        which in 0..SAMPLES.len(),
        begin in any::<proptest::sample::Index>(),
        length in 0..200_usize,
        with in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let mut email = SAMPLES[which].as_bytes().to_vec();
        let begin = begin.index(email.len());
        let end = (begin + length).min(email.len());
        email.splice(begin..end, with);
        if let Some(status) = DeliveryStatus::parse(&email) {
            prop_assert!(status.recipients.len() <= DeliveryStatus::MOST);
            for recipient in status.recipients {
                let cause = recipient.cause.as_str();
                prop_assert!(cause.chars().count() <= 500 && !cause.contains(char::is_control));
            }
        }
    }
}
