//! "We no longer know who is registered": a person who is not registered says
//! that they are a contact of a company.
//!
//! A registered contact of the company confirms it, or, if none can be reached,
//! an operator records proofs, a second operator approves, and all contacts have
//! time to object.

use alloc::vec::Vec;

use super::{Approved, Case, Matter, Note, Proposal, Step};
use crate::audit_log::{Actor, EventKind};
use crate::code::codes;
use crate::id::{AccountId, CaseId};
use crate::onboarding::{
    Account, Company, Contact, MessageKind, Name, Plan, Realm, Refusal, State,
};
use crate::time::Timestamp;
use crate::token::{Confirm, Object, Principal, Verified};

/// An inquiry of a person.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let realm = realm();
/// # let (company, contact) = of_company();
/// # let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
/// let id = CaseId::from_bytes([5; 16]); // random
/// let plan = realm.inquire(id, asker, "Aozora".parse()?, None, None, NOW);
/// let case = plan.case().unwrap();
/// let Matter::Inquiry(inquiry) = &case.matter else { panic!("an inquiry") };
/// assert_eq!(inquiry.asker.address.as_str(), "hanako@example.co.jp");
/// assert!(inquiry.proofs.is_empty());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Inquiry {
    /// The person, as entered. The company is set when an operator has
    /// identified it.
    pub asker: Contact,
    /// The company's name, as entered.
    pub company_name: Name,
    /// How far it is.
    pub state: InquiryState,
    /// What operators have seen.
    pub proofs: Vec<Proof>,
}

/// How far an inquiry is.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let realm = realm();
/// # let (company, contact) = of_company();
/// # let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
/// let id = CaseId::from_bytes([5; 16]); // random
/// let plan = realm.inquire(id, asker, "Aozora".parse()?, None, None, NOW);
/// let case = plan.case().unwrap();
/// let plan = realm.ask_contacts(case, &company, &[&contact], OPERATOR, NOW)?;
/// let Matter::Inquiry(inquiry) = &plan.case().unwrap().matter else { panic!("an inquiry") };
/// assert_eq!(inquiry.state, InquiryState::Confirming { asked: vec![contact.id] });
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every state")]
pub enum InquiryState {
    /// The support desk identifies the company.
    Asked,
    /// The person turned out to be registered, and got a link by email.
    Answered,
    /// Registered contacts were asked, and have not answered yet.
    Confirming {
        /// Those who have not answered yet, and whose email was not returned.
        asked: Vec<AccountId>,
    },
    /// No registered contact could be reached. The support desk collects
    /// proofs.
    Unreachable,
    /// The takeover is approved. It takes place when the time to object ends.
    Waiting {
        /// The contact whose account ends.
        replaces: Option<AccountId>,
        /// The first second at which the time to object is over.
        until: Timestamp,
    },
    /// The person is registered.
    Done,
    /// A contact or the support desk refused it.
    Refused,
    /// A contact objected, or the support desk withdrew the announcement.
    Stopped,
}

impl InquiryState {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Confirming { .. } => "confirming",
            Self::Unreachable => "unreachable",
            Self::Waiting { .. } => "waiting",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Stopped => "stopped",
        }
    }
}

/// What an operator has seen.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let proof = Proof {
///     kind: ProofKind::CallBack,
///     at: NOW,
///     by: OPERATOR,
///     note: "I have called the number of the contract.".parse()?,
/// };
/// assert_eq!(proof.kind.code(), "call-back");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Proof {
    /// Its kind.
    pub kind: ProofKind,
    /// When.
    pub at: Timestamp,
    /// Who saw it.
    pub by: Actor,
    /// What it was.
    pub note: Note,
}

codes! {
    /// The kind of a proof.
    #[non_exhaustive]
    pub enum ProofKind: Data {
        /// A text that the support desk chose stands in a DNS TXT record of the
        /// company's domain, or in a file on its website.
        Domain = "domain",
        /// A document of the company.
        Document = "document",
        /// A call to a telephone number that was on file before.
        CallBack = "call-back",
    }
}

