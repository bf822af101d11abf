//! Connections to the server, kept and shared.

use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};

use super::super::{DatabaseUrl, Error};
use super::tls::Tls;

/// A pool that connects when somebody asks for a connection.
pub(super) fn open(url: &DatabaseUrl) -> Result<Pool, Error> {
    let mut config = url.config.clone();
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    if config.get_application_name().is_none() {
        config.application_name("genkan");
    }
    let recycled = ManagerConfig {
        // A broken connection shows itself by being closed.
        recycling_method: RecyclingMethod::Fast,
    };
    let tls = Tls::new(url.authorities.as_deref())?;
    Pool::builder(Manager::from_config(config, tls, recycled))
        .max_size(CONNECTIONS)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(PATIENCE))
        .create_timeout(Some(PATIENCE))
        .post_create(Hook::async_fn(|client, _| {
            Box::pin(async move {
                let prepared = client.batch_execute(SESSION).await;
                prepared.map_err(HookError::Backend)
            })
        }))
        .build()
        .map_err(|_| Error::Stopped)
}

/// Nothing waits for ever, and a commit is on the disk when it returns, even
/// where the server's default is another: a link that was used must stay used.
const SESSION: &str = "
    SET statement_timeout = '30s';
    SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = '30s';
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') IN ('off', 'local');
";
const CONNECTIONS: usize = 16;
const PATIENCE: Duration = Duration::from_secs(10);
