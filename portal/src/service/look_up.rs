//! What operators look up. An operator sees the contacts of their companies
//! only: what is out of scope is answered as what does not exist.

use std::collections::{BTreeMap, BTreeSet};

use genkan::audit_log::{Actor, Entry, Reason, ReasonDigest, SubjectId};
use genkan::id::{AccountId, CompanyId};
use genkan::onboarding::{
    Account, AccountKind, Company, ContactSearch, MessageStatus, Operator, Permission, Store,
};

use super::{Explanation, Service};
use crate::store;

/// What a search has found.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Found {
    /// The companies whose names begin with the text.
    pub companies: Vec<Company>,
    /// The contacts whose addresses or names do, with the names of their companies.
    pub contacts: Vec<(Account, Option<String>)>,
}

/// Everything about a contact that an operator may see.
#[derive(Debug)]
#[non_exhaustive]
pub struct ContactFile {
    /// The account.
    pub account: Account,
    /// Its company.
    pub company: Option<Company>,
    /// Why there may be no email; `None` if another account has the address now.
    pub explanation: Option<Explanation>,
    /// The last messages, the newest first.
    pub messages: Vec<MessageStatus>,
    /// The last entries of the audit log about the account, the newest first.
    pub history: Vec<ShownEntry>,
}

/// An entry of the audit log, with what its identities stand for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ShownEntry {
    /// The entry.
    pub entry: Entry,
    /// The address of an account, or the name of a company or an operator; `None`
    /// if nothing is stored.
    pub subject: Option<String>,
    /// The name of the contact or the operator who did it.
    pub actor: Option<String>,
    /// The reason, unless it was erased.
    pub reason: Option<String>,
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Searches by the beginning of an address, of a name or of a company's
    /// name.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn search(&self, text: &str, operator: &Operator) -> Result<Found, store::Error> {
        let (text, scope) = (text.trim(), &operator.companies);
        if text.is_empty() || !operator.role.grants(Permission::View) {
            return Ok(Found::default());
        }
        let store = &self.store;
        let companies = store.search_companies(text, scope, None, SHOWN).await?;
        let mut accounts: Vec<Account> = Vec::new();
        for search in [ContactSearch::Address(text), ContactSearch::Name(text)] {
            let found = store.search_contacts(search, scope, None, SHOWN).await?;
            for account in found {
                if !accounts.iter().any(|known| known.id == account.id) {
                    accounts.push(account);
                }
            }
        }
        let companies_of = accounts.iter().filter_map(|account| account.company);
        let names = self.names(companies_of.map(SubjectId::Company)).await?;
        let contact = |account: Account| {
            let company = account.company.map(SubjectId::Company);
            let name = company.and_then(|company| names.get(&company).cloned());
            (account, name)
        };
        let contacts = accounts.into_iter().map(contact).collect();
        Ok(Found {
            companies,
            contacts,
        })
    }

    /// Returns a company in the operator's scope.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn company_in_scope(
        &self,
        id: CompanyId,
        operator: &Operator,
    ) -> Result<Option<Company>, store::Error> {
        if !operator.may(Permission::View, Some(id)) {
            return Ok(None);
        }
        self.store.company(id).await
    }

    /// Returns a contact in the operator's scope.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn contact_in_scope(
        &self,
        id: AccountId,
        operator: &Operator,
    ) -> Result<Option<Account>, store::Error> {
        let found = self.store.account(id).await?;
        Ok(found.filter(|account| is_in_scope(account, operator)))
    }

    /// Returns which of these accounts are contacts in the operator's scope.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn contacts_in_scope(
        &self,
        ids: &[AccountId],
        operator: &Operator,
    ) -> Result<BTreeMap<AccountId, Account>, store::Error> {
        let found = self.store.accounts_by_ids(ids).await?.into_iter();
        let found = found.filter(|account| is_in_scope(account, operator));
        Ok(found.map(|account| (account.id, account)).collect())
    }

    /// Returns everything about a contact in the operator's scope.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn contact_file(
        &self,
        id: AccountId,
        operator: &Operator,
    ) -> Result<Option<ContactFile>, store::Error> {
        let Some(account) = self.contact_in_scope(id, operator).await? else {
            return Ok(None);
        };
        let company = self.company(&account).await?;
        let explanation = self.explain(&account.address, &self.limits).await?;
        let is_same = explanation.account.as_ref().is_some_and(|it| it.id == id);
        let subject = Some(SubjectId::Account(id));
        let history = self.store.history(subject, None, SHOWN).await?;
        Ok(Some(ContactFile {
            company,
            messages: self.store.messages(id, SHOWN).await?,
            history: self.shown(history).await?,
            explanation: is_same.then_some(explanation),
            account,
        }))
    }

    /// Returns entries of the audit log with what their identities stand for.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn shown(&self, entries: Vec<Entry>) -> Result<Vec<ShownEntry>, store::Error> {
        let actor = |entry: &Entry| match entry.event.actor {
            Actor::Contact(id) => Some(SubjectId::Account(id)),
            Actor::Operator(id) => Some(SubjectId::Operator(id)),
            Actor::Visitor | Actor::System => None,
        };
        let subjects = entries.iter().map(|entry| entry.event.subject);
        let names = self.names(subjects.chain(entries.iter().filter_map(actor)));
        let names = names.await?;
        let digests = entries.iter().filter_map(|entry| entry.event.reason);
        let digests: Vec<ReasonDigest> = digests.collect();
        let reasons = self.store.reasons(&digests).await?;
        let shown = |entry: Entry| {
            let is_given = |reason: &&Reason| Some(reason.digest()) == entry.event.reason;
            let reason = reasons.iter().find(is_given);
            ShownEntry {
                entry,
                subject: names.get(&entry.event.subject).cloned(),
                actor: actor(&entry).and_then(|actor| names.get(&actor).cloned()),
                reason: reason.map(|reason| reason.text().to_owned()),
            }
        };
        Ok(entries.into_iter().map(shown).collect())
    }

    /// Returns what people call subjects, without those that are unknown: the address
    /// of an account, and the name of a company or an operator.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn names(
        &self,
        subjects: impl IntoIterator<Item = SubjectId>,
    ) -> Result<BTreeMap<SubjectId, String>, store::Error> {
        let subjects: BTreeSet<SubjectId> = subjects.into_iter().collect();
        let subjects: Vec<SubjectId> = subjects.into_iter().collect();
        Ok(self.store.names(&subjects).await?.into_iter().collect())
    }
}

fn is_in_scope(account: &Account, operator: &Operator) -> bool {
    account.kind == AccountKind::Contact && operator.may(Permission::View, account.company)
}

/// How many of each are shown.
const SHOWN: u32 = 20;
