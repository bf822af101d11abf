//! The test suite for the contract of [`Store`], and a store in memory.
//!
//! Call [`run`] in a test, with a function that returns an empty store each
//! time:
//!
//! ```
//! # use core::pin::pin;
//! # use core::task::{Context, Poll, Waker};
//! use genkan::conformance::{self, InMemoryStore};
//!
//! let suite = conformance::run(|| async { InMemoryStore::new() });
//! // Any executor works; the store in memory needs none.
//! let polled = pin!(suite).poll(&mut Context::from_waker(Waker::noop()));
//! assert_eq!(polled, Poll::Ready(()));
//! ```
//!
//! The suite cannot test that a committed plan survives a power failure.
//!
//! # Panics
//!
//! If the store breaks a promise, [`run`] panics with the name of the promise.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the suite runs in tests, where a panic is the verdict"
)]

mod accounts;
mod addresses;
mod audit_log;
mod cases;
mod companies;
mod concurrent;
mod fixture;
mod identities;
mod in_memory;
mod leases;
mod lifecycle;
mod limits;
mod operators;
mod outbox;
mod plans;
mod search;
mod subjects;
mod tokens;

use alloc::boxed::Box;
use alloc::string::String;
use core::any::Any;
use core::future::{Future, poll_fn};
use core::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use crate::onboarding::Store;
use fixture::Fixture;
pub use in_memory::InMemoryStore;
pub use lifecycle::{Command, run_commands};

/// Runs the promises that are named, each on a store of its own.
macro_rules! run_promises {
    ($empty:ident, $($module:ident { $($promise:ident),+ $(,)? })+) => {
        $($(
            let fixture = Fixture::new($empty().await);
            run_promise(stringify!($promise), || $module::$promise(fixture)).await;
        )+)+
    };
}

