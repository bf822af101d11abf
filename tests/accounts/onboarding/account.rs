//! The tokens that an account accepts: every state with every purpose.

use genkan::onboarding::{
    Account, AccountKind, Former, PasswordHash, Replacement, Reply, Revocation, State,
};
use genkan::time::Timestamp;
use genkan::token::{Principal, PurposeName};

use PurposeName::{
    AwaitingFactor, Confirm, Decline, DeskSession, Device, Disown, FirstPassword, Object,
    ProveAddress, Reset, Session, UndoAddress,
};

use crate::onboarding::support::{NEW, Service, TARO, address};

#[test]
fn each_state_has_use_for_these_tokens_and_no_others() {
    let service = Service::new();
    let (now, end) = (service.now(), Timestamp::from_unix_seconds(1_800_000_060));
    let mut account = service.account(service.register(TARO));
    account.replacement = Some(Replacement {
        address: address(NEW),
        revision: 1,
        requested_at: now,
        expires_at: end,
    });
    account.former = Some(Former {
        address: address("old@example.com"),
        revision: 1,
        undo_until: Some(end),
    });
    let password = PasswordHash::from_stored("x".into());
    let held = |password| State::Held {
        since: now,
        password,
    };
    let table = [
        (
            State::Registered { expires_at: end },
            vec![FirstPassword, Decline, UndoAddress, Confirm, Object],
            vec![Decline, Confirm, Object],
        ),
        (
            State::Active {
                password: password.clone(),
            },
            vec![
                Reset,
                Session,
                Device,
                Decline,
                Disown,
                ProveAddress,
                UndoAddress,
                Confirm,
                Object,
            ],
            vec![Reset, Session, Device, Decline, Disown, Confirm, Object],
        ),
        (
            held(Some(password)),
            vec![Disown, UndoAddress, Object],
            vec![Disown, Object],
        ),
        (held(None), vec![UndoAddress, Object], vec![Object]),
        (State::Removed { at: now }, vec![], vec![]),
    ];
    let last = Timestamp::from_unix_seconds(end.unix_seconds() - 1);
    // An operator's account has use for the same, with other sessions. It has no
    // company, so there is nothing to answer.
    let of_operator = |purposes: &[PurposeName]| {
        let of_operator = |purpose: &PurposeName| match purpose {
            Session => vec![DeskSession, AwaitingFactor],
            Confirm | Object => vec![],
            other => vec![*other],
        };
        purposes.iter().flat_map(of_operator).collect::<Vec<_>>()
    };
    let table = table.into_iter().flat_map(|(state, before, after)| {
        let (desk_before, desk_after) = (of_operator(&before), of_operator(&after));
        [
            (
                AccountKind::Operator,
                state.clone(),
                desk_before,
                desk_after,
            ),
            (AccountKind::Contact, state, before, after),
        ]
    });
    for (kind, state, before, after) in table {
        account.state = state;
        account.kind = kind;
        for purpose in PurposeName::ALL {
            let subject = |time| account.subject(purpose, "test", time);
            let case = format!("{kind} {} {}", account.state.code(), purpose.code());
            assert_eq!(subject(now).is_some(), before.contains(&purpose), "{case}");
            assert_eq!(subject(last).is_some(), before.contains(&purpose), "{case}");
            assert_eq!(subject(end).is_some(), after.contains(&purpose), "{case}");
            if let Some(subject) = subject(now) {
                let address = match purpose {
                    ProveAddress => NEW,
                    UndoAddress => "old@example.com",
                    _ => TARO,
                };
                assert_eq!(subject.address, address, "{case}");
                assert_eq!(subject.principal, Principal::Account(account.id));
                assert_eq!(subject.realm, "test");
            }
        }
    }
}

#[test]
fn each_revocation_ends_what_the_one_before_it_ends_and_more() {
    let links = vec![Reset, FirstPassword, ProveAddress];
    let access = [links.clone(), vec![Session, DeskSession, AwaitingFactor]].concat();
    let devices = [access.clone(), vec![Device]].concat();
    for (revocation, ended) in [
        (Revocation::Links, links),
        (Revocation::Access, access),
        (Revocation::Devices, devices),
        (Revocation::All, PurposeName::ALL.to_vec()),
    ] {
        for purpose in PurposeName::ALL {
            let ends = revocation.ends(purpose);
            assert_eq!(ends, ended.contains(&purpose), "{revocation:?} {purpose:?}");
        }
    }
}

#[test]
fn the_limits_get_the_account_s_data() {
    let service = Service::new();
    let id = service.register(TARO);
    service.request(id).unwrap();
    let account = service.account(id);
    let to_limit = account.to_limit();
    assert_eq!(to_limit.id, id);
    assert_eq!(to_limit.company, None);
    assert_eq!(to_limit.link_requested_at, Some(service.now()));
    let company = genkan::id::CompanyId::from_bytes([3; 16]);
    let employed = Account {
        company: Some(company),
        ..account
    };
    assert_eq!(employed.to_limit().company, Some(company));
}

#[test]
fn a_log_shows_which_account_it_is_but_no_personal_data() {
    let service = Service::new();
    let id = service.activate(TARO);
    service.request_replacement(id, NEW).unwrap();
    let mut account = service.account(id);
    account.former = Some(Former {
        address: address("old@example.com"),
        revision: 1,
        undo_until: None,
    });
    let Account {
        replacement,
        former,
        name,
        ..
    } = &account;
    let replacement = replacement.as_ref().unwrap();
    let (revision, requested_at) = (account.revision, replacement.requested_at);
    let expires_at = replacement.expires_at;
    let hash = PasswordHash::from_stored("first".into());
    let reply = Reply::new("550 taro.yamada@example.co.jp is unknown");
    let shown = [
        (
            format!("{account:?}"),
            format!("Account {{ id: {id:?}, revision: {revision}, state: \"active\", .. }}"),
        ),
        (
            format!("{replacement:?}"),
            format!(
                "Replacement {{ requested_at: {requested_at:?}, expires_at: {expires_at:?}, .. }}"
            ),
        ),
        (
            format!("{:?}", former.as_ref().unwrap()),
            "Former { undo_until: None, .. }".to_owned(),
        ),
        (format!("{name:?}"), "Name(..)".to_owned()),
        (format!("{hash:?}"), "PasswordHash(..)".to_owned()),
        (format!("{reply:?}"), "Reply(..)".to_owned()),
    ];
    for (shown, expected) in shown {
        assert_eq!(shown, expected);
    }
    let contact = format!("{:?}", crate::onboarding::support::contact(TARO));
    for hidden in ["taro", "山田"] {
        assert!(!contact.contains(hidden), "{hidden} in {contact}");
    }
}
