use genkan::onboarding::sign_in::{sign_in, stored_hash};
use genkan::onboarding::{Account, EventKind, Refusal, hold, remove};

use crate::onboarding::support::{DAY, DESK, House, TARO};

#[test]
fn only_an_active_account_has_a_hash_and_lets_anybody_in() {
    let house = House::new();
    let is_let_in = |account: Option<&Account>, matches| {
        let rng = &mut *house.rng.borrow_mut();
        sign_in(&house.realm, account, None, matches, house.now(), rng).is_ok()
    };
    let registered = house.account(house.register("hanako@example.com"));
    let active = house.account(house.activate(TARO));
    let changed = |plan: genkan::onboarding::Plan| plan.account.unwrap();
    let held = changed(hold::hold(&active, DESK, house.now()).unwrap());
    let removed = changed(remove::remove(&active, DESK, house.now()).unwrap());
    for account in [&registered, &held, &removed] {
        assert!(stored_hash(Some(account)).is_none());
        // Not even where a caller says by mistake that the password is right.
        assert!(!is_let_in(Some(account), true), "{account:?}");
    }
    assert!(!is_let_in(None, true));
    assert!(stored_hash(Some(&active)).is_some());
    assert!(!is_let_in(Some(&active), false));
    assert!(is_let_in(Some(&active), true));
}

#[test]
fn every_refusal_is_the_same() {
    let house = House::new();
    let account = house.account(house.register(TARO));
    for account in [None, Some(&account)] {
        let rng = &mut *house.rng.borrow_mut();
        let refused = sign_in(&house.realm, account, None, true, house.now(), rng);
        assert_eq!(refused.map(drop).unwrap_err(), Refusal::SignIn);
    }
}

#[test]
fn a_browser_is_known_for_thirty_days_and_gets_no_second_token() {
    let house = House::new();
    let id = house.activate(TARO);
    let device = house.sign_in(id).unwrap().device.unwrap();
    let again = |device: Option<&_>| {
        let rng = &mut *house.rng.borrow_mut();
        let account = house.account(id);
        sign_in(&house.realm, Some(&account), device, true, house.now(), rng).unwrap()
    };
    let proof = house.open(&device).unwrap();
    let (signed_in, plan) = again(Some(&proof));
    assert!(signed_in.device.is_none());
    assert_eq!(plan.records.len(), 1);
    assert_eq!(plan.event.kind, EventKind::SignedIn);

    // Another account's is worth nothing here.
    let other = house.activate("hanako@example.com");
    let others = house.sign_in(other).unwrap().device.unwrap();
    assert!(
        again(Some(&house.open(&others).unwrap()))
            .0
            .device
            .is_some()
    );

    house.wait(30 * DAY);
    assert!(house.open(&device).is_err());
}
