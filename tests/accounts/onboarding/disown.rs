use genkan::onboarding::disown::disown;
use genkan::onboarding::write_letter::Message;
use genkan::onboarding::{EventKind, State, hold};

use crate::onboarding::support::{DAY, DESK, House, TARO, works};

#[test]
fn it_ends_the_password_and_all_that_came_of_it_and_sends_a_link() {
    let house = House::new();
    let id = house.activate(TARO);
    let link = house.reset_link(id);
    let device = house.set(id, &link).unwrap();
    let Message::PasswordChanged { disown: way } = house.deliver_one().message else {
        panic!("a notice")
    };
    let session = house.sign_in(id).unwrap().session;
    let link = house.reset_link(id);

    let proof = house.open(&way.token).unwrap();
    house.commit(disown(&house.realm, &house.account(id), &proof, house.now()).unwrap());
    assert_eq!(house.last_event().0, EventKind::PasswordDisowned);
    assert!(house.sign_in(id).is_err());
    assert!(house.open(&session).is_err() && house.open(&device).is_err());
    assert!(house.open(&link).is_err() && !works(&house, &way));
    let State::Registered { expires_at } = house.account(id).state else {
        panic!("registered")
    };
    assert_eq!(expires_at.seconds_since(house.now()), 180 * DAY);
    let mail = house.deliver_one();
    assert_eq!(mail.to, TARO);
    let Message::FirstPassword { link, .. } = mail.message else {
        panic!("a link for a first password")
    };
    house.set(id, &link.token).unwrap();
}

#[test]
fn an_intruder_who_sets_another_password_does_not_stop_it() {
    let house = House::new();
    let id = house.activate(TARO);
    let link = house.reset_link(id);
    house.set(id, &link).unwrap();
    let Message::PasswordChanged { disown: way } = house.deliver_one().message else {
        panic!("a notice")
    };
    let link = house.reset_link(id);
    house.set(id, &link).unwrap();
    assert!(works(&house, &way));
    house.wait(7 * DAY);
    assert!(!works(&house, &way));
}

#[test]
fn a_held_account_loses_the_password_and_stays_held() {
    let house = House::new();
    let id = house.activate(TARO);
    let link = house.reset_link(id);
    house.set(id, &link).unwrap();
    let Message::PasswordChanged { disown: way } = house.deliver_one().message else {
        panic!("a notice")
    };
    house.commit(hold::hold(&house.account(id), DESK, house.now()).unwrap());
    house.deliver();
    let proof = house.open(&way.token).unwrap();
    house.commit(disown(&house.realm, &house.account(id), &proof, house.now()).unwrap());
    assert!(matches!(
        house.account(id).state,
        State::Held { password: None, .. }
    ));
    assert!(house.deliver().is_empty(), "no link while it is held");
    let plan = hold::release(&house.realm, &house.account(id), DESK, house.now());
    house.commit(plan.unwrap());
    assert_eq!(house.account(id).state.code(), "registered");
}
