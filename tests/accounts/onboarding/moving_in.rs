//! Accounts that bring the hash of a password from another system.

use std::convert::Infallible;

use genkan::audit_log::{Actor, EventKind};
use genkan::id::AccountId;
use genkan::onboarding::{
    NewPasswordReason, PasswordHash, PasswordMatch, Refusal, State, StoredPassword,
};
use genkan::policy::rules::BreachedRule;
use genkan::policy::{Context, Document, Policy, Rule};
use std::time::Duration;

use crate::onboarding::support::{DAY, OPERATOR, Service, TARO, contact};

fn moved_in(service: &Service, hash: &str) -> AccountId {
    let (id, now) = (service.new_id(), service.now());
    let hash = PasswordHash::from_stored(hash.into());
    let plan = service
        .realm
        .register_with_password(contact(TARO), id, hash, OPERATOR, now);
    service.commit(plan);
    id
}

fn matched(service: &Service, id: AccountId) -> PasswordMatch {
    let stored = StoredPassword::of(&service.account(id)).unwrap();
    let matched = stored.verify(|_| Ok::<_, Infallible>(true)).unwrap();
    matched.unwrap()
}

fn hash_of(service: &Service, id: AccountId) -> String {
    match service.account(id).state {
        State::Active { password } => password.as_phc().to_owned(),
        state => panic!("{}", state.code()),
    }
}

#[test]
fn the_first_sign_in_replaces_the_hash() {
    let service = Service::new();
    let id = moved_in(&service, "old");
    let sign_in = |matched: &PasswordMatch| {
        let (account, now) = (service.account(id), service.now());
        let rng = &mut *service.rng.borrow_mut();
        service.realm.sign_in(&account, matched, None, now, rng)
    };
    let first = matched(&service, id).rehashed("new".into());
    let (_, plan) = sign_in(&first).unwrap();
    service.commit(plan);
    assert_eq!(hash_of(&service, id), "new");
    assert_eq!(
        service.last_event(),
        (EventKind::SignedIn, Actor::Contact(id))
    );
    // A sign-in that saw the old hash has to verify the password again.
    assert_eq!(sign_in(&first).unwrap_err(), Refusal::SignIn);
    let second = matched(&service, id);
    let (_, plan) = sign_in(&second).unwrap();
    assert!(plan.changes.is_empty());
}

#[test]
fn a_link_is_still_sent_after_the_hash_was_replaced() {
    let service = Service::new();
    let id = moved_in(&service, "old");
    service.request(id).unwrap();
    let rehashed = matched(&service, id).rehashed("new".into());
    let (account, now) = (service.account(id), service.now());
    let signed_in = {
        let rng = &mut *service.rng.borrow_mut();
        service.realm.sign_in(&account, &rehashed, None, now, rng)
    };
    service.commit(signed_in.unwrap().1);
    assert_eq!(service.deliver().len(), 1);
}

#[test]
fn a_password_that_must_be_replaced_sets_the_next_one_instead_of_signing_in() {
    let service = Service::new();
    let id = moved_in(&service, "old");
    let session = service.sign_in(id).unwrap().session;
    let require = |matched: &PasswordMatch| {
        let (account, now) = (service.account(id), service.now());
        let rng = &mut *service.rng.borrow_mut();
        service
            .realm
            .require_new_password(&account, matched, now, rng)
    };
    let (token, plan) = require(&matched(&service, id)).unwrap();
    service.commit(plan);
    let event = (EventKind::NewPasswordRequired, Actor::Contact(id));
    assert_eq!(service.last_event(), event);
    assert_eq!(hash_of(&service, id), "old", "until the new one is set");
    assert!(service.open(&session).is_ok());

    let before = matched(&service, id);
    service.set(id, &token).unwrap();
    assert_eq!(hash_of(&service, id), "first");
    assert!(service.open(&session).is_err() && service.open(&token).is_err());
    assert_eq!(require(&before).unwrap_err(), Refusal::SignIn);
}

#[test]
fn the_reason_is_a_breach_before_the_policy_before_the_age() {
    let mut service = Service::new();
    let id = moved_in(&service, "old");
    let policy = Policy::support_center();
    let breached = Document::new("breached", 1024, vec![Rule::Breached(BreachedRule::new())]);
    let breached = Policy::try_from(breached).unwrap();
    let why = |service: &Service, policy: &Policy, password: &str, breaches| {
        let account = service.account(id);
        let context = Context::new()
            .email(account.address.as_str())
            .breached(breaches);
        let report = policy.check(password, &context);
        let (realm, now) = (&service.realm, service.now());
        realm.why_new_password(&account, &report, now)
    };
    use NewPasswordReason::{Breached, Expired, Policy as Rejected};
    assert_eq!(why(&service, &policy, "blue7Kite!", None), None);
    assert_eq!(why(&service, &policy, "taro", None), Some(Rejected));
    assert_eq!(why(&service, &breached, "taro", Some(3)), Some(Breached));
    let unknown = why(&service, &breached, "taro", None);
    assert_eq!(unknown, None, "a list that cannot be read keeps nobody out");

    service.realm.password_lifetime = Some(Duration::from_secs(90 * DAY));
    service.wait(90 * DAY - 1);
    assert_eq!(why(&service, &policy, "blue7Kite!", None), None);
    service.wait(1);
    assert_eq!(why(&service, &policy, "blue7Kite!", None), Some(Expired));
    // A new password begins a new time.
    let (account, now) = (service.account(id), service.now());
    let (token, plan) = {
        let (realm, rng) = (&service.realm, &mut *service.rng.borrow_mut());
        realm
            .require_new_password(&account, &matched(&service, id), now, rng)
            .unwrap()
    };
    service.commit(plan);
    service.set(id, &token).unwrap();
    assert_eq!(why(&service, &policy, "blue7Kite!", None), None);
}
