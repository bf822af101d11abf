//! Checks the configuration, and names its keys.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Failure;
use super::output::{Rows, done, texts, warn};
use crate::cli::options::ConfigFile;
use crate::config::{Config, Kind};
use crate::keys;
use crate::mail::Transport;
use crate::passwords::PolicyEngine;

#[derive(Subcommand)]
pub(super) enum ConfigCommand {
    #[command(about = texts().config.check, after_help = texts().config.check_note)]
    Check(Check),
    #[command(about = texts().config.keys)]
    Keys,
}

#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    config: ConfigFile,
}

impl ConfigCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Check(check) => check.run(),
            Self::Keys => keys_and_variables(),
        }
    }
}

impl Check {
    fn run(self) -> Result<ExitCode, Failure> {
        let config = Config::read(&self.config)?;
        // The files that it names are read, too.
        PolicyEngine::open(&config)?;
        if config.smtp.is_some() {
            Transport::open(&config)?;
        }
        if config.data.join(keys::NAME).exists() {
            keys::list(&config.data)?;
        }
        for warning in config.warnings() {
            let problem = (texts().config.problem)(&warning.to_string());
            warn(format_args!("{}: {problem}", warning.code()));
        }
        done((texts().config.usable)(&config.base_url))
    }
}

/// Prints every key with the variable that replaces it.
fn keys_and_variables() -> Result<ExitCode, Failure> {
    let mut rows = Rows::new();
    for key in Config::keys() {
        let name = match key.kind {
            Kind::Texts => "_NAME",
            Kind::Text | Kind::Value => "",
        };
        let path = key.path.join(".") + &name.to_ascii_lowercase().replace('_', ".");
        rows.print(format_args!("{path}\t{}{name}", key.variable()))?;
    }
    rows.finish()
}
