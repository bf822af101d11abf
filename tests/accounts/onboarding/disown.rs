use genkan::audit_log::{Actor, EventKind};
use genkan::id::AccountId;
use genkan::onboarding::{Content, Link, Outbox as _, Revocation, State};
use genkan::token::{Disown, Principal};

use crate::onboarding::support::{DAY, Service, TARO, ready};

fn disown(service: &Service, id: AccountId, link: &Link<Disown>) {
    let proof = service.open(&link.token).unwrap();
    let account = service.account(id);
    let plan = service.realm.disown(&account, &proof, service.now());
    let plan = plan.unwrap();
    // Their records go, too, not only their use.
    assert_eq!(plan.revoke, [(Principal::Account(id), Revocation::Devices)]);
    service.commit(plan);
}

#[test]
fn it_ends_the_password_with_every_session_and_link_and_sends_a_link() {
    let service = Service::new();
    let id = service.activate(TARO);
    let link = service.reset_link(id);
    let device = service.set(id, &link).unwrap();
    let Content::PasswordChanged {
        disown: Some(notice),
    } = service.deliver_one().content
    else {
        panic!("a notice")
    };
    let session = service.sign_in(id).unwrap().session;
    let link = service.reset_link(id);

    disown(&service, id, &notice);
    let event = (EventKind::PasswordDisowned, Actor::Contact(id));
    assert_eq!(service.last_event(), event);
    assert!(service.sign_in(id).is_err());
    assert!(service.open(&session).is_err() && service.open(&device).is_err());
    assert!(service.open(&link).is_err() && !service.works(&notice));
    let State::Registered { expires_at } = service.account(id).state else {
        panic!("registered")
    };
    assert_eq!(expires_at.since(service.now()).as_secs(), 180 * DAY);
    let email = service.deliver_one();
    assert_eq!(email.to, TARO);
    let Content::FirstPassword { link, .. } = email.content else {
        panic!("a link for a first password")
    };
    service.set(id, &link.token).unwrap();
}

#[test]
fn an_intruder_who_sets_another_password_does_not_stop_it() {
    let service = Service::new();
    let id = service.activate(TARO);
    let link = service.reset_link(id);
    service.set(id, &link).unwrap();
    let Content::PasswordChanged {
        disown: Some(notice),
    } = service.deliver_one().content
    else {
        panic!("a notice")
    };
    let link = service.reset_link(id);
    service.set(id, &link).unwrap();
    assert!(service.works(&notice));
    service.wait(7 * DAY);
    assert!(!service.works(&notice));
}

#[test]
fn an_account_on_hold_loses_the_password_and_stays_on_hold() {
    let service = Service::new();
    let id = service.activate(TARO);
    let link = service.reset_link(id);
    service.set(id, &link).unwrap();
    let Content::PasswordChanged {
        disown: Some(notice),
    } = service.deliver_one().content
    else {
        panic!("a notice")
    };
    service.hold(id);
    service.deliver();
    disown(&service, id, &notice);
    assert!(matches!(
        service.account(id).state,
        State::Held { password: None, .. }
    ));
    assert!(service.deliver().is_empty(), "no link while it is on hold");
    // None is queued either: it would be shown to the operator as failed.
    let messages = ready(service.store.messages(id, 9)).unwrap();
    assert!(messages.iter().all(|m| m.progress.code() == "sent"));
    service.release(id);
    assert_eq!(service.account(id).state.code(), "registered");
}
