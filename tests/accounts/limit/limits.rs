use std::collections::BTreeMap;

use genkan::address::Address;
use genkan::id::{AccountId, CompanyId, OperatorId};
use genkan::limit::{
    self, AccountToLimit, Asker, Cell, CellId, Charge, DeviceFailures, Limit, LimitName, Limits,
    Throttled,
};
use genkan::token::{
    Device, Issued, Key, KeyId, Keyring, Principal, Purpose as _, PurposeName, Reset, Subject,
    Verified,
};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

use crate::limit::{Kept, NOW, at, charge_of};

const CLIENT: &str = "192.0.2.1";

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

/// An account, as the limits know it, and its address.
#[derive(Clone)]
struct Person {
    address: Address,
    account: AccountToLimit,
}

/// The company of most people here.
const COMPANY: Option<CompanyId> = Some(CompanyId::from_bytes([0xC0; 16]));

fn person(n: u8, text: &str, company: Option<CompanyId>) -> Person {
    Person {
        address: address(text),
        account: AccountToLimit {
            id: AccountId::from_bytes([n; 16]),
            company,
            link_requested_at: None,
            is_expected: false,
        },
    }
}

fn keyring() -> Keyring {
    Keyring::new(Key::new(KeyId::new(1), [7; 32]))
}

fn device(person: &Person) -> Verified<Device> {
    nth_device(person, 1)
}

fn nth_device(person: &Person, n: u64) -> Verified<Device> {
    known_to(Principal::Account(person.account.id), n)
}

fn known_to(principal: Principal, n: u64) -> Verified<Device> {
    let subject = Subject {
        realm: "support",
        principal,
        address: "taro@example.co.jp",
    };
    let mut rng = ChaCha20Rng::seed_from_u64(n);
    let issued = keyring().issue(&subject, Device::LIFETIME, at(NOW), &mut rng);
    let Issued { token, record } = issued;
    keyring()
        .verify(&token, &record, &subject, at(NOW))
        .unwrap()
}

fn stranger<'a>(person: &'a Person, client: &'a str) -> Asker<'a> {
    Asker {
        address: &person.address,
        account: Some(person.account),
        device: None,
        client,
    }
}

fn owner<'a>(person: &'a Person, device: &'a Verified<Device>) -> Asker<'a> {
    Asker {
        device: Some(device),
        ..stranger(person, CLIENT)
    }
}

/// A store: a map without decisions.
#[derive(Default)]
struct Store(BTreeMap<CellId, Cell>);

impl Store {
    /// Charges a guess as [`Limits`] describes it: of a known browser, or of a
    /// stranger. Returns what a success refunds.
    fn guess(&mut self, asker: &Asker<'_>, now: u64) -> Result<Vec<Charge>, Throttled> {
        let limits = Limits::default();
        let mut charged = limits.sign_in(asker);
        if asker.is_known() && self.charge(&charged, now).is_err() {
            let stranger = limits.sign_in(&asker.as_stranger());
            self.charge(&stranger, now)?;
            charged.extend(stranger);
        } else if !asker.is_known() {
            self.charge(&charged, now)?;
        }
        Ok(charged)
    }

    fn charge(&mut self, charges: &[Charge], now: u64) -> Result<(), Throttled> {
        let cells: Vec<_> = charges.iter().map(|c| self.0.get(&c.id).copied()).collect();
        let after = limit::charge(&cells, charges, at(now))?;
        self.0.extend(charges.iter().map(|c| c.id).zip(after));
        Ok(())
    }

    /// Deletes cells that have ended, as a store does.
    fn sweep(&mut self, now: u64) {
        let has_ended = |cell: &Cell| cell.ends.is_some_and(|ends| ends <= at(now));
        self.0.retain(|_, cell| !has_ended(cell));
    }

    fn refund(&mut self, charges: &[Charge], now: u64) {
        for charge in charges {
            let kept = self.0.remove(&charge.id);
            let after = limit::refund(kept, charge, at(now));
            self.0.extend(after.map(|cell| (charge.id, cell)));
        }
    }
}

fn names(charges: &[Charge]) -> Vec<&'static str> {
    let mut names: Vec<_> = charges.iter().map(|charge| charge.by.code()).collect();
    names.sort_unstable();
    names
}

/// Returns what another request is charged, just after one.
fn again(limits: &Limits, asker: &Asker<'_>) -> Vec<Charge> {
    limits.link_request(asker, at(NOW))
}

