use std::io;
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
    /// The queue of passwords to hash is full.
    #[error("too many passwords are waiting to be hashed")]
    Busy,
    /// The hashing threads could not be started.
    #[error("the threads that hash passwords cannot be started: {0}")]
    Threads(io::Error),
    /// Hashing failed.
    #[error("hashing failed: {0}")]
    Hash(argon2::password_hash::Error),
    /// The work of a hashing thread panicked.
    #[error("a hashing thread stopped")]
    Stopped,
}

impl Error {
    /// Returns whether a retry may succeed.
    #[must_use]
    pub const fn is_temporary(&self) -> bool {
        matches!(self, Self::Busy)
    }

    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::File(error) => error.code(),
            Self::List { problem, .. } => problem.code(),
            Self::Missing(missing) => missing.code(),
            Self::Busy => "busy",
            Self::Threads(_) | Self::Hash(_) => "hash-failed",
            Self::Stopped => "stopped",
        }
    }
}
