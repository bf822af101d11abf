//! Connections that are lost before and after a COMMIT.
#![cfg(unix)]

use std::time::Duration;

use genkan::id::AccountId;
use genkan::onboarding::{Accounts as _, AuditLog as _, Outbox as _};
use genkan_portal::service::{Error, NotSent, RequestSource};
use genkan_portal::store::{Database, Postgres};

use super::fixture::{account_id, registered, registration};
use crate::support::postgres::Server;
use crate::support::proxy::Proxy;
use crate::support::{PASSWORD, REALM, TARO, TestPortal};

/// A node behind the proxy, and the store as the database has it.
async fn node(server: &Server) -> (TestPortal, Proxy, Postgres) {
    let name = server.create().await;
    let direct = server.url(&name, "");
    let direct = Postgres::open(&direct, REALM).await.unwrap();
    let proxy = Proxy::start(server.port, Duration::ZERO).await;
    let url = server.url_through(proxy.port, &name);
    let store = Postgres::open(&url, REALM).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let portal = TestPortal::on("http://127.0.0.1:8080/", folder, Database::Postgres(store));
    (portal, proxy, direct)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_whose_commit_is_not_heard_of_is_committed_once() {
    let server = Server::start();
    let (portal, proxy, direct) = node(&server).await;
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
    let (portal, proxy, direct) = node(&server).await;
    portal.register(TARO).await;
    let cookie = format!("genkan-link={}", portal.mint(TARO).await);
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    proxy.lose_commit(true);
    let unknown = portal.post("/reset", &cookie, &form).await;
    assert_eq!(unknown.status(), 503);
    assert!(unknown.headers().contains_key("retry-after"));
    let page = crate::support::body(unknown).await;
    assert!(
        page.contains("完了している場合と、完了していない場合があります"),
        "{page}"
    );
    proxy.recover();
    let address = TARO.parse().unwrap();
    let stored = direct.account_by_address(&address).await.unwrap();
    assert_eq!(stored.unwrap().state.code(), "active");
    let source = RequestSource::default();
    let signed_in = portal.service.sign_in(&address, PASSWORD, &source);
    assert!(signed_in.await.is_ok());
}

/// Connections are lost at random, before and after every part of a
/// conversation.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_happens_twice_and_no_answer_is_wrong() {
    let server = Server::start();
    let (portal, proxy, direct) = node(&server).await;
    let service = &portal.service;
    let (mut entries, mut unknown) = (0, 0);
    for n in 0..ROUNDS {
        let (id, address) = (account_id(), format!("contact{n}@example.com"));
        proxy.lose_one_in(6);
        let committed = service.commit(registration(&address, id)).await;
        proxy.recover();
        let is_stored = settled(&direct, id).await;
        match committed {
            Ok(is_committed) => assert!(is_committed && is_stored, "{n}"),
            Err(Error::OutcomeUnknown(_)) => unknown += 1,
            Err(error) => assert!(!is_stored, "{n}: {error}"),
        }
        if !is_stored {
            registered(&direct, &address).await;
        }
        entries += 1;

        let source = RequestSource {
            client: format!("client {n}"),
            ..RequestSource::default()
        };
        let address = address.parse().unwrap();
        proxy.lose_one_in(6);
        let requested = service.request_link(&address, &source).await;
        proxy.recover();
        let account = direct.account_by_address(&address).await.unwrap().unwrap();
        settled(&direct, account.id).await;
        let queued = direct.messages(account.id, 9).await.unwrap().len();
        match requested {
            Ok(()) => assert_eq!(queued, 1, "{n}"),
            Err(NotSent::Failed(Error::OutcomeUnknown(_))) => {
                unknown += 1;
                assert!(queued <= 1, "{n}: {queued}");
            }
            Err(NotSent::Failed(_)) => assert_eq!(queued, 0, "{n}"),
            Err(error) => panic!("{n}: {error}"),
        }
        entries += queued;
    }
    let stored = direct.entries(None, u32::MAX).await.unwrap().len();
    assert_eq!(stored, entries);
    println!(
        "{} connections lost, {unknown} outcomes unknown",
        proxy.lost()
    );
    assert!(proxy.lost() > ROUNDS as u64 / 2);
}

/// Waits until no lost transaction is open any more, and returns whether the
/// account is stored.
async fn settled(direct: &Postgres, id: AccountId) -> bool {
    tokio::time::sleep(Duration::from_millis(20)).await;
    direct.account(id).await.unwrap().is_some()
}

const ROUNDS: usize = 40;
