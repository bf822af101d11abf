//! Another address takes the old one's place only when its mailbox has spoken.

use axum::http::StatusCode;
use genkan::address::Address;
use genkan::onboarding::{MessageKind, NoMessage, State};
use genkan_portal::clock::now;
use genkan_portal::service::{NotDone, RequestSource};

use super::BASE;
use crate::support::browser::{Browser, fields};
use crate::support::contacts::{administrator, contact};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO, TestPortal};

const NEW: &str = "taro@new.example.com";

/// Asks for another address as whoever signs in.
pub(super) async fn ask(portal: &TestPortal, address: &str, new: &str) {
    let browser = Browser::new(portal);
    assert!(browser.signs_in(address, PASSWORD).await);
    let session = browser.cookie("session").unwrap();
    // Whoever asks again at once has to wait; here the time has passed.
    portal
        .sql("UPDATE accounts SET replacement_requested_at = replacement_requested_at - 100")
        .await;
    let session = portal.service.session(&session).await.unwrap().unwrap();
    let new = Address::parse(new).unwrap();
    let asked = portal
        .service
        .request_address(&session, PASSWORD, &new, &RequestSource::default())
        .await;
    asked.unwrap();
}

#[tokio::test]
async fn cve_2023_0105() {
    // With the address go the links and sessions; both addresses are told.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.deliver().await;
        let browser = Browser::new(&portal);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        ask(&portal, TARO, NEW).await;
        let told = portal.deliver().await;
        let to = |mails: &[String], address: &str| {
            mails
                .iter()
                .filter(|mail| mail.contains(&format!("To: {address}\n")))
                .count()
        };
        assert_eq!((to(&told, TARO), to(&told, NEW)), (1, 1));
        let link = portal.mint(TARO).await;
        let prove = portal
            .write_message(TARO, MessageKind::ProveAddress, now())
            .await
            .remove(0);
        portal.service.prove_address(&prove).await.unwrap();

        assert!(!browser.is_signed_in().await);
        assert!(portal.service.open_link(&link).await.is_err());
        assert!(portal.service.prove_address(&prove).await.is_err(), "once");
        let told = portal.deliver().await;
        assert_eq!((to(&told, TARO), to(&told, NEW)), (1, 1));
        assert!(!browser.signs_in(TARO, PASSWORD).await);
        assert!(browser.signs_in(NEW, PASSWORD).await);

        // Where the desk hands it over, the password goes too.
        let id = portal.account(NEW).await.id;
        let successor = contact("hanako@example.co.jp");
        portal
            .service
            .hand_over(id, &successor, false, &administrator())
            .await
            .unwrap();
        let told = portal.deliver().await;
        assert_eq!((to(&told, NEW), to(&told, "hanako@example.co.jp")), (1, 1));
        assert!(matches!(
            portal.account("hanako@example.co.jp").await.state,
            State::Registered { .. }
        ));
        assert!(!browser.signs_in("hanako@example.co.jp", PASSWORD).await);
    }
}

#[tokio::test]
async fn cve_2026_32700() {
    // Two addresses are asked for in turn, by chance; each link that went out
    // is tried by chance. One that works makes the address that it was sent to
    // the account's, never another.
    for portal in portals(BASE).await {
        let mut state = 0x2545_f491_u32;
        let mut chance = move |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        let mut worked = 0;
        for round in 0..8 {
            let address = format!("contact{round}@example.co.jp");
            portal.activate(&address).await;
            let wanted = [
                format!("attacker{round}@evil.example"),
                format!("victim{round}@example.co.jp"),
            ];
            let mut links: Vec<(String, String)> = Vec::new();
            for _ in 0..10 {
                let account = portal.account(&address).await;
                match chance(3) {
                    0 if account.replacement.is_none() => {
                        ask(&portal, &address, &wanted[chance(2) as usize]).await;
                    }
                    1 => {
                        // The page's own pause and other limits aside: the row
                        // is what a second request would leave.
                        let new = &wanted[chance(2) as usize];
                        portal.sql(&format!("UPDATE accounts SET revision = revision + 1, replacement_address = '{new}' WHERE replacement_address IS NOT NULL AND address = '{address}'")).await;
                    }
                    _ if !links.is_empty() && chance(2) == 0 => {
                        let (to, link) =
                            &links[chance(u32::try_from(links.len()).unwrap()) as usize];
                        if portal.service.prove_address(link).await.is_ok() {
                            worked += 1;
                            assert_eq!(portal.account(to).await.id, account.id);
                            // While the way back is open there is no other change.
                            break;
                        }
                    }
                    _ => {}
                }
                let account = portal.account(&address).await;
                if let Some(new) = &account.replacement {
                    let to = new.address.as_str().to_owned();
                    let link = portal
                        .write_message(&address, MessageKind::ProveAddress, now())
                        .await
                        .remove(0);
                    links.push((to, link));
                }
            }
        }
        assert!(worked > 0, "some did work");
    }
}

