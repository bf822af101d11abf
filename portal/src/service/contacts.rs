//! What operators do with contacts.

use std::collections::BTreeMap;
use std::slice::from_ref;

use genkan::Language;
use genkan::address::Address;
use genkan::id::{AccountId, CaseId, CompanyId};
use genkan::onboarding::case::{Approved, Proposal};
use genkan::onboarding::{
    Account, AccountKind, Contact, Edit, Name, NoMessage, Permission, Plan, Refusal, State, Store,
};

use super::{Author, NotDone, Service};
use crate::clock::now;
use crate::random::random_bytes;
use crate::store;

/// Contact data to correct. `None` leaves a field as it is.
#[derive(Clone, Debug, Default)]
pub struct Correction {
    /// The person's name.
    pub name: Option<Name>,
    /// The customer company by name, `Some(None)` for none; it is created if
    /// there is none of that name.
    pub company: Option<Option<Name>>,
    /// The language of emails.
    pub language: Option<Language>,
}

/// Companies by name, and the plans that create the missing ones.
#[derive(Default)]
pub(super) struct CompaniesByName {
    pub(super) ids: BTreeMap<Name, CompanyId>,
    pub(super) plan: Option<Plan>,
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Sends a link again, without the limits that visitors have.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn resend(&self, id: AccountId, author: &Author) -> Result<(), NotDone> {
        self.change(id, Permission::Resend, author, |account| {
            Ok(self.realm.resend(account, author.actor(), now())?)
        })
        .await
    }

    /// Renews the registration of a contact without a password, expired or
    /// not, and sends a link.
    ///
    /// # Errors
    ///
    /// [`NotDone`]; [`Refusal::State`] if there is a password.
    pub async fn renew(&self, id: AccountId, author: &Author) -> Result<(), NotDone> {
        self.change(id, Permission::Resend, author, |account| {
            match account.state {
                State::Active { .. } => Err(Refusal::State.into()),
                _ => Ok(self.realm.resend(account, author.actor(), now())?),
            }
        })
        .await
    }

