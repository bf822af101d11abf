//! The keys of links and sessions.

mod list;
mod new;
mod rotate;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Failure;
use super::output::texts;
use crate::cli::options::ConfigFile;
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
    #[command(flatten)]
    config: ConfigFile,
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
