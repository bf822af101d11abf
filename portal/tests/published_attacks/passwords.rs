//! Every byte of a password counts, and every hash costs the same.

use genkan::onboarding::State;

use super::BASE;
use crate::support::browser::{Browser, fields};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO};

#[tokio::test]
async fn inc_okta_2024_bcrypt72() {
    // Passwords that differ in nothing but their end are two.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        for message in ["a", "\u{304b}", "\u{1f511}"] {
            for bytes in [72, 73, 128, 1024] {
                let count = (bytes - 5) / message.len();
                let stem = message.repeat(count) + &"b".repeat(bytes - 5 - count * message.len());
                let password = format!("Kit3{stem}x");
                assert_eq!(password.len(), bytes);
                let link = portal.mint(TARO).await;
                let browser = Browser::new(&portal);
                browser.follow(&link).await;
                assert_eq!(browser.set(&password).await.status, 303, "{bytes} bytes");
                let mut others = vec![
                    format!("Kit3{stem}y"),
                    format!("Kit3{stem}"),
                    format!("{password}x"),
                ];
                others.push(format!("{TARO}{password}"));
                for other in others {
                    assert!(
                        !Browser::new(&portal).signs_in(TARO, &other).await,
                        "{bytes} bytes"
                    );
                }
                assert!(
                    Browser::new(&portal).signs_in(TARO, &password).await,
                    "{bytes} bytes"
                );
            }
        }
        // One byte too many is refused, not cut off.
        let link = portal.mint(TARO).await;
        let browser = Browser::new(&portal);
        browser.follow(&link).await;
        let page = browser.set(&format!("Kit3{}", "a".repeat(1021))).await;
        assert!(page.text.contains("data-code=\"too-long\""));
    }
}

#[tokio::test]
async fn pysec_2016_16() {
    // Whoever is asked about, one hash of one cost is computed: all that are
    // stored have the same parameters as the decoy for those who are not. Who
    // changes them must have old ones renewed at sign-in, and come by here.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let cost = async || match portal.account(TARO).await.state {
            State::Active { password } => {
                let phc = password.as_phc().to_owned();
                phc.split('$').take(4).collect::<Vec<_>>().join("$")
            }
            _ => String::new(),
        };
        assert_eq!(cost().await, COST);
        let browser = Browser::new(&portal);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        let form = fields(&[
            ("current_password", PASSWORD),
            ("new_password", "new8Kite!"),
            ("confirmation", "new8Kite!"),
        ]);
        browser.post("/password", &form).await;
        assert_eq!(cost().await, COST);
    }
}

const COST: &str = "$argon2id$v=19$m=19456,t=2,p=1";
