use alloc::vec::Vec;

use super::stage::{Distinct, NOW, Stage, later, new_password};
use crate::onboarding::change_password::change_password;
use crate::onboarding::request_link::request_link;
use crate::onboarding::{Account, Guard, Plan, Revocation, Store};
use crate::token::{
    Decline, Device, Disown, FirstPassword, Issued, ProveAddress, Purpose, PurposeName, Record,
    Reset, Selector, Session, Subject, UndoAddress,
};

pub(super) async fn a_token_is_consumed_once(stage: Stage<impl Store>) {
    let account = stage.registered(1, "taro@example.com").await;
    let link = stage.linked(&account).await;
    let proof = stage.opened(&link).await;
    let plan = stage.setting(&account, &proof);
    stage.commit(plan.clone()).await;
    assert!(!stage.is_there(&link).await);

    // Neither the same plan again, nor one whose guard has been brought up to
    // date: the token is gone.
    stage.conflicts(plan.clone()).await;
    let now = stage.account(account.id).await;
    let guard = Guard::Revision(now.id, now.revision);
    stage.conflicts(Plan { guard, ..plan }).await;

    // Nor does one account consume another's.
    let other = stage.registered(2, "hanako@example.com").await;
    let others = stage.linked(&other).await;
    let plan = Plan {
        consume: Some(others.selector()),
        ..request_link(Some(&now), NOW).unwrap()
    };
    stage.conflicts(plan).await;
    assert!(stage.is_there(&others).await);
}

pub(super) async fn every_purpose_reads_back(stage: Stage<impl Store>) {
    let account = stage.registered(1, "taro@example.com").await;
    let records = one_of_each(&stage, &account).await;
    assert_eq!(records.len(), PurposeName::ALL.len());
    for written in records {
        let found = stage.store.token(written.selector).await.unwrap();
        let (read, owner) = found.unwrap();
        assert_eq!(owner.id, account.id);
        assert_eq!(read.selector, written.selector);
        assert_eq!(read.purpose, written.purpose);
        assert_eq!(read.principal, written.principal);
        assert_eq!(read.key_id, written.key_id);
        assert_eq!(read.mac.to_bytes(), written.mac.to_bytes());
        assert_eq!(read.issued_at, written.issued_at);
        assert_eq!(read.expires_at, written.expires_at);
    }
    let nobodys = Selector::from_bytes([0xFF; Selector::LENGTH]);
    assert!(stage.store.token(nobodys).await.unwrap().is_none());
}

pub(super) async fn each_revocation_ends_its_purposes_and_no_others(stage: Stage<impl Store>) {
    let other = stage.registered(100, "other@example.com").await;
    let others = one_of_each(&stage, &other).await;
    let revocations = [
        Revocation::None,
        Revocation::Links,
        Revocation::Access,
        Revocation::Devices,
        Revocation::All,
    ];
    for (n, revocation) in (1..).zip(revocations) {
        let address = ["a@b.c", "b@b.c", "c@b.c", "d@b.c", "e@b.c"][n - 1];
        let account = stage.registered(n as u8, address).await;
        let records = one_of_each(&stage, &account).await;
        let plan = Plan {
            revoke: revocation,
            ..request_link(Some(&account), NOW).unwrap()
        };
        stage.commit(plan).await;
        for record in records {
            let found = stage.store.token(record.selector).await.unwrap();
            let ends = revocation.ends(record.purpose);
            assert_eq!(found.is_none(), ends, "{revocation:?} {:?}", record.purpose);
        }
    }
    for record in others {
        let found = stage.store.token(record.selector).await.unwrap();
        assert!(found.is_some(), "another account's tokens stay");
    }
}

pub(super) async fn new_tokens_outlive_the_revocation_that_they_come_with(
    stage: Stage<impl Store>,
) {
    let account = stage.activated(1, "taro@example.com").await;
    let session = stage.signed_in(&account).await.session;
    let (fresh, plan) = change_password(
        &stage.realm,
        &account,
        &stage.opened(&session).await,
        true,
        new_password(),
        NOW,
        &mut Distinct,
    )
    .unwrap();
    stage.changed(plan).await;
    assert!(!stage.is_there(&session).await);
    assert!(stage.is_there(&fresh).await);
}

pub(super) async fn expired_tokens_are_swept_and_no_others(stage: Stage<impl Store>) {
    let account = stage.registered(1, "taro@example.com").await;
    let link = stage.linked(&account).await;
    let (record, _) = stage.store.token(link.selector()).await.unwrap().unwrap();
    let end = record.expires_at.seconds_since(NOW);
    stage.store.sweep(later(end - 1)).await.unwrap();
    assert!(stage.is_there(&link).await);
    stage.store.sweep(later(end)).await.unwrap();
    assert!(!stage.is_there(&link).await);
}

/// Puts one token of every purpose in the store.
async fn one_of_each(stage: &Stage<impl Store>, account: &Account) -> Vec<Record> {
    let subject = account.subject(PurposeName::FirstPassword, "conformance", NOW);
    let subject = subject.unwrap();
    let records = Vec::from([
        record::<Reset>(stage, &subject),
        record::<FirstPassword>(stage, &subject),
        record::<Session>(stage, &subject),
        record::<ProveAddress>(stage, &subject),
        record::<UndoAddress>(stage, &subject),
        record::<Decline>(stage, &subject),
        record::<Disown>(stage, &subject),
        record::<Device>(stage, &subject),
    ]);
    let plan = Plan {
        records: records.clone(),
        account: None,
        ..request_link(Some(account), NOW).unwrap()
    };
    stage.commit(plan).await;
    records
}

fn record<P: Purpose>(stage: &Stage<impl Store>, subject: &Subject<'_>) -> Record {
    let keyring = &stage.realm.keyring;
    let issued: Issued<P> = keyring.issue(subject, P::LIFETIME, NOW, &mut Distinct);
    issued.record
}
