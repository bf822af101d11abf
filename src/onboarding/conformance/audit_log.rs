use alloc::vec::Vec;

use super::stage::{DESK, NOW, Stage, at_once, id, later};
use crate::onboarding::audit::{Entry, Head, Reading, verify};
use crate::onboarding::request_link::request_link;
use crate::onboarding::{Account, Actor, Event, EventKind, Plan, Store};

pub(super) async fn every_plan_adds_its_event_to_an_unbroken_chain(stage: Stage<impl Store>) {
    assert!(stage.store.entries(0, 9).await.unwrap().is_empty());
    let account = stage.registered(1, "taro@example.com").await;
    let mut written = Vec::from([stage.registration(1, "taro@example.com").event]);
    let actors = [Actor::Contact, Actor::System, DESK];
    for (n, kind) in (0..).zip(EventKind::ALL) {
        let event = Event {
            at: later(n),
            account: account.id,
            kind,
            actor: actors[n as usize % actors.len()],
        };
        let plan = Plan {
            event,
            account: None,
            ..request_link(Some(&account), NOW).unwrap()
        };
        stage.commit(plan).await;
        written.push(event);
    }

    let mut read: Vec<Entry> = Vec::new();
    let mut reading = Reading::new(None);
    loop {
        let after = reading.head().seq;
        let page = stage.store.entries(after, 4).await.unwrap();
        assert!(page.len() <= 4);
        if page.is_empty() {
            break;
        }
        for entry in &page {
            reading.read(entry).unwrap();
        }
        read.extend(page);
    }
    let events: Vec<Event> = read.iter().map(|entry| entry.event).collect();
    assert_eq!(events, written);
    assert_eq!(
        reading.end(),
        Ok(read.last().map_or(Head::EMPTY, Entry::head))
    );
}

pub(super) async fn plans_at_the_same_time_leave_no_gap(stage: Stage<impl Store>) {
    let accounts: Vec<Account> = (1..25)
        .map(|n| {
            let address = alloc::format!("contact{n}@example.com");
            stage.registration(n, &address).account.unwrap()
        })
        .collect();
    let registrations = accounts.iter().map(|account| {
        let plan = stage.registration(account.id.to_bytes()[0], account.address.as_str());
        stage.store.commit(plan)
    });
    for answer in at_once(registrations.collect()).await {
        answer.unwrap();
    }
    // Some that come too late among them.
    let late = Account {
        id: id(99),
        ..accounts[0].clone()
    };
    let plans = accounts.iter().chain([&late]).map(|account| {
        let plan = request_link(Some(account), NOW).unwrap();
        stage.store.commit(plan)
    });
    let answers = at_once(plans.collect()).await;
    let committed = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(committed, accounts.len());
    let entries = stage.store.entries(0, 1_000).await.unwrap();
    assert_eq!(entries.len(), 2 * accounts.len());
    verify(&entries, None).unwrap();
}
