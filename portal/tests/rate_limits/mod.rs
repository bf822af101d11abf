//! A stranger is slowed down, an owner is not kept out.

mod devices;
mod proxies;

use axum::http::{StatusCode, header};
use genkan::address::Address;
use genkan::limit::{Asker, LimitName, Limits};
use genkan::onboarding::{Accounts as _, Counters as _};
use genkan_portal::clock::now;

use tokio::task::JoinSet;

use crate::support::accounts::{REGISTERED, UNKNOWN, cookies, inhabited};
use crate::support::{PASSWORD, TARO, answer, body, form, location};

fn attempt(email: &str, password: &str) -> String {
    format!("email={email}&password={password}")
}

#[tokio::test]
async fn guesses_wait_and_the_owner_gets_in() {
    let portal = inhabited().await;
    let own = portal.post("/signin", "", &attempt(TARO, PASSWORD)).await;
    assert_eq!(location(&own), "/");
    let known = cookies(own.headers());
    assert!(known.contains("genkan-device="), "{known}");

    for n in 0..12 {
        let form = attempt(TARO, &format!("wrong{n}Kite!"));
        portal.post("/signin", "", &form).await;
    }
    // A stranger has to wait, even with the right password, and is not told.
    let refused = portal.post("/signin", "", &attempt(TARO, PASSWORD)).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.headers().contains_key(header::RETRY_AFTER));
    // The owner's browser is known.
    let device = known.split("; ").find(|pair| pair.contains("device"));
    let right = attempt(TARO, PASSWORD);
    let own = portal.post("/signin", device.unwrap(), &right).await;
    assert_eq!(location(&own), "/");

    // And from any other browser the way by mail is open, which ends the wait.
    let path = format!("/reset/{}", portal.link(TARO).await);
    let form = "new_password=green8Kite!&confirmation=green8Kite!";
    portal.post(&path, "", form).await;
    let fresh = portal
        .post("/signin", "", &attempt(TARO, "green8Kite!"))
        .await;
    assert_eq!(location(&fresh), "/");
}

#[tokio::test]
async fn guesses_at_once_all_count() {
    let portal = inhabited().await;
    // The fifth guess is free, and all of these come before it is judged.
    let mut guesses = JoinSet::new();
    for n in 0..40 {
        let guess = form("/signin", "", attempt(TARO, &format!("wrong{n}Kite!")));
        guesses.spawn(answer(portal.pages.clone(), guess));
    }
    let answers = guesses.join_all().await;
    assert!(
        answers
            .iter()
            .all(|answer| answer.status() != StatusCode::SEE_OTHER)
    );
    let refused = portal.post("/signin", "", &attempt(TARO, PASSWORD)).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_client_that_tries_and_tries_is_told_when_to_come_back() {
    let portal = inhabited().await;
    let mut told = None;
    for n in 0..70 {
        let form = attempt(&format!("somebody{n}@example.com"), "wrong1Kite!");
        let answer = portal.post("/signin", "", &form).await;
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            told = Some(answer);
            break;
        }
    }
    let told = told.unwrap();
    let seconds = told.headers()[header::RETRY_AFTER].to_str().unwrap();
    assert!(
        (1..=600).contains(&seconds.parse::<u64>().unwrap()),
        "{seconds}"
    );
    assert!(
        body(told).await.contains("/forgot"),
        "the other way is open"
    );
}

#[tokio::test]
async fn a_stranger_does_not_fill_a_mailbox() {
    let portal = inhabited().await;
    portal.deliver().await;
    for _ in 0..20 {
        let answer = portal.post("/forgot", "", &format!("email={TARO}")).await;
        assert_eq!(location(&answer), "/forgot/sent");
    }
    portal.settle().await;
    assert!(portal.deliver().await.len() <= 1);
}

#[tokio::test]
async fn an_unknown_address_costs_a_cell_and_no_mail() {
    let portal = inhabited().await;
    portal.deliver().await;
    portal
        .post("/forgot", "", &format!("email={UNKNOWN}"))
        .await;
    portal.settle().await;
    assert_eq!(portal.deliver().await.len(), 0);
    let address = Address::parse(UNKNOWN).unwrap();
    let charges = Limits::default().link_request(
        &Asker {
            address: &address,
            account: None,
            device: None,
            client: "",
        },
        now(),
    );
    for charge in charges {
        let cell = portal.service.store.cell(charge.id).await.unwrap();
        assert!(cell.is_some(), "{:?}", charge.by);
    }
}

#[tokio::test]
async fn a_flood_keeps_no_contact_from_the_first_link() {
    let portal = inhabited().await;
    portal.deliver().await;
    // From one network come a hundred made-up addresses and as many wrong
    // passwords.
    for n in 0..100 {
        let form = attempt(&format!("somebody{n}@example.com"), "wrong1Kite!");
        portal.post("/forgot", "", &form).await;
        portal.post("/signin", "", &form).await;
    }
    portal.settle().await;
    // Whoever knows enough colleagues has used up what they share.
    let contact = Address::parse(REGISTERED).unwrap();
    let store = &portal.service.store;
    let mut account = store.account_by_address(&contact).await.unwrap().unwrap();
    account.link_requested_at = Some(now());
    let asker = Asker {
        address: &contact,
        account: Some(account.to_limit()),
        device: None,
        client: "elsewhere",
    };
    let shared = portal.service.limits.link_request(&asker, now());
    for by in [LimitName::LinkCompany, LimitName::LinkSystem] {
        let charge = shared.iter().find(|charge| charge.by == by).unwrap();
        while store.charge(&[*charge], now()).await.unwrap().is_ok() {}
    }

    portal.post("/forgot", "", &attempt(REGISTERED, "")).await;
    portal.settle().await;
    assert_eq!(portal.deliver().await.len(), 1, "the link is sent");
}
