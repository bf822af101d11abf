use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::convert::Infallible;

use super::outbox::Messages;
use crate::address::Address;
use crate::audit_log::{Entry, Head, Reason, ReasonDigest, SubjectId};
use crate::id::{AccountId, CaseId, CompanyId, OperatorId, PlanId};
use crate::limit::{Cell, CellId, Charge, Throttled, charge, refund};
use crate::onboarding::case::Case;
use crate::onboarding::{
    Account, AccountKind, CASES_KEPT, Change, CommitError, Company, Guard, Operator,
    PLANS_REMEMBERED, Plan, State,
};
use crate::time::Timestamp;
use crate::token::{End, Ended, Principal, Record, Selector};

/// Everything that is stored.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub(super) accounts: BTreeMap<AccountId, Account>,
    pub(super) cases: BTreeMap<CaseId, Case>,
    pub(super) companies: BTreeMap<CompanyId, Company>,
    pub(super) operators: BTreeMap<OperatorId, Operator>,
    pub(super) records: BTreeMap<Selector, Record>,
    pub(super) ended: BTreeMap<Selector, (Record, Ended)>,
    pub(super) messages: Messages,
    pub(super) cells: BTreeMap<CellId, Cell>,
    pub(super) entries: Vec<Entry>,
    pub(super) reasons: BTreeMap<ReasonDigest, Reason>,
    /// The plans that were committed, and when.
    pub(super) plans: BTreeMap<PlanId, Timestamp>,
}

impl Tables {
    /// Returns the account that is not removed, or else the one removed last.
    pub(super) fn by_address(&self, address: &Address) -> Option<&Account> {
        self.accounts
            .values()
            .filter(|account| account.address == *address)
            .max_by_key(|account| match account.state {
                State::Removed { at } => (false, at),
                _ => (true, account.registered_at),
            })
    }

    pub(super) fn listed(&self, after: Option<&Address>, limit: u32) -> Vec<Account> {
        let mut listed: Vec<Account> = self
            .accounts
            .values()
            .filter(|account| account.kind == AccountKind::Contact && !account.state.is_removed())
            .filter(|account| after.is_none_or(|after| account.address > *after))
            .cloned()
            .collect();
        listed.sort_by(|a, b| a.address.cmp(&b.address));
        listed.truncate(limit as usize);
        listed
    }

    /// Applies a plan. After an error, a part of it may have been applied.
    pub(super) fn apply(&mut self, id: PlanId, plan: Plan) -> Result<(), CommitError<Infallible>> {
        if self.plans.contains_key(&id) {
            return Ok(());
        }
        self.plans.insert(id, plan.at);
        let holds = |guard: &Guard| self.revision(guard.subject()) == expected(*guard);
        if !plan.guards.iter().all(holds) {
            return Err(CommitError::Conflict);
        }
        let charged = self.charge(&plan.charges, plan.at);
        charged.map_err(CommitError::Throttled)?;
        let kept_tokens = plan.kept_tokens();
        for (selector, principal) in plan.consume.iter().copied() {
            let record = self.records.remove(&selector);
            let record = record.filter(|record| record.principal == principal);
            let record = record.ok_or(CommitError::Conflict)?;
            let (at, how) = (plan.at, End::Used);
            self.ended.insert(selector, (record, Ended { at, how }));
        }
        let (at, how) = (plan.at, plan.revoked_as());
        for (principal, revocation) in &plan.revoke {
            let ends =
                |record: &Record| record.principal == *principal && revocation.ends(record.purpose);
            let ended = self.records.values().filter(|record| ends(record)).cloned();
            let ended = ended.map(|record| (record.selector, (record, Ended { at, how })));
            self.ended.extend(ended.collect::<Vec<_>>());
            self.records.retain(|_, record| !ends(record));
        }
        for change in plan.changes {
            match change {
                Change::Account(account) => {
                    self.accounts.insert(account.id, account);
                }
                Change::Case(case) => {
                    self.cases.insert(case.id, case);
                }
                Change::Company(company) => {
                    self.companies.insert(company.id, company);
                }
                Change::Operator(operator) => {
                    self.operators.insert(operator.id, operator);
                }
            }
        }
        if !self.is_unambiguous() {
            return Err(CommitError::Conflict);
        }
        for (principal, purpose, kept) in kept_tokens {
            let is_same =
                |record: &Record| (record.principal, record.purpose) == (principal, purpose);
            let same = self.records.values().filter(|record| is_same(record));
            let mut same: Vec<(Timestamp, Selector)> = same
                .map(|record| (record.issued_at, record.selector))
                .collect();
            same.sort_unstable();
            for (_, ended) in same.into_iter().rev().skip(kept as usize) {
                self.records.remove(&ended);
            }
        }
        for record in plan.records {
            self.records.insert(record.selector, record);
        }
        for message in plan.messages {
            self.messages.queue(message, plan.at);
        }
        self.refund(&plan.refunds, plan.at);
        for event in plan.events {
            let head = self.entries.last().map_or(Head::EMPTY, Entry::head);
            self.entries.push(head.next(event));
        }
        let reasons = plan.reasons.into_iter();
        self.reasons
            .extend(reasons.map(|reason| (reason.digest(), reason)));
        Ok(())
    }

