use std::time::Duration;

use genkan::audit_log::{Actor, EventKind};
use genkan::onboarding::{
    CommitError, Content, FailureCause, NoMessage, Outbox as _, Progress, State,
};
use genkan::time::Timestamp;
use genkan::token::Rejection;

use crate::onboarding::support::{DAY, MINUTE, OPERATOR, Service, TARO, contact, ready};

#[test]
fn a_registration_waits_half_a_year_and_expires_at_exactly_the_second() {
    let service = Service::new();
    let id = service.register(TARO);
    assert_eq!(service.account(id).registered_at, service.now());
    let State::Registered { expires_at } = service.account(id).state else {
        panic!("registered")
    };
    assert_eq!(expires_at.since(service.now()).as_secs(), 180 * DAY);

    service.wait_until(Timestamp::from_unix_seconds(
        expires_at.unix_seconds() - MINUTE - 1,
    ));
    let link = service.first_password_link(id);
    let one_before = service.now();
    assert_eq!(expires_at.since(one_before).as_secs(), 1);
    assert!(service.open(&link).is_ok());

    service.wait(1);
    assert_eq!(service.open(&link).unwrap_err(), Rejection::NotApplicable);
    service.wait(MINUTE);
    assert_eq!(service.request(id), Err(NoMessage::Expired));
    assert!(service.deliver().is_empty());
}

#[test]
fn a_link_ends_with_the_registration_if_that_comes_first() {
    let service = Service::new();
    let id = service.register(TARO);
    let State::Registered { expires_at } = service.account(id).state else {
        panic!("registered")
    };
    service.wait_until(Timestamp::from_unix_seconds(
        expires_at.unix_seconds() - DAY,
    ));
    service.request(id).unwrap();
    let Content::FirstPassword { link, .. } = service.deliver_one().content else {
        panic!("a link")
    };
    assert_eq!(link.expires_at, expires_at);
}

#[test]
fn a_message_is_not_sent_after_the_registration_has_expired() {
    let service = Service::new();
    let id = service.register(TARO);
    service.wait(180 * DAY - 1);
    service.request(id).unwrap();
    service.wait(1);
    assert!(service.deliver().is_empty());
    let messages = ready(service.store.messages(id, 9)).unwrap();
    let Progress::Failed { cause, reply, .. } = &messages[0].progress else {
        panic!("failed")
    };
    assert_eq!(*cause, FailureCause::NoLongerApplies);
    assert_eq!(reply.as_str(), NoMessage::Expired.code());
}

#[test]
fn the_realm_defines_how_long() {
    let mut service = Service::new();
    service.realm.registration_lifetime = Duration::from_secs(DAY);
    let account = service.account(service.register(TARO));
    let State::Registered { expires_at } = account.state else {
        panic!("registered")
    };
    assert_eq!(expires_at.since(service.now()).as_secs(), DAY);
}

#[test]
fn the_person_is_notified_only_if_the_operator_wants_it() {
    let service = Service::new();
    service.register(TARO);
    assert!(service.deliver().is_empty());

    let (id, other) = (service.new_id(), contact("hanako@example.com"));
    let plan = service
        .realm
        .register_and_notify(other, id, OPERATOR, service.now());
    service.commit(plan);
    assert_eq!(service.last_event(), (EventKind::Registered, OPERATOR));
    let email = service.deliver_one();
    assert_eq!(email.to, "hanako@example.com");
    assert!(matches!(email.content, Content::Registered { .. }));
    // It has no link, so no token was issued.
    assert_eq!(service.last_event().0, EventKind::Registered);
}

#[test]
fn a_notice_of_a_registration_is_not_sent_after_it_has_expired() {
    let service = Service::new();
    let notified = |text| {
        let (id, contact, now) = (service.new_id(), contact(text), service.now());
        service.commit(
            service
                .realm
                .register_and_notify(contact, id, OPERATOR, now),
        );
    };
    notified(TARO);
    service.wait(180 * DAY - 1);
    assert_eq!(service.deliver_one().to, TARO);
    notified("hanako@example.com");
    service.wait(180 * DAY);
    assert!(service.deliver().is_empty());
}

#[test]
fn an_address_is_registered_once_until_its_account_is_removed() {
    let service = Service::new();
    let first = service.activate(TARO);
    let id = service.new_id();
    let again = || {
        let (contact, now) = (contact(&TARO.to_uppercase()), service.now());
        service.realm.register(contact, id, Actor::System, now)
    };
    let conflict = service.try_commit(again()).unwrap_err();
    assert!(matches!(conflict, CommitError::Conflict));

    let link = service.reset_link(first);
    let session = service.sign_in(first).unwrap().session;
    service.remove(first);
    service.commit(again());
    let second = service.by_address(TARO).unwrap();
    assert_ne!(second.id, first);
    assert_eq!(second.state.code(), "registered");
    // No token of the first account opens the second.
    assert!(service.open(&link).is_err());
    assert!(service.open(&session).is_err());
    assert!(service.sign_in(second.id).is_err());
    assert_eq!(service.account(first).state.code(), "removed");
}
