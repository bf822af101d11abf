use genkan::audit_log::EventKind;
use genkan::onboarding::{Content, NoMessage, Refusal, State};

use crate::onboarding::support::{DAY, MINUTE, OPERATOR, Service, TARO};

#[test]
fn an_account_on_hold_cannot_be_used() {
    let service = Service::new();
    let id = service.activate(TARO);
    let signed_in = service.sign_in(id).unwrap();
    let link = service.reset_link(id);
    // A message that waits at the time of the hold is not sent.
    service.wait(MINUTE);
    service.request(id).unwrap();

    service.hold(id);
    assert_eq!(service.last_event(), (EventKind::Held, OPERATOR));
    assert!(service.open(&link).is_err());
    assert!(service.open(&signed_in.session).is_err());
    assert!(service.open(&signed_in.device.unwrap()).is_err());
    assert!(service.sign_in(id).is_err());
    let email = service.deliver_one();
    assert!(matches!(email.content, Content::Held));
    service.wait(MINUTE);
    assert_eq!(service.request(id), Err(NoMessage::Held));
    assert!(service.set(id, &link).is_err());
}

#[test]
fn a_release_restores_the_password_and_nothing_that_the_hold_has_ended() {
    let service = Service::new();
    let id = service.activate(TARO);
    let signed_in = service.sign_in(id).unwrap();
    let link = service.reset_link(id);
    service.hold(id);
    service.wait(DAY);
    service.release(id);
    assert_eq!(service.last_event(), (EventKind::Released, OPERATOR));
    assert!(service.sign_in(id).is_ok());
    assert!(service.open(&link).is_err());
    assert!(service.open(&signed_in.session).is_err());
    assert!(service.open(&signed_in.device.unwrap()).is_err());
    // The notice of the hold was not sent, and no longer applies.
    assert!(matches!(service.deliver_one().content, Content::Released));
    service.reset_link(id);
}

#[test]
fn a_release_renews_the_registration() {
    let service = Service::new();
    let id = service.register(TARO);
    service.hold(id);
    service.wait(300 * DAY);
    service.release(id);
    let State::Registered { expires_at } = service.account(id).state else {
        panic!("registered")
    };
    assert_eq!(expires_at.since(service.now()).as_secs(), 180 * DAY);
}

#[test]
fn only_an_account_that_is_not_on_hold_is_held_and_only_one_on_hold_is_released() {
    let service = Service::new();
    let id = service.activate(TARO);
    let refused = |service: &Service, is_hold: bool| {
        let (account, now) = (service.account(id), service.now());
        let plan = if is_hold {
            service.realm.hold(&account, OPERATOR, now)
        } else {
            service.realm.release(&account, OPERATOR, now)
        };
        plan.map(drop).err()
    };
    assert_eq!(refused(&service, false), Some(Refusal::State));
    assert_eq!(refused(&service, true), None);
    service.hold(id);
    assert_eq!(refused(&service, true), Some(Refusal::State));
    assert_eq!(refused(&service, false), None);
    service.remove(id);
    assert_eq!(refused(&service, true), Some(Refusal::State));
    assert_eq!(refused(&service, false), Some(Refusal::State));
}

#[test]
fn a_notice_of_a_hold_that_has_ended_is_not_sent() {
    let service = Service::new();
    let id = service.activate(TARO);
    service.hold(id);
    service.release(id);
    assert!(matches!(service.deliver_one().content, Content::Released));
}
