use std::collections::HashMap;
use std::panic::catch_unwind;

use genkan::audit_log::EventKind;
use genkan::conformance::{Command, InMemoryStore, run_commands};
use genkan::onboarding::AuditLog as _;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use crate::model::fault::Fault;
use crate::model::faulty_store::{FaultyStore, StoreFault};
use crate::model::ready;

/// Any commands, after any part of an ordinary lifetime: a password is set, the
/// owner signs in and replaces the address.
fn commands() -> impl Strategy<Value = Vec<Command>> {
    use Command::{Deliver, Follow, Register, Replace, Request, SignIn};
    let life = [
        Register(0, false),
        Request(0),
        Deliver,
        Follow(0),
        Deliver,
        SignIn(0, 0),
        Replace(0, 1),
        Deliver,
        Deliver,
        Follow(0),
        Deliver,
        Deliver,
    ];
    let later = vec(any::<[u8; 2]>().prop_map(Command::from_bytes), 0..100);
    (0..=life.len(), later).prop_map(move |(begun, later)| {
        let before = life.into_iter().take(begun);
        before.chain(later).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_equals_the_naive_model(commands in commands()) {
        ready(run_commands(&InMemoryStore::new(), &commands));
    }
}

/// The newest device is the browser's first, so it is known to the account at
/// times only.
#[test]
fn more_sign_ins_than_sessions_equal_the_naive_model() {
    use Command::{Deliver, Follow, Register, Request, SignIn, SignOut, Sweep, Wait};
    let begun = [Register(0, false), Request(0), Deliver, Follow(0)];
    let mut commands = begun.to_vec();
    for n in 0..80 {
        commands.extend([SignIn(0, 9), Wait(n % 3)]);
        match n % 20 {
            7 => commands.push(SignOut(45)),
            13 => commands.push(Sweep),
            _ => {}
        }
    }
    ready(run_commands(&InMemoryStore::new(), &commands));
}

#[test]
fn the_sequences_reach_every_ceremony_of_an_account() {
    let mut runner = TestRunner::deterministic();
    let mut reached: HashMap<EventKind, u32> = HashMap::new();
    for _ in 0..512 {
        let store = InMemoryStore::new();
        ready(run_commands(
            &store,
            &commands().new_tree(&mut runner).unwrap().current(),
        ));
        for entry in ready(store.entries(None, u32::MAX)).unwrap() {
            *reached.entry(entry.event.kind).or_default() += 1;
        }
    }
    // No command renames a company or opens a used link, and no policy judges the
    // passwords. Cases and operators, whose events come last, have models and tests
    // of their own.
    let of_accounts = EventKind::ALL
        .into_iter()
        .take_while(|kind| *kind != EventKind::CaseOpened);
    for kind in of_accounts {
        if matches!(
            kind,
            EventKind::LinkUsedAgain | EventKind::CompanyRenamed | EventKind::NewPasswordRequired
        ) {
            continue;
        }
        let times = reached.get(&kind).copied().unwrap_or_default();
        assert!(times >= 5, "{}: {times} times, of {reached:?}", kind.code());
    }
}

#[test]
fn the_sequences_find_seeded_faults() {
    let ends = ENDS.map(|kind| Fault::Ends(kind, None));
    let faults = [
        Fault::Consumption,
        Fault::Revocation,
        Fault::Half(0),
        Fault::Half(1),
        Fault::InheritedPassword,
        Fault::FirstEvent,
        Fault::EventOrder,
        Fault::Messages,
    ];
    // Revisions matter only if two nodes work at once: see `interleaving`.
    for fault in faults.into_iter().chain(ends) {
        let mut runner = TestRunner::deterministic();
        let found = (0..4096).find(|_| {
            let commands = commands().new_tree(&mut runner).unwrap().current();
            let store = FaultyStore::new(StoreFault::Plan(fault));
            catch_unwind(|| ready(run_commands(&store, &commands))).is_err()
        });
        assert!(found.is_some(), "{fault:?}");
    }
}

/// The events that end tokens, except a removal, a hand-over, a restored address
/// and a disowned password: after those no token is accepted, even if its record
/// remains. After the last one, that is so until a link sets a password, which ends
/// them all; after a restored address, until another address is proven, likewise.
const ENDS: [EventKind; 7] = [
    EventKind::LinkResent,
    EventKind::LinksDeclined,
    EventKind::PasswordSet,
    EventKind::PasswordChanged,
    EventKind::ReplacementRequested,
    EventKind::AddressReplaced,
    EventKind::Held,
];
