use std::path::PathBuf;

use clap::Args;

use super::choice::PolicyChoice;
use crate::cli::Failure;
use crate::cli::output::texts;
use crate::config::{Config, ListFiles, ServiceName};
use crate::passwords::{Lists, PolicyEngine};

// By which policy a command checks passwords, and with which lists.
#[derive(Args)]
pub(in crate::cli) struct EngineChoice {
    #[command(flatten)]
    choice: PolicyChoice,
    #[arg(long = "blocklist", value_name = "NAME=FILE", value_parser = named)]
    #[arg(conflicts_with = "policy_config", help = texts().policy.blocklist)]
    blocklists: Vec<(String, PathBuf)>,
    #[arg(long, value_name = "FILE", conflicts_with = "policy_config")]
    #[arg(help = texts().policy.breached)]
    breached: Option<PathBuf>,
}

impl EngineChoice {
    /// Returns the configuration, if one was chosen.
    pub(in crate::cli) fn config(&self) -> Result<Option<Config>, Failure> {
        self.choice.config()
    }

    /// Opens the chosen policy with its lists.
    pub(in crate::cli) fn open(self) -> Result<PolicyEngine, Failure> {
        if let Some(config) = self.choice.config()? {
            return Ok(PolicyEngine::open(&config)?);
        }
        let lists = Lists::open(&ListFiles {
            blocklists: self.blocklists.into_iter().collect(),
            breached: self.breached,
        })?;
        let policy = self.choice.read()?;
        Ok(PolicyEngine::new(policy, lists, ServiceName::default()))
    }
}

fn named(text: &str) -> Result<(String, PathBuf), &'static str> {
    match text.split_once('=') {
        Some((name, file)) if !name.is_empty() && !file.is_empty() => {
            Ok((name.into(), file.into()))
        }
        _ => Err(texts().policy.invalid_blocklist),
    }
}
