use alloc::string::ToString as _;
use alloc::vec::Vec;

use super::fixture::{Distinct, Fixture, NOW, OPERATOR, company_id, id, later, name, operator_id};
use crate::audit_log::{
    Actor, Entry, Event, EventKind, Head, Reason, ReasonDigest, SubjectId, verify,
};
use crate::onboarding::{Account, Plan, Store};

/// Returns a plan that does nothing but add events.
fn adding(fixture: &Fixture<impl Store>, account: &Account, events: Vec<Event>) -> Plan {
    Plan {
        events,
        changes: Vec::new(),
        messages: Vec::new(),
        ..fixture.request(account, NOW)
    }
}

pub(super) async fn every_event_reads_back_in_an_unbroken_chain(fixture: Fixture<impl Store>) {
    assert!(fixture.store.entries(None, 9).await.unwrap().is_empty());
    let account = fixture.registered(1, "taro@example.com").await;
    let mut written = fixture.registration(1, "taro@example.com").events;
    let actors = [
        Actor::Contact(id(1)),
        Actor::Operator(operator_id(1)),
        Actor::Visitor,
        Actor::System,
    ];
    let subjects = [
        SubjectId::Account(id(1)),
        SubjectId::Company(company_id(1)),
        SubjectId::Operator(operator_id(1)),
    ];
    let reasons = [None, Some(ReasonDigest::from_bytes([0xAB; 32]))];
    let mut n = 0;
    let mut all = Vec::new();
    for kind in EventKind::ALL {
        for actor in actors {
            for subject in subjects {
                n += 1;
                let reason = reasons[n as usize % 2];
                let at = later(n);
                all.push(Event {
                    at,
                    subject,
                    actor,
                    kind,
                    reason,
                });
            }
        }
    }
    for events in all.chunks(7) {
        fixture
            .commit(adding(&fixture, &account, events.to_vec()))
            .await;
    }
    written.extend(all);
    let entries = fixture.store.entries(None, u32::MAX).await.unwrap();
    let events: Vec<Event> = entries.iter().map(|entry| entry.event).collect();
    assert!(events == written, "the events are not those of the plans");
    let head = entries.last().map_or(Head::EMPTY, Entry::head);
    assert_eq!(verify(&entries, None), Ok(head));
    assert_eq!(head.seq, written.len() as u64);
}

pub(super) async fn the_last_sign_in_of_each_account_is_found(fixture: Fixture<impl Store>) {
    let found = async |ids: &[u8]| {
        let ids: Vec<_> = ids.iter().map(|n| id(*n)).collect();
        fixture.store.last_sign_ins(&ids).await.unwrap()
    };
    let account = fixture.registered(1, "taro@example.com").await;
    assert_eq!(found(&[1]).await, []);
    let event = |n, at, kind| Event {
        at: later(at),
        subject: SubjectId::Account(id(n)),
        kind,
        actor: Actor::Contact(id(n)),
        reason: None,
    };
    let other_kind = event(1, 9, EventKind::SignedOut);
    let other_subject = Event {
        subject: SubjectId::Operator(operator_id(1)),
        ..event(1, 8, EventKind::SignedIn)
    };
    let events = [
        event(2, 1, EventKind::SignedIn),
        event(1, 2, EventKind::SignedIn),
        event(3, 3, EventKind::SignedIn),
        event(1, 4, EventKind::SignedIn),
        other_kind,
        other_subject,
    ];
    let plan = adding(&fixture, &account, events.to_vec());
    fixture.commit(plan).await;
    assert_eq!(found(&[]).await, []);
    assert_eq!(found(&[4]).await, []);
    let expected = [(id(1), later(4)), (id(2), later(1))];
    assert_eq!(found(&[2, 4, 1]).await, expected);
}