/// Returns the same person after a request.
fn asked(person: &Person, now: u64) -> Person {
    let mut person = person.clone();
    person.account.link_requested_at = Some(at(now));
    person
}

#[test]
fn an_unknown_address_is_charged_as_much_as_a_registered_one_at_most() {
    let limits = Limits::default();
    let taro = asked(&person(1, "taro@example.co.jp", COMPANY), NOW);
    let alone = asked(&person(2, "hanako@example.com", None), NOW);
    let unknown = Asker {
        account: None,
        ..stranger(&taro, CLIENT)
    };
    for asker in [&unknown, &stranger(&alone, CLIENT)] {
        let taro = stranger(&taro, CLIENT);
        for charges in [again, Limits::sign_in] {
            let (theirs, his) = (charges(&limits, asker), charges(&limits, &taro));
            assert_eq!(names(&theirs), names(&his));
        }
    }
}

#[test]
fn a_refusal_that_reveals_no_account_is_the_same_for_every_address() {
    let limits = Limits::default();
    let taro = person(1, "taro@example.co.jp", COMPANY);
    let other = person(2, "hanako@example.com", None);
    let asker = stranger(&taro, CLIENT);
    let nobody = Asker {
        account: None,
        ..asker
    };
    let other = stranger(&other, CLIENT);
    for charges in [again, Limits::sign_in] {
        let silent = |asker| {
            let mut charges = charges(&limits, asker);
            charges.retain(|charge| !charge.by.reveals_account());
            charges
        };
        assert_eq!(silent(&asker), silent(&nobody));
        assert_eq!(silent(&asker), silent(&other));
        // All other refusals differ.
        let (one, two) = (charges(&limits, &asker), charges(&limits, &nobody));
        let same = one.iter().filter(|charge| two.contains(charge));
        assert!(same.into_iter().all(|charge| !charge.by.reveals_account()));
    }
    let guess = limits.sign_in(&asker);
    assert!(guess.iter().any(|charge| !charge.by.reveals_account()));
}

#[test]
fn charges_are_ordered_and_name_no_cell_twice() {
    let limits = Limits::default();
    let taro = person(1, "taro@example.co.jp", None);
    let known = device(&taro);
    let all = [
        limits.link_request(&stranger(&taro, CLIENT), at(NOW)),
        limits.sign_in(&stranger(&taro, CLIENT)),
        limits.link_request(&owner(&taro, &known), at(NOW)),
        limits.sign_in(&owner(&taro, &known)),
        limits.new_password(taro.account.id),
    ];
    for charges in all {
        assert!(charges.is_sorted_by(|a, b| a.id < b.id), "{charges:?}");
    }
}

#[test]
fn a_known_browser_uses_up_its_own_guesses_only() {
    let taro = person(1, "taro@example.co.jp", COMPANY);
    let (stolen, own) = (nth_device(&taro, 1), nth_device(&taro, 2));
    let mut store = Store::default();
    for hour in 0..10_000 {
        let _ = store.guess(&owner(&taro, &stolen), NOW + 3_600 * hour);
    }
    let end = NOW + 3_600 * 10_000;
    assert!(store.guess(&owner(&taro, &stolen), end).is_err());
    // It has used up what every stranger can use up, and nothing else.
    assert!(store.guess(&stranger(&taro, CLIENT), end).is_err());
    assert!(store.guess(&owner(&taro, &own), end).is_ok());
}

#[test]
fn a_known_browser_counts_as_unknown_after_its_guesses_until_a_success() {
    let limits = Limits::default();
    let taro = person(1, "taro@example.co.jp", COMPANY);
    let known = device(&taro);
    let asker = owner(&taro, &known);
    let mut store = Store::default();
    for _ in 0..5 {
        assert_eq!(store.guess(&asker, NOW), Ok(limits.sign_in(&asker)));
    }
    // At once, without a wait.
    let as_stranger = store.guess(&asker, NOW).unwrap();
    assert_eq!(as_stranger[1..], limits.sign_in(&stranger(&taro, CLIENT)));
    // The right password gives the browser all guesses back.
    store.refund(&as_stranger, NOW);
    assert!(store.0.is_empty());
    assert_eq!(store.guess(&asker, NOW), Ok(limits.sign_in(&asker)));
}

