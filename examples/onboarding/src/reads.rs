//! What is read.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::convert::Infallible;

use genkan::address::Address;
use genkan::audit_log::{Entry, EventKind, Reason, ReasonDigest, SubjectId};
use genkan::id::{AccountId, CaseId, CompanyId, OperatorId};
use genkan::onboarding::case::Case;
use genkan::onboarding::{
    Account, AccountKind, Accounts, AuditLog, Cases, Companies, Company, ContactSearch, Name,
    Operator, Operators, Search, State, Tokens, company_search_key, search_key,
};
use genkan::time::Timestamp;
use genkan::token::{Ended, Principal, Record, Selector};

use crate::{OwnStore, Tables};

type Read<T> = Result<T, Infallible>;

impl Accounts for OwnStore {
    async fn account_by_address(&self, address: &Address) -> Read<Option<Account>> {
        let tables = self.tables();
        let with_it = tables.accounts.values().filter(|it| it.address == *address);
        let newest = with_it.max_by_key(|account| match account.state {
            State::Removed { at } => (false, at),
            _ => (true, account.registered_at),
        });
        Ok(newest.cloned())
    }

    async fn account(&self, id: AccountId) -> Read<Option<Account>> {
        Ok(self.tables().accounts.get(&id).cloned())
    }

    async fn accounts(&self, after: Option<&Address>, limit: u32) -> Read<Vec<Account>> {
        let after = after.map(|it| it.key().to_string());
        let key = |it: &Account| it.address.key().to_string();
        Ok(page(self.tables().contacts(), key, after, limit))
    }

    async fn accounts_by_addresses(&self, addresses: &[Address]) -> Read<Vec<Account>> {
        let tables = self.tables();
        let has_one = |account: &&Account| {
            let former = account.former.as_ref().map(|it| &it.address);
            let mut own = [Some(&account.address), former].into_iter().flatten();
            !account.state.is_removed() && own.any(|it| addresses.contains(it))
        };
        Ok(tables.accounts.values().filter(has_one).cloned().collect())
    }

    async fn accounts_by_ids(&self, ids: &[AccountId]) -> Read<Vec<Account>> {
        let tables = self.tables();
        let accounts = tables.accounts.values();
        Ok(accounts
            .filter(|it| ids.contains(&it.id))
            .cloned()
            .collect())
    }

    async fn company(&self, id: CompanyId) -> Read<Option<Company>> {
        Ok(self.tables().companies.get(&id).cloned())
    }

    async fn company_by_name(&self, name: &Name) -> Read<Option<Company>> {
        let tables = self.tables();
        Ok(tables
            .companies
            .values()
            .find(|it| it.name == *name)
            .cloned())
    }

    async fn companies(&self, after: Option<&Name>, limit: u32) -> Read<Vec<Company>> {
        let key = |it: &Company| it.name.clone();
        Ok(page(
            self.tables().companies.values(),
            key,
            after.cloned(),
            limit,
        ))
    }
}

impl Cases for OwnStore {
    async fn case(&self, id: CaseId) -> Read<Option<Case>> {
        Ok(self.tables().cases.get(&id).cloned())
    }

    async fn open_cases(
        &self,
        matter: Option<&str>,
        scope: &Companies,
        after: Option<&Case>,
        limit: u32,
    ) -> Read<Vec<Case>> {
        let tables = self.tables();
        let open = tables.cases.values().filter(|it| it.is_open());
        let found = open
            .filter(|it| scope.contains(it.company))
            .filter(|it| matter.is_none_or(|code| it.matter.code() == code));
        let key = |it: &Case| (it.due_at, it.id);
        Ok(page(found, key, after.map(key), limit))
    }

    async fn cases_of(
        &self,
        company: CompanyId,
        after: Option<&Case>,
        limit: u32,
    ) -> Read<Vec<Case>> {
        let tables = self.tables();
        let found = tables
            .cases
            .values()
            .filter(|it| it.company == Some(company));
        let key = |it: &Case| Reverse((it.opened_at, it.id));
        Ok(page(found, key, after.map(key), limit))
    }

    async fn cases_to_act_on(&self, now: Timestamp, limit: u32) -> Read<Vec<Case>> {
        let tables = self.tables();
        let open = tables.cases.values().filter(|it| it.is_open());
        let found = open.filter(|it| it.acts_at.is_some_and(|at| at <= now));
        Ok(page(found, |it| (it.acts_at, it.id), None, limit))
    }
}

impl Operators for OwnStore {
    async fn operator(&self, id: OperatorId) -> Read<Option<Operator>> {
        Ok(self.tables().operators.get(&id).cloned())
    }

    async fn operator_by_name(&self, name: &Name) -> Read<Option<Operator>> {
        let present = self.operators().await?;
        Ok(present.into_iter().find(|it| it.name == *name))
    }

