use std::time::Duration;

use genkan::audit_log::{Actor, EventKind};
use genkan::onboarding::{
    Account, Content, Former, MessageKind, NoMessage, PasswordHash, Replacement, State,
};
use genkan::time::Timestamp;

use crate::onboarding::support::{HOUR, NEW, Service, TARO, address, message};

const FORMER: &str = "former@example.com";

/// The revisions that requested the new address and replaced the former one.
const REQUESTED: u64 = 11;
const REPLACED: u64 = 12;

/// Returns an account to which every kind of message can apply.
fn account(service: &Service, state: State) -> Account {
    let mut account = service.account(service.register(TARO));
    account.state = state;
    account.replacement = Some(Replacement {
        address: address(NEW),
        revision: REQUESTED,
        requested_at: service.now(),
        expires_at: later(service),
    });
    account.former = Some(Former {
        address: address(FORMER),
        revision: REPLACED,
        undo_until: Some(later(service)),
    });
    account
}

fn later(service: &Service) -> Timestamp {
    service.now() + Duration::from_secs(HOUR)
}

fn active() -> State {
    State::Active {
        password: PasswordHash::from_stored("x".into()),
    }
}

/// Returns the recipient of a message, and how many links it has.
fn written(
    service: &Service,
    account: &Account,
    kind: MessageKind,
    revision: u64,
) -> Result<(String, usize), NoMessage> {
    let rng = &mut *service.rng.borrow_mut();
    let message = message(account, kind, revision);
    let written = service
        .realm
        .write_message(account, None, &message, service.now(), rng);
    let (written, plan) = written?;
    let links = plan.map_or(0, |plan| {
        let event = &plan.events[0];
        assert_eq!(
            (event.kind, event.actor),
            (EventKind::LinkMinted, Actor::System)
        );
        assert!(plan.changes.is_empty() && plan.messages.is_empty());
        plan.records.len()
    });
    Ok((written.recipient.to_string(), links))
}

/// Returns the revision that a message of this kind is about here.
const fn occasion(kind: MessageKind) -> u64 {
    match kind {
        MessageKind::ProveAddress | MessageKind::ReplacementRequested => REQUESTED,
        _ => REPLACED,
    }
}

#[test]
fn each_message_goes_to_its_address_with_its_links_if_it_applies() {
    use MessageKind as K;
    let service = Service::new();
    let to = |address: &str, links| Ok((address.to_owned(), links));
    let (none, held, removed) = (
        || Err(NoMessage::NoLongerApplies),
        || Err(NoMessage::Held),
        || Err(NoMessage::Removed),
    );
    let password = PasswordHash::from_stored("x".into());
    let now = service.now();
    let states = [
        State::Registered {
            expires_at: later(&service),
        },
        active(),
        State::Held {
            since: now,
            password: Some(password),
        },
        State::Removed { at: now },
    ];
    #[rustfmt::skip]
    let table = [
        (K::Registered, [to(TARO, 0), none(), held(), removed()]),
        (K::Invited, [to(TARO, 1), none(), held(), removed()]),
        (K::SecondFactorChanged, [to(TARO, 0), to(TARO, 0), to(TARO, 0), removed()]),
        (K::Link, [to(TARO, 2), to(TARO, 2), held(), removed()]),
        (K::PasswordChanged, [to(TARO, 0), to(TARO, 1), to(TARO, 1), to(TARO, 0)]),
        (K::ProveAddress, [none(), to(NEW, 1), held(), removed()]),
        (K::ReplacementRequested, [to(TARO, 1), to(TARO, 1), held(), removed()]),
        (K::AddressReplaced, [to(FORMER, 1), to(FORMER, 1), to(FORMER, 1), to(FORMER, 0)]),
        (K::AddressWelcome, [to(TARO, 0), to(TARO, 0), to(TARO, 0), removed()]),
        (K::AddressRestored, [to(FORMER, 0), to(FORMER, 0), to(FORMER, 0), to(FORMER, 0)]),
        (K::Held, [none(), none(), to(TARO, 0), removed()]),
        (K::Released, [to(TARO, 0), to(TARO, 0), held(), removed()]),
        (K::HandedOver, [none(), none(), held(), to(TARO, 0)]),
        (K::Removed, [none(), none(), held(), to(TARO, 0)]),
    ];
    // The others are about cases, not about an account.
    let about_cases = [
        K::ConfirmRequest,
        K::RequestDone,
        K::RequestRefused,
        K::HandoverReminder,
        K::ConfirmInquiry,
        K::InquiryRefused,
        K::TakeoverAnnounced,
        K::TakeoverStopped,
    ];
    assert_eq!(table.len() + about_cases.len(), K::ALL.len());
    for (n, state) in states.into_iter().enumerate() {
        let service = Service::new();
        let account = account(&service, state);
        for (kind, expected) in &table {
            let code = account.state.code();
            assert_eq!(
                written(&service, &account, *kind, occasion(*kind)),
                expected[n],
                "{kind:?} {code}"
            );
        }
    }
}

#[test]
fn a_message_about_an_address_is_written_on_its_own_occasion_only() {
    use MessageKind as K;
    let service = Service::new();
    let account = account(&service, active());
    for kind in [
        K::ProveAddress,
        K::ReplacementRequested,
        K::AddressReplaced,
        K::AddressWelcome,
        K::AddressRestored,
    ] {
        for revision in 0..20 {
            let result = written(&service, &account, kind, revision);
            let is_own = revision == occasion(kind);
            assert_eq!(result.is_ok(), is_own, "{kind:?} {revision}");
            if let Err(reason) = result {
                assert_eq!(reason, NoMessage::NoLongerApplies);
            }
        }
    }
}

#[test]
fn a_message_about_an_address_that_is_no_longer_kept_is_not_written() {
    let service = Service::new();
    let mut account = account(&service, active());
    account.replacement = None;
    account.former = None;
    for kind in [
        MessageKind::ProveAddress,
        MessageKind::ReplacementRequested,
        MessageKind::AddressReplaced,
        MessageKind::AddressWelcome,
        MessageKind::AddressRestored,
    ] {
        let result = written(&service, &account, kind, occasion(kind));
        assert_eq!(result, Err(NoMessage::NoLongerApplies), "{kind:?}");
    }
}

#[test]
fn a_change_that_can_no_longer_be_undone_has_no_link_that_undoes_it() {
    let service = Service::new();
    let account = account(&service, active());
    service.wait(HOUR);
    let message = message(&account, MessageKind::AddressReplaced, REPLACED);
    let rng = &mut *service.rng.borrow_mut();
    let written = service
        .realm
        .write_message(&account, None, &message, service.now(), rng);
    let (written, plan) = written.unwrap();
    assert!(plan.is_none());
    assert!(matches!(
        written.content,
        Content::AddressReplaced { undo: None }
    ));
}

#[test]
fn a_message_to_another_account_is_not_written() {
    let service = Service::new();
    let taro = account(&service, active());
    let hanako = service.account(service.register("hanako@example.com"));
    for kind in MessageKind::ALL {
        let others = message(&hanako, kind, occasion(kind));
        let rng = &mut *service.rng.borrow_mut();
        let written = service
            .realm
            .write_message(&taro, None, &others, service.now(), rng);
        assert_eq!(
            written.map(drop),
            Err(NoMessage::NoLongerApplies),
            "{kind:?}"
        );
    }
}