/// The cell of a browser may be deleted when the browser is no longer known.
#[test]
fn the_cell_of_a_known_browser_outlives_its_token() {
    let limits = Limits::default();
    let taro = person(1, "taro@example.co.jp", COMPANY);
    let known = device(&taro);
    let mut store = Store::default();
    let guess = limits.sign_in(&owner(&taro, &known));
    for _ in 0..5 {
        store.charge(&guess, NOW).unwrap();
    }
    let expired = NOW + Device::LIFETIME.as_duration().as_secs();
    store.sweep(expired - 1);
    assert!(store.charge(&guess, expired - 1).is_err());
    store.sweep(expired + 1);
    assert!(store.0.is_empty());
}

#[test]
fn an_address_is_one_cell_however_it_is_spelled() {
    let limits = Limits::default();
    let taro = person(1, "taro@example.co.jp", None);
    for account in [None, Some(taro.account)] {
        let ids = ["taro@example.co.jp", "TARO@Example.CO.JP"].map(|text| {
            let address = address(text);
            let asker = Asker {
                address: &address,
                account,
                device: None,
                client: CLIENT,
            };
            let charges = limits.link_request(&asker, at(NOW));
            charges.iter().map(|charge| charge.id).collect::<Vec<_>>()
        });
        assert_eq!(ids[0], ids[1]);
    }
}

#[test]
fn unknown_addresses_use_up_nothing_that_a_contact_needs() {
    let limits = Limits::default();
    let mut store = Store::default();
    let taro = person(1, "taro@example.co.jp", COMPANY);
    let mut refused = None;
    for n in 0..5_000 {
        // The first half from the contact's own network.
        let client = if n < 2_500 {
            CLIENT
        } else {
            &format!("client {n}")
        };
        let address = address(&format!("a{n}@example.co.jp"));
        let asker = Asker {
            address: &address,
            account: None,
            device: None,
            client,
        };
        refused = store
            .charge(&limits.link_request(&asker, at(NOW)), NOW)
            .err();
    }
    // The flood itself is bounded ...
    assert_eq!(refused.unwrap().by, LimitName::LinkSystem);
    // ... and does not block the contact.
    let asker = stranger(&taro, CLIENT);
    assert_eq!(
        store.charge(&limits.link_request(&asker, at(NOW)), NOW),
        Ok(())
    );
}

#[test]
fn the_owner_has_a_valid_link_during_a_flood_of_requests() {
    let limits = Limits::default();
    let mut taro = person(1, "taro@example.co.jp", None);
    let mut store = Store::default();
    // Every 7 seconds for two days, each time from another client.
    let (mut sent, mut messages) = (NOW, 0_u64);
    for n in 0..2 * 24 * 3_600 / 7 {
        let now = NOW + 7 * n;
        let client = format!("client {n}");
        let charges = limits.link_request(&stranger(&taro, &client), at(now));
        match store.charge(&charges, now) {
            Ok(()) => {
                taro = asked(&taro, now);
                sent = now;
                messages += 1;
            }
            Err(throttled) => {
                // The owner always has a link with half of its lifetime left.
                assert!(
                    now - sent <= Reset::LIFETIME.as_duration().as_secs() / 2,
                    "{throttled}"
                );
            }
        }
    }
    // The mailbox does not fill up: one message in half an hour.
    assert!((2 * 48..=2 * 48 + 5).contains(&messages), "{messages}");
}

#[test]
fn a_stranger_never_locks_an_owner_out() {
    let limits = Limits::default();
    let taro = person(1, "taro@example.co.jp", COMPANY);
    let known = device(&taro);
    let mut store = Store::default();
    let mut allowed = 0;
    for minute in 0..90 * 24 * 60 {
        let now = NOW + 60 * minute;
        let client = format!("client {minute}");
        let guess = limits.sign_in(&stranger(&taro, &client));
        allowed += u32::from(store.charge(&guess, now).is_ok());
        // The owner's browser is allowed every time, and succeeds.
        if minute % 600 == 0 {
            let attempt = limits.sign_in(&owner(&taro, &known));
            assert_eq!(store.charge(&attempt, now), Ok(()));
            store.refund(&attempt, now);
        }
    }
    // Its successes refund nothing to the stranger.
    assert_eq!(allowed, 50);
    let end = NOW + 90 * 24 * 3_600;
    let elsewhere = limits.sign_in(&stranger(&taro, CLIENT));
    let throttled = store.charge(&elsewhere, end).unwrap_err();
    assert_eq!(throttled.by, LimitName::SignInStranger);
    assert_eq!(throttled.until, None);
    // An owner in a new browser sets a password by a link, and is allowed.
    let link = limits.link_request(&stranger(&taro, CLIENT), at(end));
    assert_eq!(store.charge(&link, end), Ok(()));
    store.refund(&limits.new_password(taro.account.id), end);
    assert_eq!(store.charge(&elsewhere, end), Ok(()));
    assert_eq!(store.charge(&link, end), Ok(()), "another link at once");
}

