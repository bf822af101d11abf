//! What has ended has ended at that second, whether or not anybody has swept.

use std::time::Duration;

use axum::http::StatusCode;
use genkan::audit_log::Actor;
use genkan::id::AccountId;
use genkan::onboarding::{Commit as _, State, StoredPassword};
use genkan::time::{Lifetime, Timestamp};
use genkan::token::PurposeName;
use genkan_portal::clock::now;
use genkan_portal::random::{random, random_bytes};

use super::BASE;
use crate::support::browser::{Browser, fields};
use crate::support::contacts::{administrator, contact};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO, TestPortal};

fn ago(seconds: u64) -> Timestamp {
    Timestamp::from_unix_seconds(now().unix_seconds() - seconds)
}

#[tokio::test]
async fn cve_2025_64708() {
    // Nobody sweeps here; the record of what has expired is still there.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let life = portal.service.realm.first_password_lifetime.seconds();
        for (age, is_alive) in [
            (0, true),
            (life - 60, true),
            (life, false),
            (life * 2, false),
        ] {
            let link = portal.mint_at(TARO, ago(age)).await;
            let browser = Browser::new(&portal);
            let status = browser.follow(&link).await.status;
            assert_eq!(status == StatusCode::OK, is_alive, "after {age} seconds");
            if !is_alive {
                assert_eq!(browser.set(PASSWORD).await.status, StatusCode::GONE);
            }
        }
        let rows = portal.rows(&["tokens"]).await;
        assert!(rows.lines().count() >= 8, "all are still there: {rows}");
        // To the second: one that ends now has ended.
        let link = portal.mint_at(TARO, ago(life - 1)).await;
        tokio::time::sleep(Duration::from_millis(1100)).await;
        assert!(portal.service.open_link(&link).await.is_err());
    }
}

#[tokio::test]
async fn cve_2024_55603() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let life = portal.service.realm.session_lifetime.seconds();
        for (age, is_alive) in [
            (0, true),
            (life - 60, true),
            (life, false),
            (life * 3, false),
        ] {
            let account = portal.account(TARO).await;
            let stored = StoredPassword::of(&account).unwrap();
            let matched = stored.verify(|_| Ok::<_, ()>(true)).unwrap().unwrap();
            let realm = &portal.service.realm;
            let decided = realm.sign_in(&account, &matched, None, ago(age), &mut random());
            let (signed_in, plan) = decided.unwrap();
            assert!(portal.service.commit(plan).await.unwrap());
            let cookie = format!(
                "__Host-genkan-session={}",
                signed_in.session.expose().as_str()
            );
            let status = portal.get("/", &cookie).await.status();
            assert_eq!(status == StatusCode::OK, is_alive, "after {age} seconds");
        }
    }
}

/// Registers a contact as somebody did so many seconds ago.
async fn registered(portal: &TestPortal, address: &str, age: u64) {
    let contact = contact(address);
    let id = AccountId::from_bytes(random_bytes());
    let plan = portal
        .service
        .realm
        .register(contact, id, Actor::System, ago(age));
    assert!(portal.service.commit(plan).await.unwrap());
}

#[tokio::test]
async fn cve_2023_48220() {
    // A registration that has expired is closed at both doors, the one that
    // sends links and the one that takes them, until the desk opens it again.
    for portal in portals(BASE).await {
        let life = portal.service.realm.registration_lifetime;
        let life = life.as_secs();
        registered(&portal, TARO, life - 30).await;
        let link = portal.mint_at(TARO, ago(10)).await;
        let browser = Browser::new(&portal);
        assert_eq!(browser.follow(&link).await.status, StatusCode::OK);
        // The registration ends, the link would live on.
        let id = portal.account(TARO).await.id;
        let end = format!("UPDATE accounts SET state_at = {}", now().unix_seconds());
        portal.sql(&end).await;
        assert_eq!(browser.reload().await.status, StatusCode::GONE);
        assert_eq!(browser.set(PASSWORD).await.status, StatusCode::GONE);
        let page = browser.post("/forgot", &fields(&[("email", TARO)])).await;
        assert_eq!(page.location(), "/forgot/sent", "as to everybody");
        assert!(portal.deliver().await.is_empty());
        assert!(!browser.signs_in(TARO, PASSWORD).await);

        portal.service.resend(id, &administrator()).await.unwrap();
        let link = crate::support::token(&portal.deliver().await[0]);
        browser.follow(&link).await;
        assert_eq!(browser.set(PASSWORD).await.status, StatusCode::SEE_OTHER);
        assert!(browser.signs_in(TARO, PASSWORD).await);
    }
}

