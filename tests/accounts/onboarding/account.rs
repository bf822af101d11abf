//! Which tokens an account has use for: every state with every purpose.

use genkan::onboarding::{Former, PasswordHash, Replacement, Revocation, State};
use genkan::token::{Principal, PurposeName, Timestamp};

use PurposeName::{
    Decline, Device, Disown, FirstPassword, ProveAddress, Reset, Session, UndoAddress,
};

use crate::onboarding::support::{House, NEW, TARO, address};

#[test]
fn each_state_has_use_for_these_tokens_and_no_others() {
    let house = House::new();
    let (now, end) = (house.now(), Timestamp::from_unix_seconds(1_800_000_060));
    let mut account = house.account(house.register(TARO));
    account.replacement = Some(Replacement {
        address: address(NEW),
        requested_at: now,
        expires_at: end,
    });
    account.former = Some(Former {
        address: address("old@example.com"),
        name: "x".into(),
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
            vec![FirstPassword, Decline, UndoAddress],
            vec![Decline],
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
            ],
            vec![Reset, Session, Device, Decline, Disown],
        ),
        (
            held(Some(password)),
            vec![Disown, UndoAddress],
            vec![Disown],
        ),
        (held(None), vec![UndoAddress], vec![]),
        (State::Removed { at: now }, vec![], vec![]),
    ];
    let last = Timestamp::from_unix_seconds(end.unix_seconds() - 1);
    for (state, before, after) in table {
        account.state = state;
        for purpose in PurposeName::ALL {
            let subject = |time| account.subject(purpose, "test", time);
            let said = format!("{} {}", account.state.code(), purpose.code());
            assert_eq!(subject(now).is_some(), before.contains(&purpose), "{said}");
            assert_eq!(subject(last).is_some(), before.contains(&purpose), "{said}");
            assert_eq!(subject(end).is_some(), after.contains(&purpose), "{said}");
            if let Some(subject) = subject(now) {
                let address = match purpose {
                    ProveAddress => NEW,
                    UndoAddress => "old@example.com",
                    _ => TARO,
                };
                assert_eq!(subject.address, address, "{said}");
                assert_eq!(subject.principal, Principal::Account(account.id));
                assert_eq!(subject.realm, "test");
            }
        }
    }
}

#[test]
fn each_revocation_ends_what_the_one_before_it_ends_and_more() {
    let links = vec![Reset, FirstPassword, ProveAddress];
    let access = [links.clone(), vec![Session]].concat();
    let devices = [access.clone(), vec![Device]].concat();
    for (revocation, ended) in [
        (Revocation::None, vec![]),
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
