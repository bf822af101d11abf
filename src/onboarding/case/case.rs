use alloc::vec::Vec;

use super::{Approval, Inquiry, Note, Request, Trouble};
use crate::audit_log::{Actor, EventKind};
use crate::id::{CaseId, CompanyId};
use crate::onboarding::{Guard, Message, MessageKind, Occasion, Plan, Refusal};
use crate::time::Timestamp;
use crate::token::Principal;

/// Something that waits at the support desk, or has waited.
///
/// The whole record is here, who did what and when, with what they wrote. The
/// audit log has the same steps without any text.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let realm = realm();
/// # let (company, _) = of_company();
/// # let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
/// let id = CaseId::from_bytes([5; 16]); // random
/// let plan = realm.inquire(id, asker, "Aozora".parse()?, None, None, NOW);
/// let case = plan.case().unwrap();
/// assert!(case.is_open());
/// assert_eq!(case.due_at, NOW + realm.case_times.desk);
/// assert_eq!(case.matter.code(), "inquiry"); // a column of the table
/// assert_eq!(case.steps.len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Case {
    /// The identity.
    pub id: CaseId,
    /// Counts the changes, from 1.
    pub revision: u64,
    /// The company whose contacts it is about, if it is known.
    pub company: Option<CompanyId>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// By when it should have gone on. The support desk works on the earliest
    /// one first.
    pub due_at: Timestamp,
    /// When the service itself goes on, without a person:
    /// [`Realm::pass_deadline`](crate::onboarding::Realm::pass_deadline).
    pub acts_at: Option<Timestamp>,
    /// When it was closed. A closed case never changes again.
    pub closed_at: Option<Timestamp>,
    /// What it is about.
    pub matter: Matter,
    /// What has happened, the oldest step first.
    pub steps: Vec<Step>,
}

/// What a case is about.
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
/// match &case.matter {
///     Matter::Inquiry(inquiry) => assert_eq!(inquiry.company_name.as_str(), "Aozora"),
///     other => panic!("not a matter of {}", other.code()),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every matter")]
pub enum Matter {
    /// A signed-in contact requests a change of contacts.
    Request(Request),
    /// A person who is not registered believes to be a contact of a company.
    Inquiry(Inquiry),
    /// A visitor cannot sign in.
    Trouble(Trouble),
    /// An operator proposes something that a second operator must approve.
    Approval(Approval),
}

impl Matter {
    /// The [codes](Self::code) of all matters.
    pub const CODES: [&str; 4] = ["request", "inquiry", "trouble", "approval"];

    /// Returns the stable code: `request`, `inquiry`, `trouble` or `approval`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Request(_) => "request",
            Self::Inquiry(_) => "inquiry",
            Self::Trouble(_) => "trouble",
            Self::Approval(_) => "approval",
        }
    }
}

/// A step of a case.
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
/// let step = &case.steps[0];
/// assert_eq!((step.at, step.by, step.kind.code()), (NOW, Actor::Visitor, "case-opened"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Actor,
    /// What, as in the audit log.
    pub kind: EventKind,
    /// What the person wrote.
    pub note: Option<Note>,
}

impl Case {
    /// Returns whether the case is still open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    /// Returns the code of how far the case is: that of its matter's state, or
    /// `open`, `approved` or `closed`.
    #[must_use]
    pub const fn state(&self) -> &'static str {
        match &self.matter {
            Matter::Request(request) => request.state.code(),
            Matter::Inquiry(inquiry) => inquiry.state.code(),
            Matter::Approval(approval) if approval.approved_by.is_some() => "approved",
            Matter::Trouble(_) | Matter::Approval(_) if self.is_open() => "open",
            Matter::Trouble(_) | Matter::Approval(_) => "closed",
        }
    }

    /// Opens a case.
    pub(super) fn open(
        id: CaseId,
        company: Option<CompanyId>,
        matter: Matter,
        due_at: Timestamp,
        opened: Step,
    ) -> Self {
        Self {
            id,
            revision: 1,
            company,
            opened_at: opened.at,
            due_at,
            acts_at: None,
            closed_at: None,
            matter,
            steps: Vec::from([opened]),
        }
    }

    /// Returns the case after a step, with the change that the step makes. The
    /// plan counts the revision.
    pub(super) fn after(&self, step: Step, change: impl FnOnce(&mut Self)) -> Self {
        let mut case = self.clone();
        case.acts_at = None;
        case.steps.push(step);
        change(&mut case);
        case
    }

    /// Returns the case, closed by a step.
    pub(super) fn closed(&self, step: Step, change: impl FnOnce(&mut Self)) -> Self {
        let at = step.at;
        self.after(step, |case| {
            case.closed_at = Some(at);
            change(case);
        })
    }

    /// Returns an error if the case is closed, or its time has not come.
    pub(super) fn check_time(&self, now: Timestamp) -> Result<(), Refusal> {
        self.check_open()?;
        match self.acts_at {
            Some(at) if at <= now => Ok(()),
            _ => Err(Refusal::Case),
        }
    }

    /// Returns an error if the case is closed.
    pub(super) const fn check_open(&self) -> Result<(), Refusal> {
        match self.closed_at {
            None => Ok(()),
            Some(_) => Err(Refusal::Case),
        }
    }
}

impl Step {
    pub(super) const fn new(kind: EventKind, by: Actor, at: Timestamp) -> Self {
        Self {
            at,
            by,
            kind,
            note: None,
        }
    }

    pub(super) fn with(self, note: Option<Note>) -> Self {
        Self { note, ..self }
    }
}

impl Plan {
    /// Returns a plan that opens a case. Its events are the steps.
    pub(super) fn open(case: Case) -> Self {
        let case = Case {
            revision: 1,
            ..case
        };
        Self::steps(Guard::Absent(case.id.into()), case, 0)
    }

    /// Returns a plan that leads from a case to its next revision. Its events
    /// are the new steps.
    pub(super) fn next(before: &Case, case: Case) -> Self {
        let case = Case {
            revision: before.revision + 1,
            ..case
        };
        let guard = Guard::Revision(before.id.into(), before.revision);
        Self::steps(guard, case, before.steps.len())
    }

    fn steps(guard: Guard, case: Case, known: usize) -> Self {
        let at = case.steps.last().map_or(case.opened_at, |step| step.at);
        let mut plan = Self::new(guard, at);
        for step in case.steps.iter().skip(known) {
            plan = plan.event(case.id, step.kind, step.by);
        }
        plan.change(case)
    }

    /// Queues a message about the case that the plan opens or changes.
    pub(super) fn send_of_case(mut self, to: Principal, kind: MessageKind) -> Self {
        let case = self.case().map(|case| Occasion {
            subject: case.id.into(),
            revision: case.revision,
        });
        // An operator, a manager or the service itself sends it, and no visitor
        // can repeat it.
        let message = case.map(|about| Message {
            to,
            kind,
            about,
            is_counted: false,
        });
        self.messages.extend(message);
        self
    }
}
