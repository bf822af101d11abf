use alloc::vec::Vec;

use super::fixture::{Fixture, NOW, company_id, contact, id, operator_id};
use crate::audit_log::SubjectId;
use crate::onboarding::{Account, Change, Companies, Guard, Plan, Role, Store};

pub(super) async fn a_plan_for_another_revision_changes_nothing(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let plan = fixture.request(&account, NOW);
    fixture.commit(plan.clone()).await;
    fixture.conflicts(plan.clone()).await;
    let ahead = Guard::Revision(account.id.into(), account.revision + 2);
    let guards = Vec::from([ahead]);
    fixture.conflicts(Plan { guards, ..plan }).await;
    assert!(fixture.lease(NOW).await.is_some());
    assert!(fixture.lease(NOW).await.is_none(), "one message, not two");
    let unknown = Account {
        id: id(2),
        ..account
    };
    fixture.conflicts(fixture.request(&unknown, NOW)).await;
    let entries = fixture.store.entries(None, 100).await.unwrap();
    assert_eq!(entries.len(), 2, "a plan that conflicts is not in the log");

    // The same for other subjects than accounts, by a plan that changes nothing
    // else.
    let company = fixture.company(1, "Example").await;
    let subjects = [
        (SubjectId::Company(company.id), 1),
        (SubjectId::Company(company_id(2)), 1),
        (SubjectId::Operator(operator_id(1)), 1),
        // The bytes are those of the company.
        (SubjectId::Account(id(3)), 1),
    ];
    let account = fixture.account(id(1)).await;
    for (n, (subject, revision)) in subjects.into_iter().enumerate() {
        let mut plan = fixture.request(&account, NOW);
        plan.guards = [Guard::Revision(subject, revision + 1)].into();
        fixture.conflicts(plan.clone()).await;
        plan.guards = [Guard::Revision(subject, revision)].into();
        plan.changes.clear();
        match n {
            0 => fixture.commit(plan).await,
            _ => fixture.conflicts(plan).await,
        }
    }
}

pub(super) async fn a_plan_for_a_present_identity_changes_nothing(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    fixture
        .conflicts(fixture.registration(1, "other@example.com"))
        .await;
    fixture.removed(&account, NOW).await;
    fixture
        .conflicts(fixture.registration(1, "other@example.com"))
        .await;
    // Identities of different kinds have nothing in common.
    fixture.company(1, "Example").await;
    let plan = fixture.addition(2, "佐藤", Role::Viewer, Companies::All);
    fixture.company(2, "Another").await;
    fixture.commit(plan.clone()).await;
    fixture.conflicts(plan).await;
    // An operator and the account have the same one.
    fixture
        .conflicts(fixture.addition(1, "鈴木", Role::Viewer, Companies::All))
        .await;
    assert_eq!(fixture.store.operator(operator_id(1)).await.unwrap(), None);
}

pub(super) async fn a_late_conflict_undoes_everything(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let link = fixture.linked(&account).await;
    let proof = fixture.opened(&link).await;
    let plan = fixture.setting(&account, &proof);
    let fresh: Vec<_> = plan.records.iter().map(|record| record.selector).collect();
    // The guard holds and the token is stored, but the address is taken.
    let other = fixture.registered(2, "hanako@example.com").await;
    let taken = Account {
        address: contact(other.address.as_str()).address,
        ..plan.account().cloned().unwrap()
    };
    let late = Plan {
        changes: Vec::from([Change::Account(taken)]),
        ..plan.clone()
    };
    let entries = fixture.store.entries(None, 100).await.unwrap().len();
    fixture.conflicts(late).await;
    assert!(fixture.contains(&link).await);
    for selector in &fresh {
        assert!(fixture.store.token(*selector).await.unwrap().is_none());
    }
    assert!(fixture.lease(NOW).await.is_none());
    let after = fixture.store.entries(None, 100).await.unwrap().len();
    assert_eq!(after, entries);
    fixture.changed(plan).await;
}
