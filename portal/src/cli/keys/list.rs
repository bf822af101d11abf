use std::process::ExitCode;

use super::failure;
use crate::cli::Failure;
use crate::cli::output::Rows;
use crate::config::Config;
use crate::keys::{Role, list};

pub(super) fn run(config: &Config) -> Result<ExitCode, Failure> {
    let mut rows = Rows::new();
    for (id, role) in list(&config.data).map_err(|error| failure(config, error))? {
        let end = match role {
            Role::Retired(until) => until.to_string(),
            Role::Current | Role::Next => String::new(),
        };
        rows.print(format_args!("{}\t{}\t{end}", id.number(), role.code()))?;
    }
    rows.finish()
}
