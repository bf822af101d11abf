//! What operators look up. An operator sees the contacts of their companies
//! only: what is out of scope is answered as what does not exist.

use std::collections::BTreeMap;

use genkan::audit_log::{Actor, Broken, Entry, Head, Reading, SubjectId};
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
    /// The contacts whose addresses or names do, with their companies.
    pub contacts: Vec<(Account, Option<Company>)>,
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
        let mut known: BTreeMap<CompanyId, Option<Company>> = BTreeMap::new();
        let mut contacts = Vec::with_capacity(accounts.len());
        for account in accounts {
            let company = match account.company {
                None => None,
                Some(id) => match known.get(&id) {
                    Some(company) => company.clone(),
                    None => {
                        let company = store.company(id).await?;
                        known.insert(id, company.clone());
                        company
                    }
                },
            };
            contacts.push((account, company));
        }
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
        Ok(found.filter(|account| {
            account.kind == AccountKind::Contact && operator.may(Permission::View, account.company)
        }))
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
        let mut names: BTreeMap<SubjectId, Option<String>> = BTreeMap::new();
        let mut shown = Vec::with_capacity(entries.len());
        for entry in entries {
            let event = entry.event;
            let actor = match event.actor {
                Actor::Contact(id) => Some(SubjectId::Account(id)),
                Actor::Operator(id) => Some(SubjectId::Operator(id)),
                Actor::Visitor | Actor::System => None,
            };
            let reason = match event.reason {
                Some(digest) => self.store.reason(digest).await?,
                None => None,
            };
            let actor = match actor {
                Some(actor) => self.name_of_subject(actor, &mut names).await?,
                None => None,
            };
            shown.push(ShownEntry {
                entry,
                subject: self.name_of_subject(event.subject, &mut names).await?,
                actor,
                reason: reason.map(|reason| reason.text().to_owned()),
            });
        }
        Ok(shown)
    }

    async fn name_of_subject(
        &self,
        subject: SubjectId,
        names: &mut BTreeMap<SubjectId, Option<String>>,
    ) -> Result<Option<String>, store::Error> {
        if let Some(name) = names.get(&subject) {
            return Ok(name.clone());
        }
        let name = stored_name(&self.store, subject).await?;
        names.insert(subject, name.clone());
        Ok(name)
    }

    /// Verifies the audit log, a page at a time.
    ///
    /// # Errors
    ///
    /// The store's error; the inner [`Broken`] is the verdict.
    pub async fn verify_audit_log(&self) -> Result<Result<Head, Broken>, store::Error> {
        let mut reading = Reading::new(None);
        loop {
            let seq = reading.head().seq;
            let after = (seq > 0).then_some(seq);
            let entries = self.store.entries(after, PAGE).await?;
            if entries.is_empty() {
                return Ok(reading.end());
            }
            for entry in &entries {
                if let Err(broken) = reading.read(entry) {
                    return Ok(Err(broken));
                }
            }
        }
    }
}

/// How many of each are shown.
const SHOWN: u32 = 20;
const PAGE: u32 = 1_000;

/// Returns what a person calls a subject: the address of an account, or the name
/// of a company or an operator; `None` for a case, or if nothing is stored.
///
/// # Errors
///
/// The store's error.
pub async fn stored_name<S: Store<Error = store::Error>>(
    store: &S,
    subject: SubjectId,
) -> Result<Option<String>, store::Error> {
    Ok(match subject {
        SubjectId::Account(id) => {
            let account = store.account(id).await?;
            account.map(|account| account.address.to_string())
        }
        SubjectId::Company(id) => {
            let company = store.company(id).await?;
            company.map(|company| company.name.to_string())
        }
        SubjectId::Operator(id) => {
            let operator = store.operator(id).await?;
            operator.map(|operator| operator.name.to_string())
        }
        SubjectId::Case(_) => None,
    })
}
