//! Plans over several subjects.

use alloc::vec::Vec;

use super::fixture::{Fixture, NOW, OPERATOR, assert_same, company_id, id, later, name};
use crate::audit_log::{Event, EventKind, SubjectId};
use crate::onboarding::{Account, Change, MessageKind, Plan, Revocation, State, Store};

pub(super) async fn a_hand_over_is_one_plan(fixture: Fixture<impl Store>) {
    let account = fixture.activated(1, "taro@example.com").await;
    let session = fixture.signed_in(&account).await.session;
    let plan = fixture.hand_over(&account, 2, "hanako@example.com");
    let written: Vec<Account> = accounts(&plan);
    fixture.commit(plan.clone()).await;
    let (ended, successor) = (&written[0], &written[1]);
    assert_same(&fixture.account(id(1)).await, ended);
    assert_same(&fixture.account(id(2)).await, successor);
    assert_eq!(ended.state, State::Removed { at: NOW });
    assert_eq!(ended.successor, Some(id(2)));
    assert_eq!(successor.state.code(), "registered");
    assert!(!fixture.contains(&session).await);
    assert_eq!(fixture.found("taro@example.com").await, Some(id(1)));
    assert_eq!(fixture.found("hanako@example.com").await, Some(id(2)));

    let newest = async |n| {
        let messages = fixture.store.messages(id(n), 1).await.unwrap();
        messages.into_iter().next().unwrap().message.kind
    };
    assert_eq!(newest(1).await, MessageKind::HandedOver);
    assert_eq!(newest(2).await, MessageKind::Registered);
    let entries = fixture.store.entries(None, 100).await.unwrap();
    let last: Vec<Event> = entries.iter().rev().take(2).map(|e| e.event).collect();
    let events = [plan.events[1], plan.events[0]];
    assert_eq!(last, events);
    assert_eq!(events[1].kind, EventKind::HandedOver);
    assert_eq!(events[0].subject, SubjectId::Account(id(2)));
    fixture.conflicts(plan).await;
}

pub(super) async fn a_conflict_in_any_subject_undoes_all_the_others(fixture: Fixture<impl Store>) {
    let first = fixture.activated(1, "taro@example.com").await;
    let session = fixture.signed_in(&first).await.session;
    let second = fixture.registered(2, "hanako@example.com").await;
    let (realm, other) = (&fixture.realm, id(3));
    let hold = |account| realm.hold(account, OPERATOR, NOW).unwrap();
    let stale = Account {
        revision: second.revision + 1,
        ..second.clone()
    };
    let unknown = Account {
        id: other,
        ..second.clone()
    };
    let company = fixture.company(1, "Example").await;
    let rename = realm.rename_company(&company, name("Other"), OPERATOR, NOW);
    fixture.commit(rename.clone()).await;
    let conflicts = [
        hold(&first).and(hold(&stale)),
        hold(&stale).and(hold(&first)),
        hold(&first).and(hold(&second)).and(hold(&unknown)),
        // The successor's address is taken, or the identity.
        fixture.hand_over(&first, 3, "HANAKO@example.com"),
        fixture.hand_over(&first, 2, "jiro@example.com"),
        // The company has changed.
        hold(&first).and(rename.clone()),
        rename.and(hold(&first)),
        hold(&first).and(realm.create_company(company_id(9), name("Other"), OPERATOR, NOW)),
    ];
    let before = fixture.store.entries(None, 1_000).await.unwrap();
    let messages = fixture.messages(id(1)).await;
    for plan in conflicts {
        fixture.conflicts(plan).await;
        assert_same(&fixture.account(id(1)).await, &first);
        assert_same(&fixture.account(id(2)).await, &second);
        assert!(fixture.store.account(other).await.unwrap().is_none());
        assert!(fixture.contains(&session).await);
        assert_eq!(fixture.messages(id(1)).await, messages);
        let after = fixture.store.entries(None, 1_000).await.unwrap();
        assert_eq!(after, before);
    }
    fixture.commit(hold(&first).and(hold(&second))).await;
    for n in 1..=2 {
        assert_eq!(fixture.account(id(n)).await.state.code(), "held");
    }
}

pub(super) async fn a_plan_ends_the_tokens_of_several_principals(fixture: Fixture<impl Store>) {
    let mut plan: Option<Plan> = None;
    let mut tokens = Vec::new();
    let revocations = [Revocation::Access, Revocation::Devices, Revocation::Access];
    for (n, revocation) in (1..).zip(revocations) {
        let address = ["a@example.com", "b@example.com", "c@example.com"][usize::from(n) - 1];
        let account = fixture.activated(n, address).await;
        tokens.push(fixture.signed_in(&account).await);
        let mut step = fixture.request(&account, NOW);
        // The third account keeps all that it has.
        if n < 3 {
            step.revoke = [(crate::token::Principal::Account(account.id), revocation)].into();
        }
        plan = Some(match plan {
            None => step,
            Some(plan) => plan.and(step),
        });
    }
    fixture.commit(plan.unwrap()).await;
    let expected = [(false, true), (false, false), (true, true)];
    for (signed_in, (session, device)) in tokens.into_iter().zip(expected) {
        assert_eq!(fixture.contains(&signed_in.session).await, session);
        assert_eq!(fixture.contains(&signed_in.device.unwrap()).await, device);
    }
}

pub(super) async fn a_plan_frees_an_address_for_its_own_changes(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let removed = fixture
        .realm
        .remove(&account, None, None, OPERATOR, later(1))
        .unwrap();
    let both = removed.and(fixture.registration(2, "TARO@example.com"));
    fixture.commit(both).await;
    assert_eq!(fixture.found("taro@example.com").await, Some(id(2)));

    let (first, second) = (
        fixture.company(1, "First").await,
        fixture.company(2, "Second").await,
    );
    let rename = |company, text| {
        fixture
            .realm
            .rename_company(company, name(text), OPERATOR, NOW)
    };
    let both = rename(&first, "Third").and(rename(&second, "First"));
    fixture.commit(both).await;
    let found = fixture.store.company_by_name(&name("First")).await.unwrap();
    assert_eq!(found.unwrap().id, second.id);
}

fn accounts(plan: &Plan) -> Vec<Account> {
    let accounts = plan.changes.iter().filter_map(|change| match change {
        Change::Account(account) => Some(account.clone()),
        Change::Case(_) | Change::Company(_) | Change::Operator(_) => None,
    });
    accounts.collect()
}
