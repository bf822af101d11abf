//! Connections to the server, which are pooled.

use std::time::Duration;

use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime,
};
use tokio_postgres::{Config, SimpleQueryMessage};

use super::super::Error;
use super::failure::Failure;
use super::session::Session;
use super::tls::Tls;
use crate::config::DatabaseUrl;
use crate::random::random_bytes;

/// How statements are executed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Statements {
    /// Prepared once for each connection: the server parses and plans them once.
    Prepared,
    /// Parsed every time, through a pooler: the next statement of this
    /// connection may be executed on another one, where nothing is prepared.
    Unnamed,
}

/// The pools of a process, one for each kind of work, so that none takes the
/// connections of another.
pub(super) struct Pools {
    pub(super) pages: Pool,
    pub(super) background: Pool,
    pub(super) counting: Pool,
    pub(super) statements: Statements,
}

/// Opens the pools, and connects once. Returns that connection, too.
///
/// A pooler such as PgBouncer is recognised by a setting that the connection
/// asks for: the server has it, and a pooler refuses or forgets it.
pub(super) async fn open(url: &DatabaseUrl) -> Result<(Pools, Session), Error> {
    let direct = Pools::new(url, Statements::Prepared)?;
    match Session::from(&direct.pages, direct.statements).await {
        Ok(session) => Ok((direct, session)),
        Err(Error::Postgres(failure)) if failure.may_be_of_pooler() => {
            let pooled = Pools::new(url, Statements::Unnamed)?;
            let session = Session::from(&pooled.pages, pooled.statements).await?;
            tracing::info!("the database is behind a pooler: no statement is prepared");
            Ok((pooled, session))
        }
        Err(error) => Err(error),
    }
}

impl Pools {
    fn new(url: &DatabaseUrl, statements: Statements) -> Result<Self, Error> {
        let tls = Tls::new(&url.tls)?;
        let [pages, background, counting] = shares(url.connections);
        let pool = |connections| pool(url, &tls, connections, statements);
        Ok(Self {
            pages: pool(pages)?,
            background: pool(background)?,
            counting: pool(counting)?,
            statements,
        })
    }
}

/// Returns how many connections are for pages and sign-ins, how many for links,
/// emails and the sweep, and how many for the counters of the limits.
fn shares(connections: usize) -> [usize; 3] {
    let background = (connections / 5).max(1);
    let pages = connections.saturating_sub(background + 1).max(1);
    [pages, background, 1]
}

/// Returns a pool that connects when a connection is needed.
fn pool(
    url: &DatabaseUrl,
    tls: &Tls,
    connections: usize,
    statements: Statements,
) -> Result<Pool, Error> {
    let mut config = url.config.clone();
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(TIMEOUT);
    }
    if config.get_application_name().is_none() {
        config.application_name("genkan");
    }
    let hook = match statements {
        Statements::Prepared => own_session(&mut config),
        Statements::Unnamed => Hook::sync_fn(|_, _| Ok(())),
    };
    let recycled = ManagerConfig {
        // A broken connection is a closed one.
        recycling_method: RecyclingMethod::Fast,
    };
    Pool::builder(Manager::from_config(config, tls.clone(), recycled))
        .max_size(connections)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(TIMEOUT))
        .create_timeout(Some(TIMEOUT))
        .post_create(hook)
        .build()
        .map_err(|_| Error::Stopped)
}

/// Asks the server for the settings of a session, and returns the check that the
/// session has them. A session that is shared with other programs has not.
fn own_session(config: &mut Config) -> Hook {
    let mark = format!("{:016x}", u64::from_be_bytes(random_bytes()));
    let given = config.get_options().unwrap_or_default();
    config.options(format!("{given} {SESSION} -c genkan.session={mark}"));
    Hook::async_fn(move |client, _| {
        let mark = mark.clone();
        Box::pin(async move {
            let found = client
                .simple_query(FOUND)
                .await
                .map_err(HookError::Backend)?;
            let is_found = |message: &SimpleQueryMessage| matches!(message, SimpleQueryMessage::Row(row) if row.get(0) == Some(&mark));
            if found.iter().any(is_found) {
                return Ok(());
            }
            Err(HookError::message(Failure::SHARED_SESSION))
        })
    })
}

/// Every wait ends.
const SESSION: &str = "-c statement_timeout=30s -c lock_timeout=5s \
                       -c idle_in_transaction_session_timeout=30s";
/// A commit is on the disk when it returns, even if the server has another
/// default: a link that was used must stay used.
const FOUND: &str = "
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') IN ('off', 'local');
    SELECT current_setting('genkan.session', true);
";
/// The same for a transaction in a session that is shared.
pub(super) const SHARED: &str = "
    SELECT set_config('statement_timeout', '30s', true), set_config('lock_timeout', '5s', true),
        set_config('idle_in_transaction_session_timeout', '30s', true)";

/// How long a connection is waited for, whether another caller has it or the
/// server does not answer. The error after it is temporary.
pub(super) const TIMEOUT: Duration = Duration::from_secs(3);

impl From<PoolError> for Error {
    fn from(error: PoolError) -> Self {
        Self::Postgres(Failure::from(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_work_has_a_connection() {
        for (connections, expected) in [
            (20, [15, 4, 1]),
            (3, [1, 1, 1]),
            (10, [7, 2, 1]),
            (100, [79, 20, 1]),
        ] {
            assert_eq!(shares(connections), expected);
        }
    }
}
