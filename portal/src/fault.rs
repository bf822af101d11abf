//! What goes wrong underneath: for the operator, never for the page.

use std::io;
use std::path::{Path, PathBuf};

use genkan::blocklist::InvalidList;
use rusqlite::ErrorCode;

use crate::judge::Lack;
use crate::store::postgres::Failure;

/// A failure that the operator can do something about. It holds no secret and
/// no personal data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The database failed.
    #[error("the database failed")]
    Store(#[source] rusqlite::Error),
    /// The transaction failed as a whole; the log says by what.
    #[error("the database could not be written; the log says why")]
    NotWritten,
    /// The PostgreSQL server, or the way to it, failed.
    #[error("the database failed: {0}")]
    Postgres(Failure),
    /// TLS to the database could not be set up.
    #[error("TLS to the database cannot be used: {0}")]
    Tls(String),
    /// The PostgreSQL database keeps no Unicode.
    #[error("the database's encoding is {0}; make one with ENCODING 'UTF8'")]
    StoreEncoding(String),
    /// The database was written by a newer program.
    #[error("the database has version {found}, this program knows {known}; use a newer program")]
    StoreVersion {
        /// The version found.
        found: u32,
        /// The newest version known.
        known: u32,
    },
    /// A row of the database is not what was written.
    #[error("the database holds a {0} that cannot be read; restore it from a backup")]
    StoreContent(&'static str),
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

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            // SQLite keeps any value in any column.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Self::StoreContent("value"),
            error => Self::Store(error),
        }
    }
}

impl Fault {
    /// A failure of a file or folder.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::File {
            path: path.into(),
            source,
        }
    }

    /// Whether the same may work a little later, with nothing repaired.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Busy | Self::Contended | Self::NotWritten => true,
            Self::Postgres(failure) => failure.is_temporary(),
            Self::Store(error) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
            ),
            _ => false,
        }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Store(_) | Self::NotWritten | Self::Postgres(_) => "store-failed",
            Self::Tls(_) => "store-tls",
            Self::StoreEncoding(_) => "store-encoding",
            Self::StoreVersion { .. } => "store-version",
            Self::StoreContent(_) => "store-content",
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
