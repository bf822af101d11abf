//! A store of the caller's own: maps in memory behind one lock, of which each
//! plan changes a copy.
//!
//! It has every promise that the traits of [`Store`] document, and the suite
//! `genkan::conformance` tests them. A store on a database has the same parts:
//! `outbox.rs` for the messages, `reads.rs` for what is read, and here the one
//! transaction that writes a plan.
//!
//! [`Store`]: genkan::onboarding::Store

mod outbox;
mod reads;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};

use genkan::audit_log::{Entry, Head, Reason, ReasonDigest, SubjectId};
use genkan::id::{AccountId, CaseId, CompanyId, OperatorId, PlanId};
use genkan::limit::{Cell, CellId, Charge, Throttled, charge, refund};
use genkan::onboarding::case::Case;
use genkan::onboarding::{
    Account, CASES_KEPT, Change, Commit, CommitError, Company, Counters, Guard, Operator,
    PLANS_REMEMBERED, Plan, StoreError,
};
use genkan::time::Timestamp;
use genkan::token::{End, Ended, Record, Selector};

use outbox::Messages;

/// The store.
#[derive(Debug, Default)]
pub struct OwnStore(Mutex<Tables>);

#[derive(Clone, Debug, Default)]
struct Tables {
    accounts: BTreeMap<AccountId, Account>,
    cases: BTreeMap<CaseId, Case>,
    companies: BTreeMap<CompanyId, Company>,
    operators: BTreeMap<OperatorId, Operator>,
    /// Each token, and how it ended if it has.
    tokens: BTreeMap<Selector, (Record, Option<Ended>)>,
    messages: Messages,
    cells: BTreeMap<CellId, Cell>,
    audit_log: Vec<Entry>,
    reasons: BTreeMap<ReasonDigest, Reason>,
    plans: BTreeMap<PlanId, Timestamp>,
}

impl StoreError for OwnStore {
    /// Nothing in memory fails.
    type Error = Infallible;
}

impl Commit for OwnStore {
    async fn commit(&self, id: PlanId, plan: &Plan) -> Result<(), CommitError<Infallible>> {
        let mut tables = self.tables();
        // The transaction: on an error, the copy is dropped.
        let mut copy = tables.clone();
        if copy.plans.insert(id, plan.at).is_none() {
            copy.apply(plan)?;
            *tables = copy;
        }
        Ok(())
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Infallible> {
        let mut tables = self.tables();
        tables
            .tokens
            .retain(|_, (record, _)| now < record.expires_at);
        tables
            .cells
            .retain(|_, cell| cell.ends.is_none_or(|ends| now < ends));
        let is_kept = |case: &Case| case.closed_at.is_none_or(|at| now.since(at) < CASES_KEPT);
        tables.cases.retain(|_, case| is_kept(case));
        tables.messages.sweep(now);
        tables
            .plans
            .retain(|_, at| now.since(*at) < PLANS_REMEMBERED);
        Ok(())
    }
}

impl Counters for OwnStore {
    async fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> Result<Result<(), Throttled>, Infallible> {
        Ok(self.tables().charge(charges, now))
    }

    async fn refund(&self, charges: &[Charge], now: Timestamp) -> Result<(), Infallible> {
        self.tables().refund(charges, now);
        Ok(())
    }

