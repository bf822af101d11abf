use alloc::format;
use alloc::vec::Vec;

use super::fixture::{
    Distinct, Fixture, NOW, OPERATOR, id, later, matched, new_password, operator_id,
};
use crate::onboarding::{Account, Guard, Plan, Revocation, Store};
use crate::time::Timestamp;
use crate::token::{
    AwaitingFactor, Confirm, Decline, DeskSession, Device, Disown, End, Ended, FirstPassword,
    Issued, Object, Principal, ProveAddress, Purpose, PurposeName, Record, Reset, Selector,
    Session, Subject, UndoAddress,
};

pub(super) async fn a_token_is_consumed_once(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let link = fixture.linked(&account).await;
    let proof = fixture.opened(&link).await;
    let plan = fixture.setting(&account, &proof);
    fixture.commit(plan.clone()).await;
    assert!(!fixture.contains(&link).await);

    // Neither the same plan again, nor one whose guard is up to date.
    fixture.conflicts(plan.clone()).await;
    let now = fixture.account(account.id).await;
    let guards = Vec::from([Guard::Revision(now.id.into(), now.revision)]);
    fixture.conflicts(Plan { guards, ..plan }).await;
}

pub(super) async fn only_its_principal_consumes_a_token(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let other = fixture.registered(2, "hanako@example.com").await;
    let link = fixture.linked(&other).await;
    let plan = fixture.request(&account, NOW);
    let consuming = |principal| Plan {
        consume: Vec::from([(link.selector(), principal)]),
        ..plan.clone()
    };
    // An operator with the same bytes is another principal.
    let others = [
        Principal::Account(account.id),
        Principal::Operator(operator_id(2)),
    ];
    for principal in others {
        fixture.conflicts(consuming(principal)).await;
        assert!(fixture.contains(&link).await);
    }
    // Of two tokens one is another principal's: neither is consumed.
    let own = fixture.linked(&account).await;
    let mut plan = consuming(Principal::Account(account.id));
    plan.consume
        .insert(0, (own.selector(), Principal::Account(account.id)));
    fixture.conflicts(plan.clone()).await;
    assert!(fixture.contains(&own).await);
    plan.consume[1].1 = Principal::Account(other.id);
    fixture.commit(plan).await;
    assert!(!fixture.contains(&own).await && !fixture.contains(&link).await);
}

/// The two have the same bytes as their identity.
pub(super) async fn a_token_of_an_operator_is_not_one_of_an_account(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let operator = Principal::Operator(operator_id(1));
    let subject = Subject {
        realm: "conformance",
        principal: operator,
        address: "operator@example.com",
    };
    let theirs = record::<Session>(&fixture, &subject);
    let plan = fixture.request(&account, NOW);
    let records = Vec::from([theirs.clone()]);
    fixture.commit(Plan { records, ..plan }).await;
    let found = fixture.store.token(theirs.selector).await.unwrap();
    assert!(found.is_none(), "it has no account");
    let own = one_of_each(&fixture, &fixture.account(id(1)).await).await;

    let revoking = |account: &Account, principal| {
        let plan = fixture.request(account, NOW);
        let revoke = Vec::from([(principal, Revocation::All)]);
        Plan { revoke, ..plan }
    };
    let account = fixture.account(id(1)).await;
    fixture.commit(revoking(&account, operator)).await;
    for record in &own {
        let found = fixture.store.token(record.selector).await.unwrap();
        assert!(found.is_some(), "the account keeps its tokens");
    }
    // The operator's token has ended, so it cannot be consumed.
    let account = fixture.account(id(1)).await;
    let plan = fixture.request(&account, NOW);
    let consume = Vec::from([(theirs.selector, operator)]);
    fixture.conflicts(Plan { consume, ..plan }).await;

    let plan = fixture.request(&account, NOW);
    let records = Vec::from([theirs.clone()]);
    fixture.commit(Plan { records, ..plan }).await;
    let account = fixture.account(id(1)).await;
    let plan = revoking(&account, Principal::Account(account.id));
    fixture.commit(plan).await;
    let account = fixture.account(id(1)).await;
    let plan = fixture.request(&account, NOW);
    let consume = Vec::from([(theirs.selector, operator)]);
    fixture.commit(Plan { consume, ..plan }).await;
}

