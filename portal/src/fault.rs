//! What goes wrong underneath: for the operator, never for the page.

use std::io;
use std::path::{Path, PathBuf};

use genkan::blocklist::InvalidList;

use crate::judge::Lack;
use crate::store;

/// A failure that the operator can do something about. It holds no secret and
/// no personal data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A message is for an account that is not stored.
    #[error("the account of a message is missing; restore the database from a backup")]
    NoAccount,
    /// A file or folder failed.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// How.
        source: io::Error,
    },
    /// A key file is no key file.
    #[error(
        "{0}: not a key file; restore it from a backup, or delete it to end every session and link"
    )]
    KeyFile(PathBuf),
    /// A file is no list, or not the list that is asked for.
    #[error(
        "{path}: {problem}; name texts under \"[blocklists]\", SHA-1 digests as \
         \"breached_file\", both made by \"genkan blocklist build\""
    )]
    List {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        problem: InvalidList,
    },
    /// The policy asks for what is not there.
    #[error("{code}: {0}", code = .0.code())]
    Policy(#[from] Lack),
    /// More passwords wait to be hashed than the queue holds.
    #[error("too many passwords wait to be hashed")]
    Busy,
    /// The threads that hash could not be started.
    #[error("no threads to hash passwords: {0}")]
    Threads(io::Error),
    /// Hashing failed.
    #[error("hashing failed: {0}")]
    Hash(argon2::password_hash::Error),
    /// A mail could not be written.
    #[error("the mail could not be composed: {0}")]
    Compose(lettre::error::Error),
    /// The mail server could not be set up.
    #[error("the mail server cannot be used: {0}")]
    MailServer(lettre::transport::smtp::Error),
    /// The account kept changing while a plan was made for it.
    #[error("the account kept changing; try again")]
    Contended,
    /// A task of the program itself came to an end.
    #[error("a task of the program stopped")]
    Stopped,
}

impl Fault {
    /// A failure of a file or folder.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::File {
            path: path.into(),
            source,
        }
    }

    /// Returns whether the same may work a little later without a repair.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Busy | Self::Contended => true,
            Self::Store(error) => error.is_temporary(),
            _ => false,
        }
    }

    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::NoAccount => "message-without-account",
            Self::File { .. } => "file-failed",
            Self::KeyFile(_) => "key-file",
            Self::List { problem, .. } => problem.code(),
            Self::Policy(lack) => lack.code(),
            Self::Busy => "busy",
            Self::Threads(_) | Self::Hash(_) => "hash-failed",
            Self::Compose(_) => "mail-not-composed",
            Self::MailServer(_) => "mail-server",
            Self::Contended => "contended",
            Self::Stopped => "stopped",
        }
    }
}
