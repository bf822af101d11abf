use std::path::PathBuf;

use genkan::blocklist::InvalidList;

use super::MissingInput;
use crate::FileError;

/// Why a password cannot be checked or hashed. It contains no secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A list cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file is not a list, or not a list of the configured kind.
    #[error(
        "{path}: {problem}; name texts under \"[blocklists]\", SHA-1 digests as \
         \"breached_file\", both made by \"genkan blocklist build\""
    )]
    List {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: InvalidList,
    },
    /// The policy needs an input that is not configured.
    #[error("{code}: {0}", code = .0.code())]
    Missing(#[from] MissingInput),
    /// Hashing failed.
    #[error("hashing failed: {0}")]
    Hash(argon2::password_hash::Error),
    /// The work panicked.
    #[error("hashing stopped")]
    Stopped,
}

impl Error {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::File(error) => error.code(),
            Self::List { problem, .. } => problem.code(),
            Self::Missing(missing) => missing.code(),
            Self::Hash(_) => "hash-failed",
            Self::Stopped => "stopped",
        }
    }
}
