use genkan::audit_log::{Actor, EventKind};
use genkan::id::AccountId;
use genkan::onboarding::{
    Account, CommitError, Content, Link, MessageKind, NoMessage, Refusal, State, Tokens as _,
};
use genkan::token::{Principal, ProveAddress, UndoAddress};

use crate::onboarding::support::{
    DAY, HOUR, MINUTE, NEW, OPERATOR, Service, TARO, address, matched, message, ready,
};

const INTRUDER: &str = "intruder@elsewhere.example";

impl Service {
    /// Requests a new address and reads the email that is sent there.
    fn proving(&self, id: AccountId, new: &str) -> Link<ProveAddress> {
        self.request_replacement(id, new).unwrap();
        let mut links = self
            .deliver()
            .into_iter()
            .filter_map(|email| match email.content {
                Content::ProveAddress { link } => {
                    assert_eq!(email.to, new);
                    Some(link)
                }
                _ => None,
            });
        links.next().unwrap()
    }

    fn prove(&self, id: AccountId, link: &Link<ProveAddress>) -> Result<(), Refusal> {
        let proof = self.open(&link.token).map_err(|_| Refusal::Link)?;
        let account = self.account(id);
        let new = account.replacement.clone().unwrap().address;
        let taken = self.by_address(new.as_str());
        let (taken, now) = (taken.as_ref(), self.now());
        let plan = self.realm.prove_address(&account, &proof, taken, now)?;
        self.commit(plan);
        Ok(())
    }

    /// Replaces the address and reads the email to the former one.
    fn replace(&self, id: AccountId, new: &str) -> Link<UndoAddress> {
        let former = self.account(id).address;
        let link = self.proving(id, new);
        self.prove(id, &link).unwrap();
        let mut links = self
            .deliver()
            .into_iter()
            .filter_map(|email| match email.content {
                Content::AddressReplaced { undo } => {
                    assert_eq!(email.to, former.as_str());
                    undo
                }
                Content::AddressWelcome => {
                    assert_eq!(email.to, new);
                    None
                }
                other => panic!("{other:?}"),
            });
        links.next().unwrap()
    }

    fn undo(&self, id: AccountId, link: &Link<UndoAddress>) -> Result<(), Refusal> {
        let proof = self.open(&link.token).map_err(|_| Refusal::Link)?;
        let account = self.account(id);
        let former = account.former.clone().unwrap().address;
        let taken = self.by_address(former.as_str());
        let (taken, now) = (taken.as_ref(), self.now());
        let plan = self.realm.undo_replacement(&account, &proof, taken, now)?;
        self.commit(plan);
        Ok(())
    }
}

#[test]
fn nothing_changes_until_the_new_address_is_proven() {
    let service = Service::new();
    let id = service.activate(TARO);
    service.request_replacement(id, NEW).unwrap();
    let event = (EventKind::ReplacementRequested, Actor::Contact(id));
    assert_eq!(service.last_event(), event);
    assert_eq!(service.by_address(TARO).unwrap().id, id);
    assert!(service.by_address(NEW).is_none());
    let emails = service.deliver();
    let to: Vec<&str> = emails.iter().map(|email| email.to.as_str()).collect();
    assert_eq!(to, [NEW, TARO], "both are notified");
    // Until then, links are sent to the proven address.
    service.wait(MINUTE);
    service.request(id).unwrap();
    assert_eq!(service.deliver_one().to, TARO);
    assert!(service.sign_in(id).is_ok());
}

#[test]
fn the_proof_replaces_the_address_and_ends_what_was_issued_for_the_former_one() {
    let service = Service::new();
    let id = service.activate(TARO);
    let signed_in = service.sign_in(id).unwrap();
    let link = service.proving(id, NEW);
    let reset = service.reset_link(id);
    service.prove(id, &link).unwrap();
    let event = (EventKind::AddressReplaced, Actor::Contact(id));
    assert_eq!(service.last_event(), event);
    assert_eq!(service.by_address(NEW).unwrap().id, id);
    assert!(service.by_address(TARO).is_none());
    // A link from before an address change sets no password.
    assert!(service.open(&reset).is_err());
    assert!(service.set(id, &reset).is_err());
    // They are not only bound to another address, but deleted.
    assert!(!service.contains(&reset));
    assert!(!service.contains(&signed_in.session));
    assert!(!service.contains(&signed_in.device.unwrap()));
    assert!(!service.works(&link), "it is used up");
    assert!(service.sign_in(id).is_ok(), "the password stays");
}

