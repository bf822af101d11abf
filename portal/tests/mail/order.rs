//! In which order emails are sent.
#![cfg(unix)]

use std::time::Duration;

use genkan::address::Address;
use genkan_portal::service::RequestSource;

use super::outbox::until;
use crate::support::TARO;
use crate::support::contacts::administrator;
use crate::support::databases::portals;
use crate::support::smtp::{Manners, Smtp};

/// Many notices wait, and a person requests a link: the link is the next email.
#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_requested_is_sent_before_notices_that_wait() {
    for mut portal in portals("https://support.example.com/").await {
        let server = Smtp::start(Manners {
            thinks: Duration::from_millis(400),
            ..Manners::default()
        })
        .await;
        let mut smtp = server.config();
        smtp.connections = 2;
        portal.config.smtp = Some(smtp);
        for n in 0..20 {
            let address = format!("contact{n}@example.com");
            portal.register(&address).await;
            let id = portal.account(&address).await.id;
            let held = portal.service.hold(id, &administrator()).await;
            held.unwrap();
        }
        portal.register(TARO).await;
        let worker = portal.worker();
        until("notices are sent", async || !server.mails().is_empty()).await;
        let address = Address::parse(TARO).unwrap();
        let source = RequestSource::default();
        let requested = portal.service.request_link(&address, &source);
        requested.await.unwrap();
        let before = server.mails().len();
        let is_link = |mail: &crate::support::smtp::Envelope| mail.recipients() == [TARO];
        until("the link is sent", async || {
            server.mails().iter().any(is_link)
        })
        .await;
        let place = server.mails().iter().position(is_link).unwrap();
        // Those in progress come first.
        assert!(place <= before + 4, "{place} after {before}");
        worker.abort();
    }
}
