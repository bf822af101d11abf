//! By which policy a command judges, and with which lists.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::policy_choice::PolicyChoice;
use crate::config::ListFiles;
use crate::config::ServiceName;
use crate::passwords::{Lists, PolicyEngine};

#[derive(Args)]
pub(super) struct EngineChoice {
    #[command(flatten)]
    choice: PolicyChoice,
    /// A list of texts by the name that the policy has for it; may be given
    /// again. The list in the box is called common.
    #[arg(
        long = "blocklist",
        value_name = "NAME=FILE",
        value_parser = named,
        conflicts_with = "policy_config"
    )]
    blocklists: Vec<(String, PathBuf)>,
    /// A list of SHA-1 digests of breached passwords.
    #[arg(long, value_name = "FILE", conflicts_with = "policy_config")]
    breached: Option<PathBuf>,
}

impl EngineChoice {
    /// The judge, of a service of this name where no configuration names it.
    pub(super) fn open(self, service_name: ServiceName) -> Result<PolicyEngine, Failure> {
        if let Some(config) = self.choice.config()? {
            return Ok(PolicyEngine::open(&config)?);
        }
        let lists = Lists::open(&ListFiles {
            blocklists: self.blocklists.into_iter().collect(),
            breached: self.breached,
        })?;
        Ok(PolicyEngine::new(self.choice.read()?, lists, service_name))
    }
}

fn named(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((name, file)) if !name.is_empty() && !file.is_empty() => {
            Ok((name.into(), file.into()))
        }
        _ => Err("write NAME=FILE, such as \"words=words.gbl\"".into()),
    }
}
