//! A store in memory.

mod outbox;
mod tables;

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::address::Address;
use crate::audit_log::{Entry, EventKind, Reason, ReasonDigest, SubjectId};
use crate::id::{AccountId, CaseId, CompanyId, MessageId, OperatorId, PlanId};
use crate::limit::{Cell, CellId, Charge, Throttled};
use crate::onboarding::case::Case;
use crate::onboarding::{
    Account, AccountKind, Accounts, AuditLog, Bounce, Cases, Commit, CommitError, Companies,
    Company, ContactSearch, Counters, LeasedMessage, MessageStatus, Name, Operator, Operators,
    Outbox, Outcome, Plan, Search, StoreError, Tokens, company_search_key, search_key,
};
use crate::time::Timestamp;
use crate::token::{Ended, Record, Selector};
use tables::Tables;

/// A store in memory: plain maps behind one lock.
///
/// It is the oracle for other stores, and tests of ceremonies run on it. Its
/// content is lost when it is dropped. Its futures are always ready, so any
/// executor works. The identities of its messages are a count, so they are
/// distinct within one store only.
///
/// # Examples
///
/// ```
/// use genkan::conformance::InMemoryStore;
///
/// let store = InMemoryStore::new();
/// // A clone is a snapshot.
/// let before = store.clone();
/// ```
#[derive(Debug, Default)]
pub struct InMemoryStore {
    tables: Mutex<Tables>,
}

impl InMemoryStore {
    /// Returns an empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        // A poisoned lock is no reason to stop: see `commit`.
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The clone is independent of the original.
impl Clone for InMemoryStore {
    fn clone(&self) -> Self {
        Self {
            tables: Mutex::new(self.tables().clone()),
        }
    }
}

impl StoreError for InMemoryStore {
    type Error = Infallible;
}

impl Accounts for InMemoryStore {
    async fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Infallible> {
        Ok(self.tables().by_address(address).cloned())
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, Infallible> {
        Ok(self.tables().accounts.get(&id).cloned())
    }

    async fn accounts(
        &self,
        after: Option<&Address>,
        limit: u32,
    ) -> Result<Vec<Account>, Infallible> {
        Ok(self.tables().listed(after, limit))
    }

    async fn accounts_by_addresses(
        &self,
        addresses: &[Address],
    ) -> Result<Vec<Account>, Infallible> {
        let tables = self.tables();
        let found = |account: &&Account| {
            let former = account.former.as_ref().map(|former| &former.address);
            let mut own = [Some(&account.address), former].into_iter().flatten();
            !account.state.is_removed() && own.any(|address| addresses.contains(address))
        };
        let mut found: Vec<Account> = tables.accounts.values().filter(found).cloned().collect();
        found.sort_unstable_by_key(|account| account.id);
        Ok(found)
    }

    async fn accounts_by_ids(&self, ids: &[AccountId]) -> Result<Vec<Account>, Infallible> {
        let tables = self.tables();
        let accounts = tables.accounts.values();
        let found = accounts.filter(|account| ids.contains(&account.id));
        Ok(found.cloned().collect())
    }

    async fn company(&self, id: CompanyId) -> Result<Option<Company>, Infallible> {
        Ok(self.tables().companies.get(&id).cloned())
    }

    async fn company_by_name(&self, name: &Name) -> Result<Option<Company>, Infallible> {
        let tables = self.tables();
        let mut companies = tables.companies.values();
        Ok(companies.find(|company| company.name == *name).cloned())
    }

    async fn companies(
        &self,
        after: Option<&Name>,
        limit: u32,
    ) -> Result<Vec<Company>, Infallible> {
        let tables = self.tables();
        let companies = tables.companies.values();
        let mut listed: Vec<Company> = companies
            .filter(|company| after.is_none_or(|after| company.name > *after))
            .cloned()
            .collect();
        listed.sort_by(|a, b| a.name.cmp(&b.name));
        listed.truncate(limit as usize);
        Ok(listed)
    }
}

impl Cases for InMemoryStore {
    async fn case(&self, id: CaseId) -> Result<Option<Case>, Infallible> {
        Ok(self.tables().cases.get(&id).cloned())
    }

