use super::{About, AboutTwo, Text};

pub(crate) struct StatusTexts {
    pub(crate) about: Text,
    pub(crate) note: Text,
    /// The database has answered in so many milliseconds.
    pub(crate) answered: fn(u128) -> String,
    pub(crate) base_url: About,
    /// A connection to the mail server is possible.
    pub(crate) connects: About,
    pub(crate) keys: fn(usize) -> String,
    /// Two nodes have different keys.
    pub(crate) keys_differ: AboutTwo,
    pub(crate) nodes: fn(usize) -> String,
    pub(crate) no_answer: About,
    pub(crate) no_keys: Text,
    pub(crate) no_mail_server: Text,
    /// How many messages wait, have failed and have bounced, and since when one is
    /// overdue.
    pub(crate) outbox: fn(usize, usize, usize, Option<&str>) -> String,
}
