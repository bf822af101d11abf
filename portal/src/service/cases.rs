//! What operators do with cases.

use genkan::audit_log::Actor;
use genkan::id::{AccountId, CaseId, CompanyId};
use genkan::onboarding::case::{
    Approved, Case, Inquiry, InquiryState, Matter, Note, ProofKind, Proposal, Request,
    RequestedChange,
};
use genkan::onboarding::{
    Account, Companies, Company, ContactSearch, NoMessage, Operator, Permission, Plan, Refusal,
    Store,
};

use super::requests::Found;
use super::{Author, Error, NotDone, Service};
use crate::clock::now;
use crate::random::random_bytes;
use crate::store;

impl<S: Store<Error = store::Error>> Service<S> {
    /// Returns up to `limit` open cases that the author may see, the earliest
    /// deadline first, starting after `after`. `matter` is the
    /// [code](Matter::code) of the ones to return; all, if `None`.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn open_cases(
        &self,
        matter: Option<&str>,
        after: Option<&Case>,
        limit: u32,
        author: &Author,
    ) -> Result<Vec<Case>, NotDone> {
        let scope = match &author.operator {
            Some(operator) => &operator.companies,
            None => &Companies::All,
        };
        match scope {
            Companies::All => author.check(Permission::View, None)?,
            Companies::Only(companies) => {
                for company in companies {
                    author.check(Permission::View, Some(*company))?;
                }
            }
        }
        Ok(self.store.open_cases(matter, scope, after, limit).await?)
    }

    /// Returns a case that the author may see. One of another company is
    /// unknown.
    ///
    /// # Errors
    ///
    /// [`NotDone::CaseUnknown`], or that the store failed.
    pub async fn case(&self, id: CaseId, author: &Author) -> Result<Case, NotDone> {
        let case = self.store.case(id).await?;
        case.filter(|case| author.check(Permission::View, case.company).is_ok())
            .ok_or(NotDone::CaseUnknown(id))
    }

    /// Asks registered contacts of a company to confirm an inquiry.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn ask_contacts(
        &self,
        id: CaseId,
        company: CompanyId,
        contacts: &[AccountId],
        author: &Author,
    ) -> Result<(), NotDone> {
        self.step(id, author, async |case: Case| {
            let company = self.company_of_inquiry(company, author).await?;
            let mut found = Vec::new();
            for contact in contacts {
                found.push(self.known_account(*contact).await?);
            }
            let contacts: Vec<&Account> = found.iter().collect();
            let by = author.actor();
            Ok(self
                .realm
                .ask_contacts(&case, &company, &contacts, by, now())?)
        })
        .await
    }

    /// Records that no contact of the company can be asked.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn skip_contacts(
        &self,
        id: CaseId,
        company: CompanyId,
        note: &Note,
        author: &Author,
    ) -> Result<(), NotDone> {
        self.step(id, author, async |case: Case| {
            let company = self.company_of_inquiry(company, author).await?;
            let (note, by) = (note.clone(), author.actor());
            Ok(self.realm.skip_contacts(&case, &company, note, by, now())?)
        })
        .await
    }

    /// Records a proof that the author has seen.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn record_proof(
        &self,
        id: CaseId,
        kind: ProofKind,
        note: &Note,
        author: &Author,
    ) -> Result<(), NotDone> {
        self.step(id, author, async |case: Case| {
            author.check(Permission::Replace, case.company)?;
            let (note, by) = (note.clone(), author.actor());
            Ok(self.realm.record_proof(&case, kind, note, by, now())?)
        })
        .await
    }

    /// Returns what an operator can propose about a case as it is: what it asks
    /// for and one operator may not do alone.
    ///
    /// # Errors
    ///
    /// [`Refusal::Case`] if nothing needs an approval.
    pub async fn proposal(
        &self,
        case: &Case,
        replaces: Option<AccountId>,
    ) -> Result<Proposal, NotDone> {
        let nothing = || NotDone::Refused(Refusal::Case);
        match &case.matter {
            _ if !case.is_open() => Err(nothing()),
            Matter::Request(request) => match request.change.clone() {
                RequestedChange::ReplaceAddress { account, address } => {
                    Ok(Proposal::ReplaceAddress {
                        account,
                        address,
                        request: Some(case.id),
                    })
                }
                RequestedChange::Remove { account }
                    if self
                        .found(case.company, &request.change)
                        .await?
                        .remaining
                        .is_none() =>
                {
                    Ok(Proposal::RemoveLastContact {
                        account,
                        request: Some(case.id),
                    })
                }
                _ => Err(nothing()),
            },
            Matter::Inquiry(Inquiry { state, proofs, .. }) => match state {
                InquiryState::Unreachable if !proofs.is_empty() => Ok(Proposal::TakeOver {
                    inquiry: case.id,
                    replaces,
                }),
                InquiryState::Waiting { .. } => Ok(Proposal::EndWaiting { inquiry: case.id }),
                _ => Err(nothing()),
            },
            Matter::Trouble(_) | Matter::Approval(_) => Err(nothing()),
        }
    }

    /// Opens a case in which the author proposes something. Returns its
    /// identity.
    ///
    /// # Errors
    ///
    /// [`NotDone`]; [`NotDone::OperatorNeeded`] if the author is the
    /// administrator of the machine.
    pub async fn propose(
        &self,
        proposal: &Proposal,
        note: &Note,
        author: &Author,
    ) -> Result<CaseId, NotDone> {
        let operator = operator(author)?;
        let id = CaseId::from_bytes(random_bytes());
        self.decide(async || {
            let company = self.company_of(proposal).await?;
            let (proposal, note) = (proposal.clone(), note.clone());
            let plan = self
                .realm
                .propose(id, proposal, company, operator, note, now())?;
            Ok((id, author.sign(plan)))
        })
        .await
    }

    /// Approves what another operator has proposed, and does it.
    ///
    /// # Errors
    ///
    /// [`NotDone`]; [`NotDone::OperatorNeeded`] if the author is the
    /// administrator of the machine.
    pub async fn approve(&self, id: CaseId, author: &Author) -> Result<(), NotDone> {
        let operator = operator(author)?;
        self.step(id, author, async |case: Case| {
            let (approved, plan) = self.realm.approve(&case, operator, now())?;
            let done = self.approved(&approved, author.actor()).await?;
            Ok(plan.and(done))
        })
        .await
    }

    /// Carries out what a case asks for: a request; or an inquiry whose time to
    /// object is over and which the service could not carry out itself.
    ///
    /// # Errors
    ///
    /// [`NotDone`]; [`Refusal::SameOperator`] if a second operator must decide.
    pub async fn carry_out(&self, id: CaseId, author: &Author) -> Result<(), NotDone> {
        self.step(id, author, async |case: Case| match &case.matter {
            Matter::Request(request) => {
                author.check(request.change.permission(), case.company)?;
                self.carried_out(&case, request, None, author.actor()).await
            }
            Matter::Inquiry(inquiry) => {
                author.check(Permission::Replace, case.company)?;
                self.taken_over(&case, inquiry, None, author.actor()).await
            }
            Matter::Trouble(_) | Matter::Approval(_) => Err(Refusal::Case.into()),
        })
        .await
    }

    /// Refuses a request, or closes another case. The people
    /// concerned are told.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn close_case(
        &self,
        id: CaseId,
        note: &Note,
        author: &Author,
    ) -> Result<(), NotDone> {
        self.step(id, author, async |case: Case| {
            let permission = match &case.matter {
                Matter::Request(request) => request.change.permission(),
                Matter::Inquiry(_) => Permission::Replace,
                Matter::Trouble(_) => Permission::Resend,
                Matter::Approval(approval) => approval.proposal.permission(),
            };
            author.check(permission, case.company)?;
            let (note, by) = (note.clone(), author.actor());
            if let Matter::Request(_) = case.matter {
                return Ok(self.realm.refuse_request(&case, by, note, now())?);
            }
            let contacts = match case.company {
                Some(company) => self.all_contacts(ContactSearch::Company(company)).await?,
                None => Vec::new(),
            };
            let contacts: Vec<&Account> = contacts.iter().collect();
            Ok(self.realm.close_case(&case, &contacts, by, note, now())?)
        })
        .await
    }

    /// Goes on with every case whose time has come. Returns how many steps were
    /// taken. Any number of nodes may do it at once: each step is taken once.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn pass_deadlines(&self) -> Result<usize, Error> {
        let mut taken = 0;
        loop {
            let due = self.store.cases_to_act_on(now(), PAGE).await?;
            let mut passed = 0;
            for case in &due {
                let plan = match self.at_deadline(case).await {
                    Ok(plan) => plan,
                    Err(NotDone::Failed(error)) => return Err(error),
                    Err(error) => {
                        tracing::info!(case = %case.id, %error, "a case is left to the desk");
                        match self.realm.leave_to_desk(case, now()) {
                            Ok(plan) => plan,
                            Err(_) => continue,
                        }
                    }
                };
                // If it has changed in the meantime, it is found again if its
                // time still comes.
                passed += usize::from(self.commit(plan).await?);
            }
            taken += passed;
            if passed == 0 {
                return Ok(taken);
            }
        }
    }

    async fn at_deadline(&self, case: &Case) -> Result<Plan, NotDone> {
        match &case.matter {
            Matter::Inquiry(inquiry) if matches!(inquiry.state, InquiryState::Waiting { .. }) => {
                self.taken_over(case, inquiry, None, Actor::System).await
            }
            Matter::Request(request) => {
                let account = self.maybe(request.change.account()).await?;
                let successor = self.maybe(request.successor()).await?;
                let (account, successor) = (account.as_ref(), successor.as_ref());
                Ok(self.realm.pass_deadline(case, account, successor, now())?)
            }
            Matter::Inquiry(_) | Matter::Trouble(_) | Matter::Approval(_) => {
                Ok(self.realm.pass_deadline(case, None, None, now())?)
            }
        }
    }

    /// Returns the plan of what was approved.
    pub(super) async fn approved(&self, approved: &Approved, by: Actor) -> Result<Plan, NotDone> {
        match approved.proposal().clone() {
            Proposal::ReplaceAddress {
                request: Some(id), ..
            }
            | Proposal::RemoveLastContact {
                request: Some(id), ..
            } => {
                let case = self.known_case(id).await?;
                let Matter::Request(request) = &case.matter else {
                    return Err(Refusal::Case.into());
                };
                self.carried_out(&case, request, Some(approved), by).await
            }
            Proposal::ReplaceAddress {
                account, address, ..
            } => {
                let account = self.known_account(account).await?;
                let taken = self.taken(&address, Some(account.id)).await?;
                let taken = taken.as_ref();
                Ok(self
                    .realm
                    .replace_address(&account, address, approved, taken, by, now())?)
            }
            Proposal::RemoveLastContact { account, .. } => {
                let account = self.known_account(account).await?;
                let remaining = self
                    .other_contact(account.company, Some(account.id))
                    .await?;
                let (remaining, approved) = (remaining.as_ref(), Some(approved));
                Ok(self
                    .realm
                    .remove(&account, remaining, approved, by, now())?)
            }
            Proposal::TakeOver { inquiry, .. } => {
                let case = self.known_case(inquiry).await?;
                let contacts = match case.company {
                    Some(company) => self.all_contacts(ContactSearch::Company(company)).await?,
                    None => Vec::new(),
                };
                let contacts: Vec<&Account> = contacts.iter().collect();
                Ok(self
                    .realm
                    .announce_takeover(&case, approved, &contacts, by, now())?)
            }
            Proposal::EndWaiting { inquiry } => {
                let case = self.known_case(inquiry).await?;
                let Matter::Inquiry(inquiry) = &case.matter else {
                    return Err(Refusal::Case.into());
                };
                self.taken_over(&case, inquiry, Some(approved), by).await
            }
            Proposal::ResetFactor { operator } | Proposal::ChangeRole { operator, .. } => {
                self.changed_operator(operator, approved, by).await
            }
        }
    }

    async fn carried_out(
        &self,
        case: &Case,
        request: &Request,
        approved: Option<&Approved>,
        by: Actor,
    ) -> Result<Plan, NotDone> {
        let found = self.found(case.company, &request.change).await?;
        let found = found.to_carry_out();
        Ok(self.realm.carry_out(case, found, approved, by, now())?)
    }

    async fn taken_over(
        &self,
        case: &Case,
        inquiry: &Inquiry,
        approved: Option<&Approved>,
        by: Actor,
    ) -> Result<Plan, NotDone> {
        let replaces = match inquiry.state {
            InquiryState::Waiting { replaces, .. } => replaces,
            _ => None,
        };
        let replaced = self.maybe(replaces).await?;
        let taken = self.taken(&inquiry.asker.address, replaces).await?;
        let (replaced, taken) = (replaced.as_ref(), taken.as_ref());
        let id = AccountId::from_bytes(random_bytes());
        Ok(self
            .realm
            .take_over(case, replaced, taken, approved, id, by, now())?)
    }

    /// Looks up whom a request concerns.
    pub(super) async fn found(
        &self,
        company: Option<CompanyId>,
        change: &RequestedChange,
    ) -> Result<Found, NotDone> {
        let company = company.ok_or(Refusal::Case)?;
        let found = self.found_for(company, change).await?;
        Ok(found.ok_or(Refusal::State)?)
    }

    /// Returns a contact of a company other than `than`, if there is one.
    pub(super) async fn other_contact(
        &self,
        company: Option<CompanyId>,
        than: Option<AccountId>,
    ) -> Result<Option<Account>, store::Error> {
        let Some(company) = company else {
            return Ok(None);
        };
        let of = ContactSearch::Company(company);
        let some = self
            .store
            .search_contacts(of, &Companies::All, None, 2)
            .await?;
        let mut some = some.into_iter();
        Ok(some.find(|contact| Some(contact.id) != than))
    }

    /// Returns the company that an inquiry turns out to be about.
    async fn company_of_inquiry(&self, id: CompanyId, author: &Author) -> Result<Company, NotDone> {
        author.check(Permission::Replace, Some(id))?;
        Ok(self.store.company(id).await?.ok_or(Refusal::State)?)
    }

    /// Returns the company whose contacts a proposal concerns.
    async fn company_of(&self, proposal: &Proposal) -> Result<Option<CompanyId>, NotDone> {
        Ok(match proposal {
            Proposal::ReplaceAddress { account, .. }
            | Proposal::RemoveLastContact { account, .. } => {
                self.known_account(*account).await?.company
            }
            Proposal::TakeOver { inquiry, replaces } => {
                let company = self.known_case(*inquiry).await?.company;
                // The proposal names the contact to all who may see it.
                if let Some(id) = *replaces
                    && self.known_account(id).await?.company != company
                {
                    return Err(NoMessage::Unregistered.into());
                }
                company
            }
            Proposal::EndWaiting { inquiry } => self.known_case(*inquiry).await?.company,
            Proposal::ResetFactor { .. } | Proposal::ChangeRole { .. } => None,
        })
    }

    async fn known_case(&self, id: CaseId) -> Result<Case, NotDone> {
        let case = self.store.case(id).await?;
        case.ok_or(NotDone::CaseUnknown(id))
    }

    async fn known_account(&self, id: AccountId) -> Result<Account, NotDone> {
        Ok(self.maybe(Some(id)).await?.ok_or(NoMessage::Unregistered)?)
    }

    async fn maybe(&self, id: Option<AccountId>) -> Result<Option<Account>, store::Error> {
        match id {
            Some(id) => self.store.account(id).await,
            None => Ok(None),
        }
    }

    /// Takes a step of a case that the author may see.
    async fn step<F>(
        &self,
        id: CaseId,
        author: &Author,
        plan: impl Fn(Case) -> F,
    ) -> Result<(), NotDone>
    where
        F: Future<Output = Result<Plan, NotDone>>,
    {
        self.decide(async || {
            let case = self.case(id, author).await?;
            let plan = plan(case).await?;
            Ok(((), author.sign(plan)))
        })
        .await
    }
}

fn operator(author: &Author) -> Result<&Operator, NotDone> {
    author.operator.as_ref().ok_or(NotDone::OperatorNeeded)
}

const PAGE: u32 = 500;
