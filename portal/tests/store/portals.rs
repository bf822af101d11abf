//! Portals that share a PostgreSQL database.
#![cfg(unix)]

use std::time::Instant;

use genkan::address::Address;
use genkan::onboarding::Outbox as _;
use genkan_portal::config::DatabaseUrl;
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
    let cookie = format!("genkan-link={}", portal.mint(TARO).await);
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let mut rival = server.client("d1").await;
    let lock = "SELECT 1 FROM accounts FOR UPDATE";
    let transaction = rival.transaction().await.unwrap();
    transaction.execute(lock, &[]).await.unwrap();
    let asked = portal.post("/forgot", "", &format!("email={TARO}")).await;
    assert_eq!(crate::support::location(&asked), "/forgot/sent");
    let busy = portal.post("/reset", &cookie, &form).await;
    assert_eq!(busy.status(), 503);
    assert!(busy.headers().contains_key("retry-after"));
    assert!(!busy.headers().contains_key("set-cookie"), "the link stays");
    transaction.rollback().await.unwrap();

    let set = portal.post("/reset", &cookie, &form).await;
    assert_eq!(crate::support::location(&set), "/signin?after=password-set");
    // What was asked for has been answered, and comes as soon as it can.
    portal.settle().await;
    let emails = portal.deliver().await.len();
    let account = portal.account(TARO).await;
    let queued = portal.service.store.messages(account.id, 9).await.unwrap();
    assert_eq!(queued.len(), 2, "the notice, and the link");
    // If the link was queued before the password was set, it is not sent.
    assert!([1, 2].contains(&emails), "{emails}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_posts_to_two_portals_set_exactly_one_password() {
    let server = Server::start();
    let url = server.database().await;
    let first = service(&url).await;
    let second = first.twin(Postgres::open(&url, "test").await.unwrap().into());
    first.register(TARO).await;
    let cookie = format!("genkan-link={}", first.link(TARO).await);

    let mut posts = JoinSet::new();
    for n in 0..64 {
        let form = format!("new_password=blue{n}Kite!&confirmation=blue{n}Kite!");
        let pages = [&first, &second][n % 2].pages.clone();
        let cookie = cookie.clone();
        posts.spawn(async move {
            let begun = Instant::now();
            loop {
                let request = crate::support::form("/reset", &cookie, form.clone());
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

    let cookie = format!("genkan-link={link}");
    let weak = portal
        .post("/reset", &cookie, "new_password=Taro1&confirmation=Taro1")
        .await;
    assert_eq!(weak.status(), 422);
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let set = portal.post("/reset", &cookie, &form).await;
    assert_eq!(crate::support::location(&set), "/signin?after=password-set");
    assert_eq!(portal.post("/reset", &cookie, &form).await.status(), 410);
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
