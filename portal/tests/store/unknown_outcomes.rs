//! Connections that are lost before and after a COMMIT.
#![cfg(unix)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use genkan::id::AccountId;
use genkan::onboarding::{Accounts as _, AuditLog as _, Outbox as _};
use genkan_portal::service::{Error, NotSent, RequestSource};
use genkan_portal::store::{Database, Postgres};
use tokio::task::JoinSet;

use super::fixture::{self, account_id, registered, registration};
use crate::support::postgres::Server;
use crate::support::proxy::Proxy;
use crate::support::{PASSWORD, REALM, TARO, TestPortal};

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_whose_commit_is_not_heard_of_is_committed_once() {
    let server = Server::start();
    let Node {
        portal,
        proxy,
        direct,
        ..
    } = Node::new(&server, 1).await;
    let account = registered(&direct, TARO).await;
    proxy.lose_commit(false);
    let source = RequestSource::default();
    let requested = portal.service.request_link(&account.address, &source);
    requested.await.unwrap();
    assert_eq!(proxy.lost(), 1);
    assert_eq!(direct.messages(account.id, 9).await.unwrap().len(), 1);
    assert_eq!(direct.entries(None, 9).await.unwrap().len(), 2);
}

/// The database is away for longer than a page waits.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_after_an_unknown_outcome_says_what_is_true() {
    let server = Server::start();
    let Node {
        portal,
        proxy,
        direct,
        ..
    } = Node::new(&server, 1).await;
    portal.register(TARO).await;
    let path = format!("/reset/{}", portal.mint(TARO).await);
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    proxy.lose_commit(true);
    let unknown = portal.post(&path, "", &form).await;
    assert_eq!(unknown.status(), 503);
    assert!(unknown.headers().contains_key("retry-after"));
    let page = crate::support::body(unknown).await;
    assert!(page.contains(UNKNOWN), "{page}");
    proxy.recover();
    let address = TARO.parse().unwrap();
    let stored = direct.account_by_address(&address).await.unwrap();
    assert_eq!(stored.unwrap().state.code(), "active");
    let source = RequestSource::default();
    let signed_in = portal.service.sign_in(&address, PASSWORD, &source);
    assert!(signed_in.await.is_ok());
}

/// The request was answered before, and the visitor would not ask again.
#[tokio::test(flavor = "multi_thread")]
async fn a_link_request_outlasts_half_a_minute_without_the_database() {
    let server = Server::start();
    let Node {
        portal,
        proxy,
        direct,
        ..
    } = Node::new(&server, 1).await;
    let account = registered(&direct, TARO).await;
    proxy.lose_all();
    let service = Arc::clone(&portal.service);
    let address = account.address.clone();
    let requested = tokio::spawn(async move {
        service
            .request_link(&address, &RequestSource::default())
            .await
    });
    tokio::time::sleep(Duration::from_secs(25)).await;
    proxy.recover();
    requested.await.unwrap().unwrap();
    assert_eq!(direct.messages(account.id, 9).await.unwrap().len(), 1);
}

/// Connections are lost at random, before and after every part of a
/// conversation, and some for longer than a caller waits. `GENKAN_CUTS` is the
/// number of rounds.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_happens_twice_and_no_answer_is_wrong() {
    let rounds = std::env::var("GENKAN_CUTS").map_or(40, |rounds| rounds.parse().unwrap());
    let server = Arc::new(Server::start());
    let mut nodes = JoinSet::new();
    for n in 0..NODES {
        let (server, rounds) = (Arc::clone(&server), (0..rounds).skip(n).step_by(NODES));
        nodes.spawn(async move { lose_connections(&server, rounds.collect()).await });
    }
    let all = nodes.join_all().await.into_iter();
    let (lost, unknown) = all.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    println!("{rounds} rounds, {lost} connections lost, {unknown} outcomes unknown");
    assert!(lost > rounds as u64);
}

/// Runs rounds on a node of its own. Returns how many connections were lost, and
/// how many outcomes stayed unknown.
async fn lose_connections(server: &Server, rounds: Vec<usize>) -> (u64, u64) {
    let node = Node::new(server, rounds[0] as u64 + 1).await;
    let (mut entries, mut unknown) = (0, 0);
    for n in rounds {
        // 1 if there is an entry in the audit log.
        let mut happened = |(is_done, is_unknown): (bool, bool)| {
            entries += usize::from(is_done);
            unknown += u64::from(is_unknown);
        };
        let address = format!("contact{n}@example.com");
        let (id, registered) = node.registered(n, &address).await;
        happened(registered);
        if !registered.0 {
            fixture::registered(&node.direct, &address).await;
            happened((true, false));
        }
        happened(node.requested(n, &address).await);
        if registered.0 {
            happened((true, false));
            happened(node.set(n, &address, id).await);
        }
    }
    let stored = node.direct.entries(None, u32::MAX).await.unwrap().len();
    assert_eq!(stored, entries);
    (node.proxy.lost(), unknown)
}

