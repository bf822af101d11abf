//! The suite that shows that a store keeps the contract of [`Store`].
//!
//! Every store of this project runs it, and so can any other: call [`run`] in
//! a test with a function that makes an empty store each time.
//!
//! ```
//! # use core::pin::pin;
//! # use core::task::{Context, Poll, Waker};
//! use genkan::onboarding::{Memory, conformance};
//!
//! let suite = conformance::run(|| async { Memory::new() });
//! // Any executor will do; the store in memory needs none.
//! let polled = pin!(suite).poll(&mut Context::from_waker(Waker::noop()));
//! assert_eq!(polled, Poll::Ready(()));
//! ```
//!
//! # Panics
//!
//! [`run`] panics with the name of the promise that is not kept.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the suite runs in tests, where a panic is the verdict"
)]

mod accounts;
mod addresses;
mod audit_log;
mod lifecycle;
mod limits;
mod outbox;
mod plans;
mod stage;
mod tokens;
mod worker;

use core::future::Future;

use super::Store;
pub use lifecycle::{Command, run_commands};
use stage::Stage;

/// Runs the whole suite, each promise on a store of its own.
pub async fn run<S, F>(empty: impl Fn() -> F)
where
    S: Store,
    F: Future<Output = S>,
{
    let stage = async || Stage::new(empty().await);

    accounts::an_account_reads_back_as_it_was_written(stage().await).await;
    accounts::every_state_reads_back(stage().await).await;
    accounts::accounts_are_listed_in_order(stage().await).await;

    addresses::an_address_is_registered_once(stage().await).await;
    addresses::look_alike_addresses_are_different_accounts(stage().await).await;
    addresses::a_removed_address_is_free_and_its_accounts_are_kept(stage().await).await;
    addresses::a_replaced_address_is_found_and_the_former_one_is_free(stage().await).await;
    addresses::an_address_that_is_taken_replaces_none(stage().await).await;

    plans::a_plan_for_an_older_revision_changes_nothing(stage().await).await;
    plans::a_plan_that_comes_too_late_changes_nothing(stage().await).await;
    plans::of_many_plans_at_once_one_is_committed(stage().await).await;

    tokens::a_token_is_consumed_once(stage().await).await;
    tokens::every_purpose_reads_back(stage().await).await;
    tokens::each_revocation_ends_its_purposes_and_no_others(stage().await).await;
    tokens::new_tokens_outlive_the_revocation_that_they_come_with(stage().await).await;
    tokens::expired_tokens_are_swept_and_no_others(stage().await).await;

    worker::a_letter_is_leased_to_one_worker(stage().await).await;
    worker::of_many_workers_one_gets_the_letter(stage().await).await;
    worker::a_lost_lease_settles_nothing(stage().await).await;
    worker::a_letter_is_tried_again_when_it_is_due(stage().await).await;
    worker::the_letter_that_is_due_for_longest_comes_first(stage().await).await;
    worker::every_kind_of_letter_reads_back(stage().await).await;

    outbox::a_letter_tells_what_became_of_it(stage().await).await;
    outbox::letters_are_told_newest_first(stage().await).await;
    outbox::the_outbox_lists_what_was_not_sent(stage().await).await;
    outbox::a_dead_letter_is_tried_again_when_somebody_says_so(stage().await).await;
    outbox::old_letters_are_swept_and_no_others(stage().await).await;

    limits::a_charge_is_kept_and_given_back(stage().await).await;
    limits::a_plan_gives_back_what_it_says_or_comes_too_late(stage().await).await;
    limits::all_cells_are_charged_or_none(stage().await).await;
    limits::of_many_charges_at_once_none_is_lost(stage().await).await;
    limits::ended_cells_are_swept_and_no_others(stage().await).await;

    audit_log::every_plan_adds_its_event_to_an_unbroken_chain(stage().await).await;
    audit_log::plans_at_the_same_time_leave_no_gap(stage().await).await;
}
