//! The methods of a plan for callers.

use genkan::audit_log::Reason;
use genkan::limit::Limits;
use genkan::onboarding::{AuditLog as _, Plan};

use crate::onboarding::support::{OPERATOR, Service, TARO, new_password, ready};

fn holds(service: &Service) -> [Plan; 2] {
    [TARO, "hanako@example.com"].map(|text| {
        let account = service.account(service.activate(text));
        let plan = service.realm.hold(&account, OPERATOR, service.now());
        plan.unwrap()
    })
}

#[test]
fn two_plans_are_joined_in_order() {
    let service = Service::new();
    let [one, _] = holds(&service);
    let id = service.activate("jiro@example.com");
    let link = service.reset_link(id);
    let proof = service.open(&link).unwrap();
    let set = service.realm.set_password(
        &service.account(id),
        &proof,
        new_password("second"),
        service.now(),
        &mut *service.rng.borrow_mut(),
    );
    let (_, other) = set.unwrap();
    let charges = Vec::from([Limits::default().replacement(id)]);
    let other = other
        .refund(Limits::default().new_password(id))
        .charge(charges);
    assert!(!other.consume.is_empty() && !other.records.is_empty());
    assert!(!other.charges.is_empty());
    let both = one.clone().and(other.clone());
    assert_eq!(both.at, one.at);
    let list = |plan: &Plan| {
        let records: Vec<_> = plan.records.iter().map(|record| record.selector).collect();
        format!(
            "{:?} {:?} {:?} {:?} {:?} {records:?} {:?} {:?} {:?} {:?}",
            plan.guards,
            plan.charges,
            plan.consume,
            plan.revoke,
            plan.changes,
            plan.messages,
            plan.refunds,
            plan.events,
            plan.reasons
        )
    };
    let mut expected = one.clone();
    expected.guards.extend(other.guards.clone());
    expected.charges.extend(other.charges.clone());
    expected.consume.extend(other.consume.clone());
    expected.revoke.extend(other.revoke.clone());
    expected.changes.extend(other.changes.clone());
    expected.records.extend(other.records.clone());
    expected.messages.extend(other.messages.clone());
    expected.refunds.extend(other.refunds.clone());
    expected.events.extend(other.events.clone());
    assert_eq!(list(&both), list(&expected));
    assert_eq!(both.account(), one.account(), "the first account");
}

#[test]
fn a_reason_is_given_for_every_event_of_the_plan() {
    let service = Service::new();
    let [one, other] = holds(&service);
    let rng = &mut *service.rng.borrow_mut();
    let reason = Reason::new("退職のため", rng).unwrap();
    let plan = one.and(other).because(reason.clone());
    service.commit(plan);
    let events = service.events();
    let of_holds = &events[events.len() - 2..];
    for event in of_holds {
        assert_eq!(event.reason, Some(reason.digest()));
    }
    assert!(
        events[..events.len() - 2]
            .iter()
            .all(|e| e.reason.is_none())
    );
    let found = ready(service.store.reasons(&[reason.digest()])).unwrap();
    assert_eq!(found, [reason]);
}

#[test]
fn a_joined_plan_keeps_the_reasons_of_its_parts() {
    let service = Service::new();
    let [one, other] = holds(&service);
    let rng = &mut *service.rng.borrow_mut();
    let [first, second] = ["x", "y"].map(|text| Reason::new(text, rng).unwrap());
    let plan = one
        .clone()
        .because(first.clone())
        .and(other.clone().because(second.clone()));
    let digests = |plan: &Plan| -> Vec<_> { plan.events.iter().map(|e| e.reason).collect() };
    let both = [Some(first.digest()), Some(second.digest())];
    assert_eq!(digests(&plan), both);
    assert_eq!(plan.reasons, [first, second.clone()]);
    let plan = one.and(other.because(second.clone()));
    assert_eq!(digests(&plan), [None, Some(second.digest())]);
    assert_eq!(plan.reasons, [second]);
}
