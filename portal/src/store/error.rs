use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use genkan::onboarding::CommitError;

use super::postgres::{Failure, Remedy};

/// The error of a store, for the operator and never for a page. It contains no
/// secret and no personal data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// SQLite failed.
    #[error("the database failed")]
    Sqlite(#[source] rusqlite::Error),
    /// The PostgreSQL server, or the connection to it, failed.
    #[error("the database failed: {0}")]
    Postgres(Failure),
    /// The whole transaction failed, or may have. The log contains the cause.
    #[error("the database could not be written; the log contains the cause")]
    NotWritten,
    /// TLS to the database could not be set up.
    #[error("TLS to the database cannot be used: {0}")]
    Tls(String),
    /// The file with certificates could not be read.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What failed.
        source: io::Error,
    },
    /// The PostgreSQL database does not store Unicode.
    #[error("the database's encoding is {0}; create one with ENCODING 'UTF8'")]
    Encoding(String),
    /// Another program has created the tables.
    #[error("the database contains tables of another program; use an empty database")]
    ForeignSchema,
    /// Another version of this program has created the tables.
    #[error(
        "the tables have version {found}, and this program uses version {known}; \
         use the version of the program that created them"
    )]
    Version {
        /// The version of the tables.
        found: u32,
        /// The version that this program uses.
        known: u32,
    },
    /// A stored value has no meaning.
    #[error("the column \"{0}\" has a value that cannot be read; restore a backup")]
    Content(&'static str),
    /// A thread of the store has ended.
    #[error("a thread of the store has ended")]
    Stopped,
}

impl Error {
    /// Returns whether the same call may succeed a little later although
    /// nothing was repaired.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::NotWritten => true,
            Self::Postgres(failure) => failure.is_temporary(),
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
            ),
            _ => false,
        }
    }

    /// Returns what an administrator can do about an error of the database.
    #[must_use]
    pub fn remedy(&self) -> Option<Remedy> {
        match self {
            Self::Postgres(failure) => failure.remedy(),
            Self::Sqlite(error) => match error.sqlite_error_code()? {
                ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => Some(Remedy::RestoreFile),
                ErrorCode::ReadOnly | ErrorCode::CannotOpen => Some(Remedy::PermitWriting),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Sqlite(_) | Self::Postgres(_) | Self::NotWritten => "store-failed",
            Self::Tls(_) => "store-tls",
            Self::File { .. } => "file-failed",
            Self::Encoding(_) => "store-encoding",
            Self::ForeignSchema | Self::Version { .. } => "store-version",
            Self::Content(_) => "store-content",
            Self::Stopped => "stopped",
        }
    }

    /// Returns whether the server reported the error, so that it is known what
    /// it has executed.
    pub(super) fn is_answer(&self) -> bool {
        matches!(self, Self::Postgres(failure) if failure.is_answer())
    }

    /// Returns the error for one of several callers whose work was one
    /// transaction.
    pub(super) fn shared(&self) -> Self {
        match self {
            Self::Postgres(failure) => Self::Postgres(failure.clone()),
            Self::Content(column) => Self::Content(column),
            _ => Self::NotWritten,
        }
    }

    /// Returns whether a row has the same key as another one.
    pub(super) fn is_duplicate(&self) -> bool {
        match self {
            Self::Postgres(failure) => failure.is_duplicate(),
            Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) => matches!(
                failure.extended_code,
                rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                    | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            ),
            _ => false,
        }
    }

    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::File {
            path: path.into(),
            source,
        }
    }
}

/// An error of a plan that was rolled back.
impl From<Error> for CommitError<Error> {
    fn from(error: Error) -> Self {
        if error.is_duplicate() {
            Self::Conflict
        } else {
            Self::Store(error)
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Postgres(Failure::from(&error))
    }
}
