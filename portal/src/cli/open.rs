//! Opens what a configuration names, for a command.
//!
//! Commands that read or repair a store require that it exists: a mistyped
//! configuration must not create an empty one.

use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use genkan::onboarding::Realm;
use genkan::token::{Key, KeyId, Keyring};
use tokio::runtime::Runtime;
use tracing_subscriber::EnvFilter;

use super::Failure;
use super::output::texts;
use crate::config::Config;
use crate::keys;
use crate::passwords::PolicyEngine;
use crate::private_folder::create_private;
use crate::random::random_bytes;
use crate::service::Service;
use crate::store::{Database, Existing};

/// How the log is written: a line for a person, or a line of JSON.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum LogFormat {
    Text,
    Json,
}

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
        let service = service_without_keys(&config, store)?;
        work(&config, &service).await
    })
}

/// Runs `work` with the service of an existing store, or with `None` if there is
/// no store yet.
pub(super) fn with_service_if_any(
    path: &Path,
    work: impl AsyncFnOnce(&Config, Option<&Service<Database>>) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let config = Config::read(path)?;
    runtime("warn")?.block_on(async {
        let service = match existing(&config).await? {
            Existing::Realm(store) => Some(service_without_keys(&config, store)?),
            Existing::NoRealm | Existing::NoTables => None,
        };
        work(&config, service.as_ref()).await
    })
}

/// Runs `work` with the service, whose store is created if it does not exist:
/// contacts are registered before anything else is done.
pub(super) fn with_service_or_new(
    path: &Path,
    work: impl AsyncFnOnce(&Config, &Service<Database>) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let config = Config::read(path)?;
    runtime("warn")?.block_on(async {
        let service = service_without_keys(&config, new_store(&config).await?)?;
        work(&config, &service).await
    })
}

pub(super) async fn store(config: &Config) -> Result<Database, Failure> {
    let texts = &texts().failures;
    let missing = match existing(config).await? {
        Existing::Realm(store) => return Ok(store),
        Existing::NoRealm => (texts.no_realm)(&config.realm),
        Existing::NoTables if config.database.is_some() => texts.no_tables.to_owned(),
        Existing::NoTables => {
            let file = config.data.join("genkan.sqlite");
            (texts.no_database)(&file.display())
        }
    };
    Err(Failure::refused(missing))
}

async fn existing(config: &Config) -> Result<Existing<Database>, Failure> {
    let url = config.database.as_ref();
    Ok(Database::open_existing(url, &config.data, &config.realm).await?)
}

async fn new_store(config: &Config) -> Result<Database, Failure> {
    create_private(&config.data).map_err(|error| {
        let remedy = texts().failures.data_folder;
        Failure::from(error).map(|text| format!("{text}; {remedy}"))
    })?;
    let url = config.database.as_ref();
    Ok(Database::open(url, &config.data, &config.realm).await?)
}

/// Opens the service of a configuration, and creates what does not exist.
pub(super) async fn open(
    config: &Config,
    policy_engine: PolicyEngine,
) -> Result<Service<Database>, Failure> {
    let store = new_store(config).await?;
    service(config, policy_engine, store, keys::open(&config.data)?)
}

/// Returns the service for a command. A command neither issues nor accepts links,
/// so it needs no keys: a machine on which only commands run has none, and gets
/// none, which would differ from those of the nodes.
fn service_without_keys(config: &Config, store: Database) -> Result<Service<Database>, Failure> {
    let keyring = Keyring::new(Key::new(KeyId::new(0), random_bytes()));
    service(config, PolicyEngine::open(config)?, store, keyring)
}

fn service(
    config: &Config,
    policy_engine: PolicyEngine,
    store: Database,
    keyring: Keyring,
) -> Result<Service<Database>, Failure> {
    let mut realm = Realm::new(config.realm.clone(), keyring);
    if let Some(lifetime) = config.reset_lifetime {
        realm.reset_lifetime = lifetime;
    }
    if let Some(lifetime) = config.first_password_lifetime {
        realm.first_password_lifetime = lifetime;
    }
    if let Some(lifetime) = config.registration_lifetime {
        realm.registration_lifetime = lifetime;
    }
    realm.password_lifetime = config.password_lifetime;
    realm.case_times = config.case_times;
    realm.approvals = config.approvals;
    let mut service = Service::new(realm, policy_engine, store)?;
    service.limits = config.limits;
    Ok(service)
}

/// Starts the async runtime and the log.
pub(super) fn runtime(log: &str) -> Result<Runtime, Failure> {
    runtime_logging(log, LogFormat::Text)
}

/// Starts the async runtime and the log, in a format.
pub(super) fn runtime_logging(log: &str, format: LogFormat) -> Result<Runtime, Failure> {
    let filter = EnvFilter::try_from_env("GENKAN_LOG").unwrap_or_else(|_| EnvFilter::new(log));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        // A log that cannot be written must not end the program.
        .log_internal_errors(false);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    Runtime::new().map_err(|error| Failure::refused((texts().failures.no_runtime)(&error)))
}
