//! One account for each state that an account can have.

use axum::http::{HeaderMap, header};
use genkan::onboarding::MessageKind;
use genkan::time::Timestamp;

use super::contacts::administrator;
use super::{TARO, TestPortal};

pub(crate) const BASE: &str = "http://127.0.0.1:8080/";

pub(crate) const ACTIVE: &str = TARO;
pub(crate) const REGISTERED: &str = "registered@example.com";
pub(crate) const HELD: &str = "held@example.com";
pub(crate) const REMOVED: &str = "removed@example.com";
pub(crate) const THROTTLED: &str = "throttled@example.com";
pub(crate) const UNKNOWN: &str = "nobody@example.com";

/// One address for each way an account can be, or not be.
pub(crate) const EVERYBODY: [&str; 6] = [UNKNOWN, REGISTERED, ACTIVE, HELD, REMOVED, THROTTLED];

/// A portal with all of them.
pub(crate) async fn inhabited() -> TestPortal {
    let portal = TestPortal::new(BASE);
    move_in(&portal).await;
    portal
}

/// Lets them all in; the links of a message to each of them that no longer do
/// anything, in the same order.
pub(crate) async fn move_in(portal: &TestPortal) -> Vec<Vec<String>> {
    portal.register(REGISTERED).await;
    for address in [ACTIVE, HELD, REMOVED, THROTTLED] {
        portal.activate(address).await;
    }
    let stranger = TestPortal::new(BASE);
    stranger.register(UNKNOWN).await;
    let mut ended = Vec::new();
    for address in EVERYBODY {
        // A link shows its age itself, so that all have the same.
        let at = Timestamp::from_unix_seconds(1_500_000_000);
        // Such links never were.
        let portal = if address == UNKNOWN {
            &stranger
        } else {
            portal
        };
        ended.push(portal.write_message(address, MessageKind::Link, at).await);
    }
    let id = async |address: &str| portal.account(address).await.id;
    let held = portal.service.hold(id(HELD).await, &administrator()).await;
    held.unwrap();
    let removed = portal
        .service
        .remove(id(REMOVED).await, &administrator())
        .await;
    removed.unwrap();
    ended
}

/// The cookies' part of an answer, as the browser sends them back.
pub(crate) fn cookies(headers: &HeaderMap) -> String {
    let set = headers.get_all(header::SET_COOKIE).into_iter();
    let pairs = set.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap());
    pairs.collect::<Vec<_>>().join("; ")
}
