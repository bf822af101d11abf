use genkan::audit_log::{Actor, EventKind};
use genkan::onboarding::{CommitError, Content, MessageKind, Refusal};

use crate::onboarding::support::{NEW, Service, TARO, message, new_password};

#[test]
fn a_link_sets_one_password() {
    let service = Service::new();
    let id = service.register(TARO);
    let link = service.first_password_link(id);
    let proof = service.open(&link).unwrap();
    let plan = |hash: &str| {
        let (account, now) = (service.account(id), service.now());
        let (password, rng) = (new_password(hash), &mut *service.rng.borrow_mut());
        let realm = &service.realm;
        realm.set_password(&account, &proof, password, now, rng)
    };
    let (_, one) = plan("one").unwrap();
    let (_, other) = plan("other").unwrap();
    service.commit(one);
    let event = (EventKind::PasswordSet, Actor::Contact(id));
    assert_eq!(service.last_event(), event);
    assert!(matches!(
        service.try_commit(other),
        Err(CommitError::Conflict)
    ));
    // With the account as it is now, it is refused outright.
    assert_eq!(plan("other").unwrap_err(), Refusal::Link);
}

#[test]
fn it_ends_links_sessions_and_devices_and_notifies_the_owner() {
    let service = Service::new();
    let id = service.activate(TARO);
    let signed_in = service.sign_in(id).unwrap();
    let other = service.reset_link(id);
    let link = service.reset_link(id);
    let device = service.set(id, &link).unwrap();
    assert!(service.open(&other).is_err());
    assert!(service.open(&signed_in.session).is_err());
    // Another person may have a browser that was known; this one is known now.
    assert!(service.open(&signed_in.device.unwrap()).is_err());
    assert!(service.open(&device).is_ok());
    let email = service.deliver_one();
    assert!(matches!(email.content, Content::PasswordChanged { .. }));
    assert_eq!(email.to, TARO);
    // The owner may need another link at once.
    assert!(service.request(id).is_ok());
}

#[test]
fn the_proof_is_worth_nothing_for_another_account_or_state() {
    let service = Service::new();
    let (taro, hanako) = (
        service.register(TARO),
        service.register("hanako@example.com"),
    );
    let proof = service.open(&service.first_password_link(taro)).unwrap();
    let set = |account| {
        let (password, rng) = (new_password("x"), &mut *service.rng.borrow_mut());
        let (realm, now) = (&service.realm, service.now());
        let set = realm.set_password(&account, &proof, password, now, rng);
        set.map(drop)
    };
    assert_eq!(set(service.account(hanako)).unwrap_err(), Refusal::Link);
    service.hold(taro);
    assert_eq!(set(service.account(taro)).unwrap_err(), Refusal::Link);
}

#[test]
fn it_drops_an_address_that_an_intruder_has_requested() {
    let service = Service::new();
    let id = service.activate(TARO);
    let link = service.reset_link(id);
    service.request_replacement(id, NEW).unwrap();
    // The request has ended the earlier links.
    assert!(service.open(&link).is_err());
    // The messages wait, as if the mail server were down.
    let account = service.account(id);
    let late = message(&account, MessageKind::Link, account.revision);
    let Content::Reset { link, .. } = service.write(&account, &late).unwrap().content else {
        panic!("a link")
    };
    service.set(id, &link.token).unwrap();
    assert!(service.account(id).replacement.is_none());
    let to: Vec<String> = service.deliver().into_iter().map(|m| m.to).collect();
    assert_eq!(to, [TARO], "nothing is sent to the intruder");
}
