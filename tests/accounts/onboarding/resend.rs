use genkan::onboarding::replace_address;
use genkan::onboarding::resend::resend;
use genkan::onboarding::write_letter::Message;
use genkan::onboarding::{EventKind, NoLetter, State, hold, remove};

use crate::onboarding::support::{DAY, DESK, House, NEW, TARO, address};

#[test]
fn an_expired_registration_begins_anew() {
    let house = House::new();
    let id = house.register(TARO);
    house.wait(200 * DAY);
    assert_eq!(house.request(id), Err(NoLetter::Expired));

    house.commit(resend(&house.realm, &house.account(id), DESK, house.now()).unwrap());
    assert_eq!(house.last_event(), (EventKind::LinkResent, DESK));
    let State::Registered { expires_at } = house.account(id).state else {
        panic!("registered")
    };
    assert_eq!(expires_at.seconds_since(house.now()), 180 * DAY);
    let Message::FirstPassword { link, .. } = house.deliver_one().message else {
        panic!("a link")
    };
    house.set(id, &link.token).unwrap();
}

#[test]
fn it_knows_no_pause_and_leaves_only_the_newest_link() {
    let house = House::new();
    let id = house.activate(TARO);
    let asked = house.reset_link(id);
    let mut links = vec![asked];
    for _ in 0..3 {
        house.commit(resend(&house.realm, &house.account(id), DESK, house.now()).unwrap());
        let Message::Reset { link, .. } = house.deliver_one().message else {
            panic!("a link")
        };
        assert!(links.iter().all(|old| house.open(old).is_err()));
        assert!(house.open(&link.token).is_ok());
        links.push(link.token);
    }
    assert!(house.sign_in(id).is_ok(), "the password stays");
}

#[test]
fn a_new_address_that_waits_for_its_proof_gets_its_link_again() {
    let house = House::new();
    let id = house.activate(TARO);
    let session = house.session(id);
    let plan = replace_address::request(
        &house.realm,
        &house.account(id),
        &session,
        true,
        address(NEW),
        house.now(),
    );
    house.commit(plan.unwrap());
    house.deliver();
    let again = || resend(&house.realm, &house.account(id), DESK, house.now()).unwrap();
    house.commit(again());
    let to: Vec<String> = house.deliver().into_iter().map(|mail| mail.to).collect();
    assert_eq!(to, [TARO, NEW]);
    house.wait(3 * DAY);
    assert_eq!(again().letters.len(), 1);
}

#[test]
fn nothing_is_sent_to_whoever_is_held_or_removed() {
    let house = House::new();
    let id = house.activate(TARO);
    let sent = || resend(&house.realm, &house.account(id), DESK, house.now()).unwrap_err();
    house.commit(hold::hold(&house.account(id), DESK, house.now()).unwrap());
    assert_eq!(sent(), NoLetter::Held);
    house.commit(remove::remove(&house.account(id), DESK, house.now()).unwrap());
    assert_eq!(sent(), NoLetter::Removed);
}
