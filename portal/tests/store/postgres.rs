//! What only a server, and more than one connection to it, can show.
#![cfg(unix)]

use std::collections::HashSet;
use std::time::Duration;

use genkan::audit_log::{Actor, verify};
use genkan::limit::{CellId, Charge, Failures, Limit, LimitName};
use genkan::onboarding::{
    Accounts as _, AuditLog as _, Commit as _, CommitError, Contact, Counters as _, Name,
    Outbox as _, Outcome, Reply, Tokens as _,
};
use genkan_portal::clock::now;
use genkan_portal::store::{Postgres, plan_id};
use tokio::task::JoinSet;

use super::fixture::{account_id, commit, contact, heard, realm, redeeming, registered};
use crate::support::TARO;
use crate::support::postgres::Server;

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_uses_of_a_link_on_two_nodes_one_succeeds() {
    let server = Server::start();
    let url = server.database().await;
    let nodes = [
        Postgres::open(&url, "test").await.unwrap(),
        Postgres::open(&url, "test").await.unwrap(),
    ];
    for n in 0..8 {
        let account = registered(&nodes[0], &format!("contact{n}@example.com")).await;
        let (selector, plan) = redeeming(&nodes[0], &account).await;
        let mut uses = JoinSet::new();
        for use_number in 0..64 {
            let (node, plan) = (nodes[use_number % 2].clone(), plan.clone());
            uses.spawn(async move { commit(&node, &plan).await });
        }
        let answers = uses.join_all().await;
        let succeeded = answers.iter().filter(|answer| answer.is_ok()).count();
        assert_eq!(succeeded, 1, "{answers:?}");
        for answer in answers {
            assert!(matches!(answer, Ok(()) | Err(CommitError::Conflict)));
        }
        assert!(nodes[1].token(selector).await.unwrap().is_none());
        let changed = nodes[1].account(account.id).await.unwrap().unwrap();
        assert_eq!(changed.revision, account.revision + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_on_two_nodes_get_every_message_once() {
    let server = Server::start();
    let url = server.database().await;
    let nodes = [
        Postgres::open(&url, "test").await.unwrap(),
        Postgres::open(&url, "test").await.unwrap(),
    ];
    const MESSAGES: usize = 200;
    for n in 0..MESSAGES {
        let account = registered(&nodes[0], &format!("contact{n}@example.com")).await;
        let plan = realm().request_link(Some(&account), now()).unwrap();
        nodes[0].commit(plan_id(now()), &plan).await.unwrap();
    }
    let time = now();
    let until = time + Duration::from_secs(60);
    let mut workers = JoinSet::new();
    for worker in 0..12 {
        let node = nodes[worker % 2].clone();
        workers.spawn(async move {
            let mut messages = Vec::new();
            while let Some(leased) = heard(|| node.lease_message(time, until)).await {
                messages.push(leased.id);
                let reply = Reply::new("250 taken");
                let sent = Outcome::Sent { reply };
                let settled = heard(|| node.settle_message(leased.id, until, sent.clone(), time));
                assert!(settled.await);
            }
            messages
        });
    }
    let messages: Vec<_> = workers.join_all().await.into_iter().flatten().collect();
    assert!(nodes[0].lease_message(time, until).await.unwrap().is_none());
    assert_eq!(messages.len(), MESSAGES);
    assert_eq!(messages.iter().collect::<HashSet<_>>().len(), MESSAGES);
}

#[tokio::test(flavor = "multi_thread")]
async fn plans_of_two_nodes_make_one_audit_log() {
    let server = Server::start();
    let url = server.database().await;
    let nodes = [
        Postgres::open(&url, "test").await.unwrap(),
        Postgres::open(&url, "test").await.unwrap(),
    ];
    let mut plans = JoinSet::new();
    for n in 0..100 {
        let node = nodes[n % 2].clone();
        plans.spawn(async move { registered(&node, &format!("contact{n}@example.com")).await });
    }
    plans.join_all().await;
    let entries = nodes[0].entries(None, 1000).await.unwrap();
    assert_eq!(verify(&entries, None).unwrap().seq, 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn charges_at_once_on_two_nodes_are_all_counted() {
    let server = Server::start();
    let url = server.database().await;
    let nodes = [
        Postgres::open(&url, "test").await.unwrap(),
        Postgres::open(&url, "test").await.unwrap(),
    ];
    let limit = Limit::Failures(Failures::new(10, 3600, 3600, 10).unwrap());
    let charge = |n: u8| Charge {
        id: CellId::from_bytes([n; 16]),
        by: LimitName::SignInStranger,
        limit,
    };
    let time = now();
    let mut guesses = JoinSet::new();
    for n in 0..64 {
        // Both cells, in either order: nobody waits for ever.
        let charges = if n % 4 < 2 {
            [charge(1), charge(2)]
        } else {
            [charge(2), charge(1)]
        };
        let node = nodes[n % 2].clone();
        guesses.spawn(async move { heard(|| node.charge(&charges, time)).await.is_ok() });
    }
    let heard = guesses.join_all().await.into_iter().filter(|heard| *heard);
    assert_eq!(heard.count(), 10);
    for n in [1, 2] {
        let cell = nodes[1].cell(charge(n).id).await.unwrap().unwrap();
        assert_eq!(cell.count, 10);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_was_sacrificed_to_a_deadlock_is_committed_all_the_same() {
    let server = Server::start();
    let url = server.database().await;
    let store = Postgres::open(&url, "test").await.unwrap();
    let account = registered(&store, TARO).await;
    let (_, plan) = redeeming(&store, &account).await;

    // Somebody else holds what the plan needs second, then asks for what it
    // took first, and is patient: the plan is the one to be rolled back.
    let mut rival = server.client("d1").await;
    rival
        .batch_execute("SET deadlock_timeout = '20s'")
        .await
        .unwrap();
    let transaction = rival.transaction().await.unwrap();
    transaction
        .execute("SELECT 1 FROM tokens FOR UPDATE", &[])
        .await
        .unwrap();
    let waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    let observer = server.client("d1").await;
    let committed = tokio::spawn({
        let store = store.clone();
        async move { commit(&store, &plan).await }
    });
    while observer.query(waiting, &[]).await.unwrap().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    transaction
        .execute("SELECT 1 FROM accounts FOR UPDATE", &[])
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    committed.await.unwrap().unwrap();
    let deadlocks: i64 = {
        let sql = "SELECT deadlocks FROM pg_stat_database WHERE datname = 'd1'";
        let mut seen = 0;
        // The statistics lag behind.
        for _ in 0..100 {
            seen = observer.query_one(sql, &[]).await.unwrap().get(0);
            if seen > 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        seen
    };
    assert!(deadlocks > 0, "the test made no deadlock");
}

#[tokio::test]
async fn a_server_that_was_away_is_used_again() {
    let server = Server::start();
    let store = server.store().await;
    registered(&store, TARO).await;
    server.restart();
    // The first one may still find out on a dead connection.
    let _ = store.ping().await;
    let address = TARO.parse().unwrap();
    assert!(store.account_by_address(&address).await.unwrap().is_some());
}

#[tokio::test]
async fn tls_is_spoken_with_the_right_server_only() {
    let server = Server::with(crate::support::postgres::certificates);
    server.execute("postgres", "CREATE DATABASE d1").await;
    let protected = "?sslmode=require&sslrootcert=ca.pem";
    Postgres::open(&server.url("d1", protected), "test")
        .await
        .unwrap();
    for (query, reason) in [
        ("?sslmode=require&sslrootcert=other.pem", "UnknownIssuer"),
        ("?sslmode=require", "UnknownIssuer"),
        (
            "?sslmode=verify-full&hostaddr=127.0.0.1&sslrootcert=ca.pem",
            "not valid for name",
        ),
    ] {
        let place = if query.contains("hostaddr") {
            "elsewhere.example"
        } else {
            "127.0.0.1"
        };
        let url = server.url_at(place, "d1", query);
        let refused = Postgres::open(&url, "test").await.unwrap_err();
        assert_eq!(refused.code(), "store-failed");
        assert!(refused.to_string().contains(reason), "{query}: {refused}");
    }
}

#[tokio::test]
async fn no_error_holds_the_password_or_a_row() {
    let server = Server::start();
    let url = server.url_as("genkan:Wrong-Secret", "postgres");
    let refused = Postgres::open(&url, "test").await.unwrap_err();
    let shown = format!("{refused} {refused:?} {url:?}");
    assert!(shown.contains("password authentication failed"), "{shown}");
    assert!(!shown.contains("Secret"), "{shown}");

    let store = server.store().await;
    let contact = Contact {
        name: Name::from_stored("Secret-Name\0".into()),
        ..contact("a@example.com", None)
    };
    let plan = realm().register(contact, account_id(), Actor::System, now());
    let Err(CommitError::Store(error)) = store.commit(plan_id(now()), &plan).await else {
        panic!("PostgreSQL stores no U+0000");
    };
    let shown = format!("{error} {error:?} {store:?}");
    assert!(!shown.contains("Secret"), "{shown}");
    let address = "a@example.com".parse().unwrap();
    assert!(store.account_by_address(&address).await.unwrap().is_none());
}
