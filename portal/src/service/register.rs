//! Contacts are registered, in batches.

use std::collections::{BTreeMap, BTreeSet};

use genkan::address::Address;
use genkan::id::{AccountId, CompanyId};
use genkan::onboarding::{AccountKind, Contact, Name, PasswordHash, Permission, Plan, Store};
use genkan::time::Timestamp;

use super::contacts::CompaniesByName;
use super::{Author, NotDone, Service};
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
}

/// What has been done with contacts to register.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Registered {
    /// How many are registered now.
    pub count: usize,
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
        self.count + self.known.len() + self.reserved.len() + self.operators.len()
    }

    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.known.extend(other.known);
        self.reserved.extend(other.reserved);
        self.operators.extend(other.operators);
    }
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Registers contacts, with the companies that do not exist yet. The
    /// addresses given must differ.
    ///
    /// They are registered in their order, in batches of 1,000: each batch
    /// completely or not at all. After each of them, `progress` gets what has
    /// been done so far. If this is interrupted, the same call goes on.
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
        let mut companies = self.known_companies(contacts).await?;
        for NewContact { company, .. } in contacts {
            match company.as_ref().map(|name| companies.get(name)) {
                None => author.check(Permission::Register, None)?,
                Some(Some(id)) => author.check(Permission::Register, Some(*id))?,
                Some(None) => author.check_for_all(Permission::Register)?,
            }
        }
        let mut done = Registered::default();
        for batch in contacts.chunks(BATCH) {
            let (registered, created) = self.register_batch(batch, &companies, how, author).await?;
            companies.extend(created);
            done.add(registered);
            progress(&done);
        }
        Ok(done)
    }

    /// Returns what was done, and the companies that were created.
    async fn register_batch(
        &self,
        batch: &[NewContact],
        known_companies: &BTreeMap<Name, CompanyId>,
        how: Registration,
        author: &Author,
    ) -> Result<(Registered, BTreeMap<Name, CompanyId>), NotDone> {
        let addresses: Vec<Address> = batch
            .iter()
            .map(|new| new.contact.address.clone())
            .collect();
        self.decide(async || {
            let (at, by) = (now(), author.actor());
            let (mut present, mut reserved) = (BTreeMap::new(), BTreeMap::new());
            for account in self.store.accounts_by_addresses(&addresses).await? {
                if let Some(former) = &account.former
                    && let Some(until) = account.reserves(&former.address, at)
                {
                    reserved.insert(former.address.key(), until);
                }
                present.insert(account.address.key(), account.kind);
            }
            let mut registered = Registered::default();
            let mut companies = CompaniesByName::default();
            let mut plans = Vec::new();
            for NewContact {
                contact,
                company,
                password,
            } in batch
            {
                let (address, key) = (&contact.address, contact.address.key());
                if let Some(kind) = present.get(&key) {
                    let addresses = match kind {
                        AccountKind::Contact => &mut registered.known,
                        AccountKind::Operator => &mut registered.operators,
                    };
                    addresses.push(address.clone());
                    continue;
                }
                let until = reserved.get(&key).filter(|_| !how.allow_reserved);
                if let Some(until) = until {
                    registered.reserved.push((address.clone(), *until));
                    continue;
                }
                let company = company.as_ref();
                let company = match company.and_then(|name| known_companies.get(name)) {
                    Some(id) => Some(*id),
                    None => self.company_id(company, &mut companies, author).await?,
                };
                let contact = Contact {
                    company,
                    ..contact.clone()
                };
                let id = AccountId::from_bytes(random_bytes());
                let realm = &self.realm;
                plans.push(match password {
                    Some(hash) => realm.register_with_password(contact, id, hash.clone(), by, at),
                    None if how.notify => realm.register_and_notify(contact, id, by, at),
                    None => realm.register(contact, id, by, at),
                });
                registered.count += 1;
            }
            // Companies first: the store writes changes in this order.
            let plan = companies.plan.into_iter().chain(plans).reduce(Plan::and);
            Ok((
                (registered, companies.ids),
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
