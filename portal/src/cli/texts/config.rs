use super::{About, Text};

pub(crate) struct ConfigTexts {
    /// What is wrong, or probably a mistake.
    pub(crate) problem: fn(&str) -> String,
    pub(crate) about: Text,
    pub(crate) check: Text,
    pub(crate) check_note: Text,
    pub(crate) keys: Text,
    /// The configuration can be used; its base URL.
    pub(crate) usable: About,
}
