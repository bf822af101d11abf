use alloc::vec::Vec;
use core::error::Error;
use core::future::Future;

use super::{Account, Address, LetterId, Outcome, Plan, QueuedLetter};
use crate::token::{AccountId, Record, Selector, Timestamp};

/// Where accounts, tokens and letters are kept.
///
/// A store keeps and finds; it decides nothing. What it must keep to is said
/// at each method and is tried by the suite in the module `conformance`
/// (feature `conformance`), which any store can run.
pub trait Store: Send + Sync {
    /// What can go wrong underneath.
    type Fault: Error + Send + Sync + 'static;

    /// The account with that address, compared by [`Address::key`].
    fn account_by_address(
        &self,
        address: &Address,
    ) -> impl Future<Output = Result<Option<Account>, Self::Fault>> + Send;

    /// The account with that identity.
    fn account(
        &self,
        id: AccountId,
    ) -> impl Future<Output = Result<Option<Account>, Self::Fault>> + Send;

    /// Up to `limit` accounts, ordered by [`Address::key`], from the first
    /// after `after` on.
    fn accounts(
        &self,
        after: Option<&Address>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Account>, Self::Fault>> + Send;

    /// The record of that selector with its account, both as of one moment.
    fn token(
        &self,
        selector: Selector,
    ) -> impl Future<Output = Result<Option<(Record, Account)>, Self::Fault>> + Send;

    /// Commits a plan: all of it, durably, or nothing.
    ///
    /// # Errors
    ///
    /// [`CommitError::Conflict`] where the guard no longer holds or the token
    /// to be consumed is gone; nothing has changed then.
    fn commit(
        &self,
        plan: Plan,
    ) -> impl Future<Output = Result<(), CommitError<Self::Fault>>> + Send;

    /// Takes the letter that has been due for longest and that nobody holds,
    /// and holds it until `until`. Of any number of callers only one gets it.
    fn lease_letter(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> impl Future<Output = Result<Option<QueuedLetter>, Self::Fault>> + Send;

    /// Says what became of a leased letter. Answers `false`, and changes
    /// nothing, where the lease is no longer held.
    fn settle_letter(
        &self,
        id: LetterId,
        leased_until: Timestamp,
        outcome: Outcome,
    ) -> impl Future<Output = Result<bool, Self::Fault>> + Send;

    /// Deletes the records of tokens that have expired. It is housekeeping:
    /// nothing depends on when it is done.
    fn sweep(&self, now: Timestamp) -> impl Future<Output = Result<(), Self::Fault>> + Send;
}

/// Why a plan was not committed.
#[derive(Debug, thiserror::Error)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a third outcome must reach every caller"
)]
pub enum CommitError<F> {
    /// Somebody else was faster: the account is no longer as the plan saw it.
    #[error("the account has changed meanwhile")]
    Conflict,
    /// The store failed.
    #[error("the store failed")]
    Fault(#[source] F),
}
