use genkan::onboarding::change_password::change_password;
use genkan::onboarding::write_letter::Message;
use genkan::onboarding::{EventKind, Refusal, State, hold, replace_address};

use crate::onboarding::support::{DESK, House, NEW, TARO, address, new_password, works};

#[test]
fn it_ends_every_link_and_session_but_a_new_one() {
    let house = House::new();
    let id = house.activate(TARO);
    let link = house.reset_link(id);
    let other = house.sign_in(id).unwrap().session;
    let session = house.session(id);
    // An intruder has asked for another address meanwhile.
    let (account, now, new) = (house.account(id), house.now(), address(NEW));
    let plan = replace_address::request(&house.realm, &account, &session, true, new, now);
    house.commit(plan.unwrap());
    let change = |matches| {
        let rng = &mut *house.rng.borrow_mut();
        let (account, now, password) = (house.account(id), house.now(), new_password("second"));
        change_password(
            &house.realm,
            &account,
            &session,
            matches,
            password,
            now,
            rng,
        )
    };
    assert_eq!(
        change(false).map(drop).unwrap_err(),
        Refusal::CurrentPassword
    );
    let (fresh, plan) = change(true).unwrap();
    house.commit(plan);
    assert_eq!(house.last_event().0, EventKind::PasswordChanged);
    assert!(house.account(id).replacement.is_none());
    assert!(house.open(&fresh).is_ok());
    assert!(house.open(&other).is_err() && house.open(&link).is_err());
    let State::Active { password } = house.account(id).state else {
        panic!("active")
    };
    assert_eq!(password.as_phc(), "second");
    let Message::PasswordChanged { disown } = house.deliver_one().message else {
        panic!("a notice")
    };
    assert!(works(&house, &disown));
    // The session that made the change is no longer one.
    let (account, now, password) = (house.account(id), house.now(), new_password("third"));
    let rng = &mut *house.rng.borrow_mut();
    let (_, plan) =
        change_password(&house.realm, &account, &session, true, password, now, rng).unwrap();
    assert!(house.try_commit(plan).is_err());
}

#[test]
fn a_held_account_does_not_come_back_by_it() {
    let house = House::new();
    let id = house.activate(TARO);
    let session = house.session(id);
    house.commit(hold::hold(&house.account(id), DESK, house.now()).unwrap());
    let (account, now, password) = (house.account(id), house.now(), new_password("second"));
    let rng = &mut *house.rng.borrow_mut();
    let refused = change_password(&house.realm, &account, &session, true, password, now, rng);
    assert_eq!(refused.map(drop).unwrap_err(), Refusal::CurrentPassword);
}
