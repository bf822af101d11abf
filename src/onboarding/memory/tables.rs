use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::letters::Letters;
use crate::onboarding::audit::{Entry, Head};
use crate::onboarding::limit::{Cell, CellId, Charge, refund};
use crate::onboarding::{Account, Address, Guard, Plan, State};
use crate::token::{AccountId, Principal, Record, Selector, Timestamp};

/// Everything that is kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub(super) accounts: BTreeMap<AccountId, Account>,
    pub(super) records: BTreeMap<Selector, Record>,
    pub(super) letters: Letters,
    pub(super) cells: BTreeMap<CellId, Cell>,
    pub(super) entries: Vec<Entry>,
}

impl Tables {
    /// The account that is not removed, else the one removed last.
    pub(super) fn by_address(&self, address: &Address) -> Option<&Account> {
        let key = address.key();
        self.accounts
            .values()
            .filter(|account| account.address.key() == key)
            .max_by_key(|account| match account.state {
                State::Removed { at } => (false, at),
                _ => (true, account.registered_at),
            })
    }

    pub(super) fn listed(&self, after: Option<&Address>, limit: u32) -> Vec<Account> {
        let after = after.map(Address::key).unwrap_or_default();
        let mut listed: Vec<Account> = self
            .accounts
            .values()
            .filter(|account| !account.state.is_removed() && account.address.key() > after)
            .cloned()
            .collect();
        listed.sort_by_key(|account| account.address.key());
        listed.truncate(limit as usize);
        listed
    }

    /// Does all that a plan says; none where it came too late.
    pub(super) fn apply(&mut self, plan: Plan) -> Option<()> {
        let id = plan.event.account;
        match plan.guard {
            Guard::Unregistered => {
                let account = plan.account.as_ref()?;
                (!self.accounts.contains_key(&account.id)).then_some(())?;
            }
            Guard::Revision(id, revision) => {
                (self.accounts.get(&id)?.revision == revision).then_some(())?;
            }
        }
        if let Some(selector) = plan.consume {
            let record = self.records.remove(&selector)?;
            (record.principal == Principal::Account(id)).then_some(())?;
        }
        self.records.retain(|_, record| {
            record.principal != Principal::Account(id) || !plan.revoke.ends(record.purpose)
        });
        if let Some(account) = plan.account {
            let found = self.by_address(&account.address);
            let is_taken = found.is_some_and(|found| {
                found.id != account.id && !found.state.is_removed() && !account.state.is_removed()
            });
            (!is_taken).then_some(())?;
            self.accounts.insert(account.id, account);
        }
        let records = plan.records.into_iter();
        self.records
            .extend(records.map(|record| (record.selector, record)));
        for letter in plan.letters {
            self.letters.queue(letter, plan.event.at);
        }
        self.refund(&plan.refunds, plan.event.at);
        let head = self.entries.last().map_or(Head::EMPTY, Entry::head);
        self.entries.push(head.next(plan.event));
        Some(())
    }

    pub(super) fn refund(&mut self, charges: &[Charge], now: Timestamp) {
        for charge in charges {
            let cell = self.cells.remove(&charge.id);
            if let Some(cell) = refund(cell, charge, now) {
                self.cells.insert(charge.id, cell);
            }
        }
    }

    pub(super) fn sweep(&mut self, now: Timestamp) {
        self.records.retain(|_, record| now < record.expires_at);
        self.cells
            .retain(|_, cell| cell.ends.is_none_or(|ends| now < ends));
        self.letters.sweep(now);
    }
}
