use genkan::audit_log::{Actor, EventKind};
use genkan::id::AccountId;
use genkan::onboarding::{Content, PasswordMatch, Plan, Refusal, State};
use genkan::token::{Session, Token, Verified};

use crate::onboarding::support::{NEW, Service, TARO, matched, new_password};

fn change(
    service: &Service,
    id: AccountId,
    session: &Verified<Session>,
    matched: &PasswordMatch,
    hash: &str,
) -> Result<(Token<Session>, Plan), Refusal> {
    let (account, now) = (service.account(id), service.now());
    let (password, rng) = (new_password(hash), &mut *service.rng.borrow_mut());
    let realm = &service.realm;
    realm.change_password(&account, session, matched, password, now, rng)
}

#[test]
fn it_ends_every_link_and_session_but_a_new_one() {
    let service = Service::new();
    let id = service.activate(TARO);
    let link = service.reset_link(id);
    let other = service.sign_in(id).unwrap().session;
    let session = service.session(id);
    // An intruder has requested another address in the meantime.
    service.request_replacement_in(&session, id, NEW).unwrap();
    let current = matched(&service.account(id)).unwrap();
    let (fresh, plan) = change(&service, id, &session, &current, "second").unwrap();
    service.commit(plan);
    let event = (EventKind::PasswordChanged, Actor::Contact(id));
    assert_eq!(service.last_event(), event);
    assert!(service.account(id).replacement.is_none());
    assert!(service.open(&fresh).is_ok());
    assert!(service.open(&other).is_err() && service.open(&link).is_err());
    let State::Active { password } = service.account(id).state else {
        panic!("active")
    };
    assert_eq!(password.as_phc(), "second");
    let Content::PasswordChanged {
        disown: Some(disown),
    } = service.deliver_one().content
    else {
        panic!("a notice")
    };
    assert!(service.works(&disown));
    // The session that made the change has ended.
    let current = matched(&service.account(id)).unwrap();
    let (_, plan) = change(&service, id, &session, &current, "third").unwrap();
    assert!(service.try_commit(plan).is_err());
}

#[test]
fn only_the_current_password_of_this_account_changes_it() {
    let service = Service::new();
    let (id, other) = (
        service.activate(TARO),
        service.activate("hanako@example.com"),
    );
    let (session, others) = (service.session(id), service.session(other));
    let current = matched(&service.account(id)).unwrap();
    let of_other = matched(&service.account(other)).unwrap();
    let refused = |session, matched| {
        let changed = change(&service, id, session, matched, "second");
        changed.map(drop).unwrap_err()
    };
    // The two have the same hash; the proof is of one account.
    assert_eq!(refused(&session, &of_other), Refusal::CurrentPassword);
    assert_eq!(refused(&others, &current), Refusal::CurrentPassword);
    let (_, plan) = change(&service, id, &session, &current, "second").unwrap();
    service.commit(plan);
    // The password that matched is no longer the current one.
    let session = service.session(id);
    let changed = change(&service, id, &session, &current, "third");
    assert_eq!(changed.map(drop).unwrap_err(), Refusal::CurrentPassword);
}

#[test]
fn it_does_not_release_an_account_on_hold() {
    let service = Service::new();
    let id = service.activate(TARO);
    let session = service.session(id);
    let current = matched(&service.account(id)).unwrap();
    service.hold(id);
    let refused = change(&service, id, &session, &current, "second");
    assert_eq!(refused.map(drop).unwrap_err(), Refusal::CurrentPassword);
}
