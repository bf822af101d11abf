use genkan::audit_log::EventKind;
use genkan::onboarding::{Content, NoMessage, Refusal, State};
use genkan::token::PurposeName;

use crate::onboarding::support::{MINUTE, NEW, OPERATOR, Service, TARO};

#[test]
fn everything_ends_and_the_person_is_notified() {
    let service = Service::new();
    let id = service.activate(TARO);
    let signed_in = service.sign_in(id).unwrap();
    service.request_replacement(id, NEW).unwrap();
    service.deliver();
    service.wait(MINUTE);
    service.request(id).unwrap();
    let Content::Reset { link, decline } = service.deliver_one().content else {
        panic!("a link")
    };
    service.remove(id);
    assert_eq!(service.last_event(), (EventKind::Removed, OPERATOR));
    let account = service.account(id);
    assert!(matches!(account.state, State::Removed { at } if at == service.now()));
    assert!(!service.contains(&signed_in.session));
    assert!(!service.contains(&signed_in.device.unwrap()));
    assert!(!service.contains(&link.token));
    assert!(!service.contains(&decline.token));
    assert!(service.sign_in(id).is_err());
    assert!(account.replacement.is_none() && account.former.is_none());
    for purpose in PurposeName::ALL {
        assert!(account.subject(purpose, "test", service.now()).is_none());
    }
    let email = service.deliver_one();
    assert_eq!(email.to, TARO);
    assert!(matches!(email.content, Content::Removed));
    service.wait(MINUTE);
    assert_eq!(service.request(id), Err(NoMessage::Removed));
    let again = service
        .realm
        .remove(&account, None, None, OPERATOR, service.now());
    assert_eq!(again.map(drop).unwrap_err(), Refusal::State);
}

#[test]
fn a_message_that_waits_is_not_sent() {
    let service = Service::new();
    let id = service.activate(TARO);
    service.wait(MINUTE);
    service.request(id).unwrap();
    service.remove(id);
    assert!(matches!(service.deliver_one().content, Content::Removed));
}

#[test]
fn an_address_finds_its_account_or_the_one_removed_last() {
    let service = Service::new();
    let first = service.register(TARO);
    service.remove(first);
    assert_eq!(service.by_address(TARO).unwrap().id, first);
    service.wait(1);
    let second = service.register(TARO);
    assert_eq!(service.by_address(TARO).unwrap().id, second);
    service.remove(second);
    assert_eq!(service.by_address(TARO).unwrap().id, second);
}