#[test]
fn the_proofs_are_worth_nothing_for_another_account_or_state() {
    let service = Service::new();
    let (id, other) = (
        service.activate(TARO),
        service.activate("hanako@example.com"),
    );
    service
        .request_replacement(other, "hanako@new.example.com")
        .unwrap();
    service.deliver();
    service.wait(MINUTE);
    let link = service.proving(id, NEW);
    let proof = service.open(&link.token).unwrap();
    let now = service.now();
    let prove = |account: &Account| {
        let plan = service.realm.prove_address(account, &proof, None, now);
        plan.map(|plan| plan.consume)
    };
    let account = service.account(id);
    let used_up = vec![(link.token.selector(), Principal::Account(id))];
    assert_eq!(prove(&account), Ok(used_up));
    assert_eq!(prove(&service.account(other)), Err(Refusal::Link));
    let mut withdrawn = account.clone();
    withdrawn.replacement = None;
    assert_eq!(prove(&withdrawn), Err(Refusal::Link));
    let held = service.realm.hold(&account, OPERATOR, now).unwrap();
    assert_eq!(prove(held.account().unwrap()), Err(Refusal::Link));

    service.prove(id, &link).unwrap();
    let undo = service
        .deliver()
        .into_iter()
        .find_map(|email| match email.content {
            Content::AddressReplaced { undo } => undo,
            _ => None,
        });
    let undo = service.open(&undo.unwrap().token).unwrap();
    service.replace(other, "hanako@third.example.com");
    let undone = |account: &Account| {
        let plan = service.realm.undo_replacement(account, &undo, None, now);
        plan.map(drop)
    };
    let account = service.account(id);
    assert_eq!(undone(&account), Ok(()));
    assert_eq!(undone(&service.account(other)), Err(Refusal::Link));
    let removed = service
        .realm
        .remove(&account, None, None, OPERATOR, now)
        .unwrap();
    assert_eq!(undone(removed.account().unwrap()), Err(Refusal::Link));
}

#[test]
fn a_link_whose_record_was_not_deleted_is_still_for_the_former_address() {
    // As if a store had not deleted it: the address is in the token's MAC.
    let service = Service::new();
    let id = service.activate(TARO);
    let link = service.reset_link(id);
    let found = ready(service.store.token(link.selector()));
    let (record, _) = found.unwrap().unwrap();
    service.replace(id, NEW);
    let found = (record, service.account(id));
    let opened = service.realm.open_link(&link, Some(&found), service.now());
    assert_eq!(opened.unwrap_err().code(), "token-forged");
}

#[test]
fn a_link_proves_only_the_address_that_it_was_sent_to() {
    let service = Service::new();
    let id = service.activate(TARO);
    let intruders = service.proving(id, INTRUDER);
    service.wait(MINUTE);
    let owners = service.proving(id, NEW);
    assert!(!service.works(&intruders));
    service.prove(id, &owners).unwrap();
    assert_eq!(service.account(id).address, address(NEW));
}

#[test]
fn a_new_address_has_three_days() {
    let service = Service::new();
    let id = service.activate(TARO);
    let link = service.proving(id, NEW);
    assert_eq!(link.expires_at.since(service.now()).as_secs(), 3 * DAY);
    service.wait(3 * DAY - 1);
    assert!(service.works(&link));
    service.wait(1);
    assert_eq!(service.prove(id, &link).unwrap_err(), Refusal::Link);
}

#[test]
fn a_link_that_is_sent_late_ends_no_later() {
    let service = Service::new();
    let id = service.activate(TARO);
    service.request_replacement(id, NEW).unwrap();
    service.wait(2 * DAY);
    let end = service.account(id).replacement.unwrap().expires_at;
    for email in service.deliver() {
        if let Content::ProveAddress { link } = email.content {
            assert_eq!(link.expires_at, end);
        }
    }
    service.wait(DAY);
    let account = service.account(id);
    let revision = account.replacement.as_ref().unwrap().revision;
    let late = message(&account, MessageKind::ProveAddress, revision);
    let late = service.write(&account, &late);
    assert_eq!(late.map(drop).unwrap_err(), NoMessage::NoLongerApplies);
}

#[test]
fn only_the_owner_with_the_password_requests_it() {
    let service = Service::new();
    let (id, other) = (
        service.activate(TARO),
        service.activate("hanako@example.com"),
    );
    let (session, others) = (service.session(id), service.session(other));
    let account = service.account(id);
    let current = matched(&account).unwrap();
    let of_other = matched(&service.account(other)).unwrap();
    for (session, matched) in [(&session, &of_other), (&others, &current)] {
        let (new, now) = (address(NEW), service.now());
        let refused = service
            .realm
            .request_replacement(&account, session, matched, new, now);
        assert_eq!(refused.map(drop).unwrap_err(), Refusal::CurrentPassword);
    }
    service.request_replacement(id, NEW).unwrap();
    service.wait(MINUTE - 1);
    assert_eq!(
        service.request_replacement(id, NEW).unwrap_err(),
        Refusal::TooSoon
    );
    service.wait(1);
    assert!(service.request_replacement(id, NEW).is_ok());
}

#[test]
fn a_request_does_not_reveal_that_an_address_is_taken() {
    let service = Service::new();
    let (id, other) = (service.activate(TARO), service.activate(NEW));
    let link = service.proving(id, NEW);
    assert_eq!(service.prove(id, &link).unwrap_err(), Refusal::AddressTaken);
    // The store does not allow it either.
    let proof = service.open(&link.token).unwrap();
    let account = service.account(id);
    let plan = service
        .realm
        .prove_address(&account, &proof, None, service.now())
        .unwrap();
    assert!(matches!(
        service.try_commit(plan),
        Err(CommitError::Conflict)
    ));
    assert_eq!(service.by_address(NEW).unwrap().id, other);
    assert_eq!(service.by_address(TARO).unwrap().id, id);
}

