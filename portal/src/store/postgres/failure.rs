use std::error::Error as _;
use std::{fmt, io};

use deadpool_postgres::PoolError;
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use crate::fault::Fault;

/// What PostgreSQL, or the way to it, said went wrong: the state by which its
/// manual names it, and the message. Not the detail, which repeats what is in
/// rows.
#[derive(Debug)]
pub struct Failure {
    state: Option<SqlState>,
    message: String,
    /// There was nobody to ask, or no answer.
    is_unheard: bool,
}

impl Failure {
    /// Whether the same transaction may succeed the next time: it was rolled
    /// back for the sake of another one (PostgreSQL, section 13.5).
    pub(super) fn is_passing(&self) -> bool {
        matches!(
            self.state,
            Some(SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED)
        )
    }

    /// Whether it may work a little later: a lock was not to be had in time, or
    /// the server is away, full or stopping.
    pub(crate) fn is_temporary(&self) -> bool {
        // By its class (PostgreSQL, appendix A): no connection, a transaction
        // rolled back, no resources, a lock not to be had, an operator's hand.
        let class = self.state.as_ref().and_then(|state| state.code().get(..2));
        self.is_unheard || matches!(class, Some("08" | "40" | "53" | "55" | "57"))
    }

    pub(super) fn is_taken(&self) -> bool {
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
            },
            None => Self {
                state: None,
                message: error
                    .source()
                    .map_or_else(|| error.to_string(), |source| format!("{error}: {source}")),
                is_unheard: error.is_closed()
                    || error
                        .source()
                        .is_some_and(|source| source.is::<io::Error>()),
            },
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Postgres(Failure::from(&error))
    }
}

impl From<PoolError> for Fault {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) => error.into(),
            other => Self::Postgres(Failure {
                state: None,
                message: other.to_string(),
                is_unheard: matches!(other, PoolError::Timeout(_)),
            }),
        }
    }
}
