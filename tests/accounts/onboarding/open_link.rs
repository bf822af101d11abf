use genkan::onboarding::open_link::open_link;
use genkan::token::{Principal, Rejection, Reset, Timestamp, Token};

use crate::onboarding::support::{HOUR, House, TARO};

#[test]
fn looking_at_a_link_changes_nothing_however_often() {
    let house = House::new();
    let id = house.activate(TARO);
    let link = house.reset_link(id);
    let before = house.account(id).revision;
    for _ in 0..20 {
        assert_eq!(
            house.open(&link).unwrap().principal(),
            Principal::Account(id)
        );
    }
    assert_eq!(house.account(id).revision, before);
}

#[test]
fn a_link_ends_at_exactly_its_second() {
    let house = House::new();
    let id = house.activate(TARO);
    let link = house.reset_link(id);
    house.wait(HOUR - 1);
    assert!(house.open(&link).is_ok());
    house.wait(1);
    assert_eq!(house.open(&link).unwrap_err(), Rejection::Expired);
}

#[test]
fn a_link_that_never_was_is_unknown() {
    let house = House::new();
    let link: &Token<Reset> = &house.reset_link(house.activate(TARO));
    let unknown = open_link(&house.realm, link, None, Timestamp::from_unix_seconds(0));
    assert_eq!(unknown.unwrap_err(), Rejection::Unknown);
}

#[test]
fn the_first_password_is_set_by_its_own_link_and_by_none_later() {
    let house = House::new();
    let id = house.register(TARO);
    let first = house.first_password_link(id);
    let second = house.first_password_link(id);
    house.set(id, &first).unwrap();
    assert!(house.open(&first).is_err());
    assert!(house.open(&second).is_err());
}