#[test]
fn the_owner_of_the_former_address_undoes_the_change() {
    let service = Service::new();
    let id = service.activate(TARO);
    let undo = service.replace(id, NEW);
    let session = service.sign_in(id).unwrap().session;
    let reset = service.reset_link(id);
    service.undo(id, &undo).unwrap();
    assert!(!service.contains(&undo.token), "it is used up");
    let event = (EventKind::AddressRestored, Actor::Contact(id));
    assert_eq!(service.last_event(), event);
    let account = service.account(id);
    assert_eq!(account.address, address(TARO));
    assert_eq!(account.state.code(), "registered", "the password has ended");
    assert!(!service.contains(&session) && !service.contains(&reset));
    let emails = service.deliver();
    let [link, notice] = emails.as_slice() else {
        panic!("two emails")
    };
    assert_eq!((link.to.as_str(), notice.to.as_str()), (TARO, NEW));
    assert!(matches!(notice.content, Content::AddressRestored));
    let Content::FirstPassword { link, .. } = &link.content else {
        panic!("a link for a first password")
    };
    service.set(id, &link.token).unwrap();
    // This step cannot be undone.
    let account = service.account(id);
    assert!(account.former.unwrap().undo_until.is_none());
}

#[test]
fn a_change_can_be_undone_for_three_days() {
    let service = Service::new();
    let id = service.activate(TARO);
    let undo = service.replace(id, NEW);
    assert_eq!(undo.expires_at.since(service.now()).as_secs(), 3 * DAY);
    service.wait(3 * DAY - 1);
    assert!(service.works(&undo));
    service.wait(1);
    assert_eq!(service.undo(id, &undo).unwrap_err(), Refusal::Link);
    service.replace(id, INTRUDER);
}

#[test]
fn nothing_that_an_intruder_does_ends_the_link_that_undoes() {
    let service = Service::new();
    let id = service.activate(TARO);
    let undo = service.replace(id, INTRUDER);

    // The intruder sets another password by a link to the stolen account,
    let reset = service.reset_link(id);
    service.set(id, &reset).unwrap();
    assert!(service.works(&undo));
    // requests a further address,
    service.wait(HOUR);
    assert_eq!(
        service.request_replacement(id, NEW).unwrap_err(),
        Refusal::TooSoon
    );
    // disowns the password,
    for email in service.deliver() {
        if let Content::PasswordChanged {
            disown: Some(disown),
        } = email.content
        {
            let proof = service.open(&disown.token).unwrap();
            let account = service.account(id);
            let plan = service.realm.disown(&account, &proof, service.now());
            service.commit(plan.unwrap());
        }
    }
    service.wait(MINUTE);
    // and sets a password once more.
    service.deliver();
    let link = service.first_password_link(id);
    service.set(id, &link).unwrap();
    service.deliver();

    service.undo(id, &undo).unwrap();
    assert_eq!(service.account(id).address, address(TARO));
    assert!(service.sign_in(id).is_err());
}

#[test]
fn a_stolen_account_on_hold_is_restored_and_stays_on_hold() {
    let service = Service::new();
    let id = service.activate(TARO);
    let undo = service.replace(id, INTRUDER);
    service.hold(id);
    service.deliver();
    service.undo(id, &undo).unwrap();
    let account = service.account(id);
    assert_eq!(account.address, address(TARO));
    assert!(matches!(account.state, State::Held { password: None, .. }));
    let email = service.deliver_one();
    assert_eq!(email.to, INTRUDER);
}

#[test]
fn a_former_address_that_was_registered_again_is_not_restored() {
    let service = Service::new();
    let id = service.activate(TARO);
    let undo = service.replace(id, NEW);
    let other = service.register(TARO);
    assert_eq!(service.undo(id, &undo).unwrap_err(), Refusal::AddressTaken);
    assert_eq!(service.by_address(TARO).unwrap().id, other);
}

#[test]
fn a_late_notice_of_an_undo_does_not_reach_the_owner_of_the_next_address() {
    let service = Service::new();
    let id = service.activate(TARO);
    let way = service.replace(id, NEW);
    service.undo(id, &way).unwrap();
    // The mail server of the intruder's address is slow.
    let emails = service.deliver();
    let Content::FirstPassword { link, .. } = &emails[0].content else {
        panic!("a link for a first password")
    };
    service.set(id, &link.token).unwrap();
    service.deliver();
    service.replace(id, "taro@third.example.com");
    let account = service.account(id);
    assert_eq!(account.former.as_ref().unwrap().address.as_str(), TARO);
    let restored = account.former.as_ref().unwrap().revision - 1;
    for revision in 0..=account.revision {
        let late = message(&account, MessageKind::AddressRestored, revision);
        let late = service.write(&account, &late).map(|email| email.to);
        // A worker would not write that kind of message about the last change.
        if revision != restored + 1 {
            assert_eq!(late, Err(NoMessage::NoLongerApplies));
        }
    }
}