/// A portal behind a proxy, and the store as the database has it.
struct Node {
    portal: TestPortal,
    proxy: Proxy,
    direct: Postgres,
    client: tokio_postgres::Client,
}

impl Node {
    async fn new(server: &Server, seed: u64) -> Self {
        let name = server.create().await;
        let direct = Postgres::open(&server.url(&name, ""), REALM).await.unwrap();
        let proxy = Proxy::start(server.port, Duration::ZERO).await;
        proxy.seed(seed);
        let url = server.url_through(proxy.port, &name);
        let store = Database::Postgres(Postgres::open(&url, REALM).await.unwrap());
        let folder = tempfile::tempdir().unwrap();
        Self {
            portal: TestPortal::on("http://127.0.0.1:8080/", folder, store),
            proxy,
            direct,
            client: server.client(&name).await,
        }
    }

    /// Begins to lose connections. In some rounds the database is away from the
    /// first COMMIT on.
    fn lose(&self, is_away: bool) {
        if is_away {
            self.proxy.lose_commit(true);
        } else {
            self.proxy.lose_one_in(6);
        }
    }

    /// Loses nothing any more, and waits until no lost transaction is open.
    async fn settle(&self) {
        self.proxy.recover();
        let open = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
            AND state <> 'idle' AND pid <> pg_backend_pid()";
        let begun = Instant::now();
        while self
            .client
            .query_one(open, &[])
            .await
            .unwrap()
            .get::<_, i64>(0)
            > 0
        {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "a transaction stays open"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Registers a contact. Returns whether it is stored, and whether the caller
    /// does not know.
    async fn registered(&self, n: usize, address: &str) -> (AccountId, (bool, bool)) {
        let id = account_id();
        self.lose(n % 40 == 7);
        let committed = self.portal.service.commit(registration(address, id)).await;
        self.settle().await;
        let is_stored = self.direct.account(id).await.unwrap().is_some();
        let is_unknown = matches!(committed, Err(Error::OutcomeUnknown(_)));
        match committed {
            Ok(is_committed) => assert!(is_committed && is_stored, "{n}"),
            Err(Error::OutcomeUnknown(_)) => {}
            Err(error) => assert!(!is_stored, "{n}: {error}"),
        }
        (id, (is_stored, is_unknown))
    }

    /// Requests a link. Returns whether a message is queued, and whether the
    /// caller does not know.
    async fn requested(&self, n: usize, address: &str) -> (bool, bool) {
        let source = RequestSource {
            client: format!("client {n}"),
            ..RequestSource::default()
        };
        let address = address.parse().unwrap();
        // A request is retried for a minute.
        self.lose(n % 500 == 123);
        let requested = self.portal.service.request_link(&address, &source).await;
        self.settle().await;
        let account = self
            .direct
            .account_by_address(&address)
            .await
            .unwrap()
            .unwrap();
        let queued = self.direct.messages(account.id, 9).await.unwrap().len();
        assert!(queued <= 1, "{n}: {queued}");
        let is_unknown = matches!(requested, Err(NotSent::Failed(Error::OutcomeUnknown(_))));
        match requested {
            Ok(()) => assert_eq!(queued, 1, "{n}"),
            Err(NotSent::Failed(Error::OutcomeUnknown(_))) => {}
            Err(NotSent::Failed(_)) => assert_eq!(queued, 0, "{n}"),
            // Above all, no request is refused by its own charge.
            Err(error) => panic!("{n}: {error}"),
        }
        (queued == 1, is_unknown)
    }

    /// Sets a password on the page of a new link. Returns whether it is set, and
    /// whether the page does not know.
    async fn set(&self, n: usize, address: &str, id: AccountId) -> (bool, bool) {
        let path = format!("/reset/{}", self.portal.mint(address).await);
        let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
        self.lose(n % 40 == 3);
        let answer = self.portal.post(&path, "", &form).await;
        self.settle().await;
        let status = answer.status().as_u16();
        let page = crate::support::body(answer).await;
        let is_unknown = page.contains(UNKNOWN);
        let account = self.direct.account(id).await.unwrap().unwrap();
        let is_set = account.state.code() == "active";
        match status {
            303 => assert!(is_set, "{n}"),
            503 if is_unknown => {}
            503 => assert!(!is_set, "{n}"),
            // Above all, the link is not refused because it was used by itself.
            _ => panic!("{n}: {status} {page}"),
        }
        (is_set, is_unknown)
    }
}

const NODES: usize = 4;
const UNKNOWN: &str = "完了している場合と、完了していない場合があります";
