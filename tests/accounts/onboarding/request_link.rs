use genkan::onboarding::request_link::request_link;
use genkan::onboarding::write_letter::Message;
use genkan::onboarding::{EventKind, NoLetter};

use crate::onboarding::support::{House, TARO, works};

#[test]
fn an_address_that_nobody_has_gets_no_letter() {
    let house = House::new();
    let refused = request_link(None, house.now()).unwrap_err();
    assert_eq!(refused, NoLetter::Unregistered);
}

#[test]
fn a_contact_without_a_password_is_as_welcome_as_one_with() {
    let house = House::new();
    let id = house.register(TARO);
    house.first_password_link(id);
    let id = house.activate("hanako@example.com");
    house.reset_link(id);
}

#[test]
fn asking_again_leaves_the_earlier_link_alive() {
    let house = House::new();
    let id = house.activate(TARO);
    let first = house.reset_link(id);
    assert_eq!(house.last_event().0, EventKind::LinkMinted);
    // How soon is decided by the limits, before this.
    house.request(id).unwrap();
    let mail = house.deliver_one();
    let Message::Reset { link, decline } = &mail.message else {
        panic!("a link")
    };
    assert_eq!(mail.to, TARO);
    assert!(works(&house, link) && works(&house, decline));
    assert!(house.open(&first).is_ok());
}
