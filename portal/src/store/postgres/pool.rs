//! Connections to the server, which are pooled.

use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};

use super::super::Error;
use super::tls::Tls;
use crate::config::DatabaseUrl;

/// Returns a pool of at most so many connections, which connects when a connection is needed.
pub(super) fn open(url: &DatabaseUrl, connections: usize) -> Result<Pool, Error> {
    let mut config = url.config.clone();
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(TIMEOUT);
    }
    if config.get_application_name().is_none() {
        config.application_name("genkan");
    }
    let recycled = ManagerConfig {
        // A broken connection is a closed one.
        recycling_method: RecyclingMethod::Fast,
    };
    let tls = Tls::new(url.authorities.as_deref())?;
    Pool::builder(Manager::from_config(config, tls, recycled))
        .max_size(connections)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(TIMEOUT))
        .create_timeout(Some(TIMEOUT))
        .post_create(Hook::async_fn(|client, _| {
            Box::pin(async move {
                let prepared = client.batch_execute(SESSION).await;
                prepared.map_err(HookError::Backend)
            })
        }))
        .build()
        .map_err(|_| Error::Stopped)
}

/// Every wait ends. A commit is on the disk when it returns, even if the
/// server has another default: a link that was used must stay used.
const SESSION: &str = "
    SET statement_timeout = '30s';
    SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '30s';
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') IN ('off', 'local');
";

// A node has at most 20 connections. Each kind of work has its own, so that none
// takes those of another.

/// Connections for pages and sign-ins.
pub(super) const PAGES: usize = 15;
/// Connections for links, emails and the sweep.
pub(super) const BACKGROUND: usize = 4;
/// The connection for the counters of the limits.
pub(super) const COUNTING: usize = 1;
/// How long a connection is waited for, whether another caller has it or the
/// server does not answer. The error after it is temporary.
pub(super) const TIMEOUT: Duration = Duration::from_secs(3);
