//! What tables and logs have of sessions, and of what was typed.

use super::BASE;
use crate::support::browser::{Browser, fields};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO, log, token_text};

#[tokio::test]
async fn no_table_and_no_log_contains_a_session() {
    log::keep();
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let browser = Browser::new(&portal);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        let mut tokens = vec![
            browser.cookie("session").unwrap(),
            browser.cookie("device").unwrap(),
        ];
        assert!(browser.is_signed_in().await);
        let signed_in = portal.everything().await;
        let new = [
            ("current_password", PASSWORD),
            ("new_password", "new8Kite!"),
            ("confirmation", "new8Kite!"),
        ];
        let changed = browser.post("/password", &fields(&new)).await;
        assert_eq!(changed.location(), "/");
        tokens.push(browser.cookie("session").unwrap());
        assert_ne!(tokens[0], tokens[2]);
        browser.get("/email").await;
        let changed = portal.everything().await;
        browser.post("/signout", "").await;
        assert!(!browser.is_signed_in().await);
        let signed_out = portal.everything().await;
        let file = String::from_utf8_lossy(&portal.database()).into_owned();
        let log = log::read();
        for token in tokens {
            let bytes = token_text::decode(&token);
            let hex = |bytes: &[u8]| -> String {
                bytes.iter().map(|byte| format!("{byte:02x}")).collect()
            };
            // The selector is no secret: the table has it, and finds the record.
            let selector = hex(&bytes[..16]);
            assert!(signed_in.contains(&selector) || changed.contains(&selector));
            let secret = hex(&bytes[16..36]);
            for place in [&signed_in, &changed, &signed_out, &file, &log] {
                assert!(!place.contains(&token[40..56]) && !place.contains(&token[..20]));
                assert!(!place.contains(&secret[..16]) && !place.contains(&secret[24..]));
            }
            assert!(!log.contains(&selector));
        }
    }
}

#[tokio::test]
async fn no_log_contains_what_was_typed() {
    log::keep();
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let browser = Browser::new(&portal);
        let password = "typd-1Kite!{}%s${x}";
        // On /reset: rejected, different, accepted.
        let link = portal.mint(TARO).await;
        browser.follow(&link).await;
        for (new, confirmation) in [
            ("typd", "typd"),
            ("typd-8Kite!", "typd-9Kite!"),
            (password, password),
        ] {
            let form = [("new_password", new), ("confirmation", confirmation)];
            browser.post(&browser.link(), &fields(&form)).await;
        }
        assert!(browser.signs_in(TARO, password).await);
        // On /password: a wrong current one, rejected, different, accepted.
        for (current, new, confirmation) in [
            ("typd-wrong", "typd-2Kite!", "typd-2Kite!"),
            (password, "typd", "typd"),
            (password, "typd-2Kite!", "typd-3Kite!"),
            (password, "typd-2Kite!", "typd-2Kite!"),
        ] {
            let form = [
                ("current_password", current),
                ("new_password", new),
                ("confirmation", confirmation),
            ];
            browser.post("/password", &fields(&form)).await;
        }
        // On /email: no address, a wrong password, accepted, registered already.
        portal.register("typd-known@example.com").await;
        for (email, current) in [
            ("typd-is-no-address", "typd-2Kite!"),
            ("typd-new@example.com", "typd-wrong"),
            ("typd-new@example.com", "typd-2Kite!"),
            ("typd-known@example.com", "typd-2Kite!"),
        ] {
            let form = [("email", email), ("current_password", current)];
            browser.post("/email", &fields(&form)).await;
        }
        portal.deliver().await;
        let log = log::read();
        for line in ["password set by link", "mail sent"] {
            assert!(log.contains(line), "{line} is not in the log");
        }
        assert!(!log.contains("typd"), "{log}");
        assert!(!log.contains(TARO) && !log.contains("1Kite"), "{log}");
    }
}
