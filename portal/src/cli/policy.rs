//! The policy, told to people and to programs.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use genkan::policy::{self, Document, Language, message};

use super::{Failure, language, terminal_language};

#[derive(Subcommand)]
pub(super) enum Policy {
    /// Show what the policy asks for.
    Show(Show),
}

#[derive(Args)]
pub(super) struct Show {
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
    /// Show the policy as the document that programs read.
    #[arg(long, conflicts_with = "lang")]
    json: bool,
}

impl Policy {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let Self::Show(show) = self;
        let policy = policy::Policy::support_center();
        if show.json {
            let document = Document::from(&policy);
            let json = serde_json::to_string_pretty(&document).map_err(Failure::refused)?;
            println!("{json}");
        } else {
            let language = show.lang.unwrap_or_else(terminal_language);
            println!("{}", policy.name());
            for requirement in policy.requirements() {
                println!("- {}", message::requirement(language, &requirement));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
