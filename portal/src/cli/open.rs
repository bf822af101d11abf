//! The store that is there already, for commands that only look at it or set
//! it right: a mistyped configuration must not make an empty one.

use std::path::Path;
use std::process::ExitCode;

use super::{Failure, runtime};
use crate::config::Config;
use crate::store::Database;

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
    let file = config.data.join("genkan.sqlite");
    if config.database.is_none() && !file.exists() {
        return Err(Failure::refused(format_args!(
            "store-missing: {}: no database is here; look at \"data\" in the configuration",
            file.display()
        )));
    }
    let store = Database::open(config.database.as_ref(), &config.data).await;
    Ok(store?)
}