pub(super) async fn every_purpose_reads_back(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let records = one_of_each(&fixture, &account).await;
    assert_eq!(records.len(), PurposeName::ALL.len());
    for written in records {
        let found = fixture.store.token(written.selector).await.unwrap();
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
    let unknown = Selector::from_bytes([0xFF; Selector::LENGTH]);
    assert!(fixture.store.token(unknown).await.unwrap().is_none());
}

pub(super) async fn each_revocation_ends_its_purposes_and_no_others(fixture: Fixture<impl Store>) {
    let other = fixture.registered(100, "other@example.com").await;
    let others = one_of_each(&fixture, &other).await;
    let revocations = [
        Revocation::Links,
        Revocation::Access,
        Revocation::Devices,
        Revocation::All,
    ];
    for (n, revocation) in (1..).zip(revocations) {
        let address = ["a@b.cd", "b@b.cd", "c@b.cd", "d@b.cd"][n - 1];
        let account = fixture.registered(n as u8, address).await;
        let records = one_of_each(&fixture, &account).await;
        let principal = Principal::Account(account.id);
        let plan = Plan {
            revoke: Vec::from([(principal, revocation)]),
            ..fixture.request(&account, NOW)
        };
        fixture.commit(plan).await;
        for record in records {
            let found = fixture.store.token(record.selector).await.unwrap();
            let ends = revocation.ends(record.purpose);
            assert_eq!(found.is_none(), ends, "{revocation:?} {:?}", record.purpose);
        }
    }
    for record in others {
        let found = fixture.store.token(record.selector).await.unwrap();
        assert!(found.is_some(), "another account keeps its tokens");
    }
}

pub(super) async fn new_tokens_outlive_the_revocation_in_their_plan(fixture: Fixture<impl Store>) {
    let account = fixture.activated(1, "taro@example.com").await;
    let session = fixture.signed_in(&account).await.session;
    let proof = fixture.opened(&session).await;
    let changed = fixture.realm.change_password(
        &account,
        &proof,
        &matched(&account),
        new_password(),
        NOW,
        &mut Distinct,
    );
    let (fresh, plan) = changed.unwrap();
    fixture.changed(plan).await;
    assert!(!fixture.contains(&session).await);
    assert!(fixture.contains(&fresh).await);
}

pub(super) async fn only_the_newest_tokens_of_a_purpose_stay(fixture: Fixture<impl Store>) {
    only_the_newest_stay::<Reset>(&fixture, 1).await;
    only_the_newest_stay::<FirstPassword>(&fixture, 2).await;
    only_the_newest_stay::<Session>(&fixture, 3).await;
    only_the_newest_stay::<ProveAddress>(&fixture, 4).await;
    only_the_newest_stay::<UndoAddress>(&fixture, 5).await;
    only_the_newest_stay::<Decline>(&fixture, 6).await;
    only_the_newest_stay::<Disown>(&fixture, 7).await;
    only_the_newest_stay::<Device>(&fixture, 8).await;
}

async fn only_the_newest_stay<P: Purpose>(fixture: &Fixture<impl Store>, n: u8) {
    let account = fixture.registered(n, &format!("{n}@example.com")).await;
    let other = fixture.registered(n + 100, &format!("{n}@b.example")).await;
    let of_others = one_of_each(fixture, &other).await;
    let earliest = one_of_each(fixture, &account).await;
    let most = P::NAME.per_principal();
    // Age is what counts, not the order in which they are stored.
    let subject = subject_of(&account);
    let issued = |n: u32| record_at::<P>(fixture, &subject, later(u64::from(n)));
    let mut records: Vec<Record> = (1..=most + 3).map(issued).collect();
    let begin = async |records: &[Record]| {
        let records = records.iter().rev().cloned().collect();
        fixture.commit(beginning(fixture, &account, records)).await;
    };
    let stored = async |record: &Record| {
        let found = fixture.store.token(record.selector).await.unwrap();
        found.is_some()
    };
    let check = async |records: &[Record], ended: usize| {
        for (n, record) in records.iter().enumerate() {
            let stays = n >= ended;
            assert_eq!(stored(record).await, stays, "{:?} {n}", P::NAME);
        }
        for record in &earliest {
            let stays = record.purpose != P::NAME;
            assert_eq!(stored(record).await, stays, "{:?}", record.purpose);
        }
        for record in &of_others {
            assert!(stored(record).await, "another account keeps its tokens");
        }
    };
    let newest = records.split_off(most as usize);
    begin(&records).await;
    check(&records, 0).await;
    begin(&newest[..1]).await;
    check(&records, 1).await;
    begin(&newest[1..]).await;
    check(&records, 3).await;
    check(&newest, 0).await;
    // One that was used leaves room for another.
    let mut plan = beginning(fixture, &account, Vec::new());
    plan.consume
        .push((records[5].selector, records[5].principal));
    fixture.commit(plan).await;
    begin(&[issued(most + 4)]).await;
    assert!(stored(&records[3]).await);
    begin(&[issued(most + 5)]).await;
    assert!(!stored(&records[3]).await && stored(&records[4]).await);
}

/// The account has the same bytes as its identity.
pub(super) async fn the_tokens_of_an_operator_are_bounded(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let own = one_of_each(&fixture, &account).await;
    let subject = Subject {
        principal: Principal::Operator(operator_id(1)),
        ..subject_of(&account)
    };
    let sessions = (1..=51).map(|n| record_at::<Session>(&fixture, &subject, later(n)));
    let sessions: Vec<Record> = sessions.collect();
    for records in sessions.chunks(50) {
        fixture
            .commit(beginning(&fixture, &account, records.to_vec()))
            .await;
    }
    let consuming = |record: &Record| {
        let consume = Vec::from([(record.selector, record.principal)]);
        let plan = beginning(&fixture, &account, Vec::new());
        Plan { consume, ..plan }
    };
    fixture.conflicts(consuming(&sessions[0])).await;
    for session in &sessions[1..] {
        fixture.commit(consuming(session)).await;
    }
    for record in own {
        let found = fixture.store.token(record.selector).await.unwrap();
        assert!(found.is_some(), "the account keeps its tokens");
    }
}

pub(super) async fn only_expired_tokens_are_swept(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let link = fixture.linked(&account).await;
    let (record, _) = fixture.store.token(link.selector()).await.unwrap().unwrap();
    let end = record.expires_at.since(NOW).as_secs();
    fixture.store.sweep(later(end - 1)).await.unwrap();
    assert!(fixture.contains(&link).await);
    fixture.store.sweep(later(end)).await.unwrap();
    assert!(!fixture.contains(&link).await);
}

pub(super) async fn a_link_that_has_ended_says_when_and_how(fixture: Fixture<impl Store>) {
    let ended = async |link: Selector| {
        let found = fixture.store.ended_token(link).await.unwrap();
        found.map(|(record, account, ended)| (record.selector, account.id, ended))
    };
    let account = fixture.registered(1, "taro@example.com").await;
    let (used, other) = (
        fixture.linked(&account).await,
        fixture.linked(&account).await,
    );
    let (used, other) = (used.selector(), other.selector());
    assert_eq!(ended(used).await, None, "it has not ended");
    let (before, _) = fixture.store.token(used).await.unwrap().unwrap();
    let account = fixture.account(id(1)).await;
    let plan = Plan {
        at: later(5),
        consume: Vec::from([(used, Principal::Account(account.id))]),
        revoke: Vec::from([(Principal::Account(account.id), Revocation::Links)]),
        ..fixture.request(&account, NOW)
    };
    fixture.commit(plan).await;
    let at = later(5);
    let how = End::Used;
    assert_eq!(ended(used).await, Some((used, id(1), Ended { at, how })));
    let how = End::Revoked;
    assert_eq!(ended(other).await, Some((other, id(1), Ended { at, how })));
    let (after, ..) = fixture.store.ended_token(used).await.unwrap().unwrap();
    assert_eq!(after.mac.to_bytes(), before.mac.to_bytes());
    assert_eq!(after.expires_at, before.expires_at);

    // What ended first stays, and a newer link says so.
    let account = fixture.account(id(1)).await;
    let newer = fixture.linked(&account).await.selector();
    let account = fixture.account(id(1)).await;
    let plan = fixture.realm.resend(&account, OPERATOR, later(7)).unwrap();
    fixture.commit(plan).await;
    let at = later(7);
    let how = End::Superseded;
    assert_eq!(ended(newer).await, Some((newer, id(1), Ended { at, how })));
    assert_eq!(ended(other).await.unwrap().2.at, later(5));
    // It is not consumed again, and it goes when it expires.
    let account = fixture.account(id(1)).await;
    let plan = Plan {
        consume: Vec::from([(used, Principal::Account(account.id))]),
        ..fixture.request(&account, later(8))
    };
    fixture.conflicts(plan).await;
    fixture.store.sweep(before.expires_at).await.unwrap();
    assert_eq!(ended(used).await, None);
    let unknown = Selector::from_bytes([0xFF; Selector::LENGTH]);
    assert_eq!(ended(unknown).await, None);
}

/// Stores one token of every purpose.
async fn one_of_each(fixture: &Fixture<impl Store>, account: &Account) -> Vec<Record> {
    let subject = subject_of(account);
    let records = Vec::from([
        record::<Reset>(fixture, &subject),
        record::<FirstPassword>(fixture, &subject),
        record::<Session>(fixture, &subject),
        record::<DeskSession>(fixture, &subject),
        record::<AwaitingFactor>(fixture, &subject),
        record::<ProveAddress>(fixture, &subject),
        record::<UndoAddress>(fixture, &subject),
        record::<Decline>(fixture, &subject),
        record::<Disown>(fixture, &subject),
        record::<Device>(fixture, &subject),
        record::<Confirm>(fixture, &subject),
        record::<Object>(fixture, &subject),
    ]);
    fixture
        .commit(beginning(fixture, account, records.clone()))
        .await;
    records
}

/// Returns a plan that changes nothing but tokens.
fn beginning(fixture: &Fixture<impl Store>, account: &Account, records: Vec<Record>) -> Plan {
    Plan {
        records,
        changes: Vec::new(),
        ..fixture.request(account, NOW)
    }
}

fn subject_of(account: &Account) -> Subject<'_> {
    Subject {
        realm: "conformance",
        principal: Principal::Account(account.id),
        address: account.address.as_str(),
    }
}

fn record<P: Purpose>(fixture: &Fixture<impl Store>, subject: &Subject<'_>) -> Record {
    record_at::<P>(fixture, subject, NOW)
}

fn record_at<P: Purpose>(
    fixture: &Fixture<impl Store>,
    subject: &Subject<'_>,
    now: Timestamp,
) -> Record {
    let keyring = &fixture.realm.keyring;
    let issued: Issued<P> = keyring.issue(subject, P::LIFETIME, now, &mut Distinct);
    issued.record
}
