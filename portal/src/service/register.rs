//! Contacts are registered, in batches.

use std::collections::{BTreeMap, BTreeSet};

use genkan::address::Address;
use genkan::id::{AccountId, CompanyId};
use genkan::onboarding::{
    Account, AccountKind, Contact, Edit, Name, PasswordHash, Permission, Plan, Store,
};
use genkan::time::Timestamp;

use super::contacts::CompaniesByName;
use super::{Author, Correction, NotDone, Service};
use crate::clock::now;
use crate::random::random_bytes;
use crate::store;

/// A contact to register, with the company by name.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// The person. The company is set when the contact is registered.
    pub contact: Contact,
    /// The customer company; it is created if there is none of that name.
    pub company: Option<Name>,
    /// The hash of a password from another system, with which the person can sign
    /// in; see [`ImportedHash`](crate::passwords::ImportedHash).
    pub password: Option<PasswordHash>,
    /// Whether the language was given, and is not the default.
    pub has_language: bool,
}

/// How contacts are registered.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::exhaustive_structs, reason = "callers fill it in")]
pub struct Registration {
    /// Whether each person without a password gets an email about setting one.
    pub notify: bool,
    /// Whether an address is registered although its former owner can still
    /// take it back. The owner cannot do so any more then.
    pub allow_reserved: bool,
    /// Whether contacts that are registered already get the name, and the company
    /// and the language if they are given.
    pub update: bool,
}

/// What is done with a contact to register.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_enums, reason = "each is a row of a report")]
pub enum Fate {
    /// The contact is registered.
    Registered,
    /// The contact was registered before, and gets what differs.
    Updated(Correction),
    /// The contact was registered before, and stays as it is.
    Known,
    /// The former owner of the address can still take it back, until this time.
    Reserved(Timestamp),
    /// The address belongs to an operator of the support desk.
    Operator,
}

/// What has been done with contacts to register.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Registered {
    /// How many are registered now.
    pub count: usize,
    /// How many were registered before and got what differs.
    pub updated: usize,
    /// The addresses that were registered before. Their contacts stay as they
    /// are.
    pub known: Vec<Address>,
    /// The addresses that were not registered because their former owners can
    /// still take them back, and until when.
    pub reserved: Vec<(Address, Timestamp)>,
    /// The addresses that were not registered because they belong to operators
    /// of the support desk.
    pub operators: Vec<Address>,
}

impl Registered {
    /// Returns how many of the contacts have been read.
    #[must_use]
    pub const fn read(&self) -> usize {
        let kept = self.known.len() + self.reserved.len() + self.operators.len();
        self.count + self.updated + kept
    }

    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.updated += other.updated;
        self.known.extend(other.known);
        self.reserved.extend(other.reserved);
        self.operators.extend(other.operators);
    }
}

impl NewContact {
    /// Returns what an account gets; `None` if nothing differs.
    fn correction(
        &self,
        account: &Account,
        companies: &BTreeMap<Name, CompanyId>,
    ) -> Option<Correction> {
        let contact = &self.contact;
        let name = (contact.name != account.name).then(|| contact.name.clone());
        let company = self.company.as_ref().filter(|name| {
            let id = companies.get(name);
            id.is_none() || id != account.company.as_ref()
        });
        let is_other = self.has_language && contact.language != account.language;
        let correction = Correction {
            name,
            company: company.cloned().map(Some),
            language: is_other.then_some(contact.language),
        };
        let Correction {
            name,
            company,
            language,
        } = &correction;
        let differs = name.is_some() || company.is_some() || language.is_some();
        differs.then_some(correction)
    }
}

/// What was done with a batch, the companies that were created, and the contacts
/// that get another company.
type Batch = (
    Registered,
    BTreeMap<Name, CompanyId>,
    Vec<(AccountId, Correction)>,
);

