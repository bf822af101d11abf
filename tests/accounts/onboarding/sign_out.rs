use genkan::audit_log::{Actor, EventKind};

use crate::onboarding::support::{HOUR, Service, TARO};

#[test]
fn a_session_lives_twelve_hours_or_until_it_is_ended() {
    let service = Service::new();
    let id = service.activate(TARO);
    let one = service.sign_in(id).unwrap().session;
    let other = service.sign_in(id).unwrap().session;
    let proof = service.open(&one).unwrap();
    let account = service.account(id);
    let plan = service.realm.sign_out(&account, &proof, service.now());
    service.commit(plan.clone());
    let event = (EventKind::SignedOut, Actor::Contact(id));
    assert_eq!(service.last_event(), event);
    assert!(service.open(&one).is_err());
    assert!(service.try_commit(plan).is_err(), "it has ended already");
    service.wait(12 * HOUR - 1);
    assert!(service.open(&other).is_ok());
    service.wait(1);
    assert!(service.open(&other).is_err());
}
