//! The store that is there already, for commands that only look at it or set
//! it right: a mistyped configuration must not make an empty one.

use std::path::Path;
use std::process::ExitCode;

use super::{Failure, runtime};
use crate::config::Config;
use crate::store::{Database, Postgres, Sqlite};

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

async fn store(config: &Config) -> Result<Database, Failure> {
    if let Some(url) = &config.database {
        let found = Postgres::open_existing(url).await?;
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
    Ok(Sqlite::open(&file).map(Database::Sqlite)?)
}