    /// Puts an account on hold.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn hold(&self, id: AccountId, author: &Author) -> Result<(), NotDone> {
        self.change(id, Permission::Hold, author, |account| {
            Ok(self.realm.hold(account, author.actor(), now())?)
        })
        .await
    }

    /// Releases an account that is on hold.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn release(&self, id: AccountId, author: &Author) -> Result<(), NotDone> {
        self.change(id, Permission::Hold, author, |account| {
            Ok(self.realm.release(account, author.actor(), now())?)
        })
        .await
    }

    /// Removes an account. The last contact of a company is removed only if two
    /// operators have decided it: this opens the case in which the author proposes
    /// it, and returns its identity. The administrator of the machine decides alone.
    ///
    /// # Errors
    ///
    /// [`NotDone`]; [`Refusal::LastContact`] if it must be proposed, and the author
    /// gives no reason.
    pub async fn remove(&self, id: AccountId, author: &Author) -> Result<Option<CaseId>, NotDone> {
        let removed = self
            .decide(async || {
                let account = self.permitted(id, Permission::Remove, author).await?;
                let remaining = self
                    .other_contact(account.company, Some(account.id))
                    .await?;
                let approved = self.approved_on_machine(&account, author);
                let (remaining, approved) = (remaining.as_ref(), approved.as_ref());
                let (realm, by) = (&self.realm, author.actor());
                let plan = realm.remove(&account, remaining, approved, by, now())?;
                Ok(((), author.sign(plan)))
            })
            .await;
        let note = author.reason.as_ref().map(|reason| reason.text().parse());
        match (removed, note) {
            (Err(NotDone::Refused(Refusal::LastContact)), Some(Ok(note))) => {
                let proposal = last_contact(id);
                self.propose(&proposal, &note, author).await.map(Some)
            }
            (removed, _) => removed.map(|()| None),
        }
    }

    /// Hands an account over to another person, who gets a new account.
    ///
    /// # Errors
    ///
    /// [`NotDone`]; [`NotDone::AddressReserved`] unless `allow_reserved`, or if
    /// it was this account that had the address.
    pub async fn hand_over(
        &self,
        id: AccountId,
        successor: &Contact,
        allow_reserved: bool,
        author: &Author,
    ) -> Result<(), NotDone> {
        let new = AccountId::from_bytes(random_bytes());
        self.decide(async || {
            let account = self.permitted(id, Permission::Replace, author).await?;
            let (address, now) = (&successor.address, now());
            let found = self.store.accounts_by_addresses(from_ref(address)).await?;
            let mut others = found.iter().filter(|other| other.id != id);
            let taken = found.iter().find(|other| other.address == *address);
            let reserved = others.find_map(|other| other.reserves(address, now));
            if let Some(until) = reserved.filter(|_| taken.is_none() && !allow_reserved) {
                return Err(NotDone::AddressReserved(until));
            }
            let (by, successor) = (author.actor(), successor.clone());
            let realm = &self.realm;
            let plan = realm.hand_over(&account, successor, new, taken, by, now)?;
            Ok(((), author.sign(plan)))
        })
        .await
    }

    /// Corrects the data of a contact.
    ///
    /// # Errors
    ///
    /// [`NotDone`]; [`Refusal::LastContact`] if the last contact would leave a
    /// company, unless the author is the administrator of the machine.
    pub async fn edit(
        &self,
        id: AccountId,
        correction: &Correction,
        author: &Author,
    ) -> Result<(), NotDone> {
        self.decide(async || {
            let account = self.permitted(id, Permission::Register, author).await?;
            let mut companies = CompaniesByName::default();
            let company = match &correction.company {
                None => None,
                Some(name) => {
                    let name = name.as_ref();
                    let id = self.company_id(name, &mut companies, author).await?;
                    author.check(Permission::Register, id)?;
                    Some(id)
                }
            };
            let edit = Edit {
                name: correction.name.clone(),
                company,
                language: correction.language,
            };
            let remaining = self
                .other_contact(account.company, Some(account.id))
                .await?;
            let approved = self.approved_on_machine(&account, author);
            let (remaining, approved) = (remaining.as_ref(), approved.as_ref());
            let (realm, by) = (&self.realm, author.actor());
            let plan = realm.edit(&account, edit, remaining, approved, by, now())?;
            let plan = match companies.plan {
                Some(created) => created.and(plan),
                None => plan,
            };
            Ok(((), author.sign(plan)))
        })
        .await
    }

    /// Returns the identity of the company of that name, a new one if there is
    /// no such company and the author may create it.
    pub(super) async fn company_id(
        &self,
        name: Option<&Name>,
        companies: &mut CompaniesByName,
        author: &Author,
    ) -> Result<Option<CompanyId>, NotDone> {
        let Some(name) = name else {
            return Ok(None);
        };
        if let Some(id) = companies.ids.get(name) {
            return Ok(Some(*id));
        }
        let id = if let Some(company) = self.store.company_by_name(name).await? {
            company.id
        } else {
            author.check_for_all(Permission::Register)?;
            let id = CompanyId::from_bytes(random_bytes());
            let plan = self
                .realm
                .create_company(id, name.clone(), author.actor(), now());
            companies.plan = Some(match companies.plan.take() {
                Some(others) => others.and(plan),
                None => plan,
            });
            id
        };
        companies.ids.insert(name.clone(), id);
        Ok(Some(id))
    }

    /// Returns the contact's account with this address, if it is not removed.
    ///
    /// # Errors
    ///
    /// [`NotDone::OperatorAddress`] if it is an operator's, or that the store
    /// failed.
    pub async fn contact(&self, address: &Address) -> Result<Option<Account>, NotDone> {
        let found = self.store.account_by_address(address).await?;
        let found = found.filter(|account| !account.state.is_removed());
        match found {
            Some(account) if account.kind == AccountKind::Operator => {
                Err(NotDone::OperatorAddress(account.address))
            }
            found => Ok(found),
        }
    }

    /// Returns the decision of the administrator of the machine that a company may
    /// lose its last contact; `None` for an operator.
    fn approved_on_machine(&self, account: &Account, author: &Author) -> Option<Approved> {
        let is_operator = author.operator.is_some();
        let approve = || {
            self.realm
                .approve_on_machine(last_contact(account.id), account.company)
        };
        (!is_operator).then(approve)
    }

    /// Returns a contact's account to which the author may do this.
    async fn permitted(
        &self,
        id: AccountId,
        permission: Permission,
        author: &Author,
    ) -> Result<Account, NotDone> {
        let account = self.store.account(id).await?;
        let account = account.ok_or(NoMessage::Unregistered)?;
        if account.kind == AccountKind::Operator {
            return Err(NotDone::OperatorAddress(account.address));
        }
        author.check(permission, account.company)?;
        Ok(account)
    }

    /// Changes an account by a plan that the author is permitted to make.
    pub(super) async fn change(
        &self,
        id: AccountId,
        permission: Permission,
        author: &Author,
        plan: impl Fn(&Account) -> Result<Plan, NotDone>,
    ) -> Result<(), NotDone> {
        self.decide(async || {
            let account = self.permitted(id, permission, author).await?;
            let plan = plan(&account)?;
            Ok(((), author.sign(plan)))
        })
        .await
    }
}

const fn last_contact(account: AccountId) -> Proposal {
    Proposal::RemoveLastContact {
        account,
        request: None,
    }
}
