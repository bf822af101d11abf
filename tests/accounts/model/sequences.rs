use std::collections::HashMap;
use std::panic::catch_unwind;

use genkan::onboarding::conformance::{Command, run_commands};
use genkan::onboarding::{EventKind, Memory, Revocation, Store as _};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use crate::model::fault::Fault;
use crate::model::faulty::Faulty;
use crate::model::ready::ready;

/// Any commands, after as much as one likes of a life as it should be: a
/// password is set, somebody signs in, and has the address replaced.
fn commands() -> impl Strategy<Value = Vec<Command>> {
    use Command::{Ask, Deliver, Follow, Register, Request, SignIn};
    let life = [
        Register(0, false),
        Request(0),
        Deliver,
        Follow(0),
        Deliver,
        SignIn(0, 0),
        Ask(0, 1),
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
    fn any_sequence_comes_to_what_a_naive_account_says(commands in commands()) {
        ready(run_commands(&Memory::new(), &commands));
    }
}

#[test]
fn the_sequences_reach_every_ceremony() {
    let mut runner = TestRunner::deterministic();
    let mut reached: HashMap<EventKind, u32> = HashMap::new();
    for _ in 0..512 {
        let store = Memory::new();
        ready(run_commands(
            &store,
            &commands().new_tree(&mut runner).unwrap().current(),
        ));
        for entry in ready(store.entries(0, u32::MAX)).unwrap() {
            *reached.entry(entry.event.kind).or_default() += 1;
        }
    }
    for kind in EventKind::ALL {
        let times = reached.get(&kind).copied().unwrap_or_default();
        assert!(times >= 5, "{}: {times} times, of {reached:?}", kind.code());
    }
}

#[test]
fn the_sequences_find_what_is_left_out() {
    let ends = ENDS.map(|kind| Fault::Ends(kind, Revocation::None));
    // The guard makes a difference where two nodes meet: see `interleaving`.
    for fault in [Fault::Consumption, Fault::Revocation]
        .into_iter()
        .chain(ends)
    {
        let mut runner = TestRunner::deterministic();
        let found = (0..4096).find(|_| {
            let commands = commands().new_tree(&mut runner).unwrap().current();
            let memory = Memory::new();
            catch_unwind(|| ready(run_commands(&Faulty { memory, fault }, &commands))).is_err()
        });
        assert!(found.is_some(), "{fault:?}");
    }
}

/// What ends tokens, but for a removal: after it none is accepted, record or
/// not.
const ENDS: [EventKind; 10] = [
    EventKind::LinkResent,
    EventKind::LinksDeclined,
    EventKind::PasswordSet,
    EventKind::PasswordChanged,
    EventKind::PasswordDisowned,
    EventKind::ReplacementRequested,
    EventKind::AddressReplaced,
    EventKind::HandedOver,
    EventKind::AddressRestored,
    EventKind::Held,
];
