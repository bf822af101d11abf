use super::{About, Text};

pub(crate) struct CasesTexts {
    pub(crate) about: Text,
    pub(crate) invalid_case: Text,
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
}
