//! Two nodes of one service, step by step, in every order.
//!
//! A node reads, decides and commits. A mail worker leases and reads, writes
//! and commits, sends, and settles. Between any two steps the other node may
//! make a step, time may pass, or the node may stop and be replaced. A node may
//! not hear whether its plan was committed; then it commits the plan again. Every
//! order within a budget of ceremonies is tried, and the invariants are checked
//! after every step.

mod decide;
mod fingerprint;
mod history;
mod initial;
mod invariants;
mod node;
mod search;
mod steps;
mod system;

use genkan::audit_log::EventKind as E;
use genkan::onboarding::Revocation as R;

use search::search;
use system::System;

use crate::model::fault::Fault;

/// Tries every order from a state on, with so many ceremonies, waits,
/// crashes of workers and unknown outcomes. Returns the number of states.
fn holds(start: System, budget: [u32; 4]) -> usize {
    let (states, broken) = search(start.with(Fault::None, budget), None);
    println!("{states} states");
    if let Some((broken, path)) = broken {
        panic!("{broken}\n{path:#?}");
    }
    states
}

#[test]
fn a_first_password_is_set_in_every_order() {
    assert!(holds(initial::requested(), [2, 1, 1, 1]) > 1_000);
}

#[test]
fn a_password_is_reset_in_every_order() {
    assert!(holds(initial::signed_in(), [2, 1, 1, 1]) > 5_000);
}

#[test]
fn an_address_is_replaced_in_every_order() {
    assert!(holds(initial::replacing(), [2, 1, 1, 1]) > 5_000);
}

#[test]
fn an_address_is_restored_in_every_order() {
    assert!(holds(initial::replaced(), [2, 1, 1, 1]) > 5_000);
}

#[test]
fn an_account_is_handed_over_in_every_order() {
    assert!(holds(initial::handed_over(), [2, 1, 1, 1]) > 3_000);
}

/// The same with one more ceremony.
#[test]
fn everything_with_one_more_ceremony() {
    let starts = [
        (initial::requested(), [4, 1, 1, 0]),
        (initial::signed_in(), [3, 1, 1, 0]),
        (initial::replacing(), [3, 1, 1, 0]),
        (initial::replaced(), [3, 1, 1, 0]),
        (initial::handed_over(), [3, 1, 1, 0]),
    ];
    for (start, budget) in starts {
        holds(start, budget);
    }
}

#[test]
fn every_seeded_fault_is_found() {
    type Start = fn() -> System;
    let faults: &[(Fault, Start, &str)] = &[
        (
            Fault::Revisions,
            initial::signed_in,
            "a session works that had ended",
        ),
        (
            Fault::Revisions,
            initial::signed_in,
            "a session was used that had ended",
        ),
        (
            Fault::Revisions,
            initial::signed_in,
            "a link works that had ended",
        ),
        (Fault::Consumption, initial::signed_in, "a used token works"),
        (
            Fault::Consumption,
            initial::signed_in,
            "a link was used twice",
        ),
        (
            Fault::RevisionsAndConsumption,
            initial::signed_in,
            "two passwords by one link",
        ),
        (
            Fault::RevisionsAndConsumption,
            initial::signed_in,
            "a link was used that had ended",
        ),
        (
            Fault::RevisionsAndConsumption,
            initial::replaced,
            "a password by a link older than an address change",
        ),
        (
            Fault::Revisions,
            initial::replacing,
            "a link to an address that is not stored",
        ),
        (
            Fault::Revocation,
            initial::signed_in,
            "a link works that had ended",
        ),
        (
            Fault::Revocation,
            initial::signed_in,
            "a session works that had ended",
        ),
        (
            Fault::OnlyAccount,
            initial::signed_in,
            "a session was used that had ended",
        ),
        (
            Fault::Ends(E::PasswordSet, Some(R::Links)),
            initial::signed_in,
            "a session works that had ended",
        ),
        (
            Fault::Ends(E::LinksDeclined, None),
            initial::signed_in,
            "a link works that had ended",
        ),
        (
            Fault::Ends(E::Held, None),
            initial::signed_in,
            "a session works that had ended",
        ),
        (Fault::Half(0), initial::signed_in, "half of a hand-over"),
        (Fault::Half(1), initial::signed_in, "half of a hand-over"),
        (Fault::Revisions, initial::signed_in, "half of a hand-over"),
        (
            Fault::InheritedPassword,
            initial::signed_in,
            "a former person's password opens the account",
        ),
    ];
    let other_identity = (
        Fault::OtherIdentity,
        initial::signed_in as Start,
        "a committed plan is reported as a conflict",
    );
    for (fault, start, what) in faults.iter().chain([&other_identity]) {
        let unknown = u32::from(*fault == Fault::OtherIdentity);
        // Two changes and a request before the link.
        let ceremonies = if what.contains("not stored") { 4 } else { 3 };
        let start = start().with(*fault, [ceremonies, 0, 0, unknown]);
        let (states, found) = search(start, Some(what));
        let Some((_, path)) = found else {
            panic!("{fault:?}: no way to \"{what}\" in {states} states");
        };
        println!("{fault:?}: {what}, after {states} states: {path:?}");
    }
}
