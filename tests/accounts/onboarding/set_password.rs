use genkan::onboarding::replace_address;
use genkan::onboarding::set_password::set_password;
use genkan::onboarding::write_letter::Message;
use genkan::onboarding::{CommitError, EventKind, LetterKind, Refusal, hold};

use crate::onboarding::support::{DESK, House, NEW, TARO, address, new_password};

#[test]
fn a_link_sets_one_password() {
    let house = House::new();
    let id = house.register(TARO);
    let link = house.first_password_link(id);
    let proof = house.open(&link).unwrap();
    let plan = |hash: &str| {
        let (account, now) = (house.account(id), house.now());
        let rng = &mut *house.rng.borrow_mut();
        set_password(&house.realm, &account, &proof, new_password(hash), now, rng)
    };
    let (_, one) = plan("one").unwrap();
    let (_, other) = plan("other").unwrap();
    house.commit(one);
    assert_eq!(house.last_event().0, EventKind::PasswordSet);
    assert!(matches!(
        house.try_commit(other),
        Err(CommitError::Conflict)
    ));
    // Decided anew with the account as it is now, it is refused outright.
    assert_eq!(plan("other").unwrap_err(), Refusal::Link);
}

#[test]
fn it_ends_links_and_sessions_tells_the_owner_and_knows_the_browser() {
    let house = House::new();
    let id = house.activate(TARO);
    let signed_in = house.sign_in(id).unwrap();
    let other = house.reset_link(id);
    let link = house.reset_link(id);
    let device = house.set(id, &link).unwrap();
    assert!(house.open(&other).is_err());
    assert!(house.open(&signed_in.session).is_err());
    // What tells a browser from a stranger's opens nothing, and stays.
    assert!(house.open(&signed_in.device.unwrap()).is_ok());
    assert!(house.open(&device).is_ok());
    let mail = house.deliver_one();
    assert!(matches!(mail.message, Message::PasswordChanged { .. }));
    assert_eq!(mail.to, TARO);
    // Whoever has just set one may need a link at once.
    assert!(house.request(id).is_ok());
}

#[test]
fn the_proof_is_worth_nothing_for_another_account_or_state() {
    let house = House::new();
    let (taro, hanako) = (house.register(TARO), house.register("hanako@example.com"));
    let proof = house.open(&house.first_password_link(taro)).unwrap();
    let set = |account| {
        let rng = &mut *house.rng.borrow_mut();
        let password = new_password("x");
        set_password(&house.realm, &account, &proof, password, house.now(), rng).map(drop)
    };
    assert_eq!(set(house.account(hanako)).unwrap_err(), Refusal::Link);
    house.commit(hold::hold(&house.account(taro), DESK, house.now()).unwrap());
    assert_eq!(set(house.account(taro)).unwrap_err(), Refusal::Link);
}

#[test]
fn it_drops_an_address_that_an_intruder_has_asked_for() {
    let house = House::new();
    let id = house.activate(TARO);
    let link = house.reset_link(id);
    let session = house.session(id);
    let (account, now) = (house.account(id), house.now());
    let new = address(NEW);
    let plan = replace_address::request(&house.realm, &account, &session, true, new, now);
    house.commit(plan.unwrap());
    // Asking for it has ended the links that were out.
    assert!(house.open(&link).is_err());
    // The letters still wait, as behind a mail server that is down.
    let Message::Reset { link, .. } = house
        .write(&house.account(id), LetterKind::Link)
        .unwrap()
        .message
    else {
        panic!("a link")
    };
    house.set(id, &link.token).unwrap();
    assert!(house.account(id).replacement.is_none());
    let to: Vec<String> = house.deliver().into_iter().map(|mail| mail.to).collect();
    assert_eq!(to, [TARO], "nothing goes to the intruder any more");
}
