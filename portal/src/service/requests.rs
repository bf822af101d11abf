//! Signed-in contacts: who else is registered for their company, and what they
//! request to change.

use std::cmp::Reverse;
use std::slice::from_ref;

use genkan::address::Address;
use genkan::id::{AccountId, CaseId, CompanyId};
use genkan::onboarding::case::{CarriedOut, Case, Matter, Note, Request, RequestedChange};
use genkan::onboarding::{Account, Companies, Company, ContactSearch, Refusal, State, Store};
use genkan::time::Timestamp;

use super::{NotRequested, OpenSession, Service};
use crate::clock::now;
use crate::random::random_bytes;
use crate::store;

/// A contact, as colleagues see them.
#[derive(Debug)]
#[non_exhaustive]
pub struct Colleague {
    /// The account.
    pub account: Account,
    /// When they signed in last.
    pub signed_in_at: Option<Timestamp>,
}

/// What a contact decides about an open request.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "each is a button of the page")]
pub enum RequestDecision {
    /// The requester withdraws it.
    Withdraw,
    /// A manager confirms it.
    Confirm,
    /// A manager refuses it.
    Decline(Option<Note>),
}

/// What is stored about the contacts whom a request concerns.
pub(super) struct Found {
    account: Option<Account>,
    taken: Option<Account>,
    company: Company,
    pub(super) remaining: Option<Account>,
    managers: Vec<Account>,
}

