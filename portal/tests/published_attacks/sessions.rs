//! Each sign-in is a session of its own, under a name that nobody chose.

use std::collections::HashSet;

use axum::http::{StatusCode, header};

use super::BASE;
use crate::support::browser::{Browser, fields};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO};

#[tokio::test]
async fn cve_2015_8314() {
    // Every browser has a token of its own; one ends without the others.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let browsers: Vec<Browser> = (0..5).map(|_| Browser::new(&portal)).collect();
        let mut known = HashSet::new();
        for browser in &browsers {
            assert!(browser.signs_in(TARO, PASSWORD).await);
            for name in ["session", "device"] {
                assert!(known.insert(browser.cookie(name).unwrap()), "{name}");
            }
        }
        // A known device is not signed in: it has a token and no session.
        let device = browsers[0].cookie("device").unwrap();
        for name in ["session", "device", "link"] {
            let cookie = format!("__Host-genkan-{name}={device}");
            assert_eq!(
                portal.get("/", &cookie).await.status(),
                StatusCode::SEE_OTHER
            );
        }
        for (gone, browser) in browsers.iter().enumerate() {
            let session = browser.cookies();
            assert_eq!(browser.post("/signout", "").await.location(), "/signin");
            assert_eq!(
                portal.get("/", &session).await.status(),
                StatusCode::SEE_OTHER,
                "kept aside"
            );
            for (number, other) in browsers.iter().enumerate() {
                assert_eq!(other.is_signed_in().await, number > gone);
            }
        }
    }
}

#[tokio::test]
async fn cve_2019_12203() {
    // A name that was there before is not taken over, whoever put it there.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.activate("hanako@example.co.jp").await;
        let hanako = Browser::new(&portal);
        assert!(hanako.signs_in("hanako@example.co.jp", PASSWORD).await);
        let theirs = hanako.cookie("session").unwrap();
        let forms = [
            (
                "/signin",
                fields(&[("email", TARO), ("password", PASSWORD)]),
            ),
            (
                "/reset",
                fields(&[("new_password", "new8Kite!"), ("confirmation", "new8Kite!")]),
            ),
        ];
        for (path, form) in forms {
            for planted in ["gkn_ses_", "x", &"a".repeat(72), &theirs] {
                let link = portal.mint(TARO).await;
                let cookies = format!("__Host-genkan-session={planted}");
                let link = format!("/reset/{link}");
                let path = if path == "/reset" { &link } else { path };
                let answer = portal.post(path, &cookies, &form).await;
                assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
                let set: Vec<_> = answer
                    .headers()
                    .get_all(header::SET_COOKIE)
                    .iter()
                    .collect();
                let sessions = set
                    .iter()
                    .filter(|cookie| cookie.to_str().unwrap().contains("-session="));
                let sessions: Vec<_> = sessions.collect();
                // A link signs nobody in; a sign-in makes a name of its own.
                assert_eq!(sessions.len(), usize::from(path == "/signin"), "{path}");
                for session in sessions {
                    assert!(!session.to_str().unwrap().contains(&format!("={planted};")));
                }
                let seen = portal
                    .get("/", &format!("__Host-genkan-session={planted}"))
                    .await;
                assert!(!crate::support::body(seen).await.contains(TARO), "{path}");
            }
        }
        // Two cookies of that name: the planted one opens nothing more.
        let browser = Browser::new(&portal);
        assert!(browser.signs_in(TARO, "new8Kite!").await);
        let first = browser.cookie("session").unwrap();
        assert!(browser.signs_in(TARO, "new8Kite!").await);
        assert_ne!(browser.cookie("session").unwrap(), first);
        let old = portal
            .get("/", &format!("__Host-genkan-session={first}"))
            .await;
        assert_eq!(old.status(), StatusCode::SEE_OTHER);
    }
}