#[test]
fn an_owner_is_allowed_while_all_others_are_refused() {
    let limits = Limits::default();
    let taro = person(1, "taro@example.co.jp", COMPANY);
    let known = device(&taro);
    let mut store = Store::default();
    // One after the other, the shared cells are filled: by users of the same
    // client, by colleagues, and by all others.
    let sources = [(None, Some(CLIENT)), (COMPANY, None), (None, None)];
    for (company, client) in sources {
        for n in 2..=255_u8 {
            let other = person(n, &format!("a{n}@example.com"), company);
            let other = asked(&other, NOW);
            let own = format!("client {n}");
            let asker = stranger(&other, client.unwrap_or(&own));
            for _ in 0..5 {
                let only_shared = |charge: &Charge| charge.by != LimitName::LinkPause;
                let mut link = limits.link_request(&asker, at(NOW));
                link.retain(only_shared);
                let _ = store.charge(&link, NOW);
                let _ = store.charge(&limits.sign_in(&asker), NOW);
            }
        }
        for attempt in [
            limits.sign_in(&owner(&taro, &known)),
            limits.link_request(&owner(&taro, &known), at(NOW)),
        ] {
            assert_eq!(store.charge(&attempt, NOW), Ok(()));
            store.refund(&attempt, NOW);
        }
    }
    // All are full, but the first link is still sent, to an unknown browser and
    // network, too.
    let first = limits.link_request(&stranger(&taro, "elsewhere"), at(NOW));
    assert_eq!(store.charge(&first, NOW), Ok(()));
    let taro = asked(&taro, NOW);
    // A stranger's second request at once is refused.
    let shared = limits.link_request(&stranger(&taro, CLIENT), at(NOW));
    let attempt = limits.sign_in(&stranger(&taro, CLIENT));
    let mut refused: Vec<_> = [shared, attempt]
        .iter()
        .flatten()
        .filter(|charge| charge.by != LimitName::LinkPause)
        .filter(|charge| store.charge(&[**charge], NOW).is_err())
        .map(|charge| charge.by.code())
        .collect();
    refused.sort_unstable();
    let expected = [
        "link-client",
        "link-company",
        "link-system",
        "sign-in-client",
        "sign-in-system",
    ];
    assert_eq!(refused, expected);
}

#[test]
fn an_email_is_charged_to_its_account_its_company_and_the_system_in_this_order() {
    let limits = Limits::default();
    let taro = person(1, "taro@example.co.jp", COMPANY);
    let hanako = person(2, "hanako@example.co.jp", COMPANY);
    let alone = person(3, "alone@example.com", None);
    let charges = |person: &Person| limits.email(&person.account);
    let names = charges(&taro).map(|charge| charge.by.code());
    assert_eq!(names, ["email-account", "email-company", "email-system"]);
    let ids = |person: &Person| charges(person).map(|charge| charge.id);
    let [taro_own, company, system] = ids(&taro);
    let [hanako_own, same_company, same_system] = ids(&hanako);
    assert_ne!(taro_own, hanako_own);
    assert_eq!((company, system), (same_company, same_system));
    // A contact without a company counts as a company.
    let [_, own_company, same_system] = ids(&alone);
    assert!(own_company != company && same_system == system);
    // One account's requests never build a backlog of its own.
    let faster = |one: genkan::limit::Rate, other: genkan::limit::Rate| {
        u64::from(one.burst()) * u64::from(other.period())
            >= u64::from(other.burst()) * u64::from(one.period())
    };
    assert!(faster(limits.email_account, limits.link_address));
}

