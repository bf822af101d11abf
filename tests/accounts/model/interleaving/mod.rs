//! Two nodes of one service, step by step, in every order.
//!
//! A node reads, decides and commits. A mail worker leases and reads, writes
//! and commits, sends, and settles. Between any two steps the other node may
//! make one of its own, time may pass, or the node may stop and another begin
//! in its place. Every order is tried that a budget of ceremonies allows, and
//! after every step what must never be is checked.

mod act;
mod decide;
mod history;
mod never;
mod node;
mod search;
mod sketch;
mod start;
mod world;

use genkan::audit_log::EventKind as E;
use genkan::onboarding::Revocation as R;

use search::search;
use world::World;

use crate::model::fault::Fault;

/// Tries every order from a world on, with so many ceremonies, waits and
/// crashes of workers. Returns the number of states.
fn holds(start: World, budget: [u32; 3]) -> usize {
    let (states, broken) = search(start.with(Fault::None, budget), None);
    println!("{states} states");
    if let Some((broken, path)) = broken {
        panic!("{broken}\n{path:#?}");
    }
    states
}

#[test]
fn a_first_password_is_set_in_every_order() {
    assert!(holds(start::requested(), [2, 1, 1]) > 1_000);
}

#[test]
fn a_password_is_reset_in_every_order() {
    assert!(holds(start::signed_in(), [2, 1, 1]) > 5_000);
}

#[test]
fn an_address_is_replaced_in_every_order() {
    assert!(holds(start::replacing(), [2, 1, 1]) > 5_000);
}

#[test]
fn an_address_is_restored_in_every_order() {
    assert!(holds(start::replaced(), [2, 1, 1]) > 5_000);
}

#[test]
fn an_account_is_handed_over_in_every_order() {
    assert!(holds(start::handed_over(), [2, 1, 1]) > 3_000);
}

/// As above, and one ceremony further.
#[test]
fn all_of_it_goes_one_ceremony_further() {
    let starts = [
        (start::requested(), [4, 1, 1]),
        (start::signed_in(), [3, 1, 1]),
        (start::replacing(), [3, 1, 1]),
        (start::replaced(), [3, 1, 1]),
        (start::handed_over(), [3, 1, 1]),
    ];
    for (start, budget) in starts {
        holds(start, budget);
    }
}

#[test]
fn whatever_is_left_out_is_found() {
    type Start = fn() -> World;
    let faults: &[(Fault, Start, &str)] = &[
        (
            Fault::Revisions,
            start::signed_in,
            "a session works that had ended",
        ),
        (
            Fault::Revisions,
            start::signed_in,
            "a session was used that had ended",
        ),
        (
            Fault::Revisions,
            start::signed_in,
            "a link works that had ended",
        ),
        (Fault::Consumption, start::signed_in, "a used token works"),
        (
            Fault::Consumption,
            start::signed_in,
            "a link was used twice",
        ),
        (
            Fault::RevisionsAndConsumption,
            start::signed_in,
            "two passwords by one link",
        ),
        (
            Fault::RevisionsAndConsumption,
            start::signed_in,
            "a link was used that had ended",
        ),
        (
            Fault::RevisionsAndConsumption,
            start::replaced,
            "a password by a link older than an address change",
        ),
        (
            Fault::Revisions,
            start::replaced,
            "a link to an address that is not stored",
        ),
        (
            Fault::Revocation,
            start::signed_in,
            "a link works that had ended",
        ),
        (
            Fault::Revocation,
            start::signed_in,
            "a session works that had ended",
        ),
        (
            Fault::AccountAlone,
            start::signed_in,
            "a session was used that had ended",
        ),
        (
            Fault::Ends(E::PasswordSet, Some(R::Links)),
            start::signed_in,
            "a session works that had ended",
        ),
        (
            Fault::Ends(E::LinksDeclined, None),
            start::signed_in,
            "a link works that had ended",
        ),
        (
            Fault::Ends(E::Held, None),
            start::signed_in,
            "a session works that had ended",
        ),
        (Fault::Half(0), start::signed_in, "half of a hand-over"),
        (Fault::Half(1), start::signed_in, "half of a hand-over"),
        (Fault::Revisions, start::signed_in, "half of a hand-over"),
        (
            Fault::InheritedPassword,
            start::signed_in,
            "a former person's password opens the account",
        ),
    ];
    for (fault, start, what) in faults {
        let (states, found) = search(start().with(*fault, [3, 0, 0]), Some(what));
        let Some((_, path)) = found else {
            panic!("{fault:?}: no way to \"{what}\" in {states} states");
        };
        println!("{fault:?}: {what}, after {states} states: {path:?}");
    }
}
