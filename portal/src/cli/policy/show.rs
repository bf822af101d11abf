use std::process::ExitCode;

use clap::Args;
use genkan::policy::{Document, message};

use super::choice::PolicyChoice;
use crate::cli::Failure;
use crate::cli::output::{language, print_json, texts};

#[derive(Args)]
pub(in crate::cli) struct Show {
    #[command(flatten)]
    choice: PolicyChoice,
    #[arg(long, help = texts().arguments.json)]
    json: bool,
}

impl Show {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let policy = self.choice.read()?;
        if self.json {
            print_json(&Document::from(&policy))?;
            return Ok(ExitCode::SUCCESS);
        }
        println!("{} ({})", policy.name(), policy.fingerprint());
        for requirement in policy.requirements() {
            println!("- {}", message::requirement(language(), &requirement));
        }
        Ok(ExitCode::SUCCESS)
    }
}
