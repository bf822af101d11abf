//! An account with far more tokens than a store lets it have: they were written
//! by something else.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use genkan::onboarding::{Account, Commit as _, StoredPassword};
use genkan::token::PurposeName;
use genkan_portal::clock::now;
use genkan_portal::random::random;
use genkan_portal::store::Database;

use super::fixture::{Place, account, commit, realm, redeeming, registered};
use crate::support::TARO;

#[tokio::test(flavor = "multi_thread")]
async fn an_account_with_too_many_sessions_blocks_no_other_and_shrinks() {
    for place in Place::all().await {
        let store = place.open("test").await;
        let owner = activated(&store, TARO).await;
        let other = activated(&store, "hanako@example.com").await;
        add_sessions(&place, &owner).await;

        let work = tokio::spawn(sign_ins(store.clone(), other.clone()));
        let longest = sign_ins(store.clone(), owner.clone()).await;
        let longest = longest.max(work.await.unwrap());
        assert!(longest < AT_ONCE, "{longest:?}");
        let left = count(&place, &owner, PurposeName::Session).await;
        assert!(left < i64::from(MANY) - 50 * COUNT, "{left}");
        // What has expired is deleted beside all others.
        let work = tokio::spawn(sign_ins(store.clone(), other.clone()));
        store.sweep(now() + ALMOST_A_SESSION).await.unwrap();
        let longest = work.await.unwrap();
        assert!(longest < AT_ONCE, "others, during a sweep: {longest:?}");
        for account in [&owner, &other] {
            assert_eq!(count(&place, account, PurposeName::Session).await, 50);
            assert_eq!(count(&place, account, PurposeName::Device).await, 10);
        }
    }
}

/// They end in one plan, whatever it takes: none may be left.
#[tokio::test(flavor = "multi_thread")]
async fn too_many_sessions_end_together_with_a_password() {
    for place in Place::all().await {
        let store = place.open("test").await;
        let owner = registered(&store, TARO).await;
        let (_, plan) = redeeming(&store, &owner).await;
        add_sessions(&place, &owner).await;
        commit(&store, &plan).await.unwrap();
        assert_eq!(count(&place, &owner, PurposeName::Session).await, 0);
        assert_eq!(count(&place, &owner, PurposeName::Device).await, 1);
    }
}

/// Signs in a few times, each time in another browser. Returns the longest time
/// that one took.
async fn sign_ins(store: Database, account: Account) -> Duration {
    let matched = StoredPassword::of(&account).unwrap();
    let matched = matched.verify(|_| Ok::<_, Infallible>(true));
    let matched = matched.unwrap().unwrap();
    let mut longest = Duration::ZERO;
    for _ in 0..COUNT {
        let signed_in = realm().sign_in(&account, &matched, None, now(), &mut random());
        let (_, plan) = signed_in.unwrap();
        let begun = Instant::now();
        commit(&store, &plan).await.unwrap();
        longest = longest.max(begun.elapsed());
    }
    longest
}

async fn activated(store: &Database, address: &str) -> Account {
    let registered = registered(store, address).await;
    let (_, plan) = redeeming(store, &registered).await;
    commit(store, &plan).await.unwrap();
    account(store, registered.id).await
}

/// Adds sessions that were issued a minute ago.
async fn add_sessions(place: &Place, account: &Account) {
    let issued = now().unix_seconds() - 60;
    let expires = issued + 12 * 60 * 60;
    // The time, the version and the variant; 15 digits follow.
    let selector = format!("{:012x}70008", issued * 1000);
    let (id, realm) = (account.id, "(SELECT id FROM realms)");
    let times = format!("{issued}, {expires}");
    let insert = "INSERT INTO tokens (realm, selector, purpose, principal_kind, principal_id,
        key_id, mac, issued_at, expires_at)";
    let sql = match place.is_file() {
        true => format!(
            "WITH RECURSIVE numbers (n) AS (
                 SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {MANY}
             )
             {insert} SELECT {realm}, unhex('{selector}' || printf('%015x', n)), 'session',
                 'account', x'{id}', 1, zeroblob(32), {times} FROM numbers"
        ),
        false => format!(
            "{insert} SELECT {realm}, decode('{selector}' || lpad(to_hex(n), 15, '0'), 'hex'),
                 'session', 'account', '\\x{id}', 1, decode(repeat('00', 32), 'hex'), {times}
             FROM generate_series(1, {MANY}) AS n"
        ),
    };
    place.sql(&sql).await;
}

async fn count(place: &Place, account: &Account, purpose: PurposeName) -> i64 {
    let id = match place.is_file() {
        true => format!("x'{}'", account.id),
        false => format!("'\\x{}'", account.id),
    };
    let sql = "SELECT count(*) FROM tokens WHERE";
    place
        .count(&format!(
            "{sql} purpose = '{purpose}' AND principal_id = {id}"
        ))
        .await
}

const MANY: u32 = 100_000;
/// How often an account signs in. More than it can have sessions.
const COUNT: i64 = 100;
/// The sessions of a minute ago have expired then, and no newer ones.
const ALMOST_A_SESSION: Duration = Duration::from_secs(12 * 60 * 60 - 30);
/// Far more than a plan takes, on a busy machine.
const AT_ONCE: Duration = Duration::from_secs(5);
