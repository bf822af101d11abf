use super::{About, Text};

pub(crate) struct CasesTexts {
    pub(crate) about: Text,
    pub(crate) list: Text,
    pub(crate) show: Text,
    pub(crate) ask: Text,
    pub(crate) skip: Text,
    pub(crate) proof: Text,
    pub(crate) propose: Text,
    pub(crate) approve: Text,
    pub(crate) carry_out: Text,
    pub(crate) refuse: Text,
    pub(crate) close: Text,

    pub(crate) case: Text,
    pub(crate) company: Text,
    pub(crate) contacts: Text,
    pub(crate) kind: Text,
    pub(crate) matter: Text,
    pub(crate) reason: Text,
    pub(crate) replaces: Text,

    pub(crate) done: About,
    pub(crate) invalid_note: About,
    pub(crate) proposed: About,

    pub(crate) label: CaseLabels,
}

/// The names of what is stored about a case.
pub(crate) struct CaseLabels {
    pub(crate) case: Text,
    pub(crate) change: Text,
    pub(crate) closed_at: Text,
    pub(crate) company: Text,
    pub(crate) company_name: Text,
    pub(crate) contact: Text,
    pub(crate) date: Text,
    pub(crate) due_at: Text,
    pub(crate) explanation: Text,
    pub(crate) inquiry: Text,
    pub(crate) matter: Text,
    pub(crate) opened_at: Text,
    pub(crate) operator: Text,
    pub(crate) person: Text,
    pub(crate) proof: Text,
    pub(crate) proposal: Text,
    pub(crate) requester: Text,
    pub(crate) state: Text,
    pub(crate) trouble: Text,
}
