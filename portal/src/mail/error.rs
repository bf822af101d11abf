use crate::FileError;

/// Emails cannot be composed or sent. It contains no secret and no personal
/// data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file that the configuration names cannot be used.
    #[error(transparent)]
    File(#[from] FileError),
    /// The authorization server of the mail server is not named.
    #[error(
        "mail.smtp.oauth.token_url: there is no URL, and token_uri of service_account_file is none"
    )]
    NoTokenUrl,
    /// An email could not be composed.
    #[error("the email could not be composed: {0}")]
    Compose(lettre::error::Error),
    /// A message is for an account that is not stored.
    #[error("the account of a message is missing; restore the database from a backup")]
    NoAccount,
    /// An email could not be signed.
    #[error("the email could not be signed: the random source failed")]
    Sign,
    /// TLS to the mail server could not be set up.
    #[error("TLS to the mail server cannot be used: {0}")]
    Tls(rustls::Error),
}

impl Error {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::File(error) => error.code(),
            Self::Compose(_) => "mail-not-composed",
            Self::NoTokenUrl => "mail-token-url",
            Self::Sign => "mail-not-signed",
            Self::NoAccount => "message-without-account",
            Self::Tls(_) => "mail-tls",
        }
    }
}
