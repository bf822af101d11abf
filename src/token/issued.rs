use super::{Purpose, Record, Token};

/// A token and its record, made by [`Keyring::issue`](super::Keyring::issue).
#[derive(Debug)]
#[must_use]
#[expect(clippy::exhaustive_structs, reason = "it is made to be destructured")]
pub struct Issued<P: Purpose> {
    /// For the email or the cookie.
    pub token: Token<P>,
    /// For the database.
    pub record: Record,
}
