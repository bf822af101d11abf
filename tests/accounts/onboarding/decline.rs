use genkan::audit_log::{Actor, EventKind};
use genkan::onboarding::{Content, Refusal};

use crate::onboarding::support::{DAY, MINUTE, NEW, OPERATOR, Service, TARO};

#[test]
fn it_ends_the_links_and_keeps_password_and_sessions() {
    let service = Service::new();
    let id = service.activate(TARO);
    let session = service.sign_in(id).unwrap().session;
    let earlier = service.reset_link(id);
    service.wait(MINUTE);
    service.request(id).unwrap();
    let Content::Reset { link, decline } = service.deliver_one().content else {
        panic!("a link")
    };
    let proof = service.open(&decline.token).unwrap();
    let account = service.account(id);
    let plan = service.realm.decline(&account, &proof, service.now());
    service.commit(plan.unwrap());
    let event = (EventKind::LinksDeclined, Actor::Contact(id));
    assert_eq!(service.last_event(), event);
    assert!(!service.works(&link) && service.open(&earlier).is_err());
    assert!(!service.works(&decline), "it is used up");
    assert!(service.open(&session).is_ok());
    assert!(service.sign_in(id).is_ok());
    assert!(service.deliver().is_empty());
}

#[test]
fn it_stops_an_address_that_an_intruder_has_requested() {
    let service = Service::new();
    let id = service.activate(TARO);
    service.request_replacement(id, NEW).unwrap();
    let mut proving = None;
    let mut declining = None;
    for email in service.deliver() {
        match email.content {
            Content::ProveAddress { link } => proving = Some(link),
            Content::ReplacementRequested { decline } => declining = Some((email.to, decline)),
            other => panic!("{other:?}"),
        }
    }
    let (proving, (to, declining)) = (proving.unwrap(), declining.unwrap());
    assert_eq!(to, TARO);
    assert!(service.works(&proving));
    let proof = service.open(&declining.token).unwrap();
    let account = service.account(id);
    let plan = service.realm.decline(&account, &proof, service.now());
    service.commit(plan.unwrap());
    assert!(!service.works(&proving));
    assert!(service.account(id).replacement.is_none());
}

#[test]
fn it_works_for_three_days_and_for_its_own_account() {
    let service = Service::new();
    let (id, other) = (
        service.activate(TARO),
        service.activate("hanako@example.com"),
    );
    service.wait(MINUTE);
    service.request(id).unwrap();
    let Content::Reset { decline, .. } = service.deliver_one().content else {
        panic!("a link")
    };
    let proof = service.open(&decline.token).unwrap();
    let account = service.account(id);
    let removed = service
        .realm
        .remove(&account, None, None, OPERATOR, service.now());
    let removed = removed.unwrap().account().cloned().unwrap();
    for account in [service.account(other), removed] {
        let refused = service.realm.decline(&account, &proof, service.now());
        assert_eq!(refused.map(drop).unwrap_err(), Refusal::Link);
    }
    service.wait(3 * DAY - 1);
    assert!(service.works(&decline));
    service.wait(1);
    assert!(!service.works(&decline));
}
