use std::process::ExitCode;

use clap::Args;
use genkan::policy::{Document, message};

use super::choice::PolicyChoice;
use crate::cli::Failure;
use crate::cli::output::{Rows, language, print_json, texts};

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
            return print_json(&Document::from(&policy));
        }
        let mut rows = Rows::new();
        rows.print(format_args!("{} ({})", policy.name(), policy.fingerprint()))?;
        for requirement in policy.requirements() {
            let requirement = message::requirement(language(), &requirement);
            rows.print(format_args!("- {requirement}"))?;
        }
        rows.finish()
    }
}
