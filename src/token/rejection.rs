/// Why a token was not accepted: for the log, never for the page, which says
/// the same to everybody.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// Not the text of a token of this purpose, or a mistyped one.
    #[error("the text is not a token of this purpose")]
    Malformed,
    /// No record has this selector: never issued, used, or revoked.
    #[error("there is no record of the token")]
    Unknown,
    /// The record is for something else.
    #[error("the record is for another purpose or account")]
    Mismatched,
    /// The account has no use for such a token: it is held, removed or
    /// expired, or is past what the token is for.
    #[error("the account has no use for such a token")]
    Unneeded,
    /// The record names a key that the keyring does not hold.
    #[error("the keyring does not hold the record's key")]
    UnknownKey,
    /// The MAC differs: a wrong secret, or a subject that has changed.
    #[error("the token does not belong to the record and its subject")]
    Forged,
    /// The token's life is over.
    #[error("the token has expired")]
    Expired,
}

impl Rejection {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "token-malformed",
            Self::Unknown => "token-unknown",
            Self::Mismatched => "token-mismatched",
            Self::Unneeded => "token-unneeded",
            Self::UnknownKey => "token-unknown-key",
            Self::Forged => "token-forged",
            Self::Expired => "token-expired",
        }
    }
}
