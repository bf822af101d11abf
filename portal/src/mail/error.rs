use crate::FileError;

/// Emails cannot be composed or sent. It contains no secret and no personal
/// data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file that the configuration names cannot be used.
    #[error(transparent)]
    File(#[from] FileError),
    /// An email could not be composed.
    #[error("the email could not be composed: {0}")]
    Compose(lettre::error::Error),
    /// A message is for an account that is not stored.
    #[error("the account of a message is missing; restore the database from a backup")]
    NoAccount,
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
            Self::NoAccount => "message-without-account",
            Self::Tls(_) => "mail-tls",
        }
    }
}
