use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use genkan::address::Address;
use genkan::audit_log::{Entry, Reason, ReasonDigest, SubjectId};
use genkan::id::{AccountId, CaseId, CompanyId, MessageId, OperatorId, PlanId};
use genkan::limit::{Cell, CellId, Charge, Throttled};
use genkan::onboarding::case::Case;
use genkan::onboarding::{
    Account, Accounts, AuditLog, Bounce, Cases, Commit, CommitError, Companies, Company,
    ContactSearch, Counters, LeasedMessage, MessageStatus, Name, Operator, Operators, Outbox,
    Outcome, PasswordHash, Plan, Search, StoreError, Tokens,
};
use genkan::time::Timestamp;
use genkan::token::{Ended, Record, Selector};

use super::{Error, Existing, Postgres, Sqlite};
use crate::config::DatabaseUrl;

/// The store that the configuration names.
#[derive(Clone, Debug)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a third store must be wired in here"
)]
pub enum Database {
    /// A file.
    Sqlite(Sqlite),
    /// A server, for any number of nodes.
    Postgres(Postgres),
}

impl From<Sqlite> for Database {
    fn from(store: Sqlite) -> Self {
        Self::Sqlite(store)
    }
}

impl From<Postgres> for Database {
    fn from(store: Postgres) -> Self {
        Self::Postgres(store)
    }
}

/// Calls the same method of either store.
macro_rules! either {
    ($self:expr, $store:ident => $call:expr) => {
        match $self {
            Database::Sqlite($store) => $call,
            Database::Postgres($store) => $call,
        }
    };
}

impl Database {
    /// Opens a realm in the server's database if there is a URL, and in the
    /// file of the folder if there is none. Creates the tables and the realm if
    /// necessary.
    ///
    /// # Errors
    ///
    /// Those of [`Sqlite::open`] and [`Postgres::open`].
    pub async fn open(
        url: Option<&DatabaseUrl>,
        folder: &Path,
        realm: &str,
    ) -> Result<Self, Error> {
        match url {
            Some(url) => Postgres::open(url, realm).await.map(Self::Postgres),
            None => Sqlite::open(&folder.join("genkan.sqlite"), realm).map(Self::Sqlite),
        }
    }

    /// As [`Database::open`], but creates nothing.
    ///
    /// # Errors
    ///
    /// Those of [`Database::open`].
    pub async fn open_existing(
        url: Option<&DatabaseUrl>,
        folder: &Path,
        realm: &str,
    ) -> Result<Existing<Self>, Error> {
        Ok(match url {
            Some(url) => Postgres::open_existing(url, realm)
                .await?
                .map(Self::Postgres),
            None => Sqlite::open_existing(&folder.join("genkan.sqlite"), realm)?.map(Self::Sqlite),
        })
    }

    /// Returns the same store for work that no page waits for: links, emails and
    /// the sweep. It has connections of its own, so that it takes none from the
    /// pages, and they take none from it.
    #[must_use]
    pub fn for_background(&self) -> Self {
        match self {
            Self::Sqlite(store) => Self::Sqlite(store.clone()),
            Self::Postgres(store) => Self::Postgres(store.for_background()),
        }
    }

    /// Checks that the database answers.
    ///
    /// # Errors
    ///
    /// Those of [`Sqlite::ping`] and [`Postgres::ping`].
    pub async fn ping(&self) -> Result<(), Error> {
        either!(self, store => store.ping().await)
    }

    /// Returns a hash from another system, if an account still has one.
    ///
    /// # Errors
    ///
    /// Those of [`Sqlite::imported_hash`] and [`Postgres::imported_hash`].
    pub async fn imported_hash(&self) -> Result<Option<PasswordHash>, Error> {
        either!(self, store => store.imported_hash().await)
    }
}

/// Whether a call has failed.
trait HasFailed {
    fn has_failed(&self) -> bool;
}

impl<T> HasFailed for Result<T, Error> {
    fn has_failed(&self) -> bool {
        self.is_err()
    }
}

impl<T> HasFailed for Result<T, CommitError<Error>> {
    fn has_failed(&self) -> bool {
        matches!(self, Err(CommitError::Store(_) | CommitError::Unknown(_)))
    }
}

fn counted<T: HasFailed>(answer: T) -> T {
    if answer.has_failed() {
        ERRORS.fetch_add(1, Ordering::Relaxed);
    }
    answer
}

/// Returns how many calls have failed in this process.
#[must_use]
pub fn errors() -> u64 {
    ERRORS.load(Ordering::Relaxed)
}

static ERRORS: AtomicU64 = AtomicU64::new(0);

impl StoreError for Database {
    type Error = Error;
}