#[tokio::test]
async fn better_auth_7196() {
    // A mistyped address opens nothing, and the old one goes on as before.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        ask(&portal, TARO, NEW).await;
        portal.deliver().await;
        let browser = Browser::new(&portal);
        assert!(!browser.signs_in(NEW, PASSWORD).await);
        browser.post("/forgot", &fields(&[("email", NEW)])).await;
        assert!(portal.deliver().await.is_empty());
        assert!(browser.signs_in(TARO, PASSWORD).await);
        // Whoever reads the mail there proves the address and no more: the
        // password is asked for as before, and the owner can take it back.
        let prove = portal
            .write_message(TARO, MessageKind::ProveAddress, now())
            .await
            .remove(0);
        portal.service.prove_address(&prove).await.unwrap();
        let undo = portal
            .write_message(NEW, MessageKind::AddressReplaced, now())
            .await
            .remove(0);
        // A stranger who has the new mailbox sets a password; the way back
        // stays open all the same.
        let link = portal.mint(NEW).await;
        browser.follow(&link).await;
        assert_eq!(browser.set("new8Kite!").await.status, StatusCode::SEE_OTHER);
        portal.service.undo_address(&undo).await.unwrap();
        for password in [PASSWORD, "new8Kite!"] {
            assert!(!browser.signs_in(NEW, password).await);
        }
        assert!(matches!(
            portal.account(TARO).await.state,
            State::Registered { .. }
        ));
        let link = portal.mint(TARO).await;
        browser.follow(&link).await;
        assert_eq!(browser.set("old9Kite!").await.status, StatusCode::SEE_OTHER);
        assert!(browser.signs_in(TARO, "old9Kite!").await);
    }
}

#[tokio::test]
async fn inc_pypi_ctx_2022() {
    // A mailbox that may be somebody else's by now: the desk holds the
    // account. No link goes there, what is out is dead, and who asks is led to
    // the desk. Holding twice changes nothing.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.deliver().await;
        let link = portal.mint(TARO).await;
        let id = portal.account(TARO).await.id;
        portal.service.hold(id, &administrator()).await.unwrap();
        let held = portal.rows(&["accounts", "tokens", "audit_log"]).await;
        assert!(portal.service.hold(id, &administrator()).await.is_err());
        assert_eq!(
            portal.rows(&["accounts", "tokens", "audit_log"]).await,
            held
        );
        portal.deliver().await;
        let browser = Browser::new(&portal);
        for _ in 0..3 {
            let page = browser.post("/forgot", &fields(&[("email", TARO)])).await;
            assert_eq!(page.location(), "/forgot/sent");
        }
        assert!(portal.deliver().await.is_empty());
        assert_eq!(browser.follow(&link).await.status, StatusCode::GONE);
        assert!(matches!(
            portal.service.resend(id, &administrator()).await,
            Err(NotDone::NoMessage(NoMessage::Held))
        ));
        assert!(
            browser
                .get("/forgot/sent")
                .await
                .text
                .contains("href=\"/help\"")
        );
    }
}
