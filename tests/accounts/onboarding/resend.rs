use genkan::audit_log::EventKind;
use genkan::id::AccountId;
use genkan::onboarding::{Content, NoMessage, Plan, State};

use crate::onboarding::support::{DAY, NEW, OPERATOR, Service, TARO};

fn resend(service: &Service, id: AccountId) -> Result<Plan, NoMessage> {
    let account = service.account(id);
    service.realm.resend(&account, OPERATOR, service.now())
}

#[test]
fn it_renews_an_expired_registration() {
    let service = Service::new();
    let id = service.register(TARO);
    service.wait(200 * DAY);
    assert_eq!(service.request(id), Err(NoMessage::Expired));

    service.commit(resend(&service, id).unwrap());
    assert_eq!(service.last_event(), (EventKind::LinkResent, OPERATOR));
    let State::Registered { expires_at } = service.account(id).state else {
        panic!("registered")
    };
    assert_eq!(expires_at.since(service.now()).as_secs(), 180 * DAY);
    let Content::FirstPassword { link, .. } = service.deliver_one().content else {
        panic!("a link")
    };
    service.set(id, &link.token).unwrap();
}

#[test]
fn it_needs_no_pause_and_leaves_only_the_newest_link() {
    let service = Service::new();
    let id = service.activate(TARO);
    let requested = service.reset_link(id);
    let mut links = vec![requested];
    for _ in 0..3 {
        service.commit(resend(&service, id).unwrap());
        let Content::Reset { link, .. } = service.deliver_one().content else {
            panic!("a link")
        };
        assert!(links.iter().all(|old| service.open(old).is_err()));
        assert!(service.open(&link.token).is_ok());
        links.push(link.token);
    }
    assert!(service.sign_in(id).is_ok(), "the password stays");
}

#[test]
fn a_new_address_that_waits_to_be_proven_gets_its_link_again() {
    let service = Service::new();
    let id = service.activate(TARO);
    service.request_replacement(id, NEW).unwrap();
    service.deliver();
    service.commit(resend(&service, id).unwrap());
    let to: Vec<String> = service.deliver().into_iter().map(|m| m.to).collect();
    assert_eq!(to, [TARO, NEW]);
    // Again, though it is about the same request.
    service.commit(resend(&service, id).unwrap());
    assert_eq!(service.deliver().len(), 2);
    service.wait(3 * DAY);
    assert_eq!(resend(&service, id).unwrap().messages.len(), 1);
}

#[test]
fn nothing_is_sent_to_an_account_on_hold_or_removed() {
    let service = Service::new();
    let id = service.activate(TARO);
    service.hold(id);
    assert_eq!(resend(&service, id).unwrap_err(), NoMessage::Held);
    service.remove(id);
    assert_eq!(resend(&service, id).unwrap_err(), NoMessage::Removed);
}
