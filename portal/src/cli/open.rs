//! Opens what a configuration names, for a command.
//!
//! Commands that read or repair a store require that it exists: a mistyped
//! configuration must not create an empty one.

use std::path::Path;
use std::process::ExitCode;

use tokio::runtime::Runtime;
use tracing_subscriber::EnvFilter;

use super::output::texts;
use super::{Failure, serve};
use crate::config::Config;
use crate::passwords::PolicyEngine;
use crate::service::Service;
use crate::store::{Database, Postgres, Sqlite};

/// Runs `work` with an existing store.
pub(super) fn with_store(
    path: &Path,
    work: impl AsyncFnOnce(&Config, &Database) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let config = Config::read(path)?;
    runtime("warn")?.block_on(async {
        let store = store(&config).await?;
        work(&config, &store).await
    })
}

/// Runs `work` with the service of an existing store.
pub(super) fn with_service(
    path: &Path,
    work: impl AsyncFnOnce(&Config, &Service<Database>) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let config = Config::read(path)?;
    runtime("warn")?.block_on(async {
        let store = store(&config).await?;
        let service = serve::service(&config, PolicyEngine::open(&config)?, store)?;
        work(&config, &service).await
    })
}

/// Runs `work` with the service, whose store is created if it does not exist:
/// contacts are registered before anything else is done.
pub(super) fn with_service_or_new(
    path: &Path,
    work: impl AsyncFnOnce(&Service<Database>) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let config = Config::read(path)?;
    runtime("warn")?.block_on(async {
        let service = serve::open(&config, PolicyEngine::open(&config)?).await?;
        work(&service).await
    })
}

async fn store(config: &Config) -> Result<Database, Failure> {
    let texts = &texts().failures;
    if let Some(url) = &config.database {
        let found = Postgres::open_existing(url, &config.realm).await?;
        return found
            .map(Database::Postgres)
            .ok_or_else(|| Failure::refused(texts.no_tables));
    }
    let file = config.data.join("genkan.sqlite");
    if !file.exists() {
        return Err(Failure::refused((texts.no_database)(&file.display())));
    }
    Ok(Sqlite::open(&file, &config.realm).map(Database::Sqlite)?)
}

/// Starts the async runtime and the log.
pub(super) fn runtime(log: &str) -> Result<Runtime, Failure> {
    let filter = EnvFilter::try_from_env("GENKAN_LOG").unwrap_or_else(|_| EnvFilter::new(log));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    Runtime::new().map_err(|error| Failure::refused((texts().failures.no_runtime)(&error)))
}
