//! What the store costs if the database is on another machine.
#![cfg(unix)]

use std::convert::Infallible;
use std::time::{Duration, Instant};

use genkan::limit::{Asker, CellId, Charge, Limit, LimitName, Limits, Rate};
use genkan::onboarding::{Accounts as _, Commit as _, Counters as _, StoredPassword};
use genkan_portal::clock::now;
use genkan_portal::random::random;
use genkan_portal::store::{Postgres, plan_id};
use tokio::task::JoinSet;

use super::fixture::{commit, realm, redeeming, registered};
use crate::support::TARO;
use crate::support::postgres::Server;
use crate::support::proxy::Proxy;

/// Everything that a plan depends on is locked and read in one round trip, and
/// everything is written in a second one.
#[tokio::test(flavor = "multi_thread")]
async fn a_plan_takes_two_round_trips_and_so_does_a_charge() {
    let server = Server::start();
    let name = server.create().await;
    let proxy = Proxy::start(server.port, Duration::from_millis(1)).await;
    let url = server.url_through(proxy.port, &name);
    let store = Postgres::open(&url, "test").await.unwrap();
    let account = registered(&store, TARO).await;
    let (_, plan) = redeeming(&store, &account).await;
    commit(&store, &plan).await.unwrap();
    let account = store.account(account.id).await.unwrap().unwrap();
    let charges = Limits::default().sign_in(&Asker {
        address: &account.address,
        account: Some(account.to_limit()),
        device: None,
        client: "a",
    });
    let sign_in = async || {
        let account = store.account(account.id).await.unwrap().unwrap();
        let stored = StoredPassword::of(&account).unwrap();
        let matched = stored.verify(|_| Ok::<_, Infallible>(true)).unwrap();
        let decided = realm().sign_in(&account, &matched.unwrap(), None, now(), &mut random());
        decided.unwrap().1.refund(charges.clone())
    };
    // A statement is prepared when a connection executes it for the first time.
    const TIMES: u32 = 20;
    for is_prepared in [false, true] {
        let (trips, begun) = (proxy.round_trips(), Instant::now());
        for _ in 0..TIMES {
            store.charge(&charges, now()).await.unwrap().unwrap();
            store.refund(&charges, now()).await.unwrap();
        }
        let each = begun.elapsed() / (2 * TIMES);
        let trips = proxy.round_trips() - trips;
        println!(
            "{trips} round trips for {} charges, {each:?} each",
            2 * TIMES
        );
        assert!(!is_prepared || trips == 4 * u64::from(TIMES), "{trips}");

        let (mut trips, mut taken) = (0, Duration::ZERO);
        for _ in 0..TIMES {
            let plan = sign_in().await;
            let (before, begun) = (proxy.round_trips(), Instant::now());
            store.commit(plan_id(now()), &plan).await.unwrap();
            trips += proxy.round_trips() - before;
            taken += begun.elapsed();
        }
        println!(
            "{trips} round trips for {TIMES} sign-ins, {:?} each",
            taken / TIMES
        );
        assert!(!is_prepared || trips == 2 * u64::from(TIMES), "{trips}");
    }
}

/// Figures, by hand: `--ignored --nocapture`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it measures"]
async fn charges_of_many_callers_at_once() {
    let server = Server::start();
    for delay in [0, 1] {
        let name = server.create().await;
        let proxy = Proxy::start(server.port, Duration::from_millis(delay)).await;
        let url = server.url_through(proxy.port, &name);
        let store = Postgres::open(&url, "test").await.unwrap();
        for is_one in [true, false] {
            let begun = Instant::now();
            let mut callers = JoinSet::new();
            for n in 0..64_u8 {
                let store = store.clone();
                let charge = Charge {
                    id: CellId::from_bytes([if is_one { 99 } else { n }; 16]),
                    by: LimitName::SignInClient,
                    limit: Limit::Rate(Rate::new(1_000_000, 3600).unwrap()),
                };
                callers.spawn(async move {
                    for _ in 0..CHARGES {
                        store.charge(&[charge], now()).await.unwrap().unwrap();
                    }
                });
            }
            callers.join_all().await;
            let each = f64::from(64 * CHARGES) / begun.elapsed().as_secs_f64();
            println!("{delay} ms each way, one cell: {is_one}: {each:.0} charges/s");
        }
    }
}

const CHARGES: u32 = 30;
