//! The keys of links and sessions.

mod list;
mod new;
mod rotate;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Failure;
use super::output::texts;
use crate::config::Config;
use crate::keys::Error;

#[derive(Subcommand)]
pub(super) enum Keys {
    #[command(about = texts().keys.new)]
    New(KeyFile),
    #[command(about = texts().keys.rotate)]
    Rotate(KeyFile),
    #[command(about = texts().keys.list)]
    List(KeyFile),
}

// Which key file a command is about.
#[derive(Args)]
pub(super) struct KeyFile {
    #[arg(
        long,
        env = "GENKAN_CONFIG",
        default_value = "",
        hide_default_value = true
    )]
    #[arg(hide_env = true, value_name = "FILE", value_parser = crate::cli::input::config())]
    #[arg(help = texts().arguments.config)]
    config: PathBuf,
}

impl Keys {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let (Self::New(file) | Self::Rotate(file) | Self::List(file)) = &self;
        let config = Config::read(&file.config)?;
        match self {
            Self::New(_) => new::run(&config),
            Self::Rotate(_) => rotate::run(&config),
            Self::List(_) => list::run(&config),
        }
    }
}

fn failure(config: &Config, error: Error) -> Failure {
    match error {
        Error::File(file) if file.source.kind() == ErrorKind::NotFound => {
            Failure::refused((texts().keys.missing)(&config.data.display()))
        }
        error => error.into(),
    }
}
