use alloc::vec::Vec;
use core::error::Error;
use core::future::Future;

use super::audit::Entry;
use super::limit::{Cell, CellId, Charge, Throttled};
use super::{Account, Address, LetterId, LetterStatus, Outcome, Plan, QueuedLetter};
use crate::token::{AccountId, Record, Selector, Timestamp};

/// Where accounts, tokens and letters are kept.
///
/// A store keeps and finds; it decides nothing. What it must keep to is said
/// at each method and is tried by the suite in the module `conformance`
/// (feature `conformance`), which any store can run.
pub trait Store: Send + Sync {
    /// What can go wrong underneath.
    type Fault: Error + Send + Sync + 'static;

    /// The account with that address, compared by [`Address::key`]: the one
    /// that is not removed, else the one that was removed last.
    fn account_by_address(
        &self,
        address: &Address,
    ) -> impl Future<Output = Result<Option<Account>, Self::Fault>> + Send;

    /// The account with that identity.
    fn account(
        &self,
        id: AccountId,
    ) -> impl Future<Output = Result<Option<Account>, Self::Fault>> + Send;

    /// Up to `limit` accounts that are not removed, ordered by
    /// [`Address::key`], from the first after `after` on.
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

    /// Commits a plan: all of it or nothing. It is durable when this returns;
    /// one that [can be lost](Plan::can_be_lost) at the latest when a later one
    /// is.
    ///
    /// No two accounts that are not removed have the same [`Address::key`].
    /// A plan's letters are due at once; its tokens end by
    /// [`Revocation::ends`](super::Revocation::ends), before new ones begin; its
    /// refunds are those of [`refund`](Self::refund), at the event's time. Its
    /// event becomes the next entry of the audit log
    /// ([`Head::next`](super::audit::Head::next)); no number is given twice.
    ///
    /// # Errors
    ///
    /// [`CommitError::Conflict`] where the guard no longer holds, the token to
    /// be consumed is gone, or the address is taken; nothing has changed then.
    fn commit(
        &self,
        plan: Plan,
    ) -> impl Future<Output = Result<(), CommitError<Self::Fault>>> + Send;

    /// Charges every cell, or none, by [`limit::charge`](super::limit::charge),
    /// in one transaction: of two charges of one cell at the same time neither
    /// is lost, not even where the cell does not exist yet.
    fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> impl Future<Output = Result<Result<(), Throttled>, Self::Fault>> + Send;

    /// Gives charges back by [`limit::refund`](super::limit::refund), as
    /// carefully.
    fn refund(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> impl Future<Output = Result<(), Self::Fault>> + Send;

    /// The cell with that identity, as it is kept: an operator's question.
    fn cell(&self, id: CellId) -> impl Future<Output = Result<Option<Cell>, Self::Fault>> + Send;

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
        now: Timestamp,
    ) -> impl Future<Output = Result<bool, Self::Fault>> + Send;

    /// Up to `limit` letters of an account, whatever became of them, the
    /// newest first.
    fn letters(
        &self,
        account: AccountId,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<LetterStatus>, Self::Fault>> + Send;

    /// Up to `limit` letters that have not been sent, waiting or dead, ordered
    /// by when they were queued and then by identity, from the first after
    /// `after` on.
    fn outbox(
        &self,
        after: Option<&LetterStatus>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<LetterStatus>, Self::Fault>> + Send;

    /// Makes a dead or waiting letter due now, its tries counted from the
    /// beginning. Answers `false`, and changes nothing, where it has been
    /// sent, is leased, or is not there.
    fn retry_letter(
        &self,
        id: LetterId,
        now: Timestamp,
    ) -> impl Future<Output = Result<bool, Self::Fault>> + Send;

    /// Up to `limit` entries of the audit log, in order, from the first whose
    /// number is greater than `after` on.
    fn entries(
        &self,
        after: u64,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Entry>, Self::Fault>> + Send;

    /// Deletes what says nothing any more: the records of tokens that have
    /// expired, cells that have ended ([`Cell::ends`]), and letters that were
    /// sent or given up 90 days ago or longer ([`LETTERS_KEPT`]).
    /// It is housekeeping: nothing depends on when it is done.
    fn sweep(&self, now: Timestamp) -> impl Future<Output = Result<(), Self::Fault>> + Send;
}

/// For how many seconds a letter that was sent or given up is kept.
pub const LETTERS_KEPT: u64 = 90 * 24 * 60 * 60;

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
