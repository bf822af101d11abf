//! Builds and examines lists of passwords.

mod build;
mod check;

use std::process::ExitCode;

use clap::Subcommand;

use super::Failure;
use super::output::texts;

#[derive(Subcommand)]
pub(super) enum Blocklist {
    #[command(about = texts().blocklist.build, after_help = texts().blocklist.build_note)]
    Build(build::Build),
    #[command(about = texts().blocklist.check)]
    Check(check::Check),
}

impl Blocklist {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Build(build) => build.run(),
            Self::Check(check) => check.run(),
        }
    }
}
