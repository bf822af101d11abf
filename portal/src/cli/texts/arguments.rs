use super::Text;

/// What is said about arguments that several commands take.
pub(crate) struct ArgumentTexts {
    /// What clap prints: help, the version, or an error. `None` if its own
    /// sentences are in this language.
    pub(crate) clap: Option<fn(&clap::Error) -> String>,
    pub(crate) by: Text,
    pub(crate) config: Text,
    pub(crate) json: Text,
    pub(crate) lang: Text,
    pub(crate) reason: Text,
    pub(crate) invalid_address_and_port: Text,
    pub(crate) invalid_number: fn(u64, u64) -> String,
}