#[test]
fn an_expected_request_does_not_charge_the_client() {
    let limits = Limits::default();
    let mut store = Store::default();
    for n in 0..200 {
        let mut person = person(n, &format!("contact{n}@example.co.jp"), COMPANY);
        person.account.is_expected = true;
        let charges = limits.link_request(&stranger(&person, CLIENT), at(NOW));
        assert_eq!(charges.len(), 3);
        assert_eq!(store.charge(&charges, NOW), Ok(()), "{n}");
    }
}

#[test]
fn an_account_has_at_most_100_consecutive_failures() {
    // NIST SP 800-63B-4 section 3.2.2, from as many browsers as an account knows
    // and from all others. The owner's browsers may be used all the time.
    let taro = person(1, "taro@example.co.jp", None);
    let devices = (1..=10).map(|n| nth_device(&taro, n)).collect::<Vec<_>>();
    assert_eq!(devices.len(), PurposeName::Device.per_principal() as usize);
    let mut store = Store::default();
    let mut allowed = 0;
    for hour in 0..700 {
        let now = NOW + 3_600 * hour;
        store.sweep(now);
        let known = devices.iter().map(|device| owner(&taro, device));
        for asker in known.chain([stranger(&taro, CLIENT)]) {
            allowed += u32::from(store.guess(&asker, now).is_ok());
        }
    }
    assert_eq!(allowed, 100);
}

#[test]
fn a_browser_known_to_another_account_is_a_stranger() {
    let limits = Limits::default();
    let taro = person(1, "taro@example.co.jp", None);
    let mut asker = stranger(&taro, CLIENT);
    let other = device(&person(2, "hanako@example.com", None));
    asker.device = Some(&other);
    assert_eq!(
        limits.sign_in(&asker),
        limits.sign_in(&stranger(&taro, CLIENT))
    );
    // An operator with the same bytes is another principal.
    let operator = known_to(Principal::Operator(OperatorId::from_bytes([1; 16])), 1);
    asker.device = Some(&operator);
    assert_eq!(
        limits.sign_in(&asker),
        limits.sign_in(&stranger(&taro, CLIENT))
    );
    // A browser is not known to an unregistered address either.
    asker.account = None;
    assert_eq!(names(&limits.sign_in(&asker)).len(), 3);
}

#[test]
fn an_office_that_signs_in_at_nine_is_not_refused() {
    let limits = Limits::default();
    let mut store = Store::default();
    for n in 0..=255 {
        let contact = person(n, &format!("a{n}@example.co.jp"), COMPANY);
        let attempt = limits.sign_in(&stranger(&contact, CLIENT));
        assert_eq!(store.charge(&attempt, NOW), Ok(()));
        store.refund(&attempt, NOW + 1);
    }
    assert!(store.0.is_empty());
}

#[test]
fn a_request_is_a_repeated_one_for_half_an_hour() {
    let limits = Limits::default();
    let taro = asked(&person(1, "taro@example.co.jp", COMPANY), NOW);
    let charged =
        |seconds| names(&limits.link_request(&stranger(&taro, CLIENT), at(NOW + seconds)));
    let first = ["link-address", "link-client", "link-pause"];
    assert_eq!(
        charged(1_799).len(),
        5,
        "company and system are charged, too"
    );
    assert_eq!(charged(1_800), first);
}

/// If the guesses were forgotten sooner, the end of the refusals would reveal
/// that the address is not registered.
#[test]
fn guesses_at_an_unregistered_address_count_for_30_days() {
    const HOUR: u64 = 3_600;
    let limits = Limits::default();
    let taro = person(1, "taro@example.co.jp", None);
    let taro = stranger(&taro, CLIENT);
    let nobody = Asker {
        account: None,
        ..taro
    };
    let mut store = Store::default();
    let mut guess = |asker: &Asker<'_>, now| {
        store.sweep(now);
        store.charge(&limits.sign_in(asker), now)
    };
    // The longest wait is an hour, and 50 guesses are allowed.
    for n in 0..50 {
        for asker in [&taro, &nobody] {
            assert_eq!(guess(asker, NOW + n * HOUR), Ok(()));
        }
    }
    let end = NOW + 50 * HOUR + 30 * 24 * HOUR;
    for now in [NOW + 50 * HOUR, end - 1] {
        let refused = guess(&taro, now).unwrap_err();
        assert_eq!(refused.until, None);
        assert_eq!(guess(&nobody, now), Err(refused));
    }
    assert!(guess(&taro, end).is_err());
    assert_eq!(guess(&nobody, end), Ok(()));
}

