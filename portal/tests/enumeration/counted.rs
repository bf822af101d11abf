//! A store that counts its calls, and can be slow.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use genkan::address::Address;
use genkan::audit_log::{Entry, Reason, ReasonDigest, SubjectId};
use genkan::id::{AccountId, CaseId, CompanyId, MessageId, OperatorId, PlanId};
use genkan::limit::{Cell, CellId, Charge, Throttled};
use genkan::onboarding::case::Case;
use genkan::onboarding::{
    Account, Accounts, AuditLog, Bounce, Cases, Commit, CommitError, Companies, Company,
    ContactSearch, Counters, LeasedMessage, MessageStatus, Name, Operator, Operators, Outbox,
    Outcome, Plan, Search, StoreError, Tokens,
};
use genkan::time::Timestamp;
use genkan::token::{Ended, Record, Selector};
use genkan_portal::store::{Database, Error};

#[derive(Debug)]
pub(crate) struct Counted {
    store: Database,
    calls: AtomicU64,
    commits: AtomicU64,
    /// An address whose lookup takes so much longer.
    pub(crate) is_slow_for: Option<(&'static str, Duration)>,
}

impl Counted {
    pub(crate) const fn new(store: Database) -> Self {
        Self {
            store,
            calls: AtomicU64::new(0),
            commits: AtomicU64::new(0),
            is_slow_for: None,
        }
    }

    pub(crate) fn calls(&self) -> u64 {
        self.calls.load(Ordering::SeqCst)
    }

    /// How many plans were committed.
    pub(crate) fn commits(&self) -> u64 {
        self.commits.load(Ordering::SeqCst)
    }

    fn asked(&self) -> &Database {
        self.calls.fetch_add(1, Ordering::SeqCst);
        &self.store
    }
}

/// Counts the calls of these methods and passes them on.
macro_rules! counted {
    ($(impl $Trait:ident {
        $(fn $method:ident($($argument:ident: $Argument:ty),*) -> $Answer:ty;)*
    })*) => {
        $(impl $Trait for Counted {
            $(async fn $method(&self, $($argument: $Argument),*) -> $Answer {
                self.asked().$method($($argument),*).await
            })*
        })*
    };
}

impl StoreError for Counted {
    type Error = Error;
}

impl Accounts for Counted {
    async fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Error> {
        if let Some((_, more)) = self.is_slow_for.filter(|(one, _)| *one == address.as_str()) {
            thread::sleep(more);
        }
        self.asked().account_by_address(address).await
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, Error> {
        self.asked().account(id).await
    }

    async fn accounts(&self, after: Option<&Address>, limit: u32) -> Result<Vec<Account>, Error> {
        self.asked().accounts(after, limit).await
    }

    async fn accounts_by_addresses(&self, addresses: &[Address]) -> Result<Vec<Account>, Error> {
        self.asked().accounts_by_addresses(addresses).await
    }

    async fn accounts_by_ids(&self, ids: &[AccountId]) -> Result<Vec<Account>, Error> {
        self.asked().accounts_by_ids(ids).await
    }

    async fn company(&self, id: CompanyId) -> Result<Option<Company>, Error> {
        self.asked().company(id).await
    }

    async fn company_by_name(&self, name: &Name) -> Result<Option<Company>, Error> {
        self.asked().company_by_name(name).await
    }

    async fn companies(&self, after: Option<&Name>, limit: u32) -> Result<Vec<Company>, Error> {
        self.asked().companies(after, limit).await
    }
}

counted! {
    impl Cases {
        fn case(id: CaseId) -> Result<Option<Case>, Error>;
        fn open_cases(
            matter: Option<&str>, scope: &Companies, after: Option<&Case>, limit: u32
        ) -> Result<Vec<Case>, Error>;
        fn cases_of(company: CompanyId, after: Option<&Case>, limit: u32)
            -> Result<Vec<Case>, Error>;
        fn cases_to_act_on(now: Timestamp, limit: u32) -> Result<Vec<Case>, Error>;
    }

    impl Operators {
        fn operator(id: OperatorId) -> Result<Option<Operator>, Error>;
        fn operator_by_name(name: &Name) -> Result<Option<Operator>, Error>;
        fn operators() -> Result<Vec<Operator>, Error>;
    }

    impl Tokens {
        fn token(selector: Selector) -> Result<Option<(Record, Account)>, Error>;
        fn ended_token(selector: Selector) -> Result<Option<(Record, Account, Ended)>, Error>;
    }

    impl Outbox {
        fn lease_message(now: Timestamp, until: Timestamp)
            -> Result<Option<LeasedMessage>, Error>;
        fn settle_message(id: MessageId, until: Timestamp, outcome: Outcome, now: Timestamp)
            -> Result<bool, Error>;
        fn bounce_message(id: MessageId, bounce: Bounce, now: Timestamp) -> Result<bool, Error>;
        fn retry_message(id: MessageId, now: Timestamp) -> Result<bool, Error>;
        fn message(id: MessageId) -> Result<Option<MessageStatus>, Error>;
        fn messages(to: AccountId, limit: u32) -> Result<Vec<MessageStatus>, Error>;
        fn undelivered(after: Option<&MessageStatus>, limit: u32)
            -> Result<Vec<MessageStatus>, Error>;
    }

    impl Counters {
        fn charge(charges: &[Charge], now: Timestamp) -> Result<Result<(), Throttled>, Error>;
        fn refund(charges: &[Charge], now: Timestamp) -> Result<(), Error>;
        fn cell(id: CellId) -> Result<Option<Cell>, Error>;
    }

    impl AuditLog {
        fn entries(after: Option<u64>, limit: u32) -> Result<Vec<Entry>, Error>;
        fn last_sign_ins(accounts: &[AccountId]) -> Result<Vec<(AccountId, Timestamp)>, Error>;
        fn reasons(digests: &[ReasonDigest]) -> Result<Vec<Reason>, Error>;
    }

    impl Search {
        fn search_contacts(
            search: ContactSearch<'_>, scope: &Companies, after: Option<&Account>, limit: u32
        ) -> Result<Vec<Account>, Error>;
        fn search_companies(name: &str, scope: &Companies, after: Option<&Company>, limit: u32)
            -> Result<Vec<Company>, Error>;
        fn names(subjects: &[SubjectId]) -> Result<Vec<(SubjectId, String)>, Error>;
        fn history(subject: Option<SubjectId>, before: Option<u64>, limit: u32)
            -> Result<Vec<Entry>, Error>;
    }
}

impl Commit for Counted {
    async fn commit(&self, id: PlanId, plan: &Plan) -> Result<(), CommitError<Error>> {
        let committed = self.asked().commit(id, plan).await;
        let is_committed = u64::from(committed.is_ok());
        self.commits.fetch_add(is_committed, Ordering::SeqCst);
        committed
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Error> {
        self.asked().sweep(now).await
    }
}