#[tokio::test]
async fn cve_2026_41902() {
    // A life without end cannot be asked for, nor kept.
    for seconds in [0, 30 * 86_400 + 1, u64::MAX] {
        assert!(Lifetime::from_seconds(seconds).is_none());
    }
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let browser = Browser::new(&portal);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        portal.mint(TARO).await;
        assert!(
            portal
                .try_sql("UPDATE tokens SET expires_at = NULL")
                .await
                .is_err()
        );
        portal
            .service
            .store
            .sweep(Timestamp::from_unix_seconds(
                now().unix_seconds() + 30 * 86_400,
            ))
            .await
            .unwrap();
        let rows = portal.rows(&["tokens"]).await;
        assert_eq!(rows.trim(), "tokens", "none lives longer than 30 days");
    }
}

#[tokio::test]
async fn cve_2026_4273() {
    // Each link of the desk's is a new one, and ends all before it.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let id = portal.account(TARO).await.id;
        let mut links: Vec<String> = Vec::new();
        for _ in 0..12 {
            portal.service.resend(id, &administrator()).await.unwrap();
            for earlier in &links {
                assert!(portal.service.open_link(earlier).await.is_err());
            }
            let link = crate::support::token(&portal.deliver().await[0]);
            assert!(!links.contains(&link));
            assert!(portal.service.open_link(&link).await.is_ok());
            links.push(link);
        }
    }
}

#[tokio::test]
async fn keycloak_26815() {
    // Two links are out. Whatever changes the account ends both.
    for portal in portals(BASE).await {
        for (number, change) in ["set", "change", "hold", "remove", "disown", "hand over"]
            .into_iter()
            .enumerate()
        {
            let address = format!("contact{number}@example.co.jp");
            portal.activate(&address).await;
            let (one, two) = (portal.mint(&address).await, portal.mint(&address).await);
            let id = portal.account(&address).await.id;
            let browser = Browser::new(&portal);
            assert!(browser.signs_in(&address, PASSWORD).await);
            // A sign-in ends no link: who has stolen the password must not be
            // able to keep its owner from a new one.
            for link in [&one, &two] {
                assert!(portal.service.open_link(link).await.is_ok());
            }
            match change {
                "set" => {
                    browser.follow(&two).await;
                    assert_eq!(browser.set("new8Kite!").await.status, StatusCode::SEE_OTHER);
                }
                "change" => {
                    let form = fields(&[
                        ("current_password", PASSWORD),
                        ("new_password", "new8Kite!"),
                        ("confirmation", "new8Kite!"),
                    ]);
                    assert_eq!(browser.post("/password", &form).await.location(), "/");
                }
                "hold" => portal.service.hold(id, &administrator()).await.unwrap(),
                "remove" => {
                    let removed = portal.service.remove(id, &administrator()).await;
                    assert_eq!(removed.unwrap(), None);
                }
                "disown" => {
                    let kind = genkan::onboarding::MessageKind::PasswordChanged;
                    let disown = portal.write_message(&address, kind, now()).await.remove(0);
                    portal.service.disavow(&disown).await.unwrap();
                }
                _ => {
                    let successor = contact("new@example.co.jp");
                    portal
                        .service
                        .hand_over(id, &successor, false, &administrator())
                        .await
                        .unwrap();
                }
            }
            for link in [&one, &two] {
                assert!(portal.service.open_link(link).await.is_err(), "{change}");
            }
        }
    }
}

/// A state that has no use for a purpose makes no token of it.
#[tokio::test]
async fn cve_2017_11365() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let account = portal.account(TARO).await;
        assert!(matches!(account.state, State::Registered { .. }));
        for purpose in [
            PurposeName::Session,
            PurposeName::Device,
            PurposeName::Reset,
        ] {
            assert!(account.subject(purpose, "support-center", now()).is_none());
        }
        // Values that other hashes take for nothing.
        for password in [
            "0",
            "0.0",
            "false",
            "null",
            "[]",
            "\u{0}",
            "$argon2id$",
            "d41d8cd98f00b204e9800998ecf8427e",
        ] {
            assert!(
                !Browser::new(&portal).signs_in(TARO, password).await,
                "{password:?}"
            );
        }
    }
}
