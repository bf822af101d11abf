//! A store that counts what it is asked, and can be slow.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use genkan::address::Address;
use genkan::audit_log::Entry;
use genkan::id::AccountId;
use genkan::id::MessageId;
use genkan::limit::{Cell, CellId, Charge, Throttled};
use genkan::onboarding::{
    Account, CommitError, LeasedMessage, MessageStatus, Outcome, Plan, Store,
};
use genkan::time::Timestamp;
use genkan::token::{Record, Selector};
use genkan_portal::fault::Fault;
use genkan_portal::store::Database;

#[derive(Debug)]
pub(crate) struct Counted {
    store: Database,
    calls: AtomicU64,
    /// An address that is looked up so much more slowly.
    pub(crate) is_slow_for: Option<(&'static str, Duration)>,
}

impl Counted {
    pub(crate) const fn new(store: Database) -> Self {
        Self {
            store,
            calls: AtomicU64::new(0),
            is_slow_for: None,
        }
    }

    pub(crate) fn calls(&self) -> u64 {
        self.calls.load(Ordering::SeqCst)
    }

    fn asked(&self) -> &Database {
        self.calls.fetch_add(1, Ordering::SeqCst);
        &self.store
    }
}

impl Store for Counted {
    type Fault = Fault;

    async fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Fault> {
        if let Some((_, more)) = self.is_slow_for.filter(|(one, _)| *one == address.as_str()) {
            thread::sleep(more);
        }
        self.asked().account_by_address(address).await
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, Fault> {
        self.asked().account(id).await
    }

    async fn accounts(&self, after: Option<&Address>, limit: u32) -> Result<Vec<Account>, Fault> {
        self.asked().accounts(after, limit).await
    }

    async fn token(&self, selector: Selector) -> Result<Option<(Record, Account)>, Fault> {
        self.asked().token(selector).await
    }

    async fn commit(&self, plan: Plan) -> Result<(), CommitError<Fault>> {
        self.asked().commit(plan).await
    }

    async fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> Result<Result<(), Throttled>, Fault> {
        self.asked().charge(charges, now).await
    }

    async fn refund(&self, charges: &[Charge], now: Timestamp) -> Result<(), Fault> {
        self.asked().refund(charges, now).await
    }

    async fn cell(&self, id: CellId) -> Result<Option<Cell>, Fault> {
        self.asked().cell(id).await
    }

    async fn lease_letter(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<LeasedMessage>, Fault> {
        self.asked().lease_letter(now, until).await
    }

    async fn settle_letter(
        &self,
        id: MessageId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        self.asked()
            .settle_letter(id, leased_until, outcome, now)
            .await
    }

    async fn letters(&self, account: AccountId, limit: u32) -> Result<Vec<MessageStatus>, Fault> {
        self.asked().letters(account, limit).await
    }

    async fn outbox(
        &self,
        after: Option<&MessageStatus>,
        limit: u32,
    ) -> Result<Vec<MessageStatus>, Fault> {
        self.asked().outbox(after, limit).await
    }

    async fn retry_letter(&self, id: MessageId, now: Timestamp) -> Result<bool, Fault> {
        self.asked().retry_letter(id, now).await
    }

    async fn entries(&self, after: u64, limit: u32) -> Result<Vec<Entry>, Fault> {
        self.asked().entries(after, limit).await
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Fault> {
        self.asked().sweep(now).await
    }
}
