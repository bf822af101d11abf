//! Exim, which replies without enhanced status codes unless its administrator adds
//! them.

use genkan::onboarding::{FailureCause, Outbox as _, Progress};
use genkan_portal::alarm::MailServerState;
use genkan_portal::clock::now;

use super::outbox::until;
use super::replies::{newest, queue};
use crate::support::exim::Exim;
use crate::support::smtp::{Manners, Smtp as NextServer};
use crate::support::{TARO, TestPortal};

const RECIPIENTS: &str = "\
  deny   recipients = unknown@example.co.jp
         message = 5.1.1 no such user
  deny   recipients = nameless@example.co.jp
         message = Unrouteable address
  defer  recipients = later@example.co.jp
         condition = ${if exists{FOLDER/greylisted}}
         message = greylisted, try again
";

/// Registers a contact and sends a message to it once.
async fn sent_once(portal: &TestPortal, address: &str) -> Progress {
    portal.register(address).await;
    queue(portal, address).await;
    portal.deliver().await;
    newest(portal, address).await.progress
}

#[tokio::test(flavor = "multi_thread")]
async fn exim_relays_defers_and_rejects() {
    let next = NextServer::start(Manners::default()).await;
    let port = next.config().port.unwrap();
    let server = tokio::task::spawn_blocking(move || Exim::start(port, RECIPIENTS));
    let server = server.await.unwrap();
    let greylisted = server.path().join("greylisted");
    std::fs::write(&greylisted, "").unwrap();
    let mut portal = TestPortal::new("https://support.example.com/");
    portal.config.smtp = Some(server.config("ca.pem"));

    // By STARTTLS, with a certificate of an internal CA.
    let progress = sent_once(&portal, TARO).await;
    let Progress::Sent { reply, .. } = progress else {
        panic!("{progress:?}: {}", server.log());
    };
    assert!(reply.as_str().starts_with("250 OK id="), "{reply:?}");
    until("it has been relayed", async || next.mails().len() == 1).await;
    let mail = next.mails().remove(0);
    assert_eq!(mail.recipients(), [TARO]);
    assert!(mail.data.contains("with esmtps"), "{}", mail.data);

    // A deferral is retried.
    let progress = sent_once(&portal, "later@example.co.jp").await;
    let Progress::Queued { reply, .. } = progress else {
        panic!("{progress:?}");
    };
    assert_eq!(reply.unwrap().as_str(), "451 greylisted, try again");
    std::fs::remove_file(greylisted).unwrap();
    let message = newest(&portal, "later@example.co.jp").await;
    assert_eq!(message.tries, 1);
    let store = &portal.service.store;
    store.retry_message(message.id, now()).await.unwrap();
    portal.deliver().await;
    let message = newest(&portal, "later@example.co.jp").await;
    assert!(matches!(message.progress, Progress::Sent { .. }));

    // Only a status code says that a rejection is about the recipient.
    let progress = sent_once(&portal, "unknown@example.co.jp").await;
    let Progress::Failed { cause, reply, .. } = progress else {
        panic!("{progress:?}");
    };
    assert_eq!(cause, FailureCause::Rejected);
    assert_eq!(reply.as_str(), "550 5.1.1 no such user");
    for (address, expected) in [
        ("nameless@example.co.jp", "550 Unrouteable address"),
        ("taro@elsewhere.example", "550 relay not permitted"),
    ] {
        let progress = sent_once(&portal, address).await;
        let Progress::Queued { reply, .. } = progress else {
            panic!("{progress:?}");
        };
        assert_eq!(reply.unwrap().as_str(), expected);
        let state = portal.service.mail_server.state();
        assert!(matches!(state, MailServerState::Unusable { .. }));
        // The others do not wait for it.
        let other = format!(
            "beside-{}@example.co.jp",
            address.split('@').next().unwrap()
        );
        let progress = sent_once(&portal, &other).await;
        assert!(matches!(progress, Progress::Sent { .. }), "{progress:?}");
    }

    // With another CA, nothing is sent.
    portal.config.smtp = Some(server.config("other.pem"));
    let progress = sent_once(&portal, "hanako@example.co.jp").await;
    let Progress::Queued { reply, .. } = progress else {
        panic!("{progress:?}");
    };
    assert!(reply.unwrap().as_str().starts_with("tls: "));
}
