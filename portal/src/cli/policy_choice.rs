//! Which policy a command is about.

use std::path::PathBuf;

use clap::Args;
use genkan::policy::Policy;

use super::Failure;
use crate::config::{self, Config};

#[derive(Args)]
pub(super) struct PolicyChoice {
    /// A policy by its name; support_center where none is chosen.
    #[arg(long, value_name = "NAME", value_parser = preset)]
    preset: Option<Policy>,
    /// A policy as a document: JSON, or TOML in a file that is called so.
    #[arg(
        long,
        visible_alias = "policy",
        value_name = "DOCUMENT",
        conflicts_with = "preset"
    )]
    file: Option<PathBuf>,
    /// The policy of a portal's configuration, and its lists.
    #[arg(long = "config", value_name = "CONFIG", conflicts_with_all = ["preset", "file"])]
    pub(super) policy_config: Option<PathBuf>,
}

impl PolicyChoice {
    pub(super) fn read(self) -> Result<Policy, Failure> {
        if let Some(config) = self.config()? {
            return Ok(config.policy);
        }
        let Some(file) = self.file else {
            return Ok(self.preset.unwrap_or_else(Policy::support_center));
        };
        config::read_policy(&file)
            .map_err(|error| Failure::usage(format_args!("{}: {error}", file.display())))
    }

    /// The configuration, where it is that.
    pub(super) fn config(&self) -> Result<Option<Config>, Failure> {
        let config = self.policy_config.as_deref().map(Config::read);
        config.transpose().map_err(Failure::usage)
    }
}

fn preset(name: &str) -> Result<Policy, String> {
    config::preset(name).map_err(|error| error.to_string())
}
