//! Shows, audits, exports and examines policies.

mod audit;
mod choice;
mod engine;
mod export;
mod lint;
mod show;

use std::process::ExitCode;

use clap::Subcommand;

pub(super) use engine::EngineChoice;

use super::Failure;
use super::output::{Rows, texts};

#[derive(Subcommand)]
pub(super) enum Policy {
    #[command(about = texts().policy.show)]
    Show(show::Show),
    #[command(about = texts().policy.audit, after_help = texts().policy.audit_note)]
    Audit(audit::Audit),
    #[command(about = texts().policy.export, after_help = texts().policy.export_note)]
    Export(export::Export),
    #[command(about = texts().policy.lint, after_help = texts().policy.lint_note)]
    Lint(lint::Lint),
    #[command(about = texts().policy.presets)]
    Presets,
}

impl Policy {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Show(show) => show.run(),
            Self::Audit(audit) => audit.run(),
            Self::Export(export) => export.run(),
            Self::Lint(lint) => lint.run(),
            Self::Presets => {
                let mut rows = Rows::new();
                for name in genkan::policy::Policy::PRESETS {
                    rows.print(name)?;
                }
                rows.finish()
            }
        }
    }
}
