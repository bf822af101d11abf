//! The traits of a store, one for each group of readers.
//!
//! A store keeps and finds rows of one realm; it decides nothing. What each
//! method promises is documented here and tested by the suite in
//! `genkan::conformance` (feature `conformance`), which any store can run.
//!
//! Every field reads back exactly as it was written. Addresses, names and
//! reasons are read with `from_stored`, never validated again.

use alloc::string::String;
use alloc::vec::Vec;
use core::error::Error;
use core::future::Future;
use core::time::Duration;

use super::case::Case;
use super::{
    Account, Bounce, Companies, Company, ContactSearch, LeasedMessage, MessageStatus, Name,
    Operator, Outcome, Plan,
};
use crate::address::Address;
use crate::audit_log::{Entry, Reason, ReasonDigest, SubjectId};
use crate::id::{AccountId, CaseId, CompanyId, MessageId, OperatorId, PlanId};
use crate::limit::{Cell, CellId, Charge, Throttled};
use crate::time::Timestamp;
use crate::token::{Ended, Record, Selector};

/// The error of every part of a store.
///
/// # Examples
///
/// ```
/// use genkan::onboarding::StoreError;
///
/// struct MyStore;
///
/// #[derive(Debug)]
/// struct DatabaseIsDown;
///
/// impl core::fmt::Display for DatabaseIsDown {
///     fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
///         f.write_str("the database is down")
///     }
/// }
///
/// impl core::error::Error for DatabaseIsDown {}
///
/// impl StoreError for MyStore {
///     type Error = DatabaseIsDown;
/// }
/// ```
pub trait StoreError {
    /// An error of the database.
    type Error: Error + Send + Sync + 'static;
}

/// Accounts of contacts and operators, and companies.
///
/// ```
/// use genkan::address::Address;
/// use genkan::onboarding::{Account, Accounts};
///
/// /// Finds the account of a person who wants to sign in.
/// async fn find<S: Accounts>(store: &S, typed: &str) -> Result<Option<Account>, S::Error> {
///     match Address::parse(typed) {
///         Ok(address) => store.account_by_address(&address).await,
///         Err(_) => Ok(None),
///     }
/// }
/// ```
pub trait Accounts: StoreError {
    /// Returns the account with this address, compared by [`Address::key`]:
    /// the one that is not removed, or else the one that was removed last.
    fn account_by_address(
        &self,
        address: &Address,
    ) -> impl Future<Output = Result<Option<Account>, Self::Error>> + Send;

    /// Returns the account with this identity.
    fn account(
        &self,
        id: AccountId,
    ) -> impl Future<Output = Result<Option<Account>, Self::Error>> + Send;

