use genkan::onboarding::register::{register, register_and_tell};
use genkan::onboarding::remove::remove;
use genkan::onboarding::write_letter::Message;
use genkan::onboarding::{Actor, CommitError, Days, EventKind, NoLetter, State};
use genkan::token::{AccountId, Rejection, Timestamp};

use crate::onboarding::support::{DAY, DESK, House, MINUTE, TARO, contact};

#[test]
fn a_registration_waits_half_a_year_and_expires_at_exactly_the_second() {
    let house = House::new();
    let id = house.register(TARO);
    let State::Registered { expires_at } = house.account(id).state else {
        panic!("registered")
    };
    assert_eq!(expires_at.seconds_since(house.now()), 180 * DAY);

    house.wait_until(Timestamp::from_unix_seconds(
        expires_at.unix_seconds() - MINUTE - 1,
    ));
    let link = house.first_password_link(id);
    let one_before = house.now();
    assert_eq!(expires_at.seconds_since(one_before), 1);
    assert!(house.open(&link).is_ok());

    house.wait(1);
    assert_eq!(house.open(&link).unwrap_err(), Rejection::Unneeded);
    house.wait(MINUTE);
    assert_eq!(house.request(id), Err(NoLetter::Expired));
    assert!(house.deliver().is_empty());
}

#[test]
fn a_link_says_the_end_of_the_registration_where_that_comes_first() {
    let house = House::new();
    let id = house.register(TARO);
    let State::Registered { expires_at } = house.account(id).state else {
        panic!("registered")
    };
    house.wait_until(Timestamp::from_unix_seconds(
        expires_at.unix_seconds() - DAY,
    ));
    house.request(id).unwrap();
    let Message::FirstPassword { link, .. } = house.deliver_one().message else {
        panic!("a link")
    };
    assert_eq!(link.expires_at, expires_at);
}

#[test]
fn a_letter_that_goes_out_after_the_registration_has_expired_is_not_sent() {
    let house = House::new();
    let id = house.register(TARO);
    house.wait(180 * DAY - 1);
    house.request(id).unwrap();
    house.wait(1);
    assert!(house.deliver().is_empty());
    let letters =
        crate::onboarding::support::ready(genkan::onboarding::Store::letters(&house.store, id, 9));
    let genkan::onboarding::Progress::Dead { reason, .. } = &letters.unwrap()[0].progress else {
        panic!("dead")
    };
    assert_eq!(reason.as_str(), NoLetter::Expired.code());
}

#[test]
fn the_realm_says_how_long() {
    let mut house = House::new();
    house.realm.registration_lifetime = Days::new(1).unwrap();
    let account = house.account(house.register(TARO));
    let State::Registered { expires_at } = account.state else {
        panic!("registered")
    };
    assert_eq!(expires_at.seconds_since(house.now()), DAY);
}

#[test]
fn nobody_is_told_unless_the_desk_says_so() {
    let house = House::new();
    house.register(TARO);
    assert!(house.deliver().is_empty());

    let id = AccountId::from_bytes([8; 16]);
    let other = contact("hanako@example.com");
    house.commit(register_and_tell(
        &house.realm,
        other,
        id,
        DESK,
        house.now(),
    ));
    assert_eq!(house.last_event(), (EventKind::Registered, DESK));
    let mail = house.deliver_one();
    assert_eq!(mail.to, "hanako@example.com");
    assert!(matches!(mail.message, Message::Registered { .. }));
    // It holds no link, so nothing was made.
    assert_eq!(house.last_event().0, EventKind::Registered);
}

#[test]
fn an_address_is_registered_once_until_its_account_is_removed() {
    let house = House::new();
    let first = house.activate(TARO);
    let again = || {
        let id = AccountId::from_bytes([8; 16]);
        register(
            &house.realm,
            contact(&TARO.to_uppercase()),
            id,
            Actor::System,
            house.now(),
        )
    };
    let conflict = house.try_commit(again()).unwrap_err();
    assert!(matches!(conflict, CommitError::Conflict));

    let link = house.reset_link(first);
    let session = house.sign_in(first).unwrap().session;
    house.commit(remove(&house.account(first), DESK, house.now()).unwrap());
    house.commit(again());
    let second = house.by_address(TARO).unwrap();
    assert_ne!(second.id, first);
    assert_eq!(second.state.code(), "registered");
    // Nothing of the first account opens the second.
    assert!(house.open(&link).is_err());
    assert!(house.open(&session).is_err());
    assert!(house.sign_in(second.id).is_err());
    assert_eq!(house.account(first).state.code(), "removed");
}
