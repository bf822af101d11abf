//! The policy, told to people and to programs.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use genkan::policy::{Document, Language, message};

use super::policy_choice::PolicyChoice;
use super::{Failure, language, policy_audit, policy_export, policy_lint, terminal_language};

#[derive(Subcommand)]
pub(super) enum Policy {
    /// Show what the policy asks for.
    Show(Show),
    /// Hold the policy against NIST SP 800-63B-4 and OWASP ASVS 5.0.
    Audit(policy_audit::Audit),
    /// Write the policy in the words of others.
    Export(policy_export::Export),
    /// Look for what would trouble people.
    Lint(policy_lint::Lint),
    /// List the policies that have a name.
    Presets,
}

#[derive(Args)]
pub(super) struct Show {
    #[command(flatten)]
    choice: PolicyChoice,
    #[command(flatten)]
    told: Told,
}

/// How a command about a policy answers.
#[derive(Args)]
pub(super) struct Told {
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
    /// Answer as JSON, for programs.
    #[arg(long, conflicts_with = "lang")]
    pub(super) json: bool,
}

impl Told {
    pub(super) fn language(&self) -> Language {
        self.lang.unwrap_or_else(terminal_language)
    }
}

impl Policy {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Show(show) => show.run(),
            Self::Audit(audit) => audit.run(),
            Self::Export(export) => export.run(),
            Self::Lint(lint) => lint.run(),
            Self::Presets => {
                for name in genkan::policy::Policy::PRESETS {
                    println!("{name}");
                }
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

impl Show {
    fn run(self) -> Result<ExitCode, Failure> {
        let policy = self.choice.read()?;
        if self.told.json {
            print_json(&Document::from(&policy))?;
            return Ok(ExitCode::SUCCESS);
        }
        let language = self.told.language();
        println!("{} ({})", policy.name(), policy.fingerprint());
        for requirement in policy.requirements() {
            println!("- {}", message::requirement(language, &requirement));
        }
        Ok(ExitCode::SUCCESS)
    }
}

pub(super) fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(value).map_err(Failure::refused)?;
    println!("{json}");
    Ok(())
}
