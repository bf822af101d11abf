//! What the doors tell whoever stands before them: nothing. And what they
//! charge: a stranger pays, an owner gets in.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failure is the verdict"
)]

mod counted;
#[path = "../house/mod.rs"]
mod house;
mod limits;
mod shapes;
mod silence;

use axum::http::{HeaderMap, header};
use genkan::onboarding::{Actor, Address, Store};
use house::{House, PASSWORD, TARO};

const BASE: &str = "http://127.0.0.1:8080/";

const ACTIVE: &str = TARO;
const REGISTERED: &str = "registered@example.com";
const HELD: &str = "held@example.com";
const REMOVED: &str = "removed@example.com";
const THROTTLED: &str = "throttled@example.com";
const UNKNOWN: &str = "nobody@example.com";

/// One address for each way an account can be, or not be.
const EVERYBODY: [&str; 6] = [UNKNOWN, REGISTERED, ACTIVE, HELD, REMOVED, THROTTLED];

/// A house with all of them.
async fn inhabited() -> House {
    let house = House::new(BASE);
    house.register(REGISTERED).await;
    for address in [ACTIVE, HELD, REMOVED, THROTTLED] {
        house.activate(address).await;
    }
    let id = async |address: &str| {
        let address = Address::parse(address).unwrap();
        let found = house.portal.store.account_by_address(&address).await;
        found.unwrap().unwrap().id
    };
    let held = house.portal.hold(id(HELD).await, Actor::System).await;
    held.unwrap().unwrap();
    let removed = house.portal.remove(id(REMOVED).await, Actor::System).await;
    removed.unwrap().unwrap();
    house
}

/// The cookies' part of an answer, as the browser sends them back.
fn cookies(headers: &HeaderMap) -> String {
    let set = headers.get_all(header::SET_COOKIE).into_iter();
    let pairs = set.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap());
    pairs.collect::<Vec<_>>().join("; ")
}