/// Implements a trait by calling the same method of either store.
macro_rules! delegate {
    ($($Trait:ident { $(
        fn $method:ident(&self $(, $argument:ident: $Argument:ty)*) -> $Answer:ty;
    )+ })+) => {
        $(impl $Trait for Database {
            $(async fn $method(&self $(, $argument: $Argument)*) -> $Answer {
                counted(either!(self, store => store.$method($($argument),*).await))
            })+
        })+
    };
}

delegate! {
    Accounts {
        fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Error>;
        fn account(&self, id: AccountId) -> Result<Option<Account>, Error>;
        fn accounts(&self, after: Option<&Address>, limit: u32) -> Result<Vec<Account>, Error>;
        fn accounts_by_addresses(&self, addresses: &[Address]) -> Result<Vec<Account>, Error>;
        fn accounts_by_ids(&self, ids: &[AccountId]) -> Result<Vec<Account>, Error>;
        fn company(&self, id: CompanyId) -> Result<Option<Company>, Error>;
        fn company_by_name(&self, name: &Name) -> Result<Option<Company>, Error>;
        fn companies(&self, after: Option<&Name>, limit: u32) -> Result<Vec<Company>, Error>;
    }
    Cases {
        fn case(&self, id: CaseId) -> Result<Option<Case>, Error>;
        fn open_cases(
            &self, matter: Option<&str>, scope: &Companies, after: Option<&Case>, limit: u32
        ) -> Result<Vec<Case>, Error>;
        fn cases_of(
            &self, company: CompanyId, after: Option<&Case>, limit: u32
        ) -> Result<Vec<Case>, Error>;
        fn cases_to_act_on(&self, now: Timestamp, limit: u32) -> Result<Vec<Case>, Error>;
    }
    Operators {
        fn operator(&self, id: OperatorId) -> Result<Option<Operator>, Error>;
        fn operator_by_name(&self, name: &Name) -> Result<Option<Operator>, Error>;
        fn operators(&self) -> Result<Vec<Operator>, Error>;
    }
    Tokens {
        fn token(&self, selector: Selector) -> Result<Option<(Record, Account)>, Error>;
        fn ended_token(&self, selector: Selector) -> Result<Option<(Record, Account, Ended)>, Error>;
    }
    Outbox {
        fn lease_message(
            &self, now: Timestamp, until: Timestamp
        ) -> Result<Option<LeasedMessage>, Error>;
        fn settle_message(
            &self, id: MessageId, leased_until: Timestamp, outcome: Outcome, now: Timestamp
        ) -> Result<bool, Error>;
        fn bounce_message(
            &self, id: MessageId, bounce: Bounce, now: Timestamp
        ) -> Result<bool, Error>;
        fn retry_message(&self, id: MessageId, now: Timestamp) -> Result<bool, Error>;
        fn message(&self, id: MessageId) -> Result<Option<MessageStatus>, Error>;
        fn messages(&self, to: AccountId, limit: u32) -> Result<Vec<MessageStatus>, Error>;
        fn undelivered(
            &self, after: Option<&MessageStatus>, limit: u32
        ) -> Result<Vec<MessageStatus>, Error>;
    }
    Counters {
        fn charge(
            &self, charges: &[Charge], now: Timestamp
        ) -> Result<Result<(), Throttled>, Error>;
        fn refund(&self, charges: &[Charge], now: Timestamp) -> Result<(), Error>;
        fn cell(&self, id: CellId) -> Result<Option<Cell>, Error>;
    }
    AuditLog {
        fn entries(&self, after: Option<u64>, limit: u32) -> Result<Vec<Entry>, Error>;
        fn last_sign_ins(
            &self, accounts: &[AccountId]
        ) -> Result<Vec<(AccountId, Timestamp)>, Error>;
        fn reasons(&self, digests: &[ReasonDigest]) -> Result<Vec<Reason>, Error>;
    }
    Search {
        fn search_contacts(
            &self, search: ContactSearch<'_>, scope: &Companies, after: Option<&Account>, limit: u32
        ) -> Result<Vec<Account>, Error>;
        fn search_companies(
            &self, name: &str, scope: &Companies, after: Option<&Company>, limit: u32
        ) -> Result<Vec<Company>, Error>;
        fn names(&self, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, String)>, Error>;
        fn history(
            &self, subject: Option<SubjectId>, before: Option<u64>, limit: u32
        ) -> Result<Vec<Entry>, Error>;
    }
    Commit {
        fn commit(&self, id: PlanId, plan: &Plan) -> Result<(), CommitError<Error>>;
        fn sweep(&self, now: Timestamp) -> Result<(), Error>;
    }
}
