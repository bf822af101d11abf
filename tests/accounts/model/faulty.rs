//! A store in memory that leaves something out.

use std::convert::Infallible;

use genkan::onboarding::audit::Entry;
use genkan::onboarding::limit::{Cell, CellId, Charge, Throttled};
use genkan::onboarding::{
    Account, Address, CommitError, LetterId, LetterStatus, Memory, Outcome, Plan, QueuedLetter,
    Store,
};
use genkan::token::{AccountId, Record, Selector, Timestamp};

use crate::model::fault::Fault;

pub(crate) struct Faulty {
    pub(crate) memory: Memory,
    pub(crate) fault: Fault,
}

impl Store for Faulty {
    type Fault = Infallible;

    async fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Infallible> {
        self.memory.account_by_address(address).await
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, Infallible> {
        self.memory.account(id).await
    }

    async fn accounts(
        &self,
        after: Option<&Address>,
        limit: u32,
    ) -> Result<Vec<Account>, Infallible> {
        self.memory.accounts(after, limit).await
    }

    async fn token(&self, selector: Selector) -> Result<Option<(Record, Account)>, Infallible> {
        self.memory.token(selector).await
    }

    async fn commit(&self, plan: Plan) -> Result<(), CommitError<Infallible>> {
        let plan = self.fault.spoil(&self.memory, plan);
        self.memory.commit(plan).await
    }

    async fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> Result<Result<(), Throttled>, Infallible> {
        self.memory.charge(charges, now).await
    }

    async fn refund(&self, charges: &[Charge], now: Timestamp) -> Result<(), Infallible> {
        self.memory.refund(charges, now).await
    }

    async fn cell(&self, id: CellId) -> Result<Option<Cell>, Infallible> {
        self.memory.cell(id).await
    }

    async fn lease_letter(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<QueuedLetter>, Infallible> {
        self.memory.lease_letter(now, until).await
    }

    async fn settle_letter(
        &self,
        id: LetterId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<bool, Infallible> {
        self.memory
            .settle_letter(id, leased_until, outcome, now)
            .await
    }

    async fn letters(
        &self,
        account: AccountId,
        limit: u32,
    ) -> Result<Vec<LetterStatus>, Infallible> {
        self.memory.letters(account, limit).await
    }

    async fn outbox(
        &self,
        after: Option<&LetterStatus>,
        limit: u32,
    ) -> Result<Vec<LetterStatus>, Infallible> {
        self.memory.outbox(after, limit).await
    }

    async fn retry_letter(&self, id: LetterId, now: Timestamp) -> Result<bool, Infallible> {
        self.memory.retry_letter(id, now).await
    }

    async fn entries(&self, after: u64, limit: u32) -> Result<Vec<Entry>, Infallible> {
        self.memory.entries(after, limit).await
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Infallible> {
        self.memory.sweep(now).await
    }
}