#[test]
fn cells_of_unregistered_addresses_end() {
    let limits = Limits::default();
    let taro = person(1, "taro@example.co.jp", None);
    let asker = stranger(&taro, CLIENT);
    let nobody = Asker {
        account: None,
        ..asker
    };
    let ends = |asker: &Asker<'_>| {
        let mut store = Store::default();
        store.charge(&limits.sign_in(asker), NOW).unwrap();
        store.0.values().filter(|cell| cell.ends.is_none()).count()
    };
    assert_eq!(ends(&asker), 1);
    assert_eq!(ends(&nobody), 0);
}

#[test]
fn a_case_is_charged_to_other_cells_than_a_link() {
    let limits = Limits::default();
    let address = Address::parse("taro@example.com").unwrap();
    let asker = Asker {
        address: &address,
        account: None,
        device: None,
        client: "192.0.2.1",
    };
    let mut store = Store::default();
    while store
        .charge(&limits.link_request(&asker, at(NOW)), NOW)
        .is_ok()
    {}
    let case =
        |address: &str, client| limits.visitor_case(&Address::parse(address).unwrap(), client);
    for _ in 0..5 {
        let charged = store.charge(&case("TARO@example.com", "192.0.2.1"), NOW);
        assert!(charged.is_ok());
    }
    let refused = store.charge(&case("taro@example.com", "192.0.2.2"), NOW);
    assert_eq!(refused.unwrap_err().by, LimitName::CaseAddress);
    for n in 0..15 {
        let other = format!("other{n}@example.com");
        assert!(store.charge(&case(&other, "192.0.2.1"), NOW).is_ok());
    }
    let refused = store.charge(&case("hanako@example.com", "192.0.2.1"), NOW);
    assert_eq!(refused.unwrap_err().by, LimitName::CaseClient);
}

/// The documentation of each field of [`Limits`] has these numbers.
#[test]
fn the_defaults_allow_what_is_documented() {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    let limits = Limits::default();
    let rates = [
        (limits.link_pause, 1, MINUTE),
        (limits.link_address, 5, 5 * 30 * MINUTE),
        (limits.link_company, 60, HOUR),
        (limits.link_client, 600, HOUR),
        (limits.link_system, 1_200, HOUR),
        (limits.email_account, 20, HOUR),
        (limits.email_company, 600, HOUR),
        (limits.email_system, 1_200, HOUR),
        (limits.replacement_account, 5, 24 * HOUR),
        (limits.request_account, 20, 24 * HOUR),
        (limits.case_address, 5, 24 * HOUR),
        (limits.case_client, 20, HOUR),
        (limits.case_system, 300, HOUR),
        (limits.sign_in_client, 60, 10 * MINUTE),
        (limits.sign_in_system, 1_200, 10 * MINUTE),
    ];
    for (rate, units, seconds) in rates {
        let charge = charge_of(Limit::Rate(rate));
        let allowed = |mut kept: Kept, now| {
            let units = (0..2_000).filter(|_| kept.charge(charge, now).is_ok());
            (units.count(), kept)
        };
        let (at_once, full) = allowed(Kept::default(), NOW);
        assert_eq!(at_once, units, "{rate:?}");
        // Exactly after that time, as many are allowed again.
        assert!(allowed(full, NOW + seconds - 1).0 < units, "{rate:?}");
        assert_eq!(allowed(full, NOW + seconds).0, units, "{rate:?}");
    }
    assert_eq!(limits.sign_in_device, DeviceFailures::new(5).unwrap());
    let failures = [(limits.sign_in_stranger, 5, 30, HOUR)];
    for (failures, free, first, longest) in failures {
        let charge = charge_of(Limit::Failures(failures));
        let (mut kept, mut now) = (Kept::default(), NOW);
        let mut waits = Vec::new();
        for _ in 0..50 {
            assert_eq!(kept.charge(charge, now), Ok(()));
            // Another guess at once is refused with the end of the wait.
            let next = { kept }.charge(charge, now);
            let until = next.err().and_then(|throttled| throttled.until);
            waits.extend(until.map(|until| until.since(at(now)).as_secs()));
            now = until.map_or(now, |until| until.unix_seconds());
        }
        assert!(kept.charge(charge, now).is_err(), "50 at most");
        assert_eq!(waits.len(), 50 - free);
        assert_eq!((waits[0], waits[49 - free]), (first, longest));
        for pair in waits.windows(2) {
            assert_eq!(pair[1], longest.min(2 * pair[0]));
        }
    }
}

