use std::error::Error as _;
use std::{fmt, io};

use deadpool_postgres::{HookError, PoolError};
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

/// The error that PostgreSQL, or the connection to it, reported: the state, by
/// which the manual names it, and the message. Not the detail, which repeats
/// the content of rows.
#[derive(Clone, Debug)]
pub struct Failure {
    state: Option<SqlState>,
    message: String,
    /// The server was not reached, or did not answer.
    is_unheard: bool,
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
    /// available in time, or the server is unreachable, full or stopping.
    pub(crate) fn is_temporary(&self) -> bool {
        // By its class (PostgreSQL, appendix A): no connection, a transaction
        // rolled back, no resources, a lock not available, an intervention.
        let class = self.state.as_ref().and_then(|state| state.code().get(..2));
        self.is_unheard || matches!(class, Some("08" | "40" | "53" | "55" | "57"))
    }

    /// Returns whether the server reported the error, so that it is known what
    /// it has executed.
    pub(crate) fn is_answer(&self) -> bool {
        self.state.is_some()
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
            },
        }
    }
}
