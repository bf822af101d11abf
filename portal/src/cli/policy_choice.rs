//! Which policy a command is about.

use std::path::PathBuf;

use clap::Args;
use genkan::policy::{Document, Policy};

use super::Failure;

#[derive(Args)]
pub(super) struct PolicyChoice {
    /// A policy by its name; support_center where none is chosen.
    #[arg(long, value_name = "NAME", value_parser = preset)]
    preset: Option<Policy>,
    /// A policy as a JSON document.
    #[arg(
        long,
        visible_alias = "policy",
        value_name = "DOCUMENT",
        conflicts_with = "preset"
    )]
    file: Option<PathBuf>,
}

impl PolicyChoice {
    pub(super) fn read(self) -> Result<Policy, Failure> {
        let Some(file) = self.file else {
            return Ok(self.preset.unwrap_or_else(Policy::support_center));
        };
        let wrong = |error: &dyn std::fmt::Display| {
            Failure::usage(format_args!("{}: {error}", file.display()))
        };
        let text = std::fs::read_to_string(&file).map_err(|error| wrong(&error))?;
        let document: Document = serde_json::from_str(&text).map_err(|error| wrong(&error))?;
        document.try_into().map_err(|error| wrong(&error))
    }
}

fn preset(name: &str) -> Result<Policy, String> {
    Policy::preset(name).ok_or_else(|| format!("write one of {}", Policy::PRESETS.join(", ")))
}
