//! Status, headers, body, cookies, the work and the time are the same for
//! every address.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::header;
use genkan::onboarding::{Address, Realm};
use genkan::policy::Policy;
use genkan_portal::judge::{Judge, Lists};
use genkan_portal::keys;
use genkan_portal::portal::{Origin, Portal};
use genkan_portal::store::{Database, Sqlite};

use crate::counted::Counted;
use crate::house::body;
use crate::{EVERYBODY, PASSWORD, THROTTLED, inhabited};

/// The device cookie's text is none.
const STRANGER: &str = "genkan-device=none";

#[tokio::test]
async fn every_public_request_is_answered_the_same() {
    let house = inhabited().await;
    for _ in 0..8 {
        let form = format!("email={THROTTLED}&password=wrong1Kite!");
        house.post("/signin", STRANGER, &form).await;
        house
            .post("/forgot", "", &format!("email={THROTTLED}"))
            .await;
    }
    for (path, password) in [("/forgot", ""), ("/signin", "wrong1Kite!"), ("/signin", "")] {
        let mut answers = Vec::new();
        for email in EVERYBODY {
            let form = format!("email={email}&password={password}");
            let answer = house.post(path, STRANGER, &form).await;
            let status = answer.status();
            let mut headers = answer.headers().clone();
            headers.remove(header::DATE);
            // The page shows the address as it was typed; nothing else differs.
            headers.remove(header::CONTENT_LENGTH);
            answers.push((status, headers, body(answer).await.replace(email, "…")));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{path}");
    }
    // Even the right password opens nothing where the account may not be
    // opened, and the answer is the same.
    let mut answers = Vec::new();
    for email in EVERYBODY
        .into_iter()
        .filter(|email| *email != crate::ACTIVE)
    {
        let form = format!("email={email}&password={PASSWORD}");
        let answer = house.post("/signin", STRANGER, &form).await;
        answers.push((answer.status(), body(answer).await.replace(email, "…")));
    }
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:?}"
    );
}

#[tokio::test]
async fn the_same_is_asked_and_hashed_for_every_address() {
    let house = inhabited().await;
    let portal = counted(&house);
    let mut work = Vec::new();
    for (n, email) in EVERYBODY.into_iter().enumerate() {
        let address = Address::parse(email).unwrap();
        let client = n.to_string();
        let origin = Origin {
            client: &client,
            ..Origin::default()
        };
        for _ in 0..if email == THROTTLED { 8 } else { 0 } {
            let _ = portal.sign_in(&address, "wrong1Kite!", &origin).await;
        }
        let before = (portal.store.calls(), portal.hashes());
        let refused = portal.sign_in(&address, "wrong1Kite!", &origin).await;
        assert!(refused.unwrap().is_err());
        let after = (portal.store.calls(), portal.hashes());
        work.push((after.0 - before.0, after.1 - before.1));
    }
    assert_eq!(work[0].1, 1, "one hash, whether there is an account or not");
    assert!(work.iter().all(|each| *each == work[0]), "{work:?}");
}

/// Attempts are interleaved, so that whatever else the machine does falls on
/// all alike; the middle half of each series is compared. The control shows
/// that a missing hash would be seen.
#[tokio::test]
async fn the_same_time_is_taken_for_every_address() {
    let house = inhabited().await;
    let portal = counted(&house);
    let addresses = EVERYBODY.map(|email| Address::parse(email).unwrap());
    let mut times = vec![Vec::new(); addresses.len()];
    let mut control = Vec::new();
    for round in 0..24 {
        let client = round.to_string();
        let origin = Origin {
            client: &client,
            ..Origin::default()
        };
        for (address, times) in addresses.iter().zip(&mut times) {
            let begun = Instant::now();
            let refused = portal.sign_in(address, "wrong1Kite!", &origin).await;
            times.push(begun.elapsed());
            assert!(refused.unwrap().is_err());
        }
        let begun = Instant::now();
        let _ = portal.judge.policy().prepare("wrong1Kite!");
        control.push(begun.elapsed());
    }
    let middles: Vec<Duration> = times.iter_mut().map(|all| middle(all)).collect();
    let (least, most) = (middles.iter().min().unwrap(), middles.iter().max().unwrap());
    assert!(
        most.as_secs_f64() < 1.5 * least.as_secs_f64(),
        "{middles:?}"
    );
    assert!(
        middle(&mut control).as_secs_f64() * 1.5 < least.as_secs_f64(),
        "an attempt without a hash would not be noticed"
    );
}

/// The mean of the middle half.
fn middle(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    let quarter = times.len() / 4;
    let half = &times[quarter..times.len() - quarter];
    half.iter().sum::<Duration>() / u32::try_from(half.len()).unwrap()
}

/// The same house behind a store that counts.
fn counted(house: &crate::House) -> Arc<Portal<Counted>> {
    let store = Sqlite::open(&house.folder.path().join("genkan.sqlite")).unwrap();
    let realm = Realm::new("test".into(), keys::open(house.folder.path()).unwrap());
    let policy = Policy::support_center();
    let judge = Judge::new(policy, Lists::default(), house.config.service.clone());
    let portal = Portal::new(realm, judge, Counted::new(Database::Sqlite(store)));
    Arc::new(portal.unwrap())
}