#[test]
fn cell_identities_are_stable() {
    // Computed by Python's `hashlib` from the documentation of the identity.
    let limits = Limits::default();
    let taro = asked(&person(1, "taro@example.co.jp", COMPANY), NOW);
    let known = device(&taro);
    let nobody = Asker {
        account: None,
        ..stranger(&taro, CLIENT)
    };
    let hex = |id: CellId| {
        id.to_bytes()
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect::<String>()
    };
    let charges = [
        limits.link_request(&stranger(&taro, CLIENT), at(NOW)),
        limits.link_request(&nobody, at(NOW)),
        limits.sign_in(&stranger(&taro, CLIENT)),
        limits.sign_in(&nobody),
        limits.sign_in(&owner(&taro, &known)),
    ];
    let mut found: Vec<_> = charges
        .iter()
        .flatten()
        .map(|charge| (charge.by.code(), hex(charge.id)))
        .collect();
    found.sort();
    let expected: Vec<(&str, String)> = CELLS.map(|(name, id)| (name, id.into())).into();
    assert_eq!(found, expected);
}

const CELLS: [(&str, &str); 17] = [
    ("link-address", "070e01e18ae4cf3adcd3c5e3b28a5a5b"),
    ("link-address", "2f61001dacbb7a16d2520fe22c80a8c2"),
    ("link-client", "9511d3664912f0797b0bf16dbedeb71b"),
    ("link-client", "e0b328da1b8218dc0f73461fd6855245"),
    ("link-company", "03028ac90c2f61a4d1d9776255918053"),
    ("link-company", "8e10ba7fd6033119c9855099fa5af59f"),
    ("link-pause", "65b01de611dc32ce60064dc96c9c2254"),
    ("link-pause", "8599a6da17653348d8cce61ac368df81"),
    ("link-system", "c152809ade42bc338875289563e9aa47"),
    ("link-system", "c9675f413e04a5cf64cb87d3ada0055e"),
    ("sign-in-client", "0be4c0bc42939930aef455b3d013dfd4"),
    ("sign-in-client", "0be4c0bc42939930aef455b3d013dfd4"),
    ("sign-in-device", "7dfa51310b992fd2fb27f49d4d6536e0"),
    ("sign-in-stranger", "23eb6814cc03b6a7fb957a98b428baaa"),
    ("sign-in-stranger", "e9826aba20917a167524c14986b9c8eb"),
    ("sign-in-system", "49a799698e5b76ef3fe0d215247d5422"),
    ("sign-in-system", "49a799698e5b76ef3fe0d215247d5422"),
];

#[cfg(feature = "serde")]
mod written {
    use genkan::limit::{Limits, Rate};

    #[test]
    fn numbers_are_read_and_the_rest_keeps_its_default() {
        let text = r#"{"link_pause": {"burst": 2, "seconds": 90}}"#;
        let limits: Limits = serde_json::from_str(text).unwrap();
        let expected = Limits {
            link_pause: Rate::new(2, 90).unwrap(),
            ..Limits::default()
        };
        assert_eq!(limits, expected);
    }

    #[test]
    fn numbers_that_are_out_of_range_or_unknown_are_refused() {
        let wrong = [
            (r#"{"link_pause": {"burst": 0, "seconds": 90}}"#, "burst"),
            (r#"{"link_pause": {"burst": 1, "seconds": 90000}}"#, "86400"),
            (
                r#"{"link_pauze": {"burst": 1, "seconds": 90}}"#,
                "link_pauze",
            ),
            (
                r#"{"sign_in_stranger": {"free": 5, "first_delay_seconds": 1,
                    "most_delay_seconds": 9, "ceiling": 100}}"#,
                "ceiling <= 50",
            ),
            (
                r#"{"second_factor": {"free": 5, "first_delay_seconds": 1,
                    "most_delay_seconds": 9}}"#,
                "3600 <= most_delay_seconds",
            ),
            (r#"{"sign_in_device": 0}"#, "at least 1"),
            (r#"{"sign_in_device": 6}"#, "at most 5"),
        ];
        for (text, hint) in wrong {
            let error = serde_json::from_str::<Limits>(text)
                .unwrap_err()
                .to_string();
            assert!(error.contains(hint), "{error}");
        }
    }
}