codes! {
    /// What a registered contact answers.
    #[expect(clippy::exhaustive_enums, reason = "each answer has its own consequence")]
    pub enum Answer {
        /// The person is a colleague and should be registered.
        Yes = "yes",
        /// The person must not be registered.
        No = "no",
        /// The contact does not know the person.
        Unknown = "unknown",
    }
}

impl Realm {
    /// Opens an inquiry. `found` is the account at the person's address, if
    /// there is one: then the caller joins the plan that sends a link to it, and
    /// the case is closed.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, contact) = of_company();
    /// let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
    /// let (id, name) = (CaseId::from_bytes([5; 16]), "Aozora".parse()?);
    /// let plan = realm.inquire(id, asker, name, None, None, NOW);
    ///
    /// // An operator identifies the company. A contact follows the link of the email.
    /// let case = plan.case().unwrap();
    /// let plan = realm.ask_contacts(case, &company, &[&contact], OPERATOR, NOW)?;
    /// let (case, proof) = (plan.case().unwrap(), proof::<Confirm>(&contact));
    /// let (yes, new) = (Answer::Yes, AccountId::from_bytes([2; 16]));
    /// let plan = realm.answer_inquiry(case, &contact, &proof, yes, None, new, NOW)?;
    /// assert_eq!(plan.account().unwrap().id, new);
    /// # Ok(())
    /// # }
    /// ```
    pub fn inquire(
        &self,
        id: CaseId,
        asker: Contact,
        company_name: Name,
        found: Option<&Account>,
        note: Option<Note>,
        now: Timestamp,
    ) -> Plan {
        let is_registered = found.is_some_and(|account| !account.state.is_removed());
        let state = match is_registered {
            true => InquiryState::Answered,
            false => InquiryState::Asked,
        };
        let inquiry = Inquiry {
            asker: Contact {
                company: None,
                ..asker
            },
            company_name,
            state,
            proofs: Vec::new(),
        };
        let step = Step::new(EventKind::CaseOpened, Actor::Visitor, now).with(note);
        let due_at = now + self.case_times.desk;
        let mut case = Case::open(id, None, Matter::Inquiry(inquiry), due_at, step);
        case.closed_at = is_registered.then_some(now);
        Plan::open(case)
    }

    /// Asks registered contacts of a company to confirm an inquiry, on behalf of
    /// an operator. Each gets a link.
    ///
    /// # Errors
    ///
    /// [`Refusal::Case`] if the inquiry waits for something else, or has proofs
    /// for another company; [`Refusal::State`] if none, or more than
    /// [five](CONTACTS_ASKED), are named, or one of them is not a contact of the
    /// company who can sign in.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, contact) = of_company();
    /// # let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
    /// # let plan = realm.inquire(CaseId::from_bytes([5; 16]), asker, "Aozora".parse()?, None, None, NOW);
    /// # let case = plan.case().unwrap();
    /// // An operator has found the company and a contact who may know the person.
    /// let plan = realm.ask_contacts(case, &company, &[&contact], OPERATOR, NOW)?;
    /// assert_eq!(plan.messages[0].kind, MessageKind::ConfirmInquiry);
    /// # Ok(())
    /// # }
    /// ```
    pub fn ask_contacts(
        &self,
        case: &Case,
        company: &Company,
        contacts: &[&Account],
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let inquiry = case.inquiry()?;
        let waits = matches!(
            inquiry.state,
            InquiryState::Asked | InquiryState::Unreachable
        );
        if !waits || !inquiry.may_be_of(company) {
            return Err(Refusal::Case);
        }
        let can_answer = |contact: &&&Account| {
            contact.company == Some(company.id)
                && matches!(
                    contact.state,
                    State::Registered { .. } | State::Active { .. }
                )
        };
        let is_possible = (1..=CONTACTS_ASKED).contains(&contacts.len())
            && contacts.iter().all(|contact| can_answer(&contact));
        if !is_possible {
            return Err(Refusal::State);
        }
        let asked: Vec<AccountId> = contacts.iter().map(|contact| contact.id).collect();
        let until = now + self.case_times.confirm_inquiry;
        let step = Step::new(EventKind::ContactsAsked, by, now);
        let next = case.after(step, |case| {
            case.company = Some(company.id);
            case.due_at = until;
            case.acts_at = Some(until);
            case.matter = Matter::Inquiry(Inquiry {
                asker: Contact {
                    company: Some(company.id),
                    ..inquiry.asker.clone()
                },
                state: InquiryState::Confirming {
                    asked: asked.clone(),
                },
                ..inquiry.clone()
            });
        });
        let mut plan = Plan::next(case, next);
        for contact in asked {
            let contact = Principal::Account(contact);
            plan = plan.send_of_case(contact, MessageKind::ConfirmInquiry);
        }
        Ok(plan)
    }

