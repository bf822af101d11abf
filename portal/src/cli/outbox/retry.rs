use std::process::ExitCode;

use clap::{ArgGroup, Args};
use genkan::id::MessageId;
use genkan::onboarding::{FailureCause, Outbox as _};

use super::{cause, for_each_undelivered};
use crate::cli::options::ConfigFile;
use crate::cli::output::{done, texts};
use crate::cli::{Failure, open};
use crate::clock::now;
use crate::store::Database;

#[derive(Args)]
#[command(group(ArgGroup::new("which").required(true)))]
pub(in crate::cli) struct Retry {
    #[arg(group = "which", value_parser = message_id, help = texts().outbox.id)]
    id: Option<MessageId>,
    #[arg(long, group = "which", help = texts().outbox.all_failed)]
    all_failed: bool,
    #[command(flatten)]
    config: ConfigFile,
}

impl Retry {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let texts = &texts().outbox;
        open::with_store(&self.config, async |_, store| {
            let count = match self.id {
                Some(id) if store.retry_message(id, now()).await? => 1,
                Some(_) => return Err(Failure::refused(texts.not_waiting)),
                None => retry_failed(store).await?,
            };
            done((texts.retried)(count))
        })
    }
}

async fn retry_failed(store: &Database) -> Result<u64, Failure> {
    let mut count = 0;
    for_each_undelivered(store, async |status| {
        // A message that no longer applied is not sent now.
        if cause(status).is_some_and(|cause| cause != FailureCause::NoLongerApplies) {
            count += u64::from(store.retry_message(status.id, now()).await?);
        }
        Ok(())
    })
    .await?;
    Ok(count)
}

fn message_id(text: &str) -> Result<MessageId, &'static str> {
    text.parse().map_err(|_| texts().outbox.invalid_id)
}
