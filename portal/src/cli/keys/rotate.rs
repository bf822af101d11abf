use std::process::ExitCode;

use super::failure;
use crate::cli::Failure;
use crate::cli::output::{done, texts};
use crate::cli::times::shown;
use crate::config::Config;
use crate::keys::rotate;

pub(super) fn run(config: &Config) -> Result<ExitCode, Failure> {
    let rotation = rotate(&config.data).map_err(|error| failure(config, error))?;
    let (current, retired) = (rotation.current.number(), rotation.retired.number());
    let until = shown(rotation.until, &config.time_zone);
    done((texts().keys.rotated)(current, retired, &until))
}
