use genkan::audit_log::{Actor, EventKind};
use genkan::id::AccountId;
use genkan::onboarding::{PasswordMatch, Plan, Refusal, SignedIn, StoredPassword};
use genkan::token::{Device, Verified};

use crate::onboarding::support::{DAY, OPERATOR, Service, TARO, matched, new_password};

fn sign_in(
    service: &Service,
    id: AccountId,
    matched: &PasswordMatch,
    device: Option<&Verified<Device>>,
) -> Result<(SignedIn, Plan), Refusal> {
    let (account, now) = (service.account(id), service.now());
    let rng = &mut *service.rng.borrow_mut();
    service.realm.sign_in(&account, matched, device, now, rng)
}

#[test]
fn only_an_active_account_has_a_password_to_verify() {
    let service = Service::new();
    let registered = service.account(service.register("hanako@example.com"));
    let active = service.account(service.activate(TARO));
    let changed = |plan: Plan| plan.account().cloned().unwrap();
    let now = service.now();
    let held = changed(service.realm.hold(&active, OPERATOR, now).unwrap());
    let removed = changed(
        service
            .realm
            .remove(&active, None, None, OPERATOR, now)
            .unwrap(),
    );
    for account in [&registered, &held, &removed] {
        assert!(StoredPassword::of(account).is_none(), "{account:?}");
    }
    assert!(StoredPassword::of(&active).is_some());
}

#[test]
fn a_password_that_matched_signs_in_to_its_own_account_while_it_is_current() {
    let service = Service::new();
    let (id, other) = (
        service.activate(TARO),
        service.activate("hanako@example.com"),
    );
    let current = matched(&service.account(id)).unwrap();
    assert!(sign_in(&service, id, &current, None).is_ok());
    // The two have the same hash; the proof is of one account.
    let refused = |id| {
        let signed_in = sign_in(&service, id, &current, None);
        signed_in.map(drop).err()
    };
    assert_eq!(refused(other), Some(Refusal::SignIn));
    service.hold(id);
    assert_eq!(refused(id), Some(Refusal::SignIn));
    service.release(id);
    service.deliver();
    assert_eq!(refused(id), None, "the password is the same");

    let link = service.reset_link(id);
    let proof = service.open(&link).unwrap();
    let (account, now, password) = (service.account(id), service.now(), new_password("second"));
    let set = {
        let (realm, rng) = (&service.realm, &mut *service.rng.borrow_mut());
        realm.set_password(&account, &proof, password, now, rng)
    };
    service.commit(set.unwrap().1);
    assert_eq!(refused(id), Some(Refusal::SignIn), "another password");
    service.remove(id);
    assert_eq!(refused(id), Some(Refusal::SignIn));
}

#[test]
fn a_browser_is_known_for_thirty_days_and_gets_no_second_token() {
    let service = Service::new();
    let id = service.activate(TARO);
    let device = service.sign_in(id).unwrap().device.unwrap();
    let again = |device: Option<&_>| {
        let current = matched(&service.account(id)).unwrap();
        sign_in(&service, id, &current, device).unwrap()
    };
    let proof = service.open(&device).unwrap();
    let (signed_in, plan) = again(Some(&proof));
    assert!(signed_in.device.is_none());
    assert_eq!(plan.records.len(), 1);
    let event = &plan.events[0];
    assert_eq!(
        (event.kind, event.actor),
        (EventKind::SignedIn, Actor::Contact(id))
    );

    // Another account's device has no effect here.
    let other = service.activate("hanako@example.com");
    let others = service.sign_in(other).unwrap().device.unwrap();
    let others = service.open(&others).unwrap();
    assert!(again(Some(&others)).0.device.is_some());

    service.wait(30 * DAY);
    assert!(service.open(&device).is_err());
}