impl<S: Store<Error = store::Error>> Service<S> {
    /// Returns what [`register`](Self::register) would do with each contact.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn preview(
        &self,
        contacts: &[NewContact],
        how: Registration,
        author: &Author,
    ) -> Result<Vec<Fate>, NotDone> {
        let companies = self.permitted_companies(contacts, author).await?;
        let mut fates = Vec::with_capacity(contacts.len());
        for batch in contacts.chunks(BATCH) {
            let found = self.fates(batch, &companies, how).await?;
            fates.extend(found.into_iter().map(|(fate, _)| fate));
        }
        Ok(fates)
    }

    /// Registers contacts, with the companies that do not exist yet. The
    /// addresses given must differ.
    ///
    /// They are registered in their order, in batches of 1,000: each batch
    /// completely or not at all. After each of them, `progress` gets what has
    /// been done so far. If this is interrupted, the same call goes on. A contact
    /// who gets another company is changed after the batch, alone.
    ///
    /// # Errors
    ///
    /// [`NotDone`]. If the author is not permitted to register one of them,
    /// none is registered; otherwise the batches that `progress` has got stay
    /// registered.
    pub async fn register(
        &self,
        contacts: &[NewContact],
        how: Registration,
        author: &Author,
        mut progress: impl FnMut(&Registered),
    ) -> Result<Registered, NotDone> {
        let mut companies = self.permitted_companies(contacts, author).await?;
        let mut done = Registered::default();
        for batch in contacts.chunks(BATCH) {
            let registered = self.register_batch(batch, &companies, how, author).await?;
            let (registered, created, moves) = registered;
            companies.extend(created);
            for (id, correction) in moves {
                self.edit(id, &correction, author).await?;
            }
            done.add(registered);
            progress(&done);
        }
        Ok(done)
    }

    /// Returns the companies of the contacts that exist, if the author may register
    /// contacts of all that are named.
    async fn permitted_companies(
        &self,
        contacts: &[NewContact],
        author: &Author,
    ) -> Result<BTreeMap<Name, CompanyId>, NotDone> {
        let companies = self.known_companies(contacts).await?;
        for NewContact { company, .. } in contacts {
            match company.as_ref().map(|name| companies.get(name)) {
                None => author.check(Permission::Register, None)?,
                Some(Some(id)) => author.check(Permission::Register, Some(*id))?,
                Some(None) => author.check_for_all(Permission::Register)?,
            }
        }
        Ok(companies)
    }

    /// Returns what is to be done with each contact, and the account that has its
    /// address.
    async fn fates(
        &self,
        batch: &[NewContact],
        companies: &BTreeMap<Name, CompanyId>,
        how: Registration,
    ) -> Result<Vec<(Fate, Option<Account>)>, NotDone> {
        let addresses = batch.iter().map(|new| new.contact.address.clone());
        let addresses: Vec<Address> = addresses.collect();
        let (mut present, mut reserved) = (BTreeMap::new(), BTreeMap::new());
        for account in self.store.accounts_by_addresses(&addresses).await? {
            if let Some(former) = &account.former
                && let Some(until) = account.reserves(&former.address, now())
            {
                reserved.insert(former.address.key(), until);
            }
            present.insert(account.address.key(), account);
        }
        let fates = batch.iter().map(|new| {
            let key = new.contact.address.key();
            let account = present.get(&key).cloned();
            let until = reserved.get(&key).filter(|_| !how.allow_reserved);
            let fate = match (&account, until) {
                (Some(account), _) if account.kind == AccountKind::Operator => Fate::Operator,
                (Some(account), _) if how.update => new
                    .correction(account, companies)
                    .map_or(Fate::Known, Fate::Updated),
                (Some(_), _) => Fate::Known,
                (None, Some(until)) => Fate::Reserved(*until),
                (None, None) => Fate::Registered,
            };
            (fate, account)
        });
        Ok(fates.collect())
    }

    /// Returns what was done, the companies that were created, and the contacts
    /// that get another company.
    async fn register_batch(
        &self,
        batch: &[NewContact],
        known_companies: &BTreeMap<Name, CompanyId>,
        how: Registration,
        author: &Author,
    ) -> Result<Batch, NotDone> {
        self.decide(async || {
            let (at, by) = (now(), author.actor());
            let mut registered = Registered::default();
            let mut companies = CompaniesByName::default();
            let (mut plans, mut moves) = (Vec::new(), Vec::new());
            let fates = self.fates(batch, known_companies, how).await?;
            for (new, (fate, account)) in batch.iter().zip(fates) {
                let address = &new.contact.address;
                match (fate, account) {
                    (Fate::Registered, _) => {}
                    (Fate::Updated(correction), Some(account)) => {
                        author.check(Permission::Register, account.company)?;
                        registered.updated += 1;
                        let Correction {
                            name,
                            company,
                            language,
                        } = correction.clone();
                        if company.is_some() {
                            // Whether it leaves a company without a contact depends
                            // on the changes before it.
                            moves.push((account.id, correction));
                            continue;
                        }
                        let edit = Edit {
                            name,
                            company: None,
                            language,
                        };
                        plans.push(self.realm.edit(&account, edit, None, None, by, at)?);
                        continue;
                    }
                    (Fate::Updated(_) | Fate::Known, _) => {
                        registered.known.push(address.clone());
                        continue;
                    }
                    (Fate::Reserved(until), _) => {
                        registered.reserved.push((address.clone(), until));
                        continue;
                    }
                    (Fate::Operator, _) => {
                        registered.operators.push(address.clone());
                        continue;
                    }
                }
                let company = new.company.as_ref();
                let company = match company.and_then(|name| known_companies.get(name)) {
                    Some(id) => Some(*id),
                    None => self.company_id(company, &mut companies, author).await?,
                };
                let contact = Contact {
                    company,
                    ..new.contact.clone()
                };
                let id = AccountId::from_bytes(random_bytes());
                let realm = &self.realm;
                plans.push(match &new.password {
                    Some(hash) => realm.register_with_password(contact, id, hash.clone(), by, at),
                    None if how.notify => realm.register_and_notify(contact, id, by, at),
                    None => realm.register(contact, id, by, at),
                });
                registered.count += 1;
            }
            // Companies first: the store writes changes in this order.
            let plan = companies.plan.into_iter().chain(plans).reduce(Plan::and);
            Ok((
                (registered, companies.ids, moves),
                plan.map(|plan| author.sign(plan)),
            ))
        })
        .await
    }

    /// Returns the companies of the contacts that exist.
    async fn known_companies(
        &self,
        contacts: &[NewContact],
    ) -> Result<BTreeMap<Name, CompanyId>, NotDone> {
        let names = contacts.iter().filter_map(|new| new.company.as_ref());
        let names: BTreeSet<&Name> = names.collect();
        let mut known = BTreeMap::new();
        if names.len() <= FEW {
            for name in names {
                let found = self.store.company_by_name(name).await?;
                known.extend(found.map(|company| (company.name, company.id)));
            }
        } else {
            let mut after = None;
            loop {
                let page = self.store.companies(after.as_ref(), PAGE).await?;
                let Some(last) = page.last() else {
                    break;
                };
                after = Some(last.name.clone());
                let wanted = page
                    .into_iter()
                    .filter(|company| names.contains(&company.name));
                known.extend(wanted.map(|company| (company.name, company.id)));
            }
        }
        Ok(known)
    }
}

/// How many contacts are registered in one plan: the wait for the disk is shared,
/// and sign-ins do not wait for long.
const BATCH: usize = 1_000;
/// How many companies are looked up by name rather than among all.
const FEW: usize = 16;
const PAGE: u32 = 1_000;
