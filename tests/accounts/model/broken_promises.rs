//! The suite must find every store that breaks a promise, and name it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use genkan::conformance;

use crate::model::fault::Fault;
use crate::model::faulty_store::{FaultyStore, Field, List, Method, StoreFault};

/// Runs the suite and returns what it panics with.
fn verdict(fault: StoreFault) -> Option<String> {
    let run = || {
        let mut suite = pin!(conformance::run(|| async { FaultyStore::new(fault) }));
        let mut cx = Context::from_waker(Waker::noop());
        while suite.as_mut().poll(&mut cx) == Poll::Pending {}
    };
    let cause = catch_unwind(AssertUnwindSafe(run)).err()?;
    let text = cause
        .downcast::<String>()
        .map_or_else(|_| "the panic has no text".to_owned(), |text| *text);
    Some(text)
}

#[test]
fn a_faulty_store_without_a_fault_keeps_every_promise() {
    assert_eq!(verdict(StoreFault::Plan(Fault::None)), None);
}

#[test]
fn every_fault_is_found_by_the_promise_that_it_breaks() {
    use StoreFault as F;
    let faults = [
        (F::Plan(Fault::Revisions), "a company name is used once"),
        (
            F::Plan(Fault::Absence),
            "the address of a removed account is free",
        ),
        (F::Plan(Fault::Consumption), "a token is consumed once"),
        (
            F::Plan(Fault::Principal),
            "only its principal consumes a token",
        ),
        (
            F::Plan(Fault::Revocation),
            "a removal ends account sessions and factors",
        ),
        (
            F::Plan(Fault::FirstRevocation),
            "a plan ends the tokens of several principals",
        ),
        (F::Plan(Fault::Half(0)), "every state reads back"),
        (F::Plan(Fault::Half(1)), "every state reads back"),
        (
            F::Plan(Fault::FirstEvent),
            "a company is created with its first contact or not at all",
        ),
        (F::Plan(Fault::EventOrder), "a hand over is one plan"),
        (F::Plan(Fault::Reasons), "a reason is found by its digest"),
        (
            F::Plan(Fault::Refunds),
            "a plan refunds only if it is committed",
        ),
        (
            F::Plan(Fault::Messages),
            "a plan for another revision changes nothing",
        ),
        (
            F::Race(Method::Commit),
            "of concurrent registrations of an address one is committed",
        ),
        (
            F::Race(Method::Lease),
            "a message is leased once by concurrent workers",
        ),
        (
            F::Race(Method::Settle),
            "of concurrent outcomes of a lease one is stored",
        ),
        (
            F::Race(Method::Bounce),
            "of concurrent outcomes of a lease one is stored",
        ),
        (F::Race(Method::Charge), "no concurrent charge is lost"),
        (F::Race(Method::Refund), "no concurrent refund is lost"),
        (F::Loses(Field::Successor), "every state reads back"),
        (
            F::Loses(Field::Company),
            "an account reads back as it was written",
        ),
        (
            F::Loses(Field::Language),
            "an account reads back as it was written",
        ),
        (F::Loses(Field::Replacement), "every state reads back"),
        (
            F::Loses(Field::ReplacementRevision),
            "every state reads back",
        ),
        (F::Loses(Field::FormerRevision), "every state reads back"),
        (F::Loses(Field::LinkRequestedAt), "every state reads back"),
        (F::Loses(Field::PasswordSetAt), "every state reads back"),
        (
            F::Loses(Field::OddAddress),
            "stored texts are never validated again",
        ),
        (F::FirstPage(List::Accounts), "accounts are listed in order"),
        (
            F::FirstPage(List::Companies),
            "companies are listed in order",
        ),
        (
            F::FirstPage(List::OpenCases),
            "open cases are listed by their deadline",
        ),
        (
            F::FirstPage(List::CasesOf),
            "cases of a company are listed newest first",
        ),
        (
            F::FirstPage(List::Undelivered),
            "undelivered messages are listed in order",
        ),
        (
            F::FirstPage(List::History),
            "the history of a subject is its own",
        ),
        (F::AddressCase, "an account reads back as it was written"),
        (F::EndedTokens, "a link that has ended says when and how"),
        (F::FormerAddresses, "a former address finds its accounts"),
        (F::AccountOrder, "accounts are listed in order"),
        (
            F::AnyCompanyCases,
            "open cases are listed by their deadline",
        ),
        (F::AnyMatter, "open cases are listed by their deadline"),
        (F::CaseOrder, "open cases are listed by their deadline"),
        (F::CasePage, "open cases are listed by their deadline"),
        (F::ClosedCases, "open cases are listed by their deadline"),
        (
            F::OldestCaseFirst,
            "cases of a company are listed newest first",
        ),
        (F::EarlyCases, "a case is acted on when its time has come"),
        (F::CaseNotes, "every case reads back"),
        (F::EarlyCaseSweep, "only old closed cases are swept"),
        (F::CompanyPrefix, "a company reads back as it was written"),
        (F::CompanyOrder, "companies are listed in order"),
        (F::OperatorOrder, "operators are listed in order"),
        (F::EmptyScope, "every role and scope reads back"),
        (
            F::FirstEntry,
            "a company is created with its first contact or not at all",
        ),
        (F::EndedLease, "a message is leased to one worker"),
        (F::LostLease, "a message is leased to one worker"),
        (
            F::LateOutcome,
            "a lease that has ended can be settled until the next one",
        ),
        (F::AnyBounce, "only a sent message bounces"),
        (
            F::BouncedUnlisted,
            "undelivered messages are listed in order",
        ),
        (
            F::OldestFirst,
            "every kind of message reads back with its occasion",
        ),
        (F::Sweep, "only expired tokens are swept"),
        (F::PartialCharge, "all cells are charged or none"),
        (
            F::Plan(Fault::Charges),
            "a plan charges only if it is committed",
        ),
        (
            F::NoIdentities,
            "a plan is committed once under its identity",
        ),
        (
            F::RefusedIdentities,
            "a plan that was refused leaves no identity",
        ),
        (F::EarlySweep, "only old identities are swept"),
        (F::LateSweep, "only old identities are swept"),
        (F::AllTokens, "only the newest tokens of a purpose stay"),
        (F::SearchScope, "contacts are found by the beginning"),
        (F::SearchPages, "contacts are found by the beginning"),
        (F::AllAreManagers, "the managers of a company are found"),
        (F::RemovedById, "accounts are found by their identities"),
        (F::RemovedUnnamed, "subjects are named"),
        (F::HistoryOfAll, "the history of a subject is its own"),
    ];
    let mut wrong = Vec::new();
    for (fault, promise) in faults {
        let expected = format!("the store breaks the promise \"{promise}\"");
        match verdict(fault) {
            Some(text) if text.starts_with(&expected) => {}
            found => wrong.push(format!("{fault:?}: expected {promise:?}, found {found:?}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
