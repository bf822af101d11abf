//! The messages that were not delivered.

mod list;
mod retry;

use std::process::ExitCode;

use clap::Subcommand;
use genkan::onboarding::{FailureCause, MessageStatus, Outbox as _, Progress};

use super::Failure;
use super::output::texts;
use super::pages::{self, PAGE};
use crate::store::Database;

#[derive(Subcommand)]
pub(super) enum Outbox {
    #[command(about = texts().outbox.list, after_help = texts().outbox.list_note)]
    List(list::List),
    #[command(about = texts().outbox.retry)]
    Retry(retry::Retry),
}

impl Outbox {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::List(list) => list.run(),
            Self::Retry(retry) => retry.run(),
        }
    }
}

/// Calls `each` with every message that waits, has failed or has bounced.
async fn for_each_undelivered(
    store: &Database,
    each: impl AsyncFnMut(&MessageStatus) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let page = async |last: Option<&MessageStatus>| store.undelivered(last, PAGE).await;
    pages::for_each(page, each).await
}

const fn cause(status: &MessageStatus) -> Option<FailureCause> {
    match &status.progress {
        Progress::Failed { cause, .. } => Some(*cause),
        _ => None,
    }
}
