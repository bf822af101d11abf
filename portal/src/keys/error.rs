use std::path::PathBuf;

use crate::FileError;

/// Why the keys cannot be read or written. It contains no secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The key file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file is not a key file.
    #[error(
        "{0}: not a key file; restore it from a backup, or delete it to end every session and link"
    )]
    Invalid(PathBuf),
    /// Other users can read or change the key file.
    #[error("{0}: other users can read or change the key file; run: chmod 600 {0}")]
    Permissions(PathBuf),
}

impl Error {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::File(error) => error.code(),
            Self::Invalid(_) => "key-file",
            Self::Permissions(_) => "key-file-permissions",
        }
    }
}
