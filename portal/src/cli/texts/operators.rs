use std::fmt::Display;

use super::{About, Text};

pub(crate) struct OperatorsTexts {
    pub(crate) about: Text,
    pub(crate) add: Text,
    pub(crate) change: Text,
    pub(crate) changed: About,
    pub(crate) list: Text,
    pub(crate) remove: Text,
    pub(crate) reset_factor: Text,
    pub(crate) address: Text,
    pub(crate) companies: Text,
    pub(crate) name: Text,
    pub(crate) role: Text,
    /// The name, the role and the address.
    pub(crate) added: fn(&dyn Display, &dyn Display, &dyn Display) -> String,
    pub(crate) removed: About,
}