    async fn operators(&self) -> Read<Vec<Operator>> {
        let tables = self.tables();
        let present = tables
            .operators
            .values()
            .filter(|it| it.removed_at.is_none());
        Ok(page(present, |it| it.name.clone(), None, u32::MAX))
    }
}

impl Tokens for OwnStore {
    async fn token(&self, selector: Selector) -> Read<Option<(Record, Account)>> {
        let found = self.tables().token(selector);
        Ok(found.and_then(|(record, account, ended)| match ended {
            Some(_) => None,
            None => Some((record, account)),
        }))
    }

    async fn ended_token(&self, selector: Selector) -> Read<Option<(Record, Account, Ended)>> {
        let found = self.tables().token(selector);
        Ok(found.and_then(|(record, account, ended)| Some((record, account, ended?))))
    }
}

impl AuditLog for OwnStore {
    async fn entries(&self, after: Option<u64>, limit: u32) -> Read<Vec<Entry>> {
        Ok(page(&self.tables().audit_log, |it| it.seq, after, limit))
    }

    async fn last_sign_ins(&self, accounts: &[AccountId]) -> Read<Vec<(AccountId, Timestamp)>> {
        let mut last = BTreeMap::new();
        for Entry { event, .. } in &self.tables().audit_log {
            match event.subject {
                SubjectId::Account(id)
                    if event.kind == EventKind::SignedIn && accounts.contains(&id) =>
                {
                    last.insert(id, event.at);
                }
                _ => {}
            }
        }
        Ok(last.into_iter().collect())
    }

    async fn reasons(&self, digests: &[ReasonDigest]) -> Read<Vec<Reason>> {
        let tables = self.tables();
        let reasons = tables.reasons.values();
        Ok(reasons
            .filter(|it| digests.contains(&it.digest()))
            .cloned()
            .collect())
    }
}

impl Search for OwnStore {
    async fn search_contacts(
        &self,
        search: ContactSearch<'_>,
        scope: &Companies,
        after: Option<&Account>,
        limit: u32,
    ) -> Read<Vec<Account>> {
        let tables = self.tables();
        let key = |it: &Account| match search {
            ContactSearch::Address(_) => (it.address.key().to_string(), it.id),
            ContactSearch::Name(_) | ContactSearch::Company(_) | ContactSearch::Managers(_) => {
                (search_key(it.name.as_str()), it.id)
            }
        };
        let is_found = |it: &&Account| match search {
            ContactSearch::Address(text) => key(it).0.starts_with(&text.to_lowercase()),
            ContactSearch::Name(text) => key(it).0.starts_with(&search_key(text)),
            ContactSearch::Company(id) => it.company == Some(id),
            ContactSearch::Managers(id) => it.is_manager && it.company == Some(id),
        };
        let in_scope = tables.contacts().filter(|it| scope.contains(it.company));
        Ok(page(in_scope.filter(is_found), key, after.map(key), limit))
    }

    async fn search_companies(
        &self,
        name: &str,
        scope: &Companies,
        after: Option<&Company>,
        limit: u32,
    ) -> Read<Vec<Company>> {
        let tables = self.tables();
        let key = |it: &Company| (company_search_key(it.name.as_str()), it.id);
        let in_scope = tables
            .companies
            .values()
            .filter(|it| scope.contains(Some(it.id)));
        let found = in_scope.filter(|it| key(it).0.starts_with(&company_search_key(name)));
        Ok(page(found, key, after.map(key), limit))
    }

    async fn names(&self, subjects: &[SubjectId]) -> Read<Vec<(SubjectId, String)>> {
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
    ) -> Read<Vec<Entry>> {
        let tables = self.tables();
        let entries = tables.audit_log.iter();
        let found = entries.filter(|it| subject.is_none_or(|one| it.event.subject == one));
        Ok(page(
            found,
            |it| Reverse(it.seq),
            before.map(Reverse),
            limit,
        ))
    }
}

impl Tables {
    /// Returns the contacts who are not removed.
    fn contacts(&self) -> impl Iterator<Item = &Account> {
        let accounts = self.accounts.values();
        accounts.filter(|it| it.kind == AccountKind::Contact && !it.state.is_removed())
    }

    fn token(&self, selector: Selector) -> Option<(Record, Account, Option<Ended>)> {
        let (record, ended) = self.tokens.get(&selector)?;
        let Principal::Account(id) = record.principal else {
            return None;
        };
        Some((record.clone(), self.accounts.get(&id)?.clone(), *ended))
    }
}

/// Returns up to `limit` rows in the order of a key, starting after one.
pub(crate) fn page<'r, T: Clone + 'r, K: Ord>(
    rows: impl IntoIterator<Item = &'r T>,
    key: impl Fn(&T) -> K,
    after: Option<K>,
    limit: u32,
) -> Vec<T> {
    let is_later = |row: &&T| after.as_ref().is_none_or(|after| key(row) > *after);
    let mut page: Vec<T> = rows.into_iter().filter(is_later).cloned().collect();
    page.sort_by_key(&key);
    page.truncate(limit as usize);
    page
}
