use genkan::audit_log::{Actor, EventKind};
use genkan::onboarding::{Content, NoMessage};

use crate::onboarding::support::{Service, TARO};

#[test]
fn an_unregistered_address_gets_no_message() {
    let service = Service::new();
    let refused = service.realm.request_link(None, service.now()).unwrap_err();
    assert_eq!(refused, NoMessage::Unregistered);
}

#[test]
fn a_contact_gets_a_link_with_or_without_a_password() {
    let service = Service::new();
    let id = service.register(TARO);
    service.first_password_link(id);
    let id = service.activate("hanako@example.com");
    service.reset_link(id);
}

#[test]
fn a_second_request_leaves_the_earlier_link_valid() {
    let service = Service::new();
    let id = service.activate(TARO);
    let first = service.reset_link(id);
    assert_eq!(service.last_event().0, EventKind::LinkMinted);
    // The limits decide beforehand how soon that is allowed.
    service.request(id).unwrap();
    let requested = (EventKind::LinkRequested, Actor::Visitor);
    assert_eq!(service.last_event(), requested);
    let email = service.deliver_one();
    let Content::Reset { link, decline } = &email.content else {
        panic!("a link")
    };
    assert_eq!(email.to, TARO);
    assert!(service.works(link) && service.works(decline));
    assert!(service.open(&first).is_ok());
}
