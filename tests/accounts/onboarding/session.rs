use genkan::onboarding::EventKind;
use genkan::onboarding::Store as _;
use genkan::onboarding::session::{recognise, sign_out};

use crate::onboarding::support::{HOUR, House, TARO, ready};

#[test]
fn a_session_lives_twelve_hours_or_until_it_is_ended() {
    let house = House::new();
    let id = house.activate(TARO);
    let one = house.sign_in(id).unwrap().session;
    let other = house.sign_in(id).unwrap().session;
    let is_open = |session: &_| {
        let found = ready(house.store.token(genkan::token::Token::selector(session))).unwrap();
        recognise(&house.realm, session, found.as_ref(), house.now())
    };
    let proof = is_open(&one).unwrap();
    house.commit(sign_out(&house.account(id), &proof, house.now()));
    assert_eq!(house.last_event().0, EventKind::SignedOut);
    assert!(is_open(&one).is_err());
    house.wait(12 * HOUR - 1);
    assert!(is_open(&other).is_ok());
    house.wait(1);
    assert!(is_open(&other).is_err());
}
