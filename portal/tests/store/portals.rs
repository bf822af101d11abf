//! Portals that share a PostgreSQL database.
#![cfg(unix)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use genkan::address::Address;
use genkan::audit_log::Actor;
use genkan::onboarding::{MessageKind, Outbox as _, Progress};
use genkan_portal::clock::now;
use genkan_portal::config::DatabaseUrl;
use genkan_portal::mail::{Composer, Transport, work};
use genkan_portal::service::RequestSource;
use genkan_portal::store::{Database, Postgres};
use tokio::task::JoinSet;

use super::fixture::TIMEOUT;
use crate::support::postgres::Server;
use crate::support::{PASSWORD, TARO, TestPortal};

#[tokio::test]
async fn who_waits_for_a_lock_too_long_is_asked_to_come_again() {
    // Somebody, such as a backup or a person at a console, holds an account.
    let server = Server::start();
    let url = server.database().await;
    let portal = service(&url).await;
    portal.register(TARO).await;
    let path = format!("/reset/{}", portal.mint(TARO).await);
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let mut rival = server.client("d1").await;
    let lock = "SELECT 1 FROM accounts FOR UPDATE";
    let transaction = rival.transaction().await.unwrap();
    transaction.execute(lock, &[]).await.unwrap();
    let asked = portal.post("/forgot", "", &format!("email={TARO}")).await;
    assert_eq!(crate::support::location(&asked), "/forgot/sent");
    let busy = portal.post(&path, "", &form).await;
    assert_eq!(busy.status(), 503);
    assert!(busy.headers().contains_key("retry-after"));
    assert!(!busy.headers().contains_key("set-cookie"), "the link stays");
    transaction.rollback().await.unwrap();

    let set = portal.post(&path, "", &form).await;
    assert_eq!(crate::support::location(&set), "/signin");
    // What was asked for has been answered, and comes as soon as it can.
    portal.settle().await;
    let emails = portal.deliver().await.len();
    let account = portal.account(TARO).await;
    let queued = portal.service.store.messages(account.id, 9).await.unwrap();
    assert_eq!(queued.len(), 2, "the notice, and the link");
    // Only a link that was queued before the password was set is not sent.
    let mut links = queued.iter();
    let link = links.find(|status| status.message.kind == MessageKind::Link);
    let link = link.unwrap();
    let is_current = link.message.about.revision >= account.links_ended_at;
    let is_sent = matches!(link.progress, Progress::Sent { .. });
    assert_eq!(is_sent, is_current, "{link:?}");
    assert_eq!(emails, if is_current { 2 } else { 1 });
}

