use std::time::Duration;

use genkan::audit_log::{Event, EventKind, SubjectId};
use genkan::id::{AccountId, CaseId, CompanyId};
use genkan::onboarding::case::{CarriedOut, RequestedChange};
use genkan::onboarding::{
    Account, Accounts as _, Contact, Content, Edit, MessageKind, NoMessage, Refusal, State,
};

use crate::onboarding::support::{
    DAY, MINUTE, NEW, OPERATOR, Service, TARO, contact, matched, message, new_password, ready,
};

const PRIVATE: &str = "taro@private.example";

#[test]
fn the_account_ends_and_another_person_s_begins_in_one_plan() {
    let service = Service::new();
    let id = service.activate(TARO);
    let signed_in = service.sign_in(id).unwrap();
    let reset = service.reset_link(id);
    let successor = service.hand_over(id, NEW).unwrap();
    assert_ne!(successor, id);

    let ended = service.account(id);
    assert_eq!(ended.state, State::Removed { at: service.now() });
    assert_eq!(ended.successor, Some(successor));
    assert_eq!(ended.name.as_str(), "山田 太郎");
    assert!(!service.contains(&signed_in.session) && !service.contains(&reset));
    assert!(!service.contains(&signed_in.device.unwrap()));
    assert!(service.sign_in(id).is_err());

    let account = service.account(successor);
    assert_eq!((account.revision, account.name.as_str()), (1, "佐藤 花子"));
    let State::Registered { expires_at } = account.state else {
        panic!("registered")
    };
    assert_eq!(expires_at.since(service.now()).as_secs(), 180 * DAY);
    assert!(account.former.is_none() && account.link_requested_at.is_none());

    let events = service.events();
    let [.., handed_over, registered] = events.as_slice() else {
        panic!("two events")
    };
    let of = |event: &Event| (event.kind, event.subject, event.actor);
    let subject = SubjectId::Account(id);
    let expected = (EventKind::HandedOver, subject, OPERATOR);
    assert_eq!(of(handed_over), expected);
    let subject = SubjectId::Account(successor);
    let expected = (EventKind::Registered, subject, OPERATOR);
    assert_eq!(of(registered), expected);
}

#[test]
fn both_people_are_notified_of_their_own_occasion_and_of_no_other() {
    let service = Service::new();
    let id = service.activate(TARO);
    // Messages to the person who leaves wait, as if the mail server were down.
    service.wait(MINUTE);
    service.request(id).unwrap();
    service.request_replacement(id, PRIVATE).unwrap();
    service.hold(id);
    let successor = service.hand_over(id, NEW).unwrap();
    let emails = service.deliver();
    let [left, welcome] = emails.as_slice() else {
        panic!("two emails, not {}", emails.len())
    };
    assert_eq!((left.to.as_str(), left.name.as_str()), (TARO, "山田 太郎"));
    assert!(matches!(left.content, Content::HandedOver));
    let (to, name) = (welcome.to.as_str(), welcome.name.as_str());
    assert_eq!((to, name), (NEW, "佐藤 花子"));
    assert!(matches!(welcome.content, Content::Registered { .. }));

    let link = service.first_password_link(successor);
    service.set(successor, &link).unwrap();
    assert_eq!(service.deliver_one().to, NEW);
}

#[test]
fn nothing_of_the_person_who_leaves_opens_the_account_of_the_successor() {
    let service = Service::new();
    let id = service.activate(TARO);
    let link = service.reset_link(id);
    service.set(id, &link).unwrap();
    let Content::PasswordChanged {
        disown: Some(disown),
    } = service.deliver_one().content
    else {
        panic!("a notice")
    };
    let session = service.session(id);
    let current = matched(&service.account(id)).unwrap();
    let link = service.reset_link(id);
    let proof = service.open(&link).unwrap();
    let disowning = service.open(&disown.token).unwrap();
    let successor = service.hand_over(id, NEW).unwrap();
    assert!(!service.contains(&disown.token), "the remedies end, too");
    service.deliver();
    // The successor sets a password, even one with the same hash.
    let first = service.first_password_link(successor);
    service.set(successor, &first).unwrap();

    assert!(!service.works(&disown) && service.open(&link).is_err());
    let (account, now) = (service.account(successor), service.now());
    let realm = &service.realm;
    let rng = &mut *service.rng.borrow_mut();
    let signed_in = realm.sign_in(&account, &current, None, now, rng);
    assert_eq!(signed_in.map(drop).unwrap_err(), Refusal::SignIn);
    let own = matched(&account).unwrap();
    for proven in [&current, &own] {
        let new = new_password("second");
        let changed = realm.change_password(&account, &session, proven, new, now, rng);
        assert_eq!(changed.map(drop).unwrap_err(), Refusal::CurrentPassword);
        let new = PRIVATE.parse().unwrap();
        let requested = realm.request_replacement(&account, &session, proven, new, now);
        assert_eq!(requested.map(drop).unwrap_err(), Refusal::CurrentPassword);
    }
    let set = realm.set_password(&account, &proof, new_password("second"), now, rng);
    assert_eq!(set.map(drop).unwrap_err(), Refusal::Link);
    let disowned = realm.disown(&account, &disowning, now);
    assert_eq!(disowned.map(drop).unwrap_err(), Refusal::Link);
    // Nor does a plan for the successor consume the session.
    let plan = realm.sign_out(&account, &session, now);
    assert!(service.try_commit(plan).is_err());
}

