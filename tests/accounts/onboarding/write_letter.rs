use genkan::onboarding::write_letter::{Message, write_letter};
use genkan::onboarding::{
    Account, EventKind, Former, LetterKind, NoLetter, PasswordHash, Replacement, State,
};
use genkan::token::Timestamp;

use crate::onboarding::support::{HOUR, House, NEW, TARO, address};

const OLD: &str = "old@example.com";

/// An account of which every letter could be about.
fn account(house: &House, state: State) -> Account {
    let mut account = house.account(house.register(TARO));
    account.state = state;
    account.replacement = Some(Replacement {
        address: address(NEW),
        requested_at: house.now(),
        expires_at: later(house),
    });
    account.former = Some(Former {
        address: address(OLD),
        name: "鈴木 一郎".into(),
        undo_until: Some(later(house)),
    });
    account
}

fn later(house: &House) -> Timestamp {
    Timestamp::from_unix_seconds(house.now().unix_seconds() + HOUR)
}

/// Who gets a letter of that kind, with how many links.
fn written(
    house: &House,
    account: &Account,
    kind: LetterKind,
) -> Result<(String, usize), NoLetter> {
    let rng = &mut *house.rng.borrow_mut();
    let (letter, plan) = write_letter(&house.realm, account, kind, house.now(), rng)?;
    let links = plan.map_or(0, |plan| {
        assert_eq!(plan.event.kind, EventKind::LinkMinted);
        assert!(plan.account.is_none() && plan.letters.is_empty());
        plan.records.len()
    });
    Ok((letter.recipient.to_string(), links))
}

#[test]
fn each_letter_goes_to_its_address_with_its_links_where_it_applies() {
    use LetterKind as K;
    let house = House::new();
    let to = |address: &str, links| Ok((address.to_owned(), links));
    let (moot, held, removed) = (
        || Err(NoLetter::Moot),
        || Err(NoLetter::Held),
        || Err(NoLetter::Removed),
    );
    let password = PasswordHash::from_stored("x".into());
    let now = house.now();
    let states = [
        State::Registered {
            expires_at: later(&house),
        },
        State::Active {
            password: password.clone(),
        },
        State::Held {
            since: now,
            password: Some(password),
        },
        State::Removed { at: now },
    ];
    #[rustfmt::skip]
    let table = [
        (K::Registered, [to(TARO, 0), moot(), held(), removed()]),
        (K::Link, [to(TARO, 2), to(TARO, 2), held(), removed()]),
        (K::PasswordChanged, [moot(), to(TARO, 1), to(TARO, 1), removed()]),
        (K::ProveAddress, [moot(), to(NEW, 1), held(), removed()]),
        (K::ReplacementRequested, [to(TARO, 1), to(TARO, 1), held(), removed()]),
        (K::AddressReplaced, [to(OLD, 1), to(OLD, 1), to(OLD, 1), removed()]),
        (K::AddressWelcome, [to(TARO, 0), to(TARO, 0), to(TARO, 0), removed()]),
        (K::AddressRestored, [moot(), moot(), held(), removed()]),
        (K::Held, [moot(), moot(), to(TARO, 0), removed()]),
        (K::Released, [to(TARO, 0), to(TARO, 0), held(), removed()]),
        (K::Removed, [moot(), moot(), held(), to(TARO, 0)]),
    ];
    assert_eq!(table.len(), LetterKind::ALL.len());
    for (n, state) in states.into_iter().enumerate() {
        let house = House::new();
        let account = account(&house, state);
        for (kind, expected) in &table {
            let code = account.state.code();
            assert_eq!(
                written(&house, &account, *kind),
                expected[n],
                "{kind:?} {code}"
            );
        }
    }
}

#[test]
fn an_address_that_an_undo_put_out_is_told_so() {
    let house = House::new();
    let expires_at = later(&house);
    let mut account = account(&house, State::Registered { expires_at });
    account.former.as_mut().unwrap().undo_until = None;
    let told = written(&house, &account, LetterKind::AddressRestored);
    assert_eq!(told, Ok((OLD.to_owned(), 0)));
}

#[test]
fn a_letter_about_what_is_no_more_is_not_written() {
    let house = House::new();
    let active = State::Active {
        password: PasswordHash::from_stored("x".into()),
    };
    let mut account = account(&house, active);
    account.replacement = None;
    account.former = None;
    for kind in [
        LetterKind::ProveAddress,
        LetterKind::ReplacementRequested,
        LetterKind::AddressReplaced,
        LetterKind::AddressRestored,
    ] {
        assert_eq!(
            written(&house, &account, kind),
            Err(NoLetter::Moot),
            "{kind:?}"
        );
    }
}

#[test]
fn a_way_back_that_is_shut_is_not_offered() {
    let house = House::new();
    let active = State::Active {
        password: PasswordHash::from_stored("x".into()),
    };
    let account = account(&house, active);
    house.wait(HOUR);
    let rng = &mut *house.rng.borrow_mut();
    let kind = LetterKind::AddressReplaced;
    let (letter, plan) = write_letter(&house.realm, &account, kind, house.now(), rng).unwrap();
    assert!(plan.is_none());
    assert!(matches!(
        letter.message,
        Message::AddressReplaced { undo: None }
    ));
    assert_eq!(letter.name, "鈴木 一郎");
}
