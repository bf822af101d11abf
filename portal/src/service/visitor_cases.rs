//! The cases that visitors open by the forms of the help page. They are worked on
//! after the answer, as link requests are.

use genkan::Language;
use genkan::address::Address;
use genkan::id::CaseId;
use genkan::limit::LimitName;
use genkan::onboarding::case::{Note, Trouble, TroubleKind};
use genkan::onboarding::{Account, Contact, Name, Store};

use super::link_requests::{QUEUE_WAIT, with_backoff};
use super::retry::TRIES;
use super::{Error, NotSent, RequestSource, Service};
use crate::clock::now;
use crate::random::random_bytes;
use crate::store;

/// What a visitor asks the support desk, besides the address.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "each is a form of the help page")]
pub enum VisitorCase {
    /// "We no longer know who is registered".
    Inquiry {
        /// The visitor's name.
        name: Name,
        /// The company's name, as entered.
        company: Name,
        /// The language of emails.
        language: Language,
        /// What the visitor wrote.
        note: Option<Note>,
    },
    /// "I cannot sign in", "the email does not arrive".
    Trouble {
        /// What does not work.
        kind: TroubleKind,
        /// What the visitor wrote.
        note: Option<Note>,
    },
}

impl VisitorCase {
    /// Returns the stable code, which is that of the case's matter.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Inquiry { .. } => "inquiry",
            Self::Trouble { .. } => "trouble",
        }
    }
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Opens a case of a visitor, with retries while the store is unavailable.
    ///
    /// A report of a trouble sends no email. An inquiry about a registered
    /// address sends the same link as a request for one; every other inquiry is
    /// followed by a decoy. So the store writes as often for every address.
    ///
    /// # Errors
    ///
    /// [`NotSent`] if no case is opened.
    pub async fn open_visitor_case(
        &self,
        address: &Address,
        source: &RequestSource,
        case: &VisitorCase,
    ) -> Result<(), NotSent> {
        match case {
            VisitorCase::Trouble { kind, note } => {
                let reported = self.report_trouble(address, source, *kind, note.as_ref());
                let reported = reported.await;
                if let Err(NotSent::Throttled(throttled)) = &reported {
                    self.note_refused(address, throttled.by).await;
                }
                reported
            }
            VisitorCase::Inquiry {
                name,
                company,
                language,
                note,
            } => {
                let asker = Contact {
                    name: name.clone(),
                    address: address.clone(),
                    company: None,
                    language: *language,
                };
                let inquired = self.inquire(&asker, source, company, note.as_ref()).await;
                if let Err(NotSent::Throttled(throttled)) = &inquired {
                    self.note_refused(address, throttled.by).await;
                }
                if !matches!(inquired, Ok(true)) {
                    self.queue_decoy();
                }
                inquired.map(|_| ())
            }
        }
    }

    async fn report_trouble(
        &self,
        address: &Address,
        source: &RequestSource,
        kind: TroubleKind,
        note: Option<&Note>,
    ) -> Result<(), NotSent> {
        let id = CaseId::from_bytes(random_bytes());
        for _ in 0..TRIES {
            let explanation = with_backoff(async || {
                let explained = self.explain(address, &self.limits).await;
                Ok(explained?)
            });
            let explanation = explanation.await?;
            let trouble = Trouble {
                address: address.clone(),
                kind,
                account: None,
                explanation: explanation.to_note(),
            };
            let account = explanation.account.as_ref();
            let plan = self
                .realm
                .report_trouble(id, trouble, account, note.cloned(), now());
            let charges = self.limits.visitor_case(address, &source.client);
            if self.commit_within(plan.charge(charges), QUEUE_WAIT).await? {
                return Ok(());
            }
        }
        Err(Error::Contended.into())
    }

    /// Returns whether a link is sent.
    async fn inquire(
        &self,
        asker: &Contact,
        source: &RequestSource,
        company: &Name,
        note: Option<&Note>,
    ) -> Result<bool, NotSent> {
        let id = CaseId::from_bytes(random_bytes());
        let address = &asker.address;
        let open = |found: Option<&Account>| {
            let (asker, company, note) = (asker.clone(), company.clone(), note.cloned());
            self.realm.inquire(id, asker, company, found, note, now())
        };
        // A limit of links does not keep the support desk from the inquiry.
        let mut may_send = true;
        for _ in 0..TRIES {
            let (account, links) = with_backoff(|| self.link_charges(address, source)).await?;
            let mut charges = self.limits.visitor_case(address, &source.client);
            // The inquiry is answered at once if a link can be sent.
            let link = self.realm.request_link(account.as_ref(), now());
            let link = link.ok().filter(|_| may_send);
            let is_sent = link.is_some();
            let plan = match link {
                Some(link) => link.and(open(account.as_ref())),
                None => open(None),
            };
            if may_send {
                charges.extend(links);
                charges.sort_unstable_by_key(|charge| charge.id);
            }
            match self.commit_within(plan.charge(charges), QUEUE_WAIT).await {
                Ok(true) => return Ok(is_sent),
                Ok(false) => {}
                Err(Error::Throttled(throttled)) if may_send && !is_of_cases(throttled.by) => {
                    may_send = false;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Contended.into())
    }
}

/// Returns whether a limit is one of visitors' cases, not of links.
const fn is_of_cases(limit: LimitName) -> bool {
    matches!(
        limit,
        LimitName::CaseAddress | LimitName::CaseClient | LimitName::CaseSystem
    )
}