    async fn open_cases(
        &self,
        matter: Option<&str>,
        scope: &Companies,
        after: Option<&Case>,
        limit: u32,
    ) -> Result<Vec<Case>, Infallible> {
        let key = |case: &Case| (case.due_at, case.id);
        let after = after.map(key);
        let mut cases: Vec<Case> = self.tables().cases.values().cloned().collect();
        cases.retain(|case| {
            case.is_open()
                && matter.is_none_or(|matter| case.matter.code() == matter)
                && scope.contains(case.company)
                && after.is_none_or(|after| key(case) > after)
        });
        cases.sort_unstable_by_key(key);
        cases.truncate(limit as usize);
        Ok(cases)
    }

    async fn cases_of(
        &self,
        company: CompanyId,
        after: Option<&Case>,
        limit: u32,
    ) -> Result<Vec<Case>, Infallible> {
        let key = |case: &Case| Reverse((case.opened_at, case.id));
        let after = after.map(key);
        let mut cases: Vec<Case> = self.tables().cases.values().cloned().collect();
        cases.retain(|case| {
            case.company == Some(company) && after.is_none_or(|after| key(case) > after)
        });
        cases.sort_unstable_by_key(key);
        cases.truncate(limit as usize);
        Ok(cases)
    }

    async fn cases_to_act_on(&self, now: Timestamp, limit: u32) -> Result<Vec<Case>, Infallible> {
        let mut cases: Vec<Case> = self.tables().cases.values().cloned().collect();
        cases.retain(|case| case.is_open() && case.acts_at.is_some_and(|at| at <= now));
        cases.sort_unstable_by_key(|case| (case.acts_at, case.id));
        cases.truncate(limit as usize);
        Ok(cases)
    }
}

impl Operators for InMemoryStore {
    async fn operator(&self, id: OperatorId) -> Result<Option<Operator>, Infallible> {
        Ok(self.tables().operators.get(&id).cloned())
    }

    async fn operator_by_name(&self, name: &Name) -> Result<Option<Operator>, Infallible> {
        let operators = self.operators().await?;
        let mut operators = operators.into_iter();
        Ok(operators.find(|operator| operator.name == *name))
    }

    async fn operators(&self) -> Result<Vec<Operator>, Infallible> {
        let tables = self.tables();
        let operators = tables.operators.values();
        let mut listed: Vec<Operator> = operators
            .filter(|operator| operator.removed_at.is_none())
            .cloned()
            .collect();
        listed.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(listed)
    }
}

impl Tokens for InMemoryStore {
    async fn token(&self, selector: Selector) -> Result<Option<(Record, Account)>, Infallible> {
        Ok(self.tables().token(selector))
    }