    /// Records that no registered contact of the company can be asked, on behalf
    /// of an operator who gives the reason.
    ///
    /// # Errors
    ///
    /// [`Refusal::Case`] if the inquiry waits for something else, or has proofs
    /// for another company.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, contact) = of_company();
    /// # let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
    /// # let plan = realm.inquire(CaseId::from_bytes([5; 16]), asker, "Aozora".parse()?, None, None, NOW);
    /// # let case = plan.case().unwrap();
    /// let note = "All have left the company.".parse()?;
    /// let plan = realm.skip_contacts(case, &company, note, OPERATOR, NOW)?;
    /// assert_eq!(plan.case().unwrap().company, Some(company.id));
    /// # Ok(())
    /// # }
    /// ```
    pub fn skip_contacts(
        &self,
        case: &Case,
        company: &Company,
        note: Note,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let inquiry = case.inquiry()?;
        if inquiry.state != InquiryState::Asked || !inquiry.may_be_of(company) {
            return Err(Refusal::Case);
        }
        let step = Step::new(EventKind::ContactsUnreachable, by, now).with(Some(note));
        let next = case.after(step, |case| {
            case.company = Some(company.id);
            case.due_at = now + self.case_times.desk;
            case.matter = Matter::Inquiry(Inquiry {
                asker: Contact {
                    company: Some(company.id),
                    ..inquiry.asker.clone()
                },
                state: InquiryState::Unreachable,
                ..inquiry.clone()
            });
        });
        Ok(Plan::next(case, next))
    }

