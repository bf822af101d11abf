//! Another address takes the old one's place only when its mailbox has spoken.

use axum::http::StatusCode;
use genkan::address::Address;
use genkan::onboarding::{MessageKind, NoMessage, State};
use genkan_portal::clock::now;
use genkan_portal::service::NotDone;

use super::BASE;
use crate::support::browser::{Browser, fields};
use crate::support::contacts::{administrator, contact};
use crate::support::databases::houses;
use crate::support::{House, PASSWORD, TARO};

const NEW: &str = "taro@new.example.com";

/// Asks for another address as whoever signs in.
pub(super) async fn ask(house: &House, address: &str, new: &str) {
    let browser = Browser::new(house);
    assert!(browser.signs_in(address, PASSWORD).await);
    let session = browser.cookie("session").unwrap();
    // Whoever asks again at once has to wait; here the time has passed.
    house
        .sql("UPDATE accounts SET replacement_requested_at = replacement_requested_at - 100")
        .await;
    let session = house.service.session(&session).await.unwrap().unwrap();
    let new = Address::parse(new).unwrap();
    let asked = house
        .service
        .request_address(&session, PASSWORD, &new)
        .await;
    asked.unwrap();
}

#[tokio::test]
async fn cve_2023_0105() {
    // With the address go the links and sessions; both addresses are told.
    for house in houses(BASE).await {
        house.activate(TARO).await;
        house.deliver().await;
        let browser = Browser::new(&house);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        ask(&house, TARO, NEW).await;
        let told = house.deliver().await;
        let to = |mails: &[String], address: &str| {
            mails
                .iter()
                .filter(|mail| mail.contains(&format!("To: {address}\n")))
                .count()
        };
        assert_eq!((to(&told, TARO), to(&told, NEW)), (1, 1));
        let link = house.mint(TARO).await;
        let prove = house
            .letter(TARO, MessageKind::ProveAddress, now())
            .await
            .remove(0);
        house.service.prove_address(&prove).await.unwrap();

        assert!(!browser.is_signed_in().await);
        assert!(house.service.open_link(&link).await.is_err());
        assert!(house.service.prove_address(&prove).await.is_err(), "once");
        let told = house.deliver().await;
        assert_eq!((to(&told, TARO), to(&told, NEW)), (1, 1));
        assert!(!browser.signs_in(TARO, PASSWORD).await);
        assert!(browser.signs_in(NEW, PASSWORD).await);

        // Where the desk hands it over, the password goes too.
        let id = house.account(NEW).await.id;
        let successor = contact("hanako@example.co.jp");
        house
            .service
            .hand_over(id, &successor, &administrator())
            .await
            .unwrap();
        let told = house.deliver().await;
        assert_eq!((to(&told, NEW), to(&told, "hanako@example.co.jp")), (1, 1));
        assert!(matches!(
            house.account("hanako@example.co.jp").await.state,
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
    for house in houses(BASE).await {
        let mut state = 0x2545_f491_u32;
        let mut chance = move |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        let mut worked = 0;
        for round in 0..8 {
            let address = format!("contact{round}@example.co.jp");
            house.activate(&address).await;
            let wanted = [
                format!("attacker{round}@evil.example"),
                format!("victim{round}@example.co.jp"),
            ];
            let mut links: Vec<(String, String)> = Vec::new();
            for _ in 0..10 {
                let account = house.account(&address).await;
                match chance(3) {
                    0 if account.replacement.is_none() => {
                        ask(&house, &address, &wanted[chance(2) as usize]).await;
                    }
                    1 => {
                        // The page's own pause and other limits aside: the row
                        // is what a second request would leave.
                        let new = &wanted[chance(2) as usize];
                        house.sql(&format!("UPDATE accounts SET revision = revision + 1, replacement_address = '{new}' WHERE replacement_address IS NOT NULL AND address = '{address}'")).await;
                    }
                    _ if !links.is_empty() && chance(2) == 0 => {
                        let (to, link) =
                            &links[chance(u32::try_from(links.len()).unwrap()) as usize];
                        if house.service.prove_address(link).await.is_ok() {
                            worked += 1;
                            assert_eq!(house.account(to).await.id, account.id);
                            // While the way back is open there is no other change.
                            break;
                        }
                    }
                    _ => {}
                }
                let account = house.account(&address).await;
                if let Some(new) = &account.replacement {
                    let to = new.address.as_str().to_owned();
                    let link = house
                        .letter(&address, MessageKind::ProveAddress, now())
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
    for house in houses(BASE).await {
        house.activate(TARO).await;
        ask(&house, TARO, NEW).await;
        house.deliver().await;
        let browser = Browser::new(&house);
        assert!(!browser.signs_in(NEW, PASSWORD).await);
        browser.post("/forgot", &fields(&[("email", NEW)])).await;
        assert!(house.deliver().await.is_empty());
        assert!(browser.signs_in(TARO, PASSWORD).await);
        // Whoever reads the mail there proves the address and no more: the
        // password is asked for as before, and the owner can take it back.
        let prove = house
            .letter(TARO, MessageKind::ProveAddress, now())
            .await
            .remove(0);
        house.service.prove_address(&prove).await.unwrap();
        let undo = house
            .letter(NEW, MessageKind::AddressReplaced, now())
            .await
            .remove(0);
        // A stranger who has the new mailbox sets a password; the way back
        // stays open all the same.
        let link = house.mint(NEW).await;
        browser.follow(&link).await;
        assert_eq!(browser.set("new8Kite!").await.status, StatusCode::SEE_OTHER);
        house.service.undo_address(&undo).await.unwrap();
        for password in [PASSWORD, "new8Kite!"] {
            assert!(!browser.signs_in(NEW, password).await);
        }
        assert!(matches!(
            house.account(TARO).await.state,
            State::Registered { .. }
        ));
        let link = house.mint(TARO).await;
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
    for house in houses(BASE).await {
        house.activate(TARO).await;
        house.deliver().await;
        let link = house.mint(TARO).await;
        let id = house.account(TARO).await.id;
        house.service.hold(id, &administrator()).await.unwrap();
        let held = house.rows(&["accounts", "tokens", "audit_log"]).await;
        assert!(house.service.hold(id, &administrator()).await.is_err());
        assert_eq!(house.rows(&["accounts", "tokens", "audit_log"]).await, held);
        house.deliver().await;
        let browser = Browser::new(&house);
        for _ in 0..3 {
            let page = browser.post("/forgot", &fields(&[("email", TARO)])).await;
            assert_eq!(page.location(), "/forgot/sent");
        }
        assert!(house.deliver().await.is_empty());
        assert_eq!(browser.follow(&link).await.status, StatusCode::GONE);
        assert!(matches!(
            house.service.resend(id, &administrator()).await,
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
