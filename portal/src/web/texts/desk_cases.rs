use genkan::audit_log::EventKind;
use genkan::onboarding::case::{Matter, ProofKind, Proposal, RequestedChange, TroubleKind};

use super::Text;

/// The cases of the support desk.
pub(crate) struct DeskCases {
    pub(crate) title: Text,
    pub(crate) all: Text,
    pub(crate) none: Text,
    pub(crate) next: Text,
    pub(crate) matters: fn(code: &str) -> Text,
    pub(crate) matter: fn(&Matter) -> Text,
    /// What a case is about, after its matter.
    pub(crate) summary: fn(matter: &str, about: &str) -> String,
    pub(crate) state: fn(code: &str) -> Text,
    pub(crate) step: fn(EventKind) -> Text,
    pub(crate) change: fn(&RequestedChange) -> Text,
    pub(crate) proposal: fn(&Proposal) -> Text,
    pub(crate) proof: fn(ProofKind) -> Text,
    pub(crate) trouble: fn(TroubleKind) -> Text,
    pub(crate) record: Text,
    pub(crate) actions: Text,
    pub(crate) no_actions: Text,
    /// A link: the second factor comes before the forms.
    pub(crate) verify_first: Text,
    pub(crate) done: Text,
    pub(crate) proposed: Text,
    pub(crate) visitor: Text,
    pub(crate) system: Text,
    pub(crate) unknown: Text,

    /// What each button will do, and to whom.
    pub(crate) carry_out: DeskAction,
    pub(crate) propose: DeskAction,
    pub(crate) approve: DeskAction,
    pub(crate) approve_takeover: DeskAction,
    pub(crate) ask: DeskAction,
    pub(crate) skip: DeskAction,
    pub(crate) record_proof: DeskAction,
    pub(crate) refuse: DeskAction,
    pub(crate) close: DeskAction,
    pub(crate) close_trouble: DeskAction,
    pub(crate) stop: DeskAction,
    /// The sentence after an action that names the person concerned.
    pub(crate) concerns: fn(person: &str) -> String,

    pub(crate) note: Text,
    pub(crate) contacts: Text,
    pub(crate) contacts_hint: Text,
    pub(crate) kind: Text,
    pub(crate) replaces: Text,

    pub(crate) problems: DeskCaseProblems,
}

/// An action: its button, and what will happen.
pub(crate) struct DeskAction {
    pub(crate) button: Text,
    pub(crate) text: Text,
}

/// Why an action was not done.
pub(crate) struct DeskCaseProblems {
    pub(crate) address_taken: Text,
    pub(crate) company_unknown: Text,
    pub(crate) contact_unknown: Text,
    pub(crate) note: Text,
    pub(crate) same_address: Text,
    pub(crate) second_operator: Text,
    pub(crate) state: Text,
    pub(crate) too_soon: Text,
    pub(crate) waits: Text,
}