#[test]
fn a_replaced_address_is_not_restored_after_it() {
    let service = Service::new();
    let id = service.activate(TARO);
    service.request_replacement(id, PRIVATE).unwrap();
    let mut undo = None;
    for email in service.deliver() {
        if let Content::ProveAddress { link } = email.content {
            let proof = service.open(&link.token).unwrap();
            let account = service.account(id);
            let now = service.now();
            let plan = service.realm.prove_address(&account, &proof, None, now);
            service.commit(plan.unwrap());
        }
    }
    for email in service.deliver() {
        if let Content::AddressReplaced { undo: link } = email.content {
            undo = link;
        }
    }
    let undo = undo.unwrap();
    assert!(service.works(&undo));
    service.hand_over(id, NEW).unwrap();
    assert!(!service.works(&undo));
    // The notice is sent to the last address of the person.
    assert_eq!(service.deliver()[0].to, PRIVATE);
}

#[test]
fn links_to_an_address_do_not_return_with_the_address() {
    let service = Service::new();
    let id = service.activate(TARO);
    service.wait(MINUTE);
    service.request(id).unwrap();
    let Content::Reset { link, decline } = service.deliver_one().content else {
        panic!("a link")
    };
    let second = service.hand_over(id, NEW).unwrap();
    let third = service.hand_over(second, TARO).unwrap();
    assert_eq!(service.by_address(TARO).unwrap().id, third);
    assert!(!service.works(&link) && !service.works(&decline));
    // The messages to the earlier accounts do not return either.
    let emails = service.deliver();
    let to: Vec<&str> = emails.iter().map(|email| email.to.as_str()).collect();
    assert_eq!(to, [TARO, NEW, TARO]);
    let kinds: Vec<_> = emails.iter().map(|email| &email.content).collect();
    assert!(matches!(
        kinds.as_slice(),
        [
            Content::HandedOver,
            Content::HandedOver,
            Content::Registered { .. }
        ]
    ));
}

#[test]
fn it_needs_an_account_and_another_free_address() {
    let service = Service::new();
    let id = service.activate(TARO);
    let other = service.activate(NEW);
    let refused = |new| service.hand_over(id, new).unwrap_err();
    assert_eq!(refused(NEW), Refusal::AddressTaken);
    assert_eq!(refused(TARO), Refusal::SameAddress);
    assert_eq!(refused(&TARO.to_uppercase()), Refusal::SameAddress);
    // The address of a removed account is free.
    service.remove(other);
    service.hold(id);
    service.hand_over(id, NEW).unwrap();
    let refused = service.hand_over(id, "jiro@example.com");
    assert_eq!(refused.unwrap_err(), Refusal::State);
}

#[test]
fn a_notice_is_about_the_end_of_the_account_and_nothing_before() {
    let service = Service::new();
    let id = service.activate(TARO);
    let account = service.account(id);
    for kind in [MessageKind::HandedOver, MessageKind::Removed] {
        let early = message(&account, kind, account.revision);
        let written = service.write(&account, &early).map(drop);
        assert_eq!(written.unwrap_err(), NoMessage::NoLongerApplies);
    }
}

/// Between the request and its date, the two people may no longer be contacts of
/// one company. Then the end of the account is left to the support desk.
#[test]
fn a_hand_over_with_a_date_ends_no_account_that_has_moved() {
    for moved in [None, Some(0), Some(1)] {
        let service = Service::new();
        let (realm, company) = (&service.realm, CompanyId::from_bytes([3; 16]));
        let name = "Aozora".parse().unwrap();
        service.commit(realm.create_company(company, name, OPERATOR, service.now()));
        let company = ready(service.store.company(company)).unwrap().unwrap();
        let id = service.activate(TARO);
        let edit = |id: AccountId, company, remaining: Option<&Account>| {
            let edit = Edit {
                company: Some(company),
                ..Edit::default()
            };
            let (account, now) = (service.account(id), service.now());
            let plan = realm.edit(&account, edit, remaining, None, OPERATOR, now);
            service.commit(plan.unwrap());
        };
        edit(id, Some(company.id), None);

        let (session, taro) = (service.session(id), service.account(id));
        let on = service.now() + Duration::from_secs(30 * DAY);
        let successor = Contact {
            company: Some(company.id),
            ..contact(NEW)
        };
        let change = RequestedChange::HandOver {
            account: id,
            successor,
            on: Some(on),
        };
        let found = CarriedOut {
            account: Some(&taro),
            taken: None,
            company: &company,
            remaining: None,
            managers: &[],
            new_id: service.new_id(),
        };
        let case = CaseId::from_bytes([5; 16]);
        let requested = realm.request(case, &taro, &session, change, found, service.now());
        let requested = requested.unwrap();
        let case = requested.case().cloned().unwrap();
        service.commit(requested);
        let scheduled = realm.carry_out(&case, found, None, OPERATOR, service.now());
        let scheduled = scheduled.unwrap();
        let case = scheduled.case().cloned().unwrap();
        service.commit(scheduled);

        let both = [id, found.new_id];
        if let Some(n) = moved {
            let stays = service.account(both[1 - n]);
            edit(both[n], None, Some(&stays));
        }
        service.wait_until(on);
        let [account, successor] = both.map(|id| service.account(id));
        let (account, successor) = (Some(&account), Some(&successor));
        let plan = realm.pass_deadline(&case, account, successor, on).unwrap();
        let is_left = plan.case().unwrap().is_open();
        assert_eq!(is_left, moved.is_some());
        service.commit(plan);
        assert_eq!(service.account(id).state.is_removed(), !is_left);
    }
}
