use genkan::onboarding::hold::{hold, release};
use genkan::onboarding::write_letter::Message;
use genkan::onboarding::{EventKind, NoLetter, Refusal, State};

use crate::onboarding::support::{DAY, DESK, House, MINUTE, TARO};

#[test]
fn a_held_account_has_neither_door() {
    let house = House::new();
    let id = house.activate(TARO);
    let signed_in = house.sign_in(id).unwrap();
    let link = house.reset_link(id);
    // A letter that waits when the hold comes is not sent any more.
    house.wait(MINUTE);
    house.request(id).unwrap();

    house.commit(hold(&house.account(id), DESK, house.now()).unwrap());
    assert_eq!(house.last_event(), (EventKind::Held, DESK));
    assert!(house.open(&link).is_err());
    assert!(house.open(&signed_in.session).is_err());
    assert!(house.open(&signed_in.device.unwrap()).is_err());
    assert!(house.sign_in(id).is_err());
    let mail = house.deliver_one();
    assert!(matches!(mail.message, Message::Held));
    house.wait(MINUTE);
    assert_eq!(house.request(id), Err(NoLetter::Held));
    assert!(house.set(id, &link).is_err());
}

#[test]
fn a_release_gives_back_what_there_was_and_nothing_that_the_hold_has_ended() {
    let house = House::new();
    let id = house.activate(TARO);
    let signed_in = house.sign_in(id).unwrap();
    let link = house.reset_link(id);
    house.commit(hold(&house.account(id), DESK, house.now()).unwrap());
    house.wait(DAY);
    let plan = release(&house.realm, &house.account(id), DESK, house.now());
    house.commit(plan.unwrap());
    assert_eq!(house.last_event(), (EventKind::Released, DESK));
    assert!(house.sign_in(id).is_ok());
    assert!(house.open(&link).is_err());
    assert!(house.open(&signed_in.session).is_err());
    assert!(house.open(&signed_in.device.unwrap()).is_err());
    // The notice of the hold had not gone out; it is no longer so.
    assert!(matches!(house.deliver_one().message, Message::Released));
    house.reset_link(id);
}

#[test]
fn a_release_begins_a_registration_anew() {
    let house = House::new();
    let id = house.register(TARO);
    house.commit(hold(&house.account(id), DESK, house.now()).unwrap());
    house.wait(300 * DAY);
    let plan = release(&house.realm, &house.account(id), DESK, house.now());
    house.commit(plan.unwrap());
    let State::Registered { expires_at } = house.account(id).state else {
        panic!("registered")
    };
    assert_eq!(expires_at.seconds_since(house.now()), 180 * DAY);
}

#[test]
fn only_what_is_not_held_is_held_and_only_what_is_held_is_released() {
    let house = House::new();
    let id = house.activate(TARO);
    let hold = || hold(&house.account(id), DESK, house.now());
    let release = || release(&house.realm, &house.account(id), DESK, house.now());
    assert_eq!(release().map(drop).unwrap_err(), Refusal::State);
    house.commit(hold().unwrap());
    assert_eq!(hold().map(drop).unwrap_err(), Refusal::State);
    let removed = genkan::onboarding::remove::remove(&house.account(id), DESK, house.now());
    house.commit(removed.unwrap());
    assert_eq!(hold().map(drop).unwrap_err(), Refusal::State);
    assert_eq!(release().map(drop).unwrap_err(), Refusal::State);
}
