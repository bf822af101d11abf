//! PgBouncer between the portal and its database. With transaction pooling, each
//! transaction of a connection may be executed on another one.
#![cfg(unix)]

use std::cell::Cell;

use genkan::conformance;
use genkan::onboarding::{Accounts as _, Outbox as _, Progress};
use genkan_portal::store::{Database, Error, Postgres, Remedy};
use tokio::task::JoinSet;

use super::fixture::registered;
use crate::support::cli::{genkan, text};
use crate::support::contacts::administrator;
use crate::support::pgbouncer::PgBouncer;
use crate::support::postgres::Server;
use crate::support::{REALM, TARO, TestPortal};

#[tokio::test(flavor = "multi_thread")]
async fn the_contract_is_kept_through_a_pooler() {
    let server = Server::start();
    let name = server.create().await;
    let pooler = PgBouncer::start(&server, "transaction");
    let url = pooler.url(&name);
    let count = Cell::new(0);
    conformance::run(|| {
        count.set(count.get() + 1);
        let realm = format!("realm {}", count.get());
        let url = url.clone();
        async move { Postgres::open(&url, &realm).await.unwrap() }
    })
    .await;
    assert!(count.get() > 8);
}

/// The error says what to write into the pooler's configuration.
#[tokio::test(flavor = "multi_thread")]
async fn a_pooler_of_statements_is_refused() {
    let server = Server::start();
    let name = server.create().await;
    let pooler = PgBouncer::start(&server, "statement");
    let error = Postgres::open(&pooler.url(&name), REALM).await.unwrap_err();
    let Error::Postgres(failure) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(failure.remedy(), Some(Remedy::PoolTransactions));
}

/// More callers than connections, on two nodes, and nothing is mixed up.
#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_share_few_connections() {
    for mode in ["transaction", "session"] {
        let server = Server::start();
        let name = server.create().await;
        let pooler = PgBouncer::start(&server, mode);
        let url = pooler.url(&name);
        let nodes = [
            Postgres::open(&url, REALM).await.unwrap(),
            Postgres::open(&url, REALM).await.unwrap(),
        ];
        let mut callers = JoinSet::new();
        for n in 0..200 {
            let node = nodes[n % 2].clone();
            callers.spawn(async move {
                let address = format!("contact{n}@example.com");
                let account = registered(&node, &address).await;
                let found = node.account(account.id).await.unwrap().unwrap();
                assert_eq!(found.address.as_str(), address);
            });
        }
        callers.join_all().await;
        let realm = nodes[0].accounts(None, 1000).await.unwrap();
        assert_eq!(realm.len(), 200, "{mode}: {}", pooler.log());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_sent_through_a_pooler() {
    let server = Server::start();
    let name = server.create().await;
    let pooler = PgBouncer::start(&server, "transaction");
    let store = Postgres::open(&pooler.url(&name), REALM).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let portal = TestPortal::on(
        "https://support.example.com/",
        folder,
        Database::Postgres(store),
    );
    portal.activate(TARO).await;
    let id = portal.account(TARO).await.id;
    portal.service.resend(id, &administrator()).await.unwrap();
    assert_eq!(portal.deliver().await.len(), 2);
    let newest = portal.service.store.messages(id, 1).await.unwrap();
    assert!(matches!(newest[0].progress, Progress::Sent { .. }));
}

/// As an operator does it: each command is a process of its own.
#[tokio::test(flavor = "multi_thread")]
async fn commands_work_through_a_pooler() {
    let server = Server::start();
    let name = server.create().await;
    let pooler = PgBouncer::start(&server, "transaction");
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("genkan.toml");
    let settings = format!(
        "base_url = \"http://127.0.0.1:9\"\nlisten = \"127.0.0.1:0\"\ndata = \".\"\n\
         database = \"{}\"\n[mail]\nfrom = \"support@provider.example\"\n",
        pooler.address(&name)
    );
    std::fs::write(&config, settings).unwrap();
    let config = config.to_str().unwrap();
    for n in 0..4 {
        let address = format!("contact{n}@example.com");
        let add = [
            "contacts", "add", "--name", "Taro", "--email", &address, "--config", config,
        ];
        let added = genkan(&add, "");
        assert!(added.status.success(), "{}", text(&added.stderr));
    }
    let listed = genkan(&["contacts", "list", "--config", config], "");
    assert_eq!(
        text(&listed.stdout).lines().count(),
        4,
        "{}",
        text(&listed.stderr)
    );
}