    async fn ended_token(
        &self,
        selector: Selector,
    ) -> Result<Option<(Record, Account, Ended)>, Infallible> {
        Ok(self.tables().ended_token(selector))
    }
}

impl Outbox for InMemoryStore {
    async fn lease_message(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<LeasedMessage>, Infallible> {
        Ok(self.tables().messages.lease(now, until))
    }

    async fn settle_message(
        &self,
        id: MessageId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<bool, Infallible> {
        let mut tables = self.tables();
        let settled = tables.messages.settle(id, leased_until, outcome, now);
        Ok(settled.is_some())
    }

    async fn bounce_message(
        &self,
        id: MessageId,
        bounce: Bounce,
        now: Timestamp,
    ) -> Result<bool, Infallible> {
        Ok(self.tables().messages.bounce(id, bounce, now).is_some())
    }

    async fn retry_message(&self, id: MessageId, now: Timestamp) -> Result<bool, Infallible> {
        Ok(self.tables().messages.retry(id, now).is_some())
    }

    async fn message(&self, id: MessageId) -> Result<Option<MessageStatus>, Infallible> {
        Ok(self.tables().messages.get(id))
    }

    async fn messages(&self, to: AccountId, limit: u32) -> Result<Vec<MessageStatus>, Infallible> {
        Ok(self.tables().messages.to(to, limit))
    }

    async fn undelivered(
        &self,
        after: Option<&MessageStatus>,
        limit: u32,
    ) -> Result<Vec<MessageStatus>, Infallible> {
        Ok(self.tables().messages.undelivered(after, limit))
    }
}

impl Counters for InMemoryStore {
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

impl AuditLog for InMemoryStore {
    async fn entries(&self, after: Option<u64>, limit: u32) -> Result<Vec<Entry>, Infallible> {
        let tables = self.tables();
        let entries = tables.entries.iter();
        let later = entries.filter(|entry| after.is_none_or(|after| entry.seq > after));
        Ok(later.take(limit as usize).copied().collect())
    }

    async fn last_sign_ins(
        &self,
        accounts: &[AccountId],
    ) -> Result<Vec<(AccountId, Timestamp)>, Infallible> {
        let mut last = BTreeMap::new();
        for Entry { event, .. } in &self.tables().entries {
            match event.subject {
                SubjectId::Account(account)
                    if event.kind == EventKind::SignedIn && accounts.contains(&account) =>
                {
                    last.insert(account, event.at);
                }
                _ => {}
            }
        }
        Ok(last.into_iter().collect())
    }

    async fn reasons(&self, digests: &[ReasonDigest]) -> Result<Vec<Reason>, Infallible> {
        let tables = self.tables();
        let reasons = digests
            .iter()
            .filter_map(|digest| tables.reasons.get(digest));
        Ok(reasons.cloned().collect())
    }
}

impl Search for InMemoryStore {
    async fn search_contacts(
        &self,
        search: ContactSearch<'_>,
        scope: &Companies,
        after: Option<&Account>,
        limit: u32,
    ) -> Result<Vec<Account>, Infallible> {
        let tables = self.tables();
        let place = |account: &Account| match search {
            ContactSearch::Address(_) => (account.address.key(), account.id),
            ContactSearch::Name(_) | ContactSearch::Company(_) | ContactSearch::Managers(_) => {
                (search_key(account.name.as_str()), account.id)
            }
        };
        let is_found = |account: &&Account| {
            let is_searched = match search {
                ContactSearch::Address(text) => place(account).0.starts_with(&text.to_lowercase()),
                ContactSearch::Name(text) => place(account).0.starts_with(&search_key(text)),
                ContactSearch::Company(id) => account.company == Some(id),
                ContactSearch::Managers(id) => account.is_manager && account.company == Some(id),
            };
            let is_present = account.kind == AccountKind::Contact && !account.state.is_removed();
            is_searched && is_present && scope.contains(account.company)
        };
        let mut found: Vec<Account> = tables.accounts.values().filter(is_found).cloned().collect();
        found.retain(|account| after.is_none_or(|after| place(account) > place(after)));
        found.sort_by_key(place);
        found.truncate(limit as usize);
        Ok(found)
    }

    async fn search_companies(
        &self,
        name: &str,
        scope: &Companies,
        after: Option<&Company>,
        limit: u32,
    ) -> Result<Vec<Company>, Infallible> {
        let tables = self.tables();
        let place = |company: &Company| (company_search_key(company.name.as_str()), company.id);
        let mut found: Vec<Company> = tables.companies.values().cloned().collect();
        found.retain(|company| {
            place(company).0.starts_with(&company_search_key(name))
                && scope.contains(Some(company.id))
                && after.is_none_or(|after| place(company) > place(after))
        });
        found.sort_by_key(place);
        found.truncate(limit as usize);
        Ok(found)
    }

    async fn names(&self, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, String)>, Infallible> {
        let tables = self.tables();
        let name = |subject: &SubjectId| {
            let name = match subject {
                SubjectId::Account(id) => tables.accounts.get(id)?.address.to_string(),
                SubjectId::Company(id) => tables.companies.get(id)?.name.to_string(),
                SubjectId::Operator(id) => tables.operators.get(id)?.name.to_string(),
                SubjectId::Case(_) => return None,
            };
            Some((*subject, name))
        };
        Ok(subjects.iter().filter_map(name).collect())
    }

    async fn history(
        &self,
        subject: Option<SubjectId>,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Entry>, Infallible> {
        let tables = self.tables();
        let entries = tables.entries.iter().rev();
        let found = entries
            .filter(|entry| subject.is_none_or(|subject| entry.event.subject == subject))
            .filter(|entry| before.is_none_or(|before| entry.seq < before));
        Ok(found.take(limit as usize).copied().collect())
    }
}

impl Commit for InMemoryStore {
    async fn commit(&self, id: PlanId, plan: &Plan) -> Result<(), CommitError<Infallible>> {
        let mut tables = self.tables();
        // On a copy, so that a conflict changes nothing.
        let mut changed = tables.clone();
        changed.apply(id, plan.clone())?;
        *tables = changed;
        Ok(())
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Infallible> {
        self.tables().sweep(now);
        Ok(())
    }
}
