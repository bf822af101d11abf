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
use crate::{ACTIVE, EVERYBODY, PASSWORD, THROTTLED, inhabited};

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
/// all alike. The control is the same on a store that looks a little longer
/// for one address: what the test would find is as little as that.
#[tokio::test]
async fn the_same_time_is_taken_for_every_address() {
    let house = inhabited().await;
    let mut portal = counted(&house);
    let told = |portal: &Arc<Portal<Counted>>| difference_between_addresses(portal.clone());
    let mut differences = Vec::new();
    // Three times in a row by chance: less than once in a billion runs.
    for _ in 0..3 {
        differences.push(told(&portal).await);
        if differences.last().is_some_and(|last| *last < TOLD_APART) {
            break;
        }
    }
    assert!(
        differences.iter().any(|one| *one < TOLD_APART),
        "{differences:?}"
    );
    Arc::get_mut(&mut portal).unwrap().store.is_slow_for = Some((ACTIVE, LEAK));
    for tries in 0.. {
        if told(&portal).await >= TOLD_APART {
            break;
        }
        assert!(tries < 10, "{LEAK:?} more would not be noticed");
    }
}

/// The greatest difference between the times for one address and for another.
async fn difference_between_addresses(portal: Arc<Portal<Counted>>) -> f64 {
    let addresses = EVERYBODY.map(|email| Address::parse(email).unwrap());
    let mut times = vec![Vec::new(); addresses.len()];
    for round in 0..40 {
        let client = round.to_string();
        let origin = Origin {
            client: &client,
            ..Origin::default()
        };
        // None is always the first.
        for n in 0..addresses.len() {
            let which = (n + round) % addresses.len();
            let begun = Instant::now();
            let refused = portal.sign_in(&addresses[which], "wrong1Kite!", &origin);
            assert!(refused.await.unwrap().is_err());
            times[which].push(begun.elapsed());
        }
    }
    let pairs = (0..times.len()).flat_map(|n| (0..n).map(move |m| (n, m)));
    let differences = pairs.map(|(n, m)| difference(&times[n], &times[m]));
    differences.fold(0.0, f64::max)
}

/// How far two sets of times differ, in standard deviations of the sum of
/// ranks (Mann and Whitney).
fn difference(one: &[Duration], other: &[Duration]) -> f64 {
    let mut all: Vec<(Duration, bool)> = one.iter().map(|time| (*time, true)).collect();
    all.extend(other.iter().map(|time| (*time, false)));
    all.sort_unstable();
    let ranks = all.iter().enumerate().filter(|(_, (_, is_one))| *is_one);
    let sum: usize = ranks.map(|(rank, _)| rank + 1).sum();
    let (n, m) = (one.len() as f64, other.len() as f64);
    let expected = n * (n + m + 1.0) / 2.0;
    (sum as f64 - expected).abs() / (n * m * (n + m + 1.0) / 12.0).sqrt()
}

/// So far apart are two of the fifteen pairs once in a thousand times by
/// chance.
const TOLD_APART: f64 = 4.0;
/// What the control adds to about twenty times as much.
const LEAK: Duration = Duration::from_millis(2);

/// The same house behind a store that counts.
fn counted(house: &crate::House) -> Arc<Portal<Counted>> {
    let store = Sqlite::open(&house.folder.path().join("genkan.sqlite")).unwrap();
    let realm = Realm::new("test".into(), keys::open(house.folder.path()).unwrap());
    let policy = Policy::support_center();
    let judge = Judge::new(policy, Lists::default(), house.config.service.clone());
    let portal = Portal::new(realm, judge, Counted::new(Database::Sqlite(store)));
    Arc::new(portal.unwrap())
}
