//! What a configuration names, opened for a command.
//!
//! For commands that only look at a store or set it right, it is there already:
//! a mistyped configuration must not make an empty one.

use std::path::Path;
use std::process::ExitCode;

use super::{Failure, runtime, serve};
use crate::config::Config;
use crate::passwords::PolicyEngine;
use crate::service::Service;
use crate::store::{Database, Postgres, Sqlite};

/// With the store that is there already.
pub(super) fn with_store(
    path: &Path,
    work: impl AsyncFnOnce(&Config, &Database) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let config = Config::read(path).map_err(Failure::usage)?;
    runtime("warn")?.block_on(async {
        let store = store(&config).await?;
        work(&config, &store).await
    })
}

/// With the portal of the store that is there already.
pub(super) fn with_portal(
    path: &Path,
    work: impl AsyncFnOnce(&Config, &Service<Database>) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let config = Config::read(path).map_err(Failure::usage)?;
    runtime("warn")?.block_on(async {
        let store = store(&config).await?;
        let service = serve::service(&config, PolicyEngine::open(&config)?, store)?;
        work(&config, &service).await
    })
}

/// With the portal, made where there is none: contacts are registered before
/// anything else is done.
pub(super) fn with_portal_or_new(
    path: &Path,
    work: impl AsyncFnOnce(&Service<Database>) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let config = Config::read(path).map_err(Failure::usage)?;
    runtime("warn")?.block_on(async {
        let service = serve::open(&config, PolicyEngine::open(&config)?).await?;
        work(&service).await
    })
}

async fn store(config: &Config) -> Result<Database, Failure> {
    if let Some(url) = &config.database {
        let found = Postgres::open_existing(url, &config.realm).await?;
        return found.map(Database::Postgres).ok_or_else(|| {
            Failure::refused(
                "store-missing: the database has no tables of genkan; look at \"database\" in \
                 the configuration",
            )
        });
    }
    let file = config.data.join("genkan.sqlite");
    if !file.exists() {
        return Err(Failure::refused(format_args!(
            "store-missing: {}: no database is here; look at \"data\" in the configuration",
            file.display()
        )));
    }
    Ok(Sqlite::open(&file, &config.realm).map(Database::Sqlite)?)
}
