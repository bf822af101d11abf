use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use genkan::policy::Policy;

use crate::cli::Failure;
use crate::cli::output::texts;
use crate::config::{self, Config};

// Which policy a command is about.
#[derive(Args)]
pub(in crate::cli) struct PolicyChoice {
    #[arg(long, value_name = "NAME", hide_possible_values = true, help = texts().policy.preset)]
    #[arg(value_parser = PossibleValuesParser::new(Policy::PRESETS)
        .try_map(|name| config::preset(&name)))]
    preset: Option<Policy>,
    #[arg(
        long,
        visible_alias = "policy",
        value_name = "DOCUMENT",
        conflicts_with = "preset"
    )]
    #[arg(help = texts().policy.file)]
    file: Option<PathBuf>,
    #[arg(long = "config", value_name = "CONFIG", conflicts_with_all = ["preset", "file"])]
    #[arg(help = texts().policy.config)]
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
        let lead_in = texts().failures.passwords;
        config::read_policy(&file)
            .map_err(|error| Failure::usage(format_args!("{lead_in}{}: {error}", file.display())))
    }

    /// Returns the configuration, if one was chosen.
    pub(super) fn config(&self) -> Result<Option<Config>, Failure> {
        let config = self.policy_config.as_deref().map(Config::read);
        Ok(config.transpose()?)
    }
}
