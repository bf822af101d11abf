use alloc::vec::Vec;

use super::stage::{NOW, Stage, at_once, id, later};
use crate::onboarding::request_link::request_link;
use crate::onboarding::session::sign_out;
use crate::onboarding::{Account, Address, CommitError, Guard, Plan, Store};

pub(super) async fn a_plan_for_an_older_revision_changes_nothing(stage: Stage<impl Store>) {
    let account = stage.registered(1, "taro@example.com").await;
    let plan = request_link(Some(&account), NOW).unwrap();
    stage.commit(plan.clone()).await;
    stage.conflicts(plan.clone()).await;
    let guard = Guard::Revision(account.id, account.revision + 2);
    stage.conflicts(Plan { guard, ..plan }).await;
    assert!(stage.lease(NOW).await.is_some());
    assert!(stage.lease(NOW).await.is_none(), "one letter, not two");
    let unknown = Account {
        id: id(2),
        ..account
    };
    stage
        .conflicts(request_link(Some(&unknown), NOW).unwrap())
        .await;
    let entries = stage.store.entries(0, 100).await.unwrap();
    assert_eq!(entries.len(), 2, "what did not happen is not in the log");
}

pub(super) async fn a_plan_that_comes_too_late_changes_nothing(stage: Stage<impl Store>) {
    let account = stage.registered(1, "taro@example.com").await;
    let link = stage.linked(&account).await;
    let proof = stage.opened(&link).await;
    let plan = stage.setting(&account, &proof);
    let fresh: Vec<_> = plan.records.iter().map(|record| record.selector).collect();
    // The guard holds, the token is there, and only then the address is one
    // that somebody else has: everything before it must be undone.
    let other = stage.registered(2, "hanako@example.com").await;
    let clash = plan.account.clone().map(|account| Account {
        address: other.address.clone(),
        ..account
    });
    let late = Plan {
        account: clash,
        ..plan.clone()
    };
    stage.conflicts(late).await;
    assert!(stage.is_there(&link).await);
    for selector in &fresh {
        assert!(stage.store.token(*selector).await.unwrap().is_none());
    }
    assert!(stage.lease(NOW).await.is_none());
    stage.changed(plan).await;
}

pub(super) async fn of_many_plans_at_once_one_is_committed(stage: Stage<impl Store>) {
    let plans = (1..33).map(|n| stage.registration(n, "taro@example.com"));
    assert_one(&stage, plans.collect()).await;

    let address = Address::parse("taro@example.com").unwrap();
    let account = stage.store.account_by_address(&address).await.unwrap();
    let account = account.unwrap();
    let link = stage.linked(&account).await;
    let proof = stage.opened(&link).await;
    let plans = (0..32).map(|_| stage.setting(&account, &proof));
    assert_one(&stage, plans.collect()).await;
    // One password, and one notice of it.
    assert!(stage.lease(NOW).await.is_some());
    assert!(stage.lease(NOW).await.is_none());

    // A token that is consumed without a change of the account is consumed
    // once, too: no revision protects it.
    let account = stage.account(account.id).await;
    let session = stage.signed_in(&account).await.session;
    let session = stage.opened(&session).await;
    let plan = sign_out(&account, &session, later(1));
    assert_one(&stage, (0..32).map(|_| plan.clone()).collect()).await;
}

async fn assert_one<S: Store>(stage: &Stage<S>, plans: Vec<Plan>) {
    let commits = plans.into_iter().map(|plan| stage.store.commit(plan));
    let answers = at_once(commits.collect()).await;
    let is_conflict =
        |answer: &&Result<(), CommitError<S::Fault>>| matches!(answer, Err(CommitError::Conflict));
    let conflicts = answers.iter().filter(is_conflict).count();
    let committed = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!((committed, conflicts), (1, answers.len() - 1));
}