impl Found {
    /// Returns what a ceremony needs, with a new identity.
    pub(super) fn to_carry_out(&self) -> CarriedOut<'_> {
        CarriedOut {
            account: self.account.as_ref(),
            taken: self.taken.as_ref(),
            company: &self.company,
            remaining: self.remaining.as_ref(),
            managers: &self.managers,
            new_id: AccountId::from_bytes(random_bytes()),
        }
    }
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Returns up to `limit` contacts of the signed-in contact's company, ordered
    /// by name, starting after a contact. A contact without a company has no
    /// colleagues.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn colleagues(
        &self,
        session: &OpenSession,
        after: Option<AccountId>,
        limit: u32,
    ) -> Result<Vec<Colleague>, store::Error> {
        let accounts = match &session.company {
            None => vec![session.account.clone()],
            Some(company) => {
                let after = match after {
                    Some(id) => self.colleague(session, id).await?,
                    None => None,
                };
                let of = ContactSearch::Company(company.id);
                let (all, after) = (&Companies::All, after.as_ref());
                self.store.search_contacts(of, all, after, limit).await?
            }
        };
        let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
        let signed_in = self.store.last_sign_ins(&ids).await?;
        let colleague = |account: Account| Colleague {
            signed_in_at: signed_in
                .iter()
                .find_map(|(id, at)| (*id == account.id).then_some(*at)),
            account,
        };
        Ok(accounts.into_iter().map(colleague).collect())
    }

    /// Returns a contact of the signed-in contact's company who is not removed.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn colleague(
        &self,
        session: &OpenSession,
        id: AccountId,
    ) -> Result<Option<Account>, store::Error> {
        let found = self.store.account(id).await?;
        let own = session.company.as_ref().map(|company| company.id);
        Ok(found.filter(|account| {
            own.is_some() && account.company == own && !account.state.is_removed()
        }))
    }

    /// Returns the account with this identity, removed or not.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>, store::Error> {
        self.store.account(id).await
    }

    /// Returns the name of a contact, removed or not; empty if there is none.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn name_of(&self, id: Option<AccountId>) -> Result<String, store::Error> {
        let account = match id {
            Some(id) => self.store.account(id).await?,
            None => None,
        };
        Ok(account.map_or_else(String::new, |account| account.name.to_string()))
    }

    /// Returns the managers of a company who can sign in.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn managers(&self, company: CompanyId) -> Result<Vec<AccountId>, store::Error> {
        let managers = self.managers_of(company).await?;
        Ok(managers.into_iter().map(|manager| manager.id).collect())
    }

    async fn managers_of(&self, company: CompanyId) -> Result<Vec<Account>, store::Error> {
        // Another one cannot confirm anything.
        let can_sign_in = |contact: &Account| matches!(contact.state, State::Active { .. });
        let mut managers = self.all_contacts(ContactSearch::Managers(company)).await?;
        managers.retain(can_sign_in);
        Ok(managers)
    }

    /// Returns the newest requests that the signed-in contact may see, each with the
    /// account that it concerns: their own, and for a manager all of the company.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn requests(
        &self,
        session: &OpenSession,
    ) -> Result<Vec<(Case, Option<Account>)>, store::Error> {
        let Some(company) = &session.company else {
            return Ok(Vec::new());
        };
        // The open ones are all shown, however many others are newer.
        let mut cases = self.open_cases_of(company.id, "request").await?;
        let newest = self.store.cases_of(company.id, None, NEWEST).await?;
        cases.extend(newest.into_iter().filter(|case| !case.is_open()));
        cases.retain(|case| may_see(&session.account, case));
        cases.sort_by_key(|case| (!case.is_open(), Reverse(case.opened_at)));
        let account = |case: &Case| match &case.matter {
            Matter::Request(request) => request.change.account(),
            _ => None,
        };
        let ids: Vec<AccountId> = cases.iter().filter_map(account).collect();
        let accounts = self.store.accounts_by_ids(&ids).await?;
        let with_account = |case: Case| {
            let of_case = accounts
                .iter()
                .find(|known| Some(known.id) == account(&case));
            let of_case = of_case.cloned();
            (case, of_case)
        };
        Ok(cases.into_iter().map(with_account).collect())
    }

    /// Returns a request, if the signed-in contact may see it.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn visible_request(
        &self,
        account: &Account,
        id: CaseId,
    ) -> Result<Option<Case>, store::Error> {
        let case = self.store.case(id).await?;
        Ok(case.filter(|case| may_see(account, case)))
    }

    /// Requests a change of the company's contacts, under an identity that the
    /// form has. The same form sent twice is one request.
    ///
    /// # Errors
    ///
    /// [`NotRequested`].
    pub async fn request(
        &self,
        session: &OpenSession,
        id: CaseId,
        change: &RequestedChange,
    ) -> Result<CaseId, NotRequested> {
        let other_id = new_request_id();
        self.decide(async || {
            let requester = self.present(session).await?;
            let mut id = id;
            if let Some(case) = self.store.case(id).await? {
                if request_by(&case) == Some(requester.id) {
                    return Ok((id, None));
                }
                id = other_id;
            }
            let found = self.found_for_contact(&requester, change).await?;
            let (proof, change) = (&session.proof, change.clone());
            let carried_out = found.to_carry_out();
            let plan = self
                .realm
                .request(id, &requester, proof, change, carried_out, now())?;
            let charge = self.limits.request(requester.id);
            Ok((id, Some(plan.charge([charge].into()))))
        })
        .await
    }

    /// Decides about an open request.
    ///
    /// # Errors
    ///
    /// [`NotRequested`]; [`Refusal::NotPermitted`] for a request that the contact
    /// may not see, too.
    pub async fn decide_request(
        &self,
        session: &OpenSession,
        id: CaseId,
        decision: &RequestDecision,
    ) -> Result<(), NotRequested> {
        self.decide(async || {
            let account = self.present(session).await?;
            let case = self.visible_request(&account, id).await?;
            let case = case.ok_or(Refusal::NotPermitted)?;
            let (realm, proof) = (&self.realm, &session.proof);
            let plan = match decision {
                RequestDecision::Withdraw => {
                    realm.withdraw_request(&case, &account, proof, now())?
                }
                RequestDecision::Confirm => {
                    let Matter::Request(request) = &case.matter else {
                        return Err(Refusal::Case.into());
                    };
                    let found = self.found_for_contact(&account, &request.change).await?;
                    let carried_out = found.to_carry_out();
                    realm.confirm_request(&case, &account, proof, carried_out, now())?
                }
                RequestDecision::Decline(note) => {
                    realm.decline_request(&case, &account, proof, note.clone(), now())?
                }
            };
            Ok(((), plan))
        })
        .await
    }

    /// Returns the signed-in account as it is stored now.
    async fn present(&self, session: &OpenSession) -> Result<Account, NotRequested> {
        let account = self.store.account(session.account.id).await?;
        Ok(account.ok_or(Refusal::NotPermitted)?)
    }

    /// Looks up whom a change concerns; `None` if the company is not stored.
    pub(super) async fn found_for(
        &self,
        company: CompanyId,
        change: &RequestedChange,
    ) -> Result<Option<Found>, store::Error> {
        let Some(company) = self.store.company(company).await? else {
            return Ok(None);
        };
        let id = change.account();
        let account = match id {
            Some(id) => self.store.account(id).await?,
            None => None,
        };
        let taken = match change.new_address() {
            Some(address) => self.taken(address, id).await?,
            None => None,
        };
        Ok(Some(Found {
            remaining: self.other_contact(Some(company.id), id).await?,
            managers: self.managers_of(company.id).await?,
            account,
            taken,
            company,
        }))
    }

    /// The same for the company of a signed-in contact.
    async fn found_for_contact(
        &self,
        contact: &Account,
        change: &RequestedChange,
    ) -> Result<Found, NotRequested> {
        let company = contact.company.ok_or(Refusal::NotPermitted)?;
        let found = self.found_for(company, change).await?;
        Ok(found.ok_or(Refusal::NotPermitted)?)
    }

    /// Returns another account that has an address, or can still take it back.
    pub(super) async fn taken(
        &self,
        address: &Address,
        except: Option<AccountId>,
    ) -> Result<Option<Account>, store::Error> {
        let found = self.store.accounts_by_addresses(from_ref(address)).await?;
        let now = now();
        let has =
            |other: &Account| other.address == *address || other.reserves(address, now).is_some();
        let mut others = found.into_iter();
        Ok(others.find(|other| Some(other.id) != except && has(other)))
    }

    /// Returns all open cases of a company and a [matter](Matter::code).
    pub(super) async fn open_cases_of(
        &self,
        company: CompanyId,
        matter: &str,
    ) -> Result<Vec<Case>, store::Error> {
        let company = Companies::Only([company].into());
        let mut cases: Vec<Case> = Vec::new();
        loop {
            let after = cases.last();
            let page = self.store.open_cases(Some(matter), &company, after, PAGE);
            let page = page.await?;
            let is_last = page.len() < PAGE as usize;
            cases.extend(page);
            if is_last {
                return Ok(cases);
            }
        }
    }

    /// Returns all contacts that a search finds.
    pub(super) async fn all_contacts(
        &self,
        search: ContactSearch<'_>,
    ) -> Result<Vec<Account>, store::Error> {
        let mut contacts: Vec<Account> = Vec::new();
        loop {
            let (all, after) = (&Companies::All, contacts.last());
            let page = self.store.search_contacts(search, all, after, PAGE).await?;
            let is_last = page.len() < PAGE as usize;
            contacts.extend(page);
            if is_last {
                return Ok(contacts);
            }
        }
    }
}

/// Returns an identity for a request, so that its form, sent twice, is one
/// request.
#[must_use]
pub fn new_request_id() -> CaseId {
    CaseId::from_bytes(random_bytes())
}

fn request_by(case: &Case) -> Option<AccountId> {
    match &case.matter {
        Matter::Request(Request { by, .. }) => Some(*by),
        _ => None,
    }
}

fn may_see(account: &Account, case: &Case) -> bool {
    let by = request_by(case);
    let is_of_company = account.company.is_some() && case.company == account.company;
    is_of_company && by.is_some_and(|by| by == account.id || account.is_manager)
}

/// How many contacts are read at once.
const PAGE: u32 = 500;
/// Among how many of the company's newest cases the closed requests are sought.
const NEWEST: u32 = 100;
