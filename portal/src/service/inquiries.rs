//! Registered contacts answer inquiries, and object to takeovers, by the links in
//! their emails.

use genkan::audit_log::SubjectId;
use genkan::id::{AccountId, CaseId};
use genkan::onboarding::case::{Answer, Case, Inquiry, InquiryState, Matter};
use genkan::onboarding::{Account, ContactSearch, Message, Plan, Refusal, Reply, Store};
use genkan::time::Timestamp;
use genkan::token::{Confirm, Object, Principal};

use super::{CeremonyError, Error, Service};
use crate::clock::now;
use crate::random::random_bytes;
use crate::store;

/// An inquiry about which a contact decides.
#[derive(Debug)]
#[non_exhaustive]
pub struct OpenInquiry {
    /// The case.
    pub case: Case,
    /// The inquiry in it.
    pub inquiry: Inquiry,
    /// The contact whose account ends by a takeover.
    pub replaced: Option<Account>,
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Returns the inquiries that wait for an answer of the link's bearer.
    ///
    /// # Errors
    ///
    /// [`CeremonyError`]; [`Refusal::Link`] if none waits.
    pub async fn inquiries(&self, link: &str) -> Result<Vec<OpenInquiry>, CeremonyError> {
        let (account, _) = self.valid_link::<Confirm>(link).await?;
        self.waiting(&account, |state| asks(state, account.id))
            .await
    }

    /// Returns the takeovers to which the link's bearer can object.
    ///
    /// # Errors
    ///
    /// [`CeremonyError`]; [`Refusal::Link`] if there is none.
    pub async fn takeovers(&self, link: &str) -> Result<Vec<OpenInquiry>, CeremonyError> {
        let (account, _) = self.valid_link::<Object>(link).await?;
        let is_takeover = |state: &InquiryState| matches!(state, InquiryState::Waiting { .. });
        self.waiting(&account, is_takeover).await
    }

    /// Returns whether an inquiry waits for an answer of a contact.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn is_asked(&self, account: &Account) -> Result<bool, store::Error> {
        let Some(company) = account.company else {
            return Ok(false);
        };
        let cases = self.open_cases_of(company, "inquiry").await?;
        Ok(cases.iter().any(|case| match &case.matter {
            Matter::Inquiry(inquiry) => asks(&inquiry.state, account.id),
            _ => false,
        }))
    }

    /// Answers an inquiry.
    ///
    /// # Errors
    ///
    /// [`CeremonyError`].
    pub async fn answer_inquiry(
        &self,
        link: &str,
        id: CaseId,
        answer: Answer,
    ) -> Result<Account, CeremonyError> {
        let new_id = AccountId::from_bytes(random_bytes());
        self.decide(async || {
            let (account, proof) = self.valid_link::<Confirm>(link).await?;
            let case = self.store.case(id).await?.ok_or(Refusal::Link)?;
            let taken = match &case.matter {
                Matter::Inquiry(inquiry) => self.taken(&inquiry.asker.address, None).await?,
                _ => return Err(Refusal::Link.into()),
            };
            let taken = taken.as_ref();
            let plan =
                self.realm
                    .answer_inquiry(&case, &account, &proof, answer, taken, new_id, now())?;
            Ok((account, plan))
        })
        .await
    }

    /// Ends the wait for an answer to a message that could not be delivered,
    /// however often that is reported. A message of another kind changes nothing.
    ///
    /// # Errors
    ///
    /// [`Error`] if the store fails; then this must be repeated.
    pub async fn end_wait(
        &self,
        message: &Message,
        queued_at: Timestamp,
        reply: &Reply,
    ) -> Result<(), Error> {
        let (SubjectId::Case(case), Principal::Account(contact)) =
            (message.about.subject, message.to)
        else {
            return Ok(());
        };
        self.decide(async || -> Result<((), Option<Plan>), Error> {
            let case = self.store.case(case).await?;
            let contact = self.store.account(contact).await?;
            let plan = case.zip(contact).and_then(|(case, contact)| {
                let realm = &self.realm;
                realm.end_wait(&case, &contact, message, queued_at, reply, now())
            });
            Ok(((), plan))
        })
        .await
    }

    /// Stops a takeover.
    ///
    /// # Errors
    ///
    /// [`CeremonyError`].
    pub async fn object(&self, link: &str, id: CaseId) -> Result<Account, CeremonyError> {
        self.decide(async || {
            let (account, proof) = self.valid_link::<Object>(link).await?;
            let case = self.store.case(id).await?.ok_or(Refusal::Link)?;
            let others = match account.company {
                Some(company) => self.all_contacts(ContactSearch::Company(company)).await?,
                None => Vec::new(),
            };
            let others: Vec<&Account> = others.iter().collect();
            let plan = self.realm.object(&case, &account, &proof, &others, now())?;
            Ok((account, plan))
        })
        .await
    }

    async fn waiting(
        &self,
        account: &Account,
        is_waiting: impl Fn(&InquiryState) -> bool,
    ) -> Result<Vec<OpenInquiry>, CeremonyError> {
        let company = account.company.ok_or(Refusal::Link)?;
        let mut waiting = Vec::new();
        for case in self.open_cases_of(company, "inquiry").await? {
            let Matter::Inquiry(inquiry) = case.matter.clone() else {
                continue;
            };
            if !is_waiting(&inquiry.state) {
                continue;
            }
            let replaced = match inquiry.state {
                InquiryState::Waiting {
                    replaces: Some(id), ..
                } => self.store.account(id).await?,
                _ => None,
            };
            waiting.push(OpenInquiry {
                case,
                inquiry,
                replaced,
            });
        }
        if waiting.is_empty() {
            return Err(Refusal::Link.into());
        }
        Ok(waiting)
    }
}

fn asks(state: &InquiryState, contact: AccountId) -> bool {
    matches!(state, InquiryState::Confirming { asked } if asked.contains(&contact))
}
