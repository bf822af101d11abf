use std::process::ExitCode;

use super::failure;
use crate::cli::Failure;
use crate::cli::output::{done, texts};
use crate::config::Config;
use crate::keys::prepare;

pub(super) fn run(config: &Config) -> Result<ExitCode, Failure> {
    let key = prepare(&config.data).map_err(|error| failure(config, error))?;
    done((texts().keys.ready)(key.number()))
}