/// More work than there are connections waits for the row of an account.
#[tokio::test(flavor = "multi_thread")]
async fn links_and_pages_take_no_connection_from_each_other() {
    let server = Server::start();
    let portal = service(&server.database().await).await;
    portal.register(TARO).await;
    portal.activate(OTHER).await;
    portal.deliver().await;
    let (taro, other) = (TARO.parse().unwrap(), OTHER.parse().unwrap());
    let source = RequestSource::default();
    let background = portal.service.for_background();
    let mut rival = server.client("d1").await;

    // The pages while links wait.
    let lock = "SELECT 1 FROM accounts WHERE state = 'registered' FOR UPDATE";
    let transaction = rival.transaction().await.unwrap();
    transaction.execute(lock, &[]).await.unwrap();
    let mut links = JoinSet::new();
    for _ in 0..40 {
        let (background, taro, source) =
            (background.clone(), Address::clone(&taro), source.clone());
        links.spawn(async move { background.request_link(&taro, &source).await.is_ok() });
    }
    waiting(&server, 4).await;
    let begun = Instant::now();
    let signed_in = portal.service.sign_in(&other, PASSWORD, &source).await;
    assert!(
        signed_in.is_ok() && begun.elapsed() < AT_ONCE,
        "{:?}",
        begun.elapsed()
    );
    transaction.rollback().await.unwrap();
    let queued = links.join_all().await.into_iter().filter(|queued| *queued);
    assert_eq!(queued.count(), 1, "the others are too early");

    // A link while pages wait.
    let account = portal.account(TARO).await;
    let transaction = rival.transaction().await.unwrap();
    transaction.execute(lock, &[]).await.unwrap();
    let mut pages = JoinSet::new();
    for n in 0..40 {
        let service = Arc::clone(&portal.service);
        let plan = service
            .realm
            .hold(&account, Actor::System, now() + Duration::from_secs(n));
        pages.spawn(async move { service.commit(plan.unwrap()).await.is_ok() });
    }
    waiting(&server, 15).await;
    let worker = tokio::spawn(work(
        Arc::new(background),
        Composer::new(&portal.config),
        Transport::open(&portal.config).unwrap(),
    ));
    let before = portal.mails().len();
    let begun = Instant::now();
    let asked = portal.post("/forgot", "", &format!("email={OTHER}")).await;
    assert_eq!(crate::support::location(&asked), "/forgot/sent");
    while portal.mails().len() == before {
        assert!(begun.elapsed() < AT_ONCE);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    transaction.rollback().await.unwrap();
    worker.abort();
    pages.shutdown().await;
}

/// Waits until so many statements wait for a lock.
async fn waiting(server: &Server, count: i64) {
    let client = server.client("d1").await;
    let sql = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    let begun = Instant::now();
    while client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0) < count {
        assert!(begun.elapsed() < TIMEOUT);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

const OTHER: &str = "hanako.sato@example.com";
/// Less than a lock or a connection is waited for.
const AT_ONCE: Duration = Duration::from_millis(2_500);

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_posts_to_two_portals_set_exactly_one_password() {
    let server = Server::start();
    let url = server.database().await;
    let first = service(&url).await;
    let second = first.twin(Postgres::open(&url, "test").await.unwrap().into());
    first.register(TARO).await;
    let path = format!("/reset/{}", first.link(TARO).await);

    let mut posts = JoinSet::new();
    for n in 0..64 {
        let form = format!("new_password=blue{n}Kite!&confirmation=blue{n}Kite!");
        let pages = [&first, &second][n % 2].pages.clone();
        let path = path.clone();
        posts.spawn(async move {
            let begun = Instant::now();
            loop {
                let request = crate::support::form(&path, "", form.clone());
                let answer = crate::support::answer(pages.clone(), request).await;
                match answer.status().as_u16() {
                    503 if begun.elapsed() < TIMEOUT => {}
                    status => return (n, status),
                }
            }
        });
    }
    let answers = posts.join_all().await;
    let set: Vec<usize> = answers
        .iter()
        .filter(|(_, status)| *status == 303)
        .map(|(n, _)| *n)
        .collect();
    assert_eq!(set.len(), 1, "{answers:?}");
    assert!(
        answers
            .iter()
            .all(|(_, status)| [303, 410].contains(status))
    );

    let address = Address::parse(TARO).unwrap();
    for n in [set[0], (set[0] + 1) % 64] {
        let password = format!("blue{n}Kite!");
        let signed_in = second
            .service
            .sign_in(&address, &password, &RequestSource::default())
            .await;
        assert_eq!(signed_in.is_ok(), n == set[0]);
    }
    assert_eq!(first.deliver().await.len(), 1);
}

#[tokio::test]
async fn the_first_sign_in_works_on_a_server() {
    let server = Server::start();
    let portal = service(&server.database().await).await;
    portal.register(TARO).await;
    let link = portal.link(TARO).await;
    let before = portal.snapshot(TARO).await;
    portal.get(&format!("/reset/{link}"), "").await;
    assert_eq!(
        portal.snapshot(TARO).await,
        before,
        "looking changes nothing"
    );

    let path = format!("/reset/{link}");
    let weak = portal
        .post(&path, "", "new_password=Taro1&confirmation=Taro1")
        .await;
    assert_eq!(weak.status(), 422);
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let set = portal.post(&path, "", &form).await;
    assert_eq!(crate::support::location(&set), "/signin");
    assert_eq!(portal.post(&path, "", &form).await.status(), 410);
    let address = Address::parse(TARO).unwrap();
    let signed_in = portal
        .service
        .sign_in(&address, PASSWORD, &RequestSource::default())
        .await;
    assert!(signed_in.is_ok());
}

async fn service(url: &DatabaseUrl) -> TestPortal {
    let store = Database::Postgres(Postgres::open(url, "test").await.unwrap());
    TestPortal::on(
        "http://127.0.0.1:8080/",
        tempfile::tempdir().unwrap(),
        store,
    )
}
