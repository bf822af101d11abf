//! A link that has ended says so to its bearer, and the operator sees that it
//! was used again.

use axum::http::StatusCode;
use genkan::audit_log::EventKind;
use genkan::onboarding::Store;
use genkan_portal::service::Finding;
use sha2::{Digest as _, Sha256};

use crate::support::browser::Browser;
use crate::support::contacts::administrator;
use crate::support::databases::portals;
use crate::support::token_text::{ALPHABET, decode};
use crate::support::{PASSWORD, TARO, TestPortal, token};

const BASE: &str = "https://support.example.com/";

/// Opens a link, and returns its page in English and in Japanese.
async fn opened(portal: &TestPortal, link: &str) -> [String; 2] {
    let browser = Browser::new(portal);
    let japanese = browser.follow(link).await;
    assert_eq!(japanese.status, StatusCode::GONE);
    browser.post("/language", "language=en").await;
    let english = browser.reload().await;
    assert_eq!(english.status, StatusCode::GONE);
    [english.text, japanese.text]
}

async fn used_again(store: &impl Store) -> usize {
    let entries = store.entries(None, u32::MAX).await.unwrap();
    let again = |kind| kind == EventKind::LinkUsedAgain;
    entries
        .iter()
        .filter(|entry| again(entry.event.kind))
        .count()
}

#[tokio::test]
async fn a_used_link_says_when_it_was_used_and_the_operator_sees_it_again() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let link = portal.link(TARO).await;
        let browser = Browser::new(&portal);
        browser.follow(&link).await;
        assert_eq!(browser.set(PASSWORD).await.status, StatusCode::SEE_OTHER);
        assert_eq!(used_again(&portal.service.store).await, 0);
        for _ in 0..5 {
            let [english, japanese] = opened(&portal, &link).await;
            assert!(english.contains("It was used on "), "{english}");
            assert!(english.contains("If it was not you, set a new password"));
            assert!(japanese.contains("に使用されています"), "{japanese}");
        }
        assert_eq!(used_again(&portal.service.store).await, 1);
        assert!(portal.account(TARO).await.link_used_again_at.is_some());
        let address = TARO.parse().unwrap();
        let limits = portal.service.limits;
        let explanation = portal.service.explain(&address, &limits).await.unwrap();
        let findings = explanation.findings();
        assert!(
            findings
                .iter()
                .any(|it| matches!(it, Finding::LinkUsedAgain(_)))
        );
        // The owner is not disturbed.
        assert!(browser.signs_in(TARO, PASSWORD).await);
        portal.settle().await;
        assert_eq!(portal.deliver().await.len(), 1, "about the password only");
    }
}

#[tokio::test]
async fn a_link_that_was_replaced_or_ended_says_so() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let first = portal.link(TARO).await;
        let account = portal.account(TARO).await;
        let desk = administrator();
        portal.service.resend(account.id, &desk).await.unwrap();
        let mails = portal.deliver().await;
        let newer = token(mails.iter().find(|mail| mail.contains("/reset/")).unwrap());
        let [english, japanese] = opened(&portal, &first).await;
        assert!(english.contains("A newer link was sent on "), "{english}");
        assert!(
            japanese.contains("に新しいリンクをお送りしています"),
            "{japanese}"
        );

        let other = portal.mint(TARO).await;
        let browser = Browser::new(&portal);
        browser.follow(&other).await;
        assert_eq!(
            browser.set("green8Kite!").await.status,
            StatusCode::SEE_OTHER
        );
        let [english, japanese] = opened(&portal, &newer).await;
        assert!(english.contains("It was disabled on "), "{english}");
        assert!(japanese.contains("に無効になりました"), "{japanese}");
        // No page tells that an account is on hold.
        portal.service.hold(account.id, &desk).await.unwrap();
        let [held, _] = opened(&portal, &newer).await;
        let other = TestPortal::new(BASE);
        other.activate(TARO).await;
        let [unknown, _] = opened(&portal, &other.mint(TARO).await).await;
        assert_eq!(held, unknown);
        assert_eq!(used_again(&portal.service.store).await, 0);
    }
}

/// Whoever has a part of a link, such as its selector from a log or a backup,
/// learns nothing.
#[tokio::test]
async fn a_part_of_a_link_shows_nothing() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let link = portal.link(TARO).await;
        let browser = Browser::new(&portal);
        browser.follow(&link).await;
        assert_eq!(browser.set(PASSWORD).await.status, StatusCode::SEE_OTHER);
        let mut bytes = decode(&link);
        bytes[20] ^= 1;
        let forged = encode(&link[..8], &bytes[..36]);
        bytes[3] ^= 1;
        let unknown = encode(&link[..8], &bytes[..36]);
        let pages = [
            opened(&portal, &forged).await,
            opened(&portal, &unknown).await,
        ];
        assert_eq!(pages[0], pages[1]);
        assert!(pages[0][0].contains("It is no longer valid: "));
        assert_eq!(used_again(&portal.service.store).await, 0);
    }
}

/// A token's text with these bytes and the checksum that belongs to them.
fn encode(prefix: &str, bytes: &[u8]) -> String {
    let digest = Sha256::new()
        .chain_update(prefix)
        .chain_update(bytes)
        .finalize();
    let bytes = [bytes, &digest[..4]].concat();
    let mut text = prefix.to_owned();
    for five in bytes.chunks(5) {
        let bits = five
            .iter()
            .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        for at in (0..8).rev() {
            text.push(char::from(ALPHABET[(bits >> (5 * at) & 31) as usize]));
        }
    }
    text
}
