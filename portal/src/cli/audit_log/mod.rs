//! Verifies, lists and exports the audit log.

mod export;
mod list;
mod verify;

use std::process::ExitCode;

use clap::Subcommand;
use genkan::audit_log::Entry;
use genkan::onboarding::AuditLog as _;

use super::Failure;
use super::output::texts;
use super::pages::{self, PAGE};
use crate::store::Database;

#[derive(Subcommand)]
pub(super) enum AuditLog {
    #[command(about = texts().audit_log.verify, after_help = texts().audit_log.verify_note)]
    Verify(verify::Verify),
    #[command(about = texts().audit_log.list, after_help = texts().audit_log.list_note)]
    List(list::List),
    #[command(about = texts().audit_log.export)]
    Export(export::Export),
}

impl AuditLog {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Verify(verify) => verify.run(),
            Self::List(list) => list.run(),
            Self::Export(export) => export.run(),
        }
    }
}

/// Calls `each` with every entry after the one numbered `after`.
async fn for_each_entry(
    store: &Database,
    after: Option<u64>,
    each: impl AsyncFnMut(&Entry) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let page = async |last: Option<&Entry>| {
        let after = last.map(|entry| entry.seq).or(after);
        store.entries(after, PAGE).await
    };
    pages::for_each(page, each).await
}
