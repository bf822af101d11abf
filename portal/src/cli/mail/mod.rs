//! The mail server, and how emails look.

mod preview;
mod test;

use std::process::ExitCode;

use clap::Subcommand;

use super::Failure;
use super::output::texts;

#[derive(Subcommand)]
pub(super) enum Mail {
    #[command(about = texts().mail.test, after_help = texts().mail.test_note)]
    Test(test::Test),
    #[command(about = texts().mail.preview)]
    Preview(preview::Preview),
}

impl Mail {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Test(test) => test.run(),
            Self::Preview(preview) => preview.run(),
        }
    }
}