    /// Returns up to `limit` contacts' accounts that are not removed, ordered by
    /// [`Address::key`], starting after `after`. It returns no operator's
    /// account.
    fn accounts(
        &self,
        after: Option<&Address>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Account>, Self::Error>> + Send;

    /// Returns the accounts that are not removed and have one of these
    /// addresses, or had one of them [before](Account::former) the present one,
    /// all as of one moment, ordered by identity. Addresses are compared by
    /// [`Address::key`].
    fn accounts_by_addresses(
        &self,
        addresses: &[Address],
    ) -> impl Future<Output = Result<Vec<Account>, Self::Error>> + Send;

    /// Returns the accounts with these identities, removed or not, ordered by
    /// identity. Unknown identities are left out.
    fn accounts_by_ids(
        &self,
        ids: &[AccountId],
    ) -> impl Future<Output = Result<Vec<Account>, Self::Error>> + Send;

    /// Returns the company with this identity.
    fn company(
        &self,
        id: CompanyId,
    ) -> impl Future<Output = Result<Option<Company>, Self::Error>> + Send;

    /// Returns the company with exactly this name.
    fn company_by_name(
        &self,
        name: &Name,
    ) -> impl Future<Output = Result<Option<Company>, Self::Error>> + Send;

    /// Returns up to `limit` companies, ordered by the bytes of their names,
    /// starting after `after`.
    fn companies(
        &self,
        after: Option<&Name>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Company>, Self::Error>> + Send;
}

/// The cases of the support desk.
///
/// # Examples
///
/// ```
/// use genkan::id::CaseId;
/// use genkan::onboarding::Cases;
///
/// /// Returns whether a case still waits.
/// async fn is_open<S: Cases>(store: &S, id: CaseId) -> Result<bool, S::Error> {
///     Ok(store.case(id).await?.is_some_and(|case| case.is_open()))
/// }
/// ```
pub trait Cases: StoreError {
    /// Returns the case with this identity.
    fn case(&self, id: CaseId) -> impl Future<Output = Result<Option<Case>, Self::Error>> + Send;

    /// Returns up to `limit` open cases in scope, ordered by [`Case::due_at`] and
    /// then by identity, starting after `after`. `matter` is the
    /// [code](super::case::Matter::code) of the ones to return; all, if `None`. A
    /// case without a company is in the scope of all companies only.
    ///
    /// It takes as long with 100,000 open cases as with a hundred.
    fn open_cases(
        &self,
        matter: Option<&str>,
        scope: &Companies,
        after: Option<&Case>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Case>, Self::Error>> + Send;

    /// Returns up to `limit` cases of a company, open or closed, the newest
    /// first: ordered by [`Case::opened_at`] and then by identity, starting
    /// after `after`.
    fn cases_of(
        &self,
        company: CompanyId,
        after: Option<&Case>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Case>, Self::Error>> + Send;

    /// Returns up to `limit` open cases whose [time](Case::acts_at) has come,
    /// ordered by that time and then by identity.
    fn cases_to_act_on(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Case>, Self::Error>> + Send;
}

/// The operators of the support desk.
///
/// ```
/// use genkan::onboarding::{Operators, Permission};
///
/// /// Returns whether there is an operator who manages the others.
/// async fn is_managed<S: Operators>(store: &S) -> Result<bool, S::Error> {
///     let operators = store.operators().await?;
///     Ok(operators.iter().any(|operator| operator.may(Permission::ManageOperators, None)))
/// }
/// ```
pub trait Operators: StoreError {
    /// Returns the operator with this identity, removed or not.
    fn operator(
        &self,
        id: OperatorId,
    ) -> impl Future<Output = Result<Option<Operator>, Self::Error>> + Send;

    /// Returns the operator with exactly this name who is not removed.
    fn operator_by_name(
        &self,
        name: &Name,
    ) -> impl Future<Output = Result<Option<Operator>, Self::Error>> + Send;

    /// Returns all operators who are not removed, ordered by the bytes of
    /// their names.
    fn operators(&self) -> impl Future<Output = Result<Vec<Operator>, Self::Error>> + Send;
}

/// The records of tokens.
///
/// ```
/// use genkan::onboarding::{Realm, Tokens};
/// use genkan::time::Timestamp;
/// use genkan::token::{Rejection, Reset, Token, Verified};
///
/// /// Opens the link of an email.
/// async fn open<S: Tokens>(
///     store: &S,
///     realm: &Realm,
///     text: &str,
///     now: Timestamp,
/// ) -> Result<Result<Verified<Reset>, Rejection>, S::Error> {
///     let Ok(token) = text.parse::<Token<Reset>>() else {
///         return Ok(Err(Rejection::Malformed));
///     };
///     let found = store.token(token.selector()).await?;
///     Ok(realm.open_link(&token, found.as_ref(), now))
/// }
/// ```
pub trait Tokens: StoreError {
    /// Returns the record with this selector and its account, both as of one
    /// moment; `None` if the record belongs to an operator.
    fn token(
        &self,
        selector: Selector,
    ) -> impl Future<Output = Result<Option<(Record, Account)>, Self::Error>> + Send;

    /// Returns the record of a token that has [ended](super::Plan::revoked_as)
    /// before it expired, its account, and when and how it ended, all as of one
    /// moment. Records of sessions and devices may be missing, and so may those
    /// that have expired, and all but the
    /// [newest](crate::token::PurposeName::per_principal) of a principal.
    fn ended_token(
        &self,
        selector: Selector,
    ) -> impl Future<Output = Result<Option<(Record, Account, Ended)>, Self::Error>> + Send;
}

/// The messages to be sent.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use genkan::onboarding::{LeasedMessage, Outbox};
/// use genkan::time::Timestamp;
///
/// /// Leases the next message for a minute.
/// async fn next<S: Outbox>(store: &S, now: Timestamp) -> Result<Option<LeasedMessage>, S::Error> {
///     store.lease_message(now, now + Duration::from_secs(60)).await
/// }
/// ```
pub trait Outbox: StoreError {
    /// Leases a message that is due and that no other worker has leased, until
    /// `until`: of those that a person [waits for](super::MessageKind::is_awaited)
    /// the one that has been due for longest, and if there is none, of the
    /// others. Of any number of concurrent callers
    /// only one gets it. If an earlier lease has ended without an outcome, that
    /// counts as a try.
    ///
    /// After an error a message may be leased that no worker knows of. It is
    /// leased again when its lease has ended.
    fn lease_message(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> impl Future<Output = Result<Option<LeasedMessage>, Self::Error>> + Send;

    /// Stores the outcome of a leased message and counts a try, unless it was
    /// [slowed down](Outcome::SlowedDown) or [waits](Outcome::Waits). Returns `false`, and changes nothing,
    /// if the lease is no longer held. A lease whose time has ended is held
    /// until another worker leases the message. Which limit has slowed it down
    /// stays stored.
    ///
    /// It may be called again after an error. `false` then means that the
    /// outcome was stored the first time, or that the lease is lost.
    fn settle_message(
        &self,
        id: MessageId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Stores that a sent message was not delivered. Returns `false`, and
    /// changes nothing, if the message is unknown or is not in the state
    /// [`Sent`](super::Progress::Sent). It may be called again after an error.
    fn bounce_message(
        &self,
        id: MessageId,
        bounce: Bounce,
        now: Timestamp,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Makes a failed or waiting message due now, and starts to count its
    /// tries again. Returns `false`, and changes nothing, if the message is
    /// unknown, was sent, or is leased. It may be called again after an error.
    fn retry_message(
        &self,
        id: MessageId,
        now: Timestamp,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Returns a message in any state.
    fn message(
        &self,
        id: MessageId,
    ) -> impl Future<Output = Result<Option<MessageStatus>, Self::Error>> + Send;

    /// Returns up to `limit` messages to an account in any state, the newest
    /// first.
    fn messages(
        &self,
        to: AccountId,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<MessageStatus>, Self::Error>> + Send;

    /// Returns up to `limit` messages that wait, have failed or have bounced,
    /// ordered by the time at which they were queued and then by identity,
    /// starting after `after`.
    fn undelivered(
        &self,
        after: Option<&MessageStatus>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<MessageStatus>, Self::Error>> + Send;
}

/// The counters of the limits.
///
/// ```
/// use genkan::limit::{Charge, Throttled};
/// use genkan::onboarding::Counters;
/// use genkan::time::Timestamp;
///
/// /// Counts an attempt before the password is verified, and refunds a success.
/// async fn attempt<S: Counters>(
///     store: &S,
///     charges: &[Charge],
///     now: Timestamp,
///     is_right: impl AsyncFnOnce() -> bool,
/// ) -> Result<Result<bool, Throttled>, S::Error> {
///     if let Err(throttled) = store.charge(charges, now).await? {
///         return Ok(Err(throttled));
///     }
///     let is_right = is_right().await;
///     if is_right {
///         store.refund(charges, now).await?;
///     }
///     Ok(Ok(is_right))
/// }
/// ```
pub trait Counters: StoreError {
    /// Charges every cell, or none, by [`limit::charge`](crate::limit::charge),
    /// in one transaction. Of two concurrent charges of one cell neither is
    /// lost, not even if the cell does not exist yet. Counters may be lost in
    /// a power failure.
    ///
    /// After an error the charges may have been made. Do not repeat them: an
    /// attempt would be charged twice, and could be refused by its own charge.
    /// Charges whose attempt is repeated belong to a [plan](Plan::charges).
    fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> impl Future<Output = Result<Result<(), Throttled>, Self::Error>> + Send;

    /// Refunds charges by [`limit::refund`](crate::limit::refund), with the
    /// same promises. After an error the refunds may have been made. Do not
    /// repeat them: a charge of another attempt would be refunded. A charge that
    /// is not refunded ends by itself.
    fn refund(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Returns a cell as it is stored.
    fn cell(&self, id: CellId) -> impl Future<Output = Result<Option<Cell>, Self::Error>> + Send;
}

/// The audit log.
///
/// ```
/// use genkan::audit_log::{Entry, verify};
/// use genkan::onboarding::AuditLog;
///
/// /// Returns whether nobody has changed the first entries.
/// async fn is_intact<S: AuditLog>(store: &S) -> Result<bool, S::Error> {
///     let entries: Vec<Entry> = store.entries(None, 1000).await?;
///     Ok(verify(&entries, None).is_ok())
/// }
/// ```
pub trait AuditLog: StoreError {
    /// Returns up to `limit` entries in order, starting after the number
    /// `after`; from the first stored one, whatever its number, if `after` is
    /// `None`.
    fn entries(
        &self,
        after: Option<u64>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Entry>, Self::Error>> + Send;

    /// Returns when each of these accounts [signed
    /// in](crate::audit_log::EventKind::SignedIn) last, ordered by identity.
    /// Accounts that never signed in are left out.
    fn last_sign_ins(
        &self,
        accounts: &[AccountId],
    ) -> impl Future<Output = Result<Vec<(AccountId, Timestamp)>, Self::Error>> + Send;

    /// Returns the reasons with these digests, in any order. Those that were erased
    /// are left out.
    fn reasons(
        &self,
        digests: &[ReasonDigest],
    ) -> impl Future<Output = Result<Vec<Reason>, Self::Error>> + Send;
}

/// What operators search and look up.
///
/// # Examples
///
/// ```
/// use genkan::id::CompanyId;
/// use genkan::onboarding::{Companies, Company, Search};
///
/// /// Returns the companies that an operator may choose from.
/// async fn companies<S: Search>(store: &S, typed: &str) -> Result<Vec<Company>, S::Error> {
///     store.search_companies(typed, &Companies::All, None, 20).await
/// }
/// ```
pub trait Search: StoreError {
    /// Returns up to `limit` contacts that are found and are in scope, starting
    /// after `after`. By address they are ordered by [`Address::key`], otherwise
    /// by the [form of their names](super::search_key), then by identity.
    ///
    /// It takes as long with a million contacts as with a hundred.
    fn search_contacts(
        &self,
        search: ContactSearch<'_>,
        scope: &Companies,
        after: Option<&Account>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Account>, Self::Error>> + Send;

    /// Returns up to `limit` companies in scope whose names begin with a text, with
    /// or without the legal form, ordered by the [form of their
    /// names](super::company_search_key), then by identity, starting after `after`.
    fn search_companies(
        &self,
        name: &str,
        scope: &Companies,
        after: Option<&Company>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Company>, Self::Error>> + Send;

    /// Returns what people call these subjects, in any order: the address of an
    /// account, removed or not, and the name of a company or an operator. Cases and
    /// unknown subjects are left out.
    fn names(
        &self,
        subjects: &[SubjectId],
    ) -> impl Future<Output = Result<Vec<(SubjectId, String)>, Self::Error>> + Send;

    /// Returns up to `limit` entries of the audit log about a subject, or about
    /// all, the newest first, starting before the number `before`.
    fn history(
        &self,
        subject: Option<SubjectId>,
        before: Option<u64>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Entry>, Self::Error>> + Send;
}

/// Writes plans.
///
/// ```
/// use genkan::address::Address;
/// use genkan::audit_log::Actor;
/// use genkan::id::PlanId;
/// use genkan::onboarding::{Accounts, Commit, CommitError, Realm, Store};
/// use genkan::time::Timestamp;
///
/// /// Puts an account on hold. If another plan was first, it decides again.
/// async fn hold<S: Store>(
///     store: &S,
///     realm: &Realm,
///     address: &Address,
///     by: Actor,
///     now: Timestamp,
///     mut random: impl FnMut() -> PlanId,
/// ) -> Result<(), Box<dyn std::error::Error>> {
///     loop {
///         let account = store.account_by_address(address).await?.ok_or("not registered")?;
///         let plan = realm.hold(&account, by, now)?;
///         let id = random();
///         let mut committed = store.commit(id, &plan).await;
///         // The connection was lost: the same identity finds out.
///         if let Err(CommitError::Unknown(_)) = committed {
///             committed = store.commit(id, &plan).await;
///         }
///         match committed {
///             Err(CommitError::Conflict) => continue,
///             committed => return Ok(committed?),
///         }
///     }
/// }
/// ```
pub trait Commit: StoreError {
    /// Commits a plan, completely or not at all. It is durable when this
    /// returns.
    ///
    /// `id` identifies the plan. A plan whose identity is stored has been
    /// committed: committing it again changes nothing and returns `Ok`. So after
    /// [`CommitError::Unknown`] the caller repeats the call with the same
    /// identity. Two concurrent calls with one identity wait for each other. An
    /// identity is stored with its plan, at [`Plan::at`], and is remembered for
    /// [an hour](PLANS_REMEMBERED) at least. Another plan needs another identity,
    /// also if it replaces one that has conflicted.
    ///
    /// - Every [guard](Plan::guards) must hold, and every token in
    ///   [`consume`](field@Plan::consume) must be stored and belong to the
    ///   principal.
    /// - Tokens end by [`Revocation::ends`](super::Revocation::ends) before
    ///   new ones begin. A token that was consumed or has ended is found by
    ///   [`Tokens::ended_token`] only.
    /// - Before new tokens begin, the oldest ones of the same principal and
    ///   purpose end, so that no more than [`Plan::kept_tokens`] stay. Tokens are
    ///   ordered by the time at which they were issued, then by their selectors.
    /// - Changes are written in their order. No two accounts that are not
    ///   removed have the same [`Address::key`], no two companies the same
    ///   name, and no two operators who are not removed the same name. A change
    ///   that frees an address or a name comes before one that takes it.
    /// - A company that an account or an operator refers to is stored, or is
    ///   created earlier in the plan. Companies are never deleted, so a plan
    ///   that breaks this is a defect, and the store may fail.
    /// - Messages are due at once.
    /// - Charges are those of [`Counters::charge`], at [`Plan::at`]: all of them
    ///   are made, or nothing changes.
    /// - Refunds are those of [`Counters::refund`], at [`Plan::at`],
    ///   after the charges.
    /// - The events become the next entries of the audit log, one directly
    ///   after the other, by [`Head::next`](crate::audit_log::Head::next). No
    ///   number is given twice.
    /// - The reasons can be found by their digests. One that is stored already
    ///   stays.
    /// - Concurrent plans wait for each other or conflict, whatever subjects
    ///   they share and in whatever order; they never wait forever.
    ///
    /// # Errors
    ///
    /// [`CommitError::Conflict`] if any of that does not hold, and
    /// [`CommitError::Throttled`] if every guard holds and a limit refuses a
    /// charge. Nothing has changed after any error but
    /// [`CommitError::Unknown`].
    fn commit(
        &self,
        id: PlanId,
        plan: &Plan,
    ) -> impl Future<Output = Result<(), CommitError<Self::Error>>> + Send;

    /// Deletes rows that no longer matter: the records of expired tokens, cells
    /// that have [ended](Cell::ends), messages that were sent or have failed
    /// [90 days](MESSAGES_KEPT) ago, cases that were closed [a year](CASES_KEPT)
    /// ago, and the identities of plans of
    /// [an hour](PLANS_REMEMBERED) ago. Nothing depends on when it runs, and it
    /// may be called again after an error.
    fn sweep(&self, now: Timestamp) -> impl Future<Output = Result<(), Self::Error>> + Send;
}

/// A complete store.
///
/// ```
/// use genkan::conformance;
/// use genkan::onboarding::Store;
///
/// /// Checks a store of one's own: the suite gets an empty one each time.
/// async fn check<S: Store>(empty: impl AsyncFn() -> S) {
///     conformance::run(|| empty()).await;
/// }
/// ```
pub trait Store:
    Accounts + Operators + Tokens + Outbox + Counters + AuditLog + Search + Commit + Send + Sync + Cases
{
}

impl<S> Store for S where
    S: Accounts
        + Operators
        + Tokens
        + Outbox
        + Counters
        + AuditLog
        + Search
        + Commit
        + Send
        + Sync
        + Cases
{
}

/// How long a message is kept after it was sent or has failed.
pub const MESSAGES_KEPT: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// How long a case is kept after it was closed. It contains personal data of
/// people who may not be registered.
pub const CASES_KEPT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// How long the identity of a committed plan is remembered. A caller repeats a
/// plan for seconds.
pub const PLANS_REMEMBERED: Duration = Duration::from_secs(60 * 60);

/// Why a plan was not committed, or may not have been.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// use genkan::conformance::InMemoryStore;
/// use genkan::id::PlanId;
///
/// # let (realm, account) = (realm(), registered());
/// # let store = InMemoryStore::new();
/// # let poll = |future| {
/// #     let future = std::pin::pin!(future);
/// #     let std::task::Poll::Ready(ready) = std::future::Future::poll(
/// #         future, &mut std::task::Context::from_waker(std::task::Waker::noop()),
/// #     ) else { panic!("it is always ready") };
/// #     ready
/// # };
/// // The account is not stored, so the plan is for another state of the store.
/// let plan = realm.hold(&account, OPERATOR, NOW)?;
/// let id = PlanId::from_bytes([7; 16]); // random
/// let conflict = poll(store.commit(id, &plan)); // .await
/// assert!(matches!(conflict, Err(CommitError::Conflict)));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
#[expect(
    clippy::exhaustive_enums,
    reason = "another outcome must reach every caller"
)]
pub enum CommitError<E> {
    /// The data for which the plan was made has changed in the meantime.
    #[error("the data has changed in the meantime")]
    Conflict,
    /// A limit refuses a charge of the plan. Nothing has changed.
    #[error(transparent)]
    Throttled(Throttled),
    /// The store failed before it committed. Nothing has changed.
    #[error("the store failed")]
    Store(#[source] E),
    /// The store failed while it committed, for example because the connection
    /// to it was lost. Either the whole plan is committed or nothing has
    /// changed. [`Commit::commit`] with the same identity finds out.
    #[error("the store failed while it committed, so the outcome is unknown")]
    Unknown(#[source] E),
}
