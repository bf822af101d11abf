use genkan::onboarding::remove::remove;
use genkan::onboarding::write_letter::Message;
use genkan::onboarding::{EventKind, NoLetter, Refusal, State};
use genkan::token::PurposeName;

use crate::onboarding::support::{DESK, House, MINUTE, TARO};

#[test]
fn everything_ends_and_the_person_is_told() {
    let house = House::new();
    let id = house.activate(TARO);
    let signed_in = house.sign_in(id).unwrap();
    house.wait(MINUTE);
    house.request(id).unwrap();
    let Message::Reset { link, decline } = house.deliver_one().message else {
        panic!("a link")
    };
    house.commit(remove(&house.account(id), DESK, house.now()).unwrap());
    assert_eq!(house.last_event(), (EventKind::Removed, DESK));
    let account = house.account(id);
    assert!(matches!(account.state, State::Removed { at } if at == house.now()));
    assert!(!house.keeps(&signed_in.session));
    assert!(!house.keeps(&signed_in.device.unwrap()));
    assert!(!house.keeps(&link.token));
    assert!(!house.keeps(&decline.token));
    assert!(house.sign_in(id).is_err());
    for purpose in PurposeName::ALL {
        assert!(account.subject(purpose, "test", house.now()).is_none());
    }
    let mail = house.deliver_one();
    assert_eq!(mail.to, TARO);
    assert!(matches!(mail.message, Message::Removed));
    house.wait(MINUTE);
    assert_eq!(house.request(id), Err(NoLetter::Removed));
    let again = remove(&account, DESK, house.now());
    assert_eq!(again.map(drop).unwrap_err(), Refusal::State);
}

#[test]
fn a_letter_that_waits_is_not_sent_any_more() {
    let house = House::new();
    let id = house.activate(TARO);
    house.wait(MINUTE);
    house.request(id).unwrap();
    house.commit(remove(&house.account(id), DESK, house.now()).unwrap());
    assert!(matches!(house.deliver_one().message, Message::Removed));
}

#[test]
fn whoever_is_registered_again_is_found_and_whoever_was_removed_last_otherwise() {
    let house = House::new();
    let first = house.register(TARO);
    house.commit(remove(&house.account(first), DESK, house.now()).unwrap());
    assert_eq!(house.by_address(TARO).unwrap().id, first);
    house.wait(1);
    let second = house.register(TARO);
    assert_eq!(house.by_address(TARO).unwrap().id, second);
    house.commit(remove(&house.account(second), DESK, house.now()).unwrap());
    assert_eq!(house.by_address(TARO).unwrap().id, second);
}