pub(super) async fn the_log_is_read_in_pages(fixture: Fixture<impl Store>) {
    fixture.registered_many(10).await;
    let all = fixture.store.entries(None, 100).await.unwrap();
    assert_eq!(all.len(), 10);
    assert_eq!(all[0].seq, 1);
    for after in 0..12 {
        for limit in [0, 1, 4, 100] {
            let page = fixture.store.entries(Some(after), limit).await.unwrap();
            let later = all.iter().filter(|entry| entry.seq > after);
            let expected: Vec<Entry> = later.take(limit as usize).copied().collect();
            assert_eq!(page, expected, "after {after}, up to {limit}");
        }
    }
    let first = fixture.store.entries(None, 3).await.unwrap();
    assert_eq!(first, all[..3]);
    let none = fixture.store.entries(Some(u64::MAX), 3).await.unwrap();
    assert!(none.is_empty());
}

pub(super) async fn the_events_of_a_plan_follow_each_other(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let realm = &fixture.realm;
    let plan = fixture
        .hand_over(&account, 2, "hanako@example.com")
        .and(realm.create_company(company_id(1), name("Example"), OPERATOR, later(3)));
    let events = plan.events.clone();
    fixture.commit(plan).await;
    let entries = fixture.store.entries(Some(1), 9).await.unwrap();
    let read: Vec<Event> = entries.iter().map(|entry| entry.event).collect();
    assert_eq!(read, events);
    let codes: Vec<_> = read.iter().map(|event| event.kind.code()).collect();
    assert_eq!(codes, ["handed-over", "registered", "company-created"]);
    assert_eq!(read[2].at, later(3));
}

pub(super) async fn a_reason_is_found_by_its_digest(fixture: Fixture<impl Store>) {
    let found = async |digest| fixture.store.reasons(&[digest]).await.unwrap().pop();
    let absent = ReasonDigest::from_bytes([7; 32]);
    assert_eq!(found(absent).await, None);
    let account = fixture.registered(1, "taro@example.com").await;
    let reason = Reason::new("退職 '4月' %_\\", &mut Distinct).unwrap();
    let plan = fixture
        .hand_over(&account, 2, "hanako@example.com")
        .because(reason.clone());
    fixture.commit(plan.clone()).await;
    assert_eq!(found(reason.digest()).await, Some(reason.clone()));
    let entries = fixture.store.entries(Some(1), 9).await.unwrap();
    for entry in &entries {
        assert_eq!(entry.event.reason, Some(reason.digest()));
    }

    // A plan that is not committed stores no reason.
    let other = Reason::new("x", &mut Distinct).unwrap();
    fixture.conflicts(plan.because(other.clone())).await;
    assert_eq!(found(other.digest()).await, None);

    // The same reason may be given again, and the longest one fits.
    let account = fixture.account(id(2)).await;
    let hold = fixture.realm.hold(&account, OPERATOR, NOW).unwrap();
    fixture.commit(hold.because(reason.clone())).await;
    assert_eq!(found(reason.digest()).await, Some(reason));
    let account = fixture.account(id(2)).await;
    let release = fixture.realm.release(&account, OPERATOR, NOW).unwrap();
    let longest = "あ".repeat(Reason::LONGEST);
    let longest = Reason::new(&longest.to_string(), &mut Distinct).unwrap();
    fixture.commit(release.because(longest.clone())).await;
    assert_eq!(found(longest.digest()).await, Some(longest));

    // A joined plan may have several.
    let [one, other] = ["x", "y"].map(|text| Reason::new(text, &mut Distinct).unwrap());
    let (first, second) = (
        fixture.registration(7, "jiro@example.com"),
        fixture.registration(8, "saburo@example.com"),
    );
    let plan = first
        .because(one.clone())
        .and(second.because(other.clone()));
    fixture.commit(plan).await;
    for reason in [one, other] {
        assert_eq!(found(reason.digest()).await, Some(reason));
    }

    // A stored reason is never validated again.
    let stored = Reason::from_stored([3; Reason::SALT_LENGTH], " two\nlines ".into());
    let account = fixture.account(id(2)).await;
    let hold = fixture.realm.hold(&account, OPERATOR, NOW).unwrap();
    fixture.commit(hold.because(stored.clone())).await;
    assert_eq!(found(stored.digest()).await, Some(stored));
}
