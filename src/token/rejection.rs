use crate::code::codes;

codes! {
    /// Why a token was rejected: for the log. A page shows the same text for
    /// every reason.
    ///
    /// ```
    /// use genkan::token::{Rejection, Reset, Token};
    ///
    /// let rejection = Token::<Reset>::parse("gkn_rst_mistyped").unwrap_err();
    /// assert_eq!(rejection, Rejection::Malformed);
    /// assert_eq!(rejection.code(), "token-malformed"); // for the log
    /// ```
    #[non_exhaustive]
    pub enum Rejection: Error {
        /// Not the text of a token of this purpose, or a mistyped one.
        #[error("the text is not a token of this purpose")]
        Malformed = "token-malformed",
        /// No record has this selector: never issued, used, or revoked.
        #[error("there is no record of the token")]
        Unknown = "token-unknown",
        /// The record is for another purpose or principal.
        #[error("the record is for another purpose or principal")]
        Mismatched = "token-mismatched",
        /// The account's state does not allow such a token: it is on hold,
        /// removed, expired, or already past what the token is for.
        #[error("the account's state does not allow such a token")]
        NotApplicable = "token-not-applicable",
        /// The keyring does not hold the record's key.
        #[error("the keyring does not hold the record's key")]
        UnknownKey = "token-unknown-key",
        /// The MAC differs: a wrong secret, or a subject that has changed.
        #[error("the token does not belong to the record and its subject")]
        Forged = "token-forged",
        /// The token has expired.
        #[error("the token has expired")]
        Expired = "token-expired",
    }
}
