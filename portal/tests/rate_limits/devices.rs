//! What one browser uses up is its own.

use axum::http::StatusCode;

use crate::support::browser::{Browser, fields};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO};

const BASE: &str = "https://support.example.com/";
const NEW_PASSWORD: &str = "green8Kite!";

/// Guesses at the current password on the page for a new one.
async fn guesses_at_password(browser: &Browser<'_>, n: u32) -> StatusCode {
    let form = fields(&[
        ("current_password", &format!("wrong{n}Kite!")),
        ("new_password", NEW_PASSWORD),
        ("confirmation", NEW_PASSWORD),
    ]);
    browser.post("/password", &form).await.status
}

/// The kinds of guesses that the bearer of a browser has: without a session, on
/// the page for a new password, and on the page for a new address.
#[tokio::test]
async fn one_browser_uses_up_nothing_that_another_needs() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let (stolen, own) = (Browser::new(&portal), Browser::new(&portal));
        for browser in [&stolen, &own] {
            assert!(browser.signs_in(TARO, PASSWORD).await);
        }
        for n in 0..30 {
            guesses_at_password(&stolen, n).await;
            let form = fields(&[
                ("email", "new@example.co.jp"),
                ("current_password", &format!("wrong{n}Kite!")),
            ]);
            stolen.post("/email", &form).await;
            assert!(!stolen.signs_in(TARO, &format!("wrong{n}Kite!")).await);
        }
        // Even the right password is refused there, and in every new browser.
        assert!(!stolen.signs_in(TARO, PASSWORD).await);
        assert!(!Browser::new(&portal).signs_in(TARO, PASSWORD).await);
        // The owner's browser has all its guesses.
        for n in 0..4 {
            assert_eq!(
                guesses_at_password(&own, n).await,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
        assert!(own.signs_in(TARO, PASSWORD).await);
        own.post("/signout", "").await;
        assert!(own.signs_in(TARO, PASSWORD).await);
    }
}

/// A browser that somebody else has is no longer known after the owner has set
/// a password by a link.
#[tokio::test]
async fn a_reset_by_link_ends_what_earlier_browsers_could_do() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let (stolen, own) = (Browser::new(&portal), Browser::new(&portal));
        assert!(stolen.signs_in(TARO, PASSWORD).await);
        own.follow(&portal.link(TARO).await).await;
        assert_eq!(own.set(NEW_PASSWORD).await.status, StatusCode::SEE_OTHER);
        for n in 0..50 {
            assert!(!stolen.signs_in(TARO, &format!("wrong{n}Kite!")).await);
        }
        // It is a stranger now, also with the right password, for a while.
        assert!(!stolen.signs_in(TARO, NEW_PASSWORD).await);
        assert!(own.signs_in(TARO, NEW_PASSWORD).await);
    }
}

#[tokio::test]
async fn a_mistyped_password_is_forgotten_by_the_right_one() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let own = Browser::new(&portal);
        assert!(own.signs_in(TARO, PASSWORD).await);
        // More often than its own guesses, and each time right in the end.
        for _ in 0..5 {
            for n in 0..8 {
                assert!(!own.signs_in(TARO, &format!("wrong{n}Kite!")).await);
            }
            assert!(own.signs_in(TARO, PASSWORD).await);
        }
    }
}
