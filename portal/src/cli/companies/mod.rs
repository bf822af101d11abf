//! Shows and renames the customer companies.

mod list;
mod rename;
mod requests;

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
    #[command(about = texts().companies.requests)]
    Requests(requests::Requests),
}

impl Companies {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::List(list) => list.run(),
            Self::Rename(rename) => rename.run(),
            Self::Requests(requests) => requests.run(),
        }
    }
}
