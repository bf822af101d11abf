use std::error::Error as _;
use std::{fmt, io};

use deadpool_postgres::{HookError, PoolError};
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use crate::tls::Problem;

/// What an administrator can do about an error of the database.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each has its own words")]
pub enum Remedy {
    /// The certificate is from an authority that is not trusted.
    TrustAuthority,
    /// The certificate is for another name.
    CorrectName,
    /// The certificate is of X.509's version 1.
    ReplaceCertificate,
    /// The certificate has expired, or is not valid yet.
    RenewCertificate,
    /// The server does not offer TLS.
    OfferTls,
    /// The server offers no TLS that is accepted here.
    OfferModernTls,
    /// The user or the password is wrong, or not permitted.
    CorrectUser,
    /// The database does not exist.
    CreateDatabase,
    /// The user may not create or use the tables.
    Permit,
    /// The server has no connection left.
    UseFewerConnections,
    /// The pooler in front of the server accepts no transactions.
    PoolTransactions,
    /// The server does not answer.
    Start,
    /// SQLite's file is damaged, or of another program.
    RestoreFile,
    /// SQLite's file, or its folder, cannot be written.
    PermitWriting,
}

/// The error that PostgreSQL, or the connection to it, reported: the state, by
/// which the manual names it, and the message. Not the detail, which repeats
/// the content of rows.
#[derive(Clone, Debug)]
pub struct Failure {
    state: Option<SqlState>,
    message: String,
    /// The server was not reached, or did not answer.
    is_unheard: bool,
    remedy: Option<Remedy>,
}

impl Failure {
    /// Returns whether the same transaction may succeed the next time: it was
    /// rolled back in favour of another one (PostgreSQL, section 13.5).
    pub(super) fn is_passing(&self) -> bool {
        matches!(
            self.state,
            Some(SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED)
        )
    }

    /// Returns whether the same call may succeed a little later: a lock was not
    /// available in time, or the server is unreachable, full, stopping or being
    /// replaced by another one.
    pub(crate) fn is_temporary(&self) -> bool {
        // By its class (PostgreSQL, appendix A): no connection; a transaction that
        // may not write, or has timed out; a user or a database that is replaced
        // while the node runs; a transaction that was rolled back; no resources; a
        // lock not available; an intervention; an error of the system, or of a
        // pooler.
        let passes = ["08", "25", "28", "3D", "40", "53", "55", "57", "58"];
        self.is_unheard
            || self.loses_connection()
            || self.class().is_some_and(|class| passes.contains(&class))
    }

    /// Returns whether the server can no longer be used through the connection:
    /// it has ended, or the server is only a copy now (25006), as after a
    /// failover, or a pooler has put another server behind it (26000).
    pub(super) fn loses_connection(&self) -> bool {
        let code = self.state.as_ref().map(SqlState::code);
        self.is_unheard
            || matches!(self.class(), Some("08" | "58"))
            || matches!(
                code,
                Some("25006" | "25P03" | "26000" | "57P01" | "57P02" | "57P03" | "57P04" | "57P05")
            )
    }

    /// Returns whether a pooler may have refused the settings of a session: the
    /// server has not refused the user or the database, and is not stopping.
    pub(super) fn may_be_of_pooler(&self) -> bool {
        match self.class() {
            Some(class) => !matches!(class, "28" | "3D" | "53" | "57"),
            None => self.message.contains(Self::SHARED_SESSION),
        }
    }

    /// The message if a connection has not the settings that it asked for.
    pub(super) const SHARED_SESSION: &str = "the session is shared with other programs";

    /// A server that answers and may not be written to.
    pub(super) fn read_only() -> Self {
        Self {
            state: Some(SqlState::READ_ONLY_SQL_TRANSACTION),
            message: "the server accepts no changes".into(),
            is_unheard: false,
            remedy: None,
        }
    }

    /// Returns what an administrator can do.
    #[must_use]
    pub const fn remedy(&self) -> Option<Remedy> {
        self.remedy
    }

    fn class(&self) -> Option<&str> {
        self.state.as_ref().and_then(|state| state.code().get(..2))
    }

    /// Returns whether the server reported the error, so that it is known what
    /// it has executed.
    pub(crate) fn is_answer(&self) -> bool {
        self.state.is_some()
    }

    /// Returns whether a table exists already.
    pub(super) fn is_duplicate_table(&self) -> bool {
        self.state == Some(SqlState::DUPLICATE_TABLE)
    }

    /// Returns whether a row has the same key as another one.
    pub(crate) fn is_duplicate(&self) -> bool {
        self.state == Some(SqlState::UNIQUE_VIOLATION)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.state {
            Some(state) => write!(f, " ({})", state.code()),
            None => Ok(()),
        }
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        match error.as_db_error() {
            Some(said) => Self {
                state: Some(said.code().clone()),
                message: said.message().to_owned(),
                is_unheard: false,
                remedy: match said.code().code() {
                    "42501" => Some(Remedy::Permit),
                    "53300" => Some(Remedy::UseFewerConnections),
                    "08P01" if said.message().contains("statement pooling") => {
                        Some(Remedy::PoolTransactions)
                    }
                    code if code.starts_with("28") => Some(Remedy::CorrectUser),
                    code if code.starts_with("3D") => Some(Remedy::CreateDatabase),
                    _ => None,
                },
            },
            None => {
                let source = error.source();
                let io = source.and_then(|source| source.downcast_ref::<io::Error>());
                let is_unheard = error.is_closed() || io.is_some();
                let tls = io.and_then(|error| error.get_ref()?.downcast_ref::<rustls::Error>());
                let message =
                    source.map_or_else(|| error.to_string(), |source| format!("{error}: {source}"));
                let remedy = match tls.map(Problem::of) {
                    Some(Problem::UnknownAuthority) => Some(Remedy::TrustAuthority),
                    Some(Problem::OtherName) => Some(Remedy::CorrectName),
                    Some(Problem::FirstVersion) => Some(Remedy::ReplaceCertificate),
                    Some(Problem::NotNow) => Some(Remedy::RenewCertificate),
                    Some(Problem::NoTls | Problem::Other) => Some(Remedy::OfferModernTls),
                    None if message.ends_with("server does not support TLS") => {
                        Some(Remedy::OfferTls)
                    }
                    None if message.ends_with("password missing") => Some(Remedy::CorrectUser),
                    None => is_unheard.then_some(Remedy::Start),
                };
                Self {
                    state: None,
                    message,
                    is_unheard,
                    remedy,
                }
            }
        }
    }
}

impl From<&PoolError> for Failure {
    fn from(error: &PoolError) -> Self {
        match error {
            PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => {
                error.into()
            }
            other => Self {
                state: None,
                message: other.to_string(),
                is_unheard: matches!(other, PoolError::Timeout(_)),
                remedy: matches!(other, PoolError::Timeout(_)).then_some(Remedy::Start),
            },
        }
    }
}