    /// Takes the answer of a registered contact. "Yes" registers the person,
    /// "no" closes the case. If every contact who was asked does not know the
    /// person, the support desk goes on as if none could be reached.
    ///
    /// `taken` is the account that has the person's address, or can still take
    /// it back. If there is one, a "yes" leaves the case to the support desk: the
    /// contact must not learn who is registered.
    ///
    /// # Errors
    ///
    /// [`Refusal::Link`] if the proof is for another account, or the contact was
    /// not asked or has answered already; [`Refusal::Case`] if the inquiry waits
    /// for no answer.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, contact) = of_company();
    /// # let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
    /// # let plan = realm.inquire(CaseId::from_bytes([5; 16]), asker, "Aozora".parse()?, None, None, NOW);
    /// # let case = plan.case().unwrap();
    /// # let plan = realm.ask_contacts(case, &company, &[&contact], OPERATOR, NOW)?;
    /// # let case = plan.case().unwrap();
    /// # let new = AccountId::from_bytes([2; 16]);
    /// let proof = proof::<Confirm>(&contact); // the contact follows the link
    /// let plan = realm.answer_inquiry(case, &contact, &proof, Answer::No, None, new, NOW)?;
    /// assert!(!plan.case().unwrap().is_open());
    /// # Ok(())
    /// # }
    /// ```
    #[expect(clippy::too_many_arguments, reason = "each is needed for one answer")]
    pub fn answer_inquiry(
        &self,
        case: &Case,
        contact: &Account,
        proof: &Verified<Confirm>,
        answer: Answer,
        taken: Option<&Account>,
        new_id: AccountId,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let inquiry = case.inquiry()?;
        let InquiryState::Confirming { asked } = &inquiry.state else {
            return Err(Refusal::Case);
        };
        if !self.accepts(contact, proof, now)
            || !asked.contains(&contact.id)
            || contact.company != case.company
        {
            return Err(Refusal::Link);
        }
        let by = Actor::Contact(contact.id);
        let with = |state| {
            Matter::Inquiry(Inquiry {
                state,
                ..inquiry.clone()
            })
        };
        let plan = match answer {
            Answer::Yes if taken.is_some() => {
                let step = Step::new(EventKind::CaseConfirmed, by, now);
                let next = case.after(step, |case| {
                    case.due_at = now + self.case_times.desk;
                    case.matter = with(InquiryState::Asked);
                });
                Plan::next(case, next)
            }
            Answer::Yes => {
                let step = Step::new(EventKind::CaseConfirmed, by, now);
                let done = case.closed(step, |case| case.matter = with(InquiryState::Done));
                let register = self.register_and_notify(inquiry.asker.clone(), new_id, by, now);
                Plan::next(case, done).and(register)
            }
            Answer::No => {
                let step = Step::new(EventKind::CaseRefused, by, now);
                let refused = case.closed(step, |case| case.matter = with(InquiryState::Refused));
                let mut plan = Plan::next(case, refused);
                for other in asked.iter().filter(|id| **id != contact.id) {
                    let other = Principal::Account(*other);
                    plan = plan.send_of_case(other, MessageKind::InquiryRefused);
                }
                plan
            }
            Answer::Unknown => {
                let step = Step::new(EventKind::PersonUnknown, by, now);
                Plan::next(case, self.without(case, inquiry, contact.id, step, now))
            }
        };
        Ok(plan.only_if(contact.unchanged()))
    }

