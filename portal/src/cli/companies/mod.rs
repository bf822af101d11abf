//! Shows and renames the customer companies.

mod list;
mod rename;

use std::process::ExitCode;

use clap::Subcommand;

use super::Failure;
use super::output::texts;

#[derive(Subcommand)]
pub(super) enum Companies {
    #[command(about = texts().companies.list)]
    List(list::List),
    #[command(about = texts().companies.rename)]
    Rename(rename::Rename),
}

impl Companies {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::List(list) => list.run(),
            Self::Rename(rename) => rename.run(),
        }
    }
}