    async fn cell(&self, id: CellId) -> Result<Option<Cell>, Infallible> {
        Ok(self.tables().cells.get(&id).copied())
    }
}

impl OwnStore {
    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    /// Applies a plan, in the order of its fields.
    fn apply(&mut self, plan: &Plan) -> Result<(), CommitError<Infallible>> {
        for guard in &plan.guards {
            let expected = match *guard {
                Guard::Absent(_) => None,
                Guard::Revision(_, revision) => Some(revision),
            };
            if self.revision(guard.subject()) != expected {
                return Err(CommitError::Conflict);
            }
        }
        self.charge(&plan.charges, plan.at)
            .map_err(CommitError::Throttled)?;
        let ended = |how| Some(Ended { at: plan.at, how });
        for (selector, principal) in &plan.consume {
            match self.tokens.get_mut(selector) {
                Some((record, end @ None)) if record.principal == *principal => {
                    *end = ended(End::Used);
                }
                _ => return Err(CommitError::Conflict),
            }
        }
        for (principal, revocation) in &plan.revoke {
            for (record, end) in self.tokens.values_mut() {
                if record.principal == *principal && revocation.ends(record.purpose) {
                    *end = end.or(ended(plan.revoked_as()));
                }
            }
        }
        for change in &plan.changes {
            match change.clone() {
                Change::Account(account) => drop(self.accounts.insert(account.id, account)),
                Change::Case(case) => drop(self.cases.insert(case.id, case)),
                Change::Company(company) => drop(self.companies.insert(company.id, company)),
                Change::Operator(operator) => drop(self.operators.insert(operator.id, operator)),
            }
        }
        if !self.is_unambiguous() {
            return Err(CommitError::Conflict);
        }
        for (principal, purpose, kept) in plan.kept_tokens() {
            let stored = self.tokens.values().filter(|(record, ended)| {
                ended.is_none() && (record.principal, record.purpose) == (principal, purpose)
            });
            let mut stored: Vec<_> = stored.map(|(it, _)| (it.issued_at, it.selector)).collect();
            stored.sort_unstable();
            for (_, oldest) in stored.iter().rev().skip(kept as usize) {
                self.tokens.remove(oldest);
            }
        }
        for record in &plan.records {
            self.tokens.insert(record.selector, (record.clone(), None));
        }
        for message in &plan.messages {
            self.messages.queue(*message, plan.at);
        }
        self.refund(&plan.refunds, plan.at);
        for event in &plan.events {
            let head = self.audit_log.last().map_or(Head::EMPTY, Entry::head);
            self.audit_log.push(head.next(*event));
        }
        for reason in &plan.reasons {
            self.reasons.insert(reason.digest(), reason.clone());
        }
        Ok(())
    }

    fn revision(&self, subject: SubjectId) -> Option<u64> {
        Some(match subject {
            SubjectId::Account(id) => self.accounts.get(&id)?.revision,
            SubjectId::Case(id) => self.cases.get(&id)?.revision,
            SubjectId::Company(id) => self.companies.get(&id)?.revision,
            SubjectId::Operator(id) => self.operators.get(&id)?.revision,
        })
    }

    /// Returns whether every address and every name is used once. In a database,
    /// these are unique indexes.
    fn is_unambiguous(&self) -> bool {
        let accounts = self.accounts.values().filter(|it| !it.state.is_removed());
        let operators = self.operators.values().filter(|it| it.removed_at.is_none());
        are_distinct(accounts.map(|it| it.address.key()))
            && are_distinct(operators.map(|it| &it.name))
            && are_distinct(self.companies.values().map(|it| &it.name))
    }

    fn charge(&mut self, charges: &[Charge], now: Timestamp) -> Result<(), Throttled> {
        let cells = charges.iter().map(|it| self.cells.get(&it.id).copied());
        let charged = charge(&cells.collect::<Vec<_>>(), charges, now)?;
        let ids = charges.iter().map(|it| it.id);
        self.cells.extend(ids.zip(charged));
        Ok(())
    }

    fn refund(&mut self, charges: &[Charge], now: Timestamp) {
        for charge in charges {
            match refund(self.cells.get(&charge.id).copied(), charge, now) {
                Some(cell) => drop(self.cells.insert(charge.id, cell)),
                None => drop(self.cells.remove(&charge.id)),
            }
        }
    }
}

fn are_distinct<T: Ord>(values: impl Iterator<Item = T>) -> bool {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.is_sorted_by(|one, other| one < other)
}
