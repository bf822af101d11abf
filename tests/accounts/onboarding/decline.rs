use genkan::onboarding::decline::decline;
use genkan::onboarding::replace_address;
use genkan::onboarding::write_letter::Message;
use genkan::onboarding::{EventKind, Refusal, remove};

use crate::onboarding::support::{DAY, DESK, House, MINUTE, NEW, TARO, address, works};

#[test]
fn it_ends_the_links_and_leaves_password_and_sessions_alone() {
    let house = House::new();
    let id = house.activate(TARO);
    let session = house.sign_in(id).unwrap().session;
    let earlier = house.reset_link(id);
    house.wait(MINUTE);
    house.request(id).unwrap();
    let Message::Reset { link, decline: way } = house.deliver_one().message else {
        panic!("a link")
    };
    let proof = house.open(&way.token).unwrap();
    house.commit(decline(&house.realm, &house.account(id), &proof, house.now()).unwrap());
    assert_eq!(house.last_event().0, EventKind::LinksDeclined);
    assert!(!works(&house, &link) && house.open(&earlier).is_err());
    assert!(!works(&house, &way), "it is used up");
    assert!(house.open(&session).is_ok());
    assert!(house.sign_in(id).is_ok());
    assert!(house.deliver().is_empty());
}

#[test]
fn it_stops_an_address_that_an_intruder_has_asked_for() {
    let house = House::new();
    let id = house.activate(TARO);
    let session = house.session(id);
    let (account, now) = (house.account(id), house.now());
    let new = address(NEW);
    let plan = replace_address::request(&house.realm, &account, &session, true, new, now);
    house.commit(plan.unwrap());
    let mut proving = None;
    let mut declining = None;
    for mail in house.deliver() {
        match mail.message {
            Message::ProveAddress { link } => proving = Some(link),
            Message::ReplacementRequested { decline } => declining = Some((mail.to, decline)),
            other => panic!("{other:?}"),
        }
    }
    let (proving, (to, declining)) = (proving.unwrap(), declining.unwrap());
    assert_eq!(to, TARO);
    assert!(works(&house, &proving));
    let proof = house.open(&declining.token).unwrap();
    house.commit(decline(&house.realm, &house.account(id), &proof, house.now()).unwrap());
    assert!(!works(&house, &proving));
    assert!(house.account(id).replacement.is_none());
}

#[test]
fn it_works_for_three_days_and_for_its_own_account() {
    let house = House::new();
    let (id, other) = (house.activate(TARO), house.activate("hanako@example.com"));
    house.wait(MINUTE);
    house.request(id).unwrap();
    let Message::Reset { decline: way, .. } = house.deliver_one().message else {
        panic!("a link")
    };
    let proof = house.open(&way.token).unwrap();
    for account in [
        house.account(other),
        remove::remove(&house.account(id), DESK, house.now())
            .unwrap()
            .account
            .unwrap(),
    ] {
        let refused = decline(&house.realm, &account, &proof, house.now());
        assert_eq!(refused.map(drop).unwrap_err(), Refusal::Link);
    }
    house.wait(3 * DAY - 1);
    assert!(works(&house, &way));
    house.wait(1);
    assert!(!works(&house, &way));
}
