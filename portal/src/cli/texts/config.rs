use super::{About, Text};

pub(crate) struct ConfigTexts {
    pub(crate) about: Text,
    pub(crate) check: Text,
    pub(crate) check_note: Text,
    pub(crate) keys: Text,
    /// The configuration can be used; its base URL.
    pub(crate) usable: About,
}