    /// Records a proof that an operator has seen.
    ///
    /// # Errors
    ///
    /// [`Refusal::Case`] if the inquiry waits for something else.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, contact) = of_company();
    /// # let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
    /// # let plan = realm.inquire(CaseId::from_bytes([5; 16]), asker, "Aozora".parse()?, None, None, NOW);
    /// # let case = plan.case().unwrap();
    /// # let note: Note = "Nobody answers the telephone.".parse()?;
    /// # let plan = realm.skip_contacts(case, &company, note, OPERATOR, NOW)?;
    /// # let case = plan.case().unwrap();
    /// let note = "A copy of the register, by post.".parse()?;
    /// let plan = realm.record_proof(case, ProofKind::Document, note, OPERATOR, NOW)?;
    /// let Matter::Inquiry(inquiry) = &plan.case().unwrap().matter else { panic!("an inquiry") };
    /// assert_eq!(inquiry.proofs.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn record_proof(
        &self,
        case: &Case,
        kind: ProofKind,
        note: Note,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let inquiry = case.inquiry()?;
        if inquiry.state != InquiryState::Unreachable {
            return Err(Refusal::Case);
        }
        let mut proofs = inquiry.proofs.clone();
        proofs.push(Proof {
            kind,
            at: now,
            by,
            note,
        });
        let next = case.after(Step::new(EventKind::ProofRecorded, by, now), |case| {
            case.matter = Matter::Inquiry(Inquiry {
                proofs,
                ..inquiry.clone()
            });
        });
        Ok(Plan::next(case, next))
    }

    /// Begins the waiting period of a takeover that two operators have decided.
    /// `contacts` are all contacts of the company. Each gets a link that stops
    /// it.
    ///
    /// # Errors
    ///
    /// [`Refusal::SameOperator`] if something else was approved, or for another
    /// company; [`Refusal::Case`] if the inquiry waits for something else, or no
    /// proof is recorded; [`Refusal::State`] if the contact to replace is not among the
    /// contacts.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, contact) = of_company();
    /// # let [sato, suzuki] = operators();
    /// # let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
    /// # let (id, name) = (CaseId::from_bytes([5; 16]), "Aozora".parse()?);
    /// # let plan = realm.inquire(id, asker, name, None, None, NOW);
    /// # let case = plan.case().unwrap();
    /// let note: Note = "Nobody answers the telephone.".parse()?;
    /// let plan = realm.skip_contacts(case, &company, note.clone(), OPERATOR, NOW)?;
    /// let case = plan.case().unwrap();
    /// let plan = realm.record_proof(case, ProofKind::Document, note.clone(), OPERATOR, NOW)?;
    /// let inquiry = plan.case().unwrap();
    ///
    /// let proposal = Proposal::TakeOver {
    ///     inquiry: inquiry.id,
    ///     replaces: Some(contact.id),
    /// };
    /// let id = CaseId::from_bytes([6; 16]); // random
    /// let plan = realm.propose(id, proposal, inquiry.company, &sato, note, NOW)?;
    /// let (approved, _) = realm.approve(plan.case().unwrap(), &suzuki, NOW)?;
    /// let plan = realm.announce_takeover(inquiry, &approved, &[&contact], OPERATOR, NOW)?;
    ///
    /// // The contact can object until the waiting period ends.
    /// let waiting = plan.case().unwrap();
    /// let proof = proof::<Object>(&contact);
    /// assert!(realm.object(waiting, &contact, &proof, &[&contact], NOW).is_ok());
    /// let (old, new) = (Some(&contact), AccountId::from_bytes([2; 16]));
    /// let early = realm.take_over(waiting, old, None, None, new, Actor::System, NOW);
    /// assert_eq!(early.unwrap_err(), Refusal::Case);
    /// let now = waiting.acts_at.unwrap();
    /// let plan = realm.take_over(waiting, old, None, None, new, Actor::System, now)?;
    /// assert!(!plan.case().unwrap().is_open());
    /// # Ok(())
    /// # }
    /// ```
    pub fn announce_takeover(
        &self,
        case: &Case,
        approved: &Approved,
        contacts: &[&Account],
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let inquiry = case.inquiry()?;
        let Proposal::TakeOver { replaces, .. } = *approved.proposal() else {
            return Err(Refusal::SameOperator);
        };
        let takeover = Proposal::TakeOver {
            inquiry: case.id,
            replaces,
        };
        if !approved.is_for(&takeover, case.company) {
            return Err(Refusal::SameOperator);
        }
        if inquiry.state != InquiryState::Unreachable || inquiry.proofs.is_empty() {
            return Err(Refusal::Case);
        }
        let is_contact = |id| {
            contacts
                .iter()
                .any(|contact| contact.id == id && contact.company == case.company)
        };
        if !replaces.is_none_or(is_contact) {
            return Err(Refusal::State);
        }
        let until = now + self.case_times.waiting;
        let next = case.after(Step::new(EventKind::TakeoverAnnounced, by, now), |case| {
            case.due_at = until;
            case.acts_at = Some(until);
            case.matter = Matter::Inquiry(Inquiry {
                state: InquiryState::Waiting { replaces, until },
                ..inquiry.clone()
            });
        });
        let mut plan = Plan::next(case, next);
        for contact in contacts {
            let contact = Principal::Account(contact.id);
            plan = plan.send_of_case(contact, MessageKind::TakeoverAnnounced);
        }
        Ok(plan)
    }

    /// Stops a takeover, by any registered contact of the company. All others
    /// are told.
    ///
    /// # Errors
    ///
    /// [`Refusal::Link`] if the proof is for another account, or the contact is
    /// not one of the company; [`Refusal::Case`] if no takeover waits.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, contact) = of_company();
    /// # let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
    /// # let plan = realm.inquire(CaseId::from_bytes([5; 16]), asker, "Aozora".parse()?, None, None, NOW);
    /// # let case = plan.case().unwrap();
    /// # let note: Note = "Nobody answers the telephone.".parse()?;
    /// # let plan = realm.skip_contacts(case, &company, note.clone(), OPERATOR, NOW)?;
    /// # let case = plan.case().unwrap();
    /// # let plan = realm.record_proof(case, ProofKind::Document, note.clone(), OPERATOR, NOW)?;
    /// # let case = plan.case().unwrap();
    /// # let [sato, suzuki] = operators();
    /// # let proposal = Proposal::TakeOver { inquiry: case.id, replaces: Some(contact.id) };
    /// # let proposed = realm.propose(CaseId::from_bytes([6; 16]), proposal, case.company, &sato, note, NOW)?;
    /// # let (approved, _) = realm.approve(proposed.case().unwrap(), &suzuki, NOW)?;
    /// # let plan = realm.announce_takeover(case, &approved, &[&contact], OPERATOR, NOW)?;
    /// # let case = plan.case().unwrap();
    /// let proof = proof::<Object>(&contact); // the contact follows the link
    /// let plan = realm.object(case, &contact, &proof, &[&contact], NOW)?;
    /// assert!(!plan.case().unwrap().is_open());
    /// # Ok(())
    /// # }
    /// ```
    pub fn object(
        &self,
        case: &Case,
        contact: &Account,
        proof: &Verified<Object>,
        others: &[&Account],
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let inquiry = case.inquiry()?;
        if !matches!(inquiry.state, InquiryState::Waiting { .. }) {
            return Err(Refusal::Case);
        }
        if !self.accepts(contact, proof, now) || contact.company != case.company {
            return Err(Refusal::Link);
        }
        let by = Actor::Contact(contact.id);
        let stopped = case.closed(Step::new(EventKind::TakeoverObjected, by, now), |case| {
            case.matter = Matter::Inquiry(Inquiry {
                state: InquiryState::Stopped,
                ..inquiry.clone()
            });
        });
        let mut plan = Plan::next(case, stopped);
        for other in others.iter().filter(|other| other.id != contact.id) {
            let other = Principal::Account(other.id);
            plan = plan.send_of_case(other, MessageKind::TakeoverStopped);
        }
        Ok(plan)
    }

    /// Registers the person after the waiting period, or earlier if two
    /// operators have decided that. The account of the contact who has left ends
    /// in the same plan.
    ///
    /// `replaced` is the contact whom the takeover names; `taken` is the account
    /// that has the person's address, or can still take it back.
    ///
    /// # Errors
    ///
    /// [`Refusal::Case`] if no takeover waits, or not long enough;
    /// [`Refusal::State`] if `replaced` is not the contact whom it names, or is now
    /// one of another company;
    /// [`Refusal::AddressTaken`] and [`Refusal::SameAddress`]. After the last two,
    /// [`leave_to_desk`](Self::leave_to_desk) is what remains.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, contact) = of_company();
    /// # let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
    /// # let plan = realm.inquire(CaseId::from_bytes([5; 16]), asker, "Aozora".parse()?, None, None, NOW);
    /// # let case = plan.case().unwrap();
    /// # let note: Note = "Nobody answers the telephone.".parse()?;
    /// # let plan = realm.skip_contacts(case, &company, note.clone(), OPERATOR, NOW)?;
    /// # let case = plan.case().unwrap();
    /// # let plan = realm.record_proof(case, ProofKind::Document, note.clone(), OPERATOR, NOW)?;
    /// # let case = plan.case().unwrap();
    /// # let [sato, suzuki] = operators();
    /// # let proposal = Proposal::TakeOver { inquiry: case.id, replaces: Some(contact.id) };
    /// # let proposed = realm.propose(CaseId::from_bytes([6; 16]), proposal, case.company, &sato, note, NOW)?;
    /// # let (approved, _) = realm.approve(proposed.case().unwrap(), &suzuki, NOW)?;
    /// # let plan = realm.announce_takeover(case, &approved, &[&contact], OPERATOR, NOW)?;
    /// # let case = plan.case().unwrap();
    /// // `store.cases_to_act_on(now, 100)` found it when the waiting period had ended.
    /// let (now, new) = (case.acts_at.unwrap(), AccountId::from_bytes([2; 16]));
    /// let plan = realm.take_over(case, Some(&contact), None, None, new, Actor::System, now)?;
    /// assert!(!plan.case().unwrap().is_open());
    /// # Ok(())
    /// # }
    /// ```
    #[expect(clippy::too_many_arguments, reason = "each is needed for one way")]
    pub fn take_over(
        &self,
        case: &Case,
        replaced: Option<&Account>,
        taken: Option<&Account>,
        approved: Option<&Approved>,
        new_id: AccountId,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let inquiry = case.inquiry()?;
        let InquiryState::Waiting { replaces, until } = inquiry.state else {
            return Err(Refusal::Case);
        };
        let early = Proposal::EndWaiting { inquiry: case.id };
        let is_early = approved.is_some_and(|approved| approved.is_for(&early, case.company));
        if !is_early && now < until {
            return Err(Refusal::Case);
        }
        if replaced.map(|account| account.id) != replaces {
            return Err(Refusal::State);
        }
        let done = case.closed(Step::new(EventKind::CaseDone, by, now), |case| {
            case.matter = Matter::Inquiry(Inquiry {
                state: InquiryState::Done,
                ..inquiry.clone()
            });
        });
        let asker = inquiry.asker.clone();
        // The contact may have been removed in the meantime.
        let replaced = replaced.filter(|account| !account.state.is_removed());
        let register = match replaced {
            Some(replaced) if replaced.company != case.company => return Err(Refusal::State),
            Some(replaced) => self.hand_over(replaced, asker, new_id, taken, by, now)?,
            None if taken.is_some() => return Err(Refusal::AddressTaken),
            None => self.register_and_notify(asker, new_id, by, now),
        };
        Ok(Plan::next(case, done).and(register))
    }

    /// Returns the case after a contact turned out to be no help. If no other one
    /// was asked, the support desk goes on as if none could be reached.
    pub(super) fn without(
        &self,
        case: &Case,
        inquiry: &Inquiry,
        contact: AccountId,
        step: Step,
        now: Timestamp,
    ) -> Case {
        let mut others = inquiry.asked().to_vec();
        others.retain(|id| *id != contact);
        let is_last = others.is_empty();
        let next = case.after(step, |next| {
            next.acts_at = case.acts_at;
            next.matter = Matter::Inquiry(Inquiry {
                state: InquiryState::Confirming { asked: others },
                ..inquiry.clone()
            });
        });
        match is_last {
            true => self.unreachable(&next, inquiry, now),
            false => next,
        }
    }

    /// Returns the case of an inquiry after no contact could be reached.
    pub(super) fn unreachable(&self, case: &Case, inquiry: &Inquiry, now: Timestamp) -> Case {
        let step = Step::new(EventKind::ContactsUnreachable, Actor::System, now);
        case.after(step, |case| {
            case.due_at = now + self.case_times.desk;
            case.matter = Matter::Inquiry(Inquiry {
                state: InquiryState::Unreachable,
                ..inquiry.clone()
            });
        })
    }
}

impl Inquiry {
    /// Returns the contacts who were asked and have not answered yet.
    pub(super) fn asked(&self) -> &[AccountId] {
        match &self.state {
            InquiryState::Confirming { asked } => asked,
            _ => &[],
        }
    }

    /// Returns whether the inquiry may still turn out to be about this company.
    /// Proofs are for the company that was identified before.
    fn may_be_of(&self, company: &Company) -> bool {
        self.proofs.is_empty() || self.asker.company == Some(company.id)
    }
}

impl Case {
    pub(super) fn inquiry(&self) -> Result<&Inquiry, Refusal> {
        self.check_open()?;
        match &self.matter {
            Matter::Inquiry(inquiry) => Ok(inquiry),
            _ => Err(Refusal::Case),
        }
    }
}

/// How many contacts are asked at most, so that one inquiry is no mass mailing.
pub const CONTACTS_ASKED: usize = 5;
