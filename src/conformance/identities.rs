//! The promises about the identities of plans.

use alloc::vec::Vec;

use super::fixture::{Fixture, NOW, concurrently, id, later, plan_id};
use super::limits::one;
use crate::limit::{Limit, Rate};
use crate::onboarding::{CommitError, PLANS_REMEMBERED, Plan, Store};

const ROUNDS: u8 = 4;
const CALLERS: u8 = 16;

/// Returns everything that a plan for account 1 changes, to be compared. The
/// cells are those of the clients "a" and "b".
async fn everything(fixture: &Fixture<impl Store>) -> alloc::string::String {
    let [a, b] = cells();
    let account = fixture.account(id(1)).await;
    let messages = fixture.messages(id(1)).await;
    let entries = fixture.store.entries(None, 1_000).await.unwrap();
    let a = fixture.store.cell(a.id).await.unwrap();
    let b = fixture.store.cell(b.id).await.unwrap();
    alloc::format!("{account:?} {messages:?} {entries:?} {a:?} {b:?}")
}

fn cells() -> [crate::limit::Charge; 2] {
    let limit = Limit::Rate(Rate::new(9, 60).unwrap());
    [one("a", limit), one("b", limit)]
}

/// Returns a plan with a change, a message, an event, a charge and a refund.
async fn plan(fixture: &Fixture<impl Store>) -> Plan {
    let [a, b] = cells();
    fixture.store.charge(&[a, a], NOW).await.unwrap().unwrap();
    let account = fixture.account(id(1)).await;
    let plan = fixture.request(&account, NOW);
    assert!(!plan.changes.is_empty() && !plan.messages.is_empty() && !plan.events.is_empty());
    plan.charge([b].into()).refund([a].into())
}

pub(super) async fn a_plan_is_committed_once_under_its_identity(fixture: Fixture<impl Store>) {
    fixture.registered(1, "taro@example.com").await;
    let (one, plan) = (plan_id(), plan(&fixture).await);
    let before = everything(&fixture).await;
    fixture.store.commit(one, &plan).await.unwrap();
    let committed = everything(&fixture).await;
    assert_ne!(before, committed);
    for _ in 0..3 {
        fixture.store.commit(one, &plan).await.unwrap();
        assert_eq!(everything(&fixture).await, committed, "nothing twice");
    }
    // Under another identity it is another plan, which comes too late.
    fixture.conflicts(plan.clone()).await;
    // Whatever has happened since, the first plan has been committed.
    let account = fixture.account(id(1)).await;
    fixture.commit(fixture.request(&account, NOW)).await;
    fixture.store.commit(one, &plan).await.unwrap();
    assert_eq!(fixture.messages(id(1)).await.len(), 2);
}

pub(super) async fn a_plan_that_was_refused_leaves_no_identity(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let late = fixture.request(&account, NOW);
    fixture.commit(late.clone()).await;
    let identity = plan_id();
    for _ in 0..2 {
        let refused = fixture.store.commit(identity, &late).await;
        assert!(matches!(refused, Err(CommitError::Conflict)), "{refused:?}");
    }
    let account = fixture.account(id(1)).await;
    let narrow = one("a", Limit::Rate(Rate::new(1, 60).unwrap()));
    let plan = fixture.request(&account, NOW);
    let throttled = plan.clone().charge([narrow, narrow].into());
    for _ in 0..2 {
        let refused = fixture.store.commit(identity, &throttled).await;
        let is_throttled = matches!(refused, Err(CommitError::Throttled(_)));
        assert!(is_throttled, "{refused:?}");
    }
    fixture.store.commit(identity, &plan).await.unwrap();
    let changed = fixture.account(id(1)).await;
    assert_eq!(changed.revision, account.revision + 1);
}

pub(super) async fn concurrent_commits_of_one_identity_are_one_commit(
    fixture: Fixture<impl Store>,
) {
    fixture.registered(1, "taro@example.com").await;
    for round in 0..ROUNDS {
        let (one, plan) = (plan_id(), plan(&fixture).await);
        let commits = (0..CALLERS).map(|_| fixture.store.commit(one, &plan));
        for result in concurrently(commits.collect()).await {
            result.unwrap();
        }
        let queued = fixture.messages(id(1)).await.len();
        assert_eq!(queued, usize::from(round) + 1, "messages");
        let entries = fixture.store.entries(None, 1_000).await.unwrap();
        assert_eq!(entries.len(), usize::from(round) + 2, "entries");
        let [_, b] = cells();
        let cell = fixture.store.cell(b.id).await.unwrap().unwrap();
        fixture.store.commit(one, &plan).await.unwrap();
        let after = fixture.store.cell(b.id).await.unwrap().unwrap();
        assert_eq!(after, cell);
    }
}

pub(super) async fn only_old_identities_are_swept(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let (one, plan) = (plan_id(), fixture.request(&account, NOW));
    fixture.store.commit(one, &plan).await.unwrap();
    let remembered = PLANS_REMEMBERED.as_secs();
    fixture.store.sweep(later(remembered - 1)).await.unwrap();
    fixture.store.commit(one, &plan).await.unwrap();
    fixture.store.sweep(later(remembered)).await.unwrap();
    let forgotten = fixture.store.commit(one, &plan).await;
    let is_conflict = matches!(forgotten, Err(CommitError::Conflict));
    assert!(is_conflict, "it is another plan now: {forgotten:?}");
    let messages: Vec<_> = fixture.messages(id(1)).await;
    assert_eq!(messages.len(), 1);
}
