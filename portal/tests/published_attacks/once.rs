//! A link works once, on any number of nodes, and looking at it is free.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use genkan::audit_log::{Actor, EventKind};
use genkan::conformance::InMemoryStore;
use genkan::id::AccountId;
use genkan::onboarding::{
    AuditLog as _, Commit as _, CommitError, MessageKind, NewPassword, Tokens as _,
};
use genkan::policy::{Context, Policy};
use genkan::token::{FirstPassword, Token};
use genkan_portal::clock::now;
use genkan_portal::random::random;
use genkan_portal::store::plan_id;

use super::BASE;
use super::replacement;
use crate::support::browser::{Browser, fields};
use crate::support::contacts::contact;
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO, TestPortal};

/// How long it may take a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// Sixty-four at once, dealt out to the nodes: one password, one entry in the
/// audit log, sixty-three pages that say no.
async fn exactly_one(nodes: &[TestPortal]) {
    let portal = &nodes[0];
    portal.register(TARO).await;
    let link = portal.mint(TARO).await;
    let posts = (0..64).map(|n| {
        let pages = nodes[n % nodes.len()].pages.clone();
        let password = format!("blue{n}Kite!");
        let form = fields(&[("new_password", &password), ("confirmation", &password)]);
        let path = format!("/reset/{link}");
        tokio::spawn(async move {
            let begun = Instant::now();
            loop {
                let request = crate::support::form(&path, "", form.clone());
                let status = crate::support::answer(pages.clone(), request)
                    .await
                    .status();
                // A machine with much else to do has no connection in time: the
                // page asks to come again.
                if status != StatusCode::SERVICE_UNAVAILABLE || begun.elapsed() > PATIENCE {
                    return status;
                }
            }
        })
    });
    let posts: Vec<_> = posts.collect();
    let mut set = Vec::new();
    for (n, post) in posts.into_iter().enumerate() {
        match post.await.unwrap() {
            StatusCode::SEE_OTHER => set.push(n),
            status => assert_eq!(status, StatusCode::GONE),
        }
    }
    let [winner] = set[..] else {
        panic!("{set:?} set a password");
    };
    let entries = portal.service.store.entries(None, 1000).await.unwrap();
    let used = entries
        .iter()
        .filter(|entry| entry.event.kind == EventKind::PasswordSet);
    assert_eq!(used.count(), 1);
    let browser = Browser::new(portal);
    assert!(
        !browser
            .signs_in(TARO, &format!("blue{}Kite!", (winner + 1) % 64))
            .await
    );
    assert!(browser.signs_in(TARO, &format!("blue{winner}Kite!")).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn cve_2026_3590() {
    for portal in portals(BASE).await {
        exactly_one(&[portal]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn obs_torii_rs_toctou() {
    for portal in portals(BASE).await {
        let node = portal.node().await;
        exactly_one(&[portal, node]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cve_2026_33624() {
    // Below the pages: of the same plan committed many times at once, a store
    // takes one.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let link = portal.mint(TARO).await;
        let account = portal.account(TARO).await;
        let token = Token::<FirstPassword>::parse(&link).unwrap();
        let found = portal.service.store.token(token.selector()).await.unwrap();
        let realm = &portal.service.realm;
        let proof = realm.open_link(&token, found.as_ref(), now());
        let policy = Policy::support_center();
        let accepted = policy.accept(PASSWORD, &Context::new()).unwrap();
        let hash = NewPassword::hash(&accepted, |_| Ok::<_, ()>("$argon2id$".to_owned())).unwrap();
        let (_, plan) = realm
            .set_password(&account, &proof.unwrap(), hash, now(), &mut random())
            .unwrap();
        let stores = [
            portal.service.store.clone(),
            portal.node().await.service.store.clone(),
        ];
        let commits: Vec<_> = (0..64)
            .map(|n| {
                let (store, plan) = (stores[n % 2].clone(), plan.clone());
                tokio::spawn(async move { store.commit(plan_id(now()), &plan).await })
            })
            .collect();
        let mut taken = 0;
        for commit in commits {
            match commit.await.unwrap() {
                Ok(()) => taken += 1,
                Err(CommitError::Conflict) => {}
                Err(CommitError::Throttled(_)) => panic!("no plan has charges"),
                // Where a machine is so slow that the lock is not to be had in
                // time, the page asks to come again.
                Err(CommitError::Store(error) | CommitError::Unknown(error)) => {
                    assert!(error.is_temporary(), "{error}")
                }
            }
        }
        assert_eq!(taken, 1);

        // The store in memory, on threads of the system.
        let (memory, account) = (Arc::new(InMemoryStore::new()), portal.account(TARO).await);
        let contact = contact(account.address.as_str());
        let id = AccountId::from_bytes([9; 16]);
        let plan = realm.register(contact, id, Actor::System, now());
        let threads: Vec<_> = (0..64)
            .map(|_| {
                let (memory, plan) = (Arc::clone(&memory), plan.clone());
                std::thread::spawn(move || {
                    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
                    let mut commit = std::pin::pin!(memory.commit(plan_id(now()), &plan));
                    matches!(
                        commit.as_mut().poll(&mut cx),
                        std::task::Poll::Ready(Ok(()))
                    )
                })
            })
            .collect();
        let taken = threads
            .into_iter()
            .filter(|_| true)
            .map(|thread| thread.join().unwrap());
        assert_eq!(taken.filter(|taken| *taken).count(), 1);
    }
}

/// A link for each page that takes one.
async fn every_link(portal: &TestPortal) -> Vec<(&'static str, String)> {
    let first = |tokens: Vec<String>| tokens.into_iter().next().unwrap();
    portal.register("first@example.co.jp").await;
    portal.activate(TARO).await;
    portal.activate("moved@example.co.jp").await;
    replacement::ask(portal, "moved@example.co.jp", "new@example.co.jp").await;
    let prove = portal
        .write_message("moved@example.co.jp", MessageKind::ProveAddress, now())
        .await;
    portal.service.prove_address(&first(prove)).await.unwrap();
    replacement::ask(portal, TARO, "other@example.co.jp").await;
    let message = async |address, kind| first(portal.write_message(address, kind, now()).await);
    vec![
        ("reset", portal.mint("first@example.co.jp").await),
        ("reset", portal.mint(TARO).await),
        ("address", message(TARO, MessageKind::ProveAddress).await),
        (
            "undo",
            message("new@example.co.jp", MessageKind::AddressReplaced).await,
        ),
        (
            "not-me",
            message(TARO, MessageKind::ReplacementRequested).await,
        ),
        ("not-me", message(TARO, MessageKind::PasswordChanged).await),
    ]
}

#[tokio::test]
async fn cve_2019_1020018() {
    // Scanners look, ask for the head, prefetch and come back; at any page
    // that a link of ours leads to.
    for portal in portals(BASE).await {
        let links = every_link(&portal).await;
        let before = portal.everything().await;
        for round in 0..20 {
            for (page, link) in &links {
                let scanner = Browser::new(&portal);
                for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
                    for path in [format!("/{page}/{link}"), format!("/{page}")] {
                        let request = Request::builder()
                            .method(&method)
                            .uri(&path)
                            .header(header::COOKIE, scanner.cookies())
                            .header("sec-purpose", "prefetch")
                            .header("x-forwarded-for", format!("192.0.2.{round}"))
                            .header(header::USER_AGENT, "scanner");
                        scanner.send(request.body(Body::empty()).unwrap()).await;
                    }
                }
                let shown = scanner.get(&format!("/{page}/{link}")).await;
                assert_eq!(shown.status, StatusCode::OK, "{page}");
            }
        }
        assert_eq!(portal.everything().await, before);
        let browser = Browser::new(&portal);
        assert_eq!(browser.follow(&links[0].1).await.status, StatusCode::OK);
        assert_eq!(browser.set(PASSWORD).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn next_auth_1840_fusionauth_629() {
    // A scanner that presses every button sends every form as it stands. A
    // password has to be typed, twice and well; so no machine sets one.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let link = portal.mint(TARO).await;
        let before = portal.everything().await;
        let scanner = Browser::new(&portal);
        let page = scanner.follow(&link).await;
        let mut pressed = 0;
        for form in page.text.split("<form ").skip(1) {
            let attribute = |text: &str, name: &str| {
                let from = text.find(&format!("{name}=\""))? + name.len() + 2;
                Some(text[from..].split('"').next().unwrap().to_owned())
            };
            // Without an action, a form is sent to the address of its page.
            let tag = form.split('>').next().unwrap();
            let action = attribute(tag, "action").unwrap_or_else(|| scanner.link());
            let form = form.split("</form>").next().unwrap();
            let filled = ["", "x", "aA1!aA1!"].map(|text| {
                let fields = form
                    .split("<input")
                    .chain(form.split("<button"))
                    .skip(1)
                    .filter_map(|input| {
                        let tag = input.split('>').next()?;
                        let value = attribute(tag, "value").unwrap_or_else(|| text.to_owned());
                        Some((attribute(tag, "name")?, value))
                    });
                fields.collect::<Vec<_>>()
            });
            for mut fields in filled {
                // Two fields that a person has to fill alike.
                if let Some(field) = fields.iter_mut().find(|(name, _)| name == "confirmation") {
                    field.1.push('.');
                }
                let pairs: Vec<_> = fields
                    .iter()
                    .map(|(n, v)| (n.as_str(), v.as_str()))
                    .collect();
                scanner.post(&action, &self::fields(&pairs)).await;
                pressed += 1;
            }
        }
        assert!(pressed >= 3, "{}", page.text);
        assert_eq!(portal.everything().await, before);
        assert_eq!(scanner.follow(&link).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn rauthy_177_365() {
    // Opened on the telephone, used at the desk.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let link = portal.mint(TARO).await;
        let (telephone, computer) = (Browser::new(&portal), Browser::new(&portal));
        assert_eq!(telephone.follow(&link).await.status, StatusCode::OK);
        assert_eq!(computer.follow(&link).await.status, StatusCode::OK);
        assert_eq!(computer.set(PASSWORD).await.status, StatusCode::SEE_OTHER);
        assert_eq!(telephone.set(PASSWORD).await.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn cve_2026_4325() {
    // What is used stays used, whatever is swept or forgotten later.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let (used, other) = (portal.mint(TARO).await, portal.mint(TARO).await);
        let browser = Browser::new(&portal);
        browser.follow(&used).await;
        assert_eq!(browser.set(PASSWORD).await.status, StatusCode::SEE_OTHER);
        for days in [0, 1, 30, 400, 40_000] {
            let later = now() + Duration::from_secs(days * 86_400);
            portal.service.store.sweep(later).await.unwrap();
            for link in [&used, &other] {
                assert!(
                    portal.service.open_link(link).await.is_err(),
                    "after {days} days"
                );
            }
        }
        portal.sql("DELETE FROM tokens").await;
        portal.sql("DELETE FROM counters").await;
        assert!(portal.service.open_link(&used).await.is_err());
    }
}
