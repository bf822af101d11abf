use genkan::token::{Principal, Rejection, Reset, Token};

use crate::onboarding::support::{HOUR, Service, TARO};

#[test]
fn opening_a_link_changes_nothing_however_often() {
    let service = Service::new();
    let id = service.activate(TARO);
    let link = service.reset_link(id);
    let before = service.account(id).revision;
    for _ in 0..20 {
        assert_eq!(
            service.open(&link).unwrap().principal(),
            Principal::Account(id)
        );
    }
    assert_eq!(service.account(id).revision, before);
}

#[test]
fn a_link_ends_at_exactly_its_second() {
    let service = Service::new();
    let id = service.activate(TARO);
    let link = service.reset_link(id);
    service.wait(HOUR - 1);
    assert!(service.open(&link).is_ok());
    service.wait(1);
    assert_eq!(service.open(&link).unwrap_err(), Rejection::Expired);
}

#[test]
fn a_link_without_a_record_is_unknown() {
    let service = Service::new();
    let link: &Token<Reset> = &service.reset_link(service.activate(TARO));
    let unknown = service.realm.open_link(link, None, service.now());
    assert_eq!(unknown.unwrap_err(), Rejection::Unknown);
}

#[test]
fn the_first_password_is_set_by_its_own_link_and_by_none_later() {
    let service = Service::new();
    let id = service.register(TARO);
    let first = service.first_password_link(id);
    let second = service.first_password_link(id);
    service.set(id, &first).unwrap();
    assert!(service.open(&first).is_err());
    assert!(service.open(&second).is_err());
}

#[test]
fn a_proof_has_the_time_at_which_its_token_was_issued() {
    let service = Service::new();
    let id = service.activate(TARO);
    let session = service.sign_in(id).unwrap().session;
    let issued_at = service.now();
    service.wait(HOUR);
    assert_eq!(service.open(&session).unwrap().issued_at(), issued_at);
}