/// Runs the whole suite, each promise on a store of its own.
pub async fn run<S, F>(empty: impl Fn() -> F)
where
    S: Store,
    F: Future<Output = S>,
{
    run_promises! { empty,
        accounts {
            an_account_reads_back_as_it_was_written,
            every_state_reads_back,
            an_edit_reads_back,
            an_undeliverable_address_reads_back_until_a_link_is_used,
            a_former_address_finds_its_accounts,
            addresses_find_all_their_accounts_at_once,
            accounts_are_listed_in_order,
            stored_texts_are_never_validated_again,
        }
        addresses {
            an_address_is_registered_once,
            look_alike_addresses_are_different_accounts,
            the_address_of_a_removed_account_is_free,
            the_address_that_was_replaced_is_free,
            an_address_that_is_taken_replaces_none,
        }
        companies {
            a_company_reads_back_as_it_was_written,
            companies_are_listed_in_order,
            a_company_name_is_used_once,
            a_company_is_created_with_its_first_contact_or_not_at_all,
        }
        operators {
            every_role_and_scope_reads_back,
            operators_are_listed_in_order,
            an_operator_name_is_free_after_the_removal,
            an_operator_has_an_account_that_is_no_contact,
            second_factors_read_back,
            a_code_of_a_second_factor_is_used_once,
            a_removal_ends_account_sessions_and_factors,
        }
        plans {
            a_plan_for_another_revision_changes_nothing,
            a_plan_for_a_present_identity_changes_nothing,
            a_late_conflict_undoes_everything,
        }
        subjects {
            a_hand_over_is_one_plan,
            a_conflict_in_any_subject_undoes_all_the_others,
            a_plan_ends_the_tokens_of_several_principals,
            a_plan_frees_an_address_for_its_own_changes,
        }
        tokens {
            a_token_is_consumed_once,
            only_its_principal_consumes_a_token,
            a_token_of_an_operator_is_not_one_of_an_account,
            every_purpose_reads_back,
            each_revocation_ends_its_purposes_and_no_others,
            new_tokens_outlive_the_revocation_in_their_plan,
            only_the_newest_tokens_of_a_purpose_stay,
            the_tokens_of_an_operator_are_bounded,
            only_expired_tokens_are_swept,
            a_link_that_has_ended_says_when_and_how,
        }
        leases {
            a_message_is_leased_to_one_worker,
            a_lost_lease_settles_nothing,
            a_lease_that_has_ended_can_be_settled_until_the_next_one,
            a_message_is_retried_when_it_is_due,
            the_message_that_is_due_for_longest_comes_first,
            a_link_comes_before_notices_that_are_due_for_longer,
            every_kind_of_message_reads_back_with_its_occasion,
        }
        outbox {
            a_message_has_the_progress_that_was_stored,
            every_cause_of_a_failure_reads_back,
            only_a_sent_message_bounces,
            messages_are_listed_newest_first,
            undelivered_messages_are_listed_in_order,
            an_operator_retries_a_message,
            only_old_messages_are_swept,
        }
        limits {
            a_charge_is_stored_and_refunded,
            a_plan_refunds_only_if_it_is_committed,
            a_plan_charges_only_if_it_is_committed,
            all_cells_are_charged_or_none,
            a_plan_is_throttled_as_a_charge_is,
            only_cells_that_have_ended_are_swept,
        }
        audit_log {
            every_event_reads_back_in_an_unbroken_chain,
            the_last_sign_in_of_each_account_is_found,
            the_log_is_read_in_pages,
            the_events_of_a_plan_follow_each_other,
            a_reason_is_found_by_its_digest,
        }
        search {
            contacts_are_found_by_the_beginning,
            contacts_of_one_name_are_all_found,
            an_edited_name_is_found,
            companies_are_found_by_the_beginning,
            accounts_are_found_by_their_identities,
            subjects_are_named,
            the_history_of_a_subject_is_its_own,
        }
        identities {
            a_plan_is_committed_once_under_its_identity,
            a_plan_that_was_refused_leaves_no_identity,
            concurrent_commits_of_one_identity_are_one_commit,
            only_old_identities_are_swept,
        }
        operators {
            a_signature_of_a_passkey_is_used_once,
        }
        cases {
            every_case_reads_back,
            a_plan_for_another_revision_of_a_case_changes_nothing,
            open_cases_are_listed_by_their_deadline,
            cases_of_a_company_are_listed_newest_first,
            a_case_is_acted_on_when_its_time_has_come,
            only_old_closed_cases_are_swept,
            the_managers_of_a_company_are_found,
        }
        concurrent {
            of_concurrent_registrations_of_an_address_one_is_committed,
            of_concurrent_plans_for_a_revision_one_is_committed,
            of_concurrent_uses_of_a_token_one_is_committed,
            of_concurrent_sign_ins_only_the_newest_stay,
            of_concurrent_uses_of_a_name_one_is_committed,
            concurrent_plans_for_the_same_subjects_end,
            concurrent_plans_leave_no_gap_in_the_audit_log,
            a_message_is_leased_once_by_concurrent_workers,
            of_concurrent_outcomes_of_a_lease_one_is_stored,
            no_concurrent_charge_is_lost,
            no_concurrent_refund_is_lost,
            no_concurrent_charge_of_a_plan_is_lost,
            concurrent_charges_in_any_order_end,
        }
        cases {
            of_concurrent_steps_of_a_case_one_is_committed,
            concurrent_plans_that_refer_to_a_company_end,
        }
    }
}

/// Runs one promise. If it panics, the panic names the promise.
async fn run_promise<F: Future<Output = ()>>(name: &str, promise: impl FnOnce() -> F) {
    // On the heap: without optimization, the futures of all promises together
    // are too large for the stack of a test.
    let mut promise = Box::pin(promise());
    poll_fn(|cx| {
        let poll = || promise.as_mut().poll(cx);
        catch_unwind(AssertUnwindSafe(poll)).unwrap_or_else(|cause| {
            let name = name.replace('_', " ");
            panic!("the store breaks the promise \"{name}\": {}", text(&cause));
        })
    })
    .await;
}

/// Returns what a panic reported.
fn text(cause: &Box<dyn Any + Send>) -> &str {
    let literal = cause.downcast_ref::<&str>().copied();
    literal
        .or_else(|| cause.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("an unknown panic")
}