    pub(super) fn charge(&mut self, charges: &[Charge], now: Timestamp) -> Result<(), Throttled> {
        let cells: Vec<Option<Cell>> = charges
            .iter()
            .map(|charge| self.cells.get(&charge.id).copied())
            .collect();
        let charged = charge(&cells, charges, now)?;
        let ids = charges.iter().map(|charge| charge.id);
        self.cells.extend(ids.zip(charged));
        Ok(())
    }

    fn revision(&self, subject: SubjectId) -> Option<u64> {
        match subject {
            SubjectId::Account(id) => Some(self.accounts.get(&id)?.revision),
            SubjectId::Case(id) => Some(self.cases.get(&id)?.revision),
            SubjectId::Company(id) => Some(self.companies.get(&id)?.revision),
            SubjectId::Operator(id) => Some(self.operators.get(&id)?.revision),
        }
    }

    /// Returns whether every address and every name is unique.
    fn is_unambiguous(&self) -> bool {
        let accounts = self.accounts.values();
        let addresses = accounts
            .filter(|account| !account.state.is_removed())
            .map(|account| &account.address);
        let companies = self.companies.values().map(|company| &company.name);
        let operators = self.operators.values();
        let operators = operators
            .filter(|operator| operator.removed_at.is_none())
            .map(|operator| &operator.name);
        are_distinct(addresses) && are_distinct(companies) && are_distinct(operators)
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
        self.ended.retain(|_, (record, _)| now < record.expires_at);
        self.cells
            .retain(|_, cell| cell.ends.is_none_or(|ends| now < ends));
        self.cases.retain(|_, case| {
            case.closed_at
                .is_none_or(|closed| now.since(closed) < CASES_KEPT)
        });
        self.messages.sweep(now);
        self.plans.retain(|_, at| now.since(*at) < PLANS_REMEMBERED);
    }

    /// Returns the record and its account.
    pub(super) fn token(&self, selector: Selector) -> Option<(Record, Account)> {
        let record = self.records.get(&selector)?;
        let Principal::Account(id) = record.principal else {
            return None;
        };
        Some((record.clone(), self.accounts.get(&id)?.clone()))
    }

    /// Returns the record of a token that has ended, and its account.
    pub(super) fn ended_token(&self, selector: Selector) -> Option<(Record, Account, Ended)> {
        let (record, ended) = self.ended.get(&selector)?;
        let Principal::Account(id) = record.principal else {
            return None;
        };
        Some((record.clone(), self.accounts.get(&id)?.clone(), *ended))
    }
}

const fn expected(guard: Guard) -> Option<u64> {
    match guard {
        Guard::Absent(_) => None,
        Guard::Revision(_, revision) => Some(revision),
    }
}

fn are_distinct<T: Ord>(values: impl Iterator<Item = T>) -> bool {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.is_sorted_by(|a, b| a < b)
}
