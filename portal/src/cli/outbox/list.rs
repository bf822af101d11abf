use std::process::ExitCode;

use clap::Args;
use genkan::limit::LimitName;
use genkan::onboarding::{Accounts as _, FailureCause, MessageStatus, Progress, Reply};
use genkan::token::Principal;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::{cause, for_each_undelivered};
use crate::cli::options::ConfigFile;
use crate::cli::output::{Rows, texts};
use crate::cli::times::{shown, written};
use crate::cli::{Failure, open};

#[derive(Args)]
pub(in crate::cli) struct List {
    #[command(flatten)]
    config: ConfigFile,
    #[arg(long, help = texts().outbox.failed)]
    failed: bool,
    #[arg(long, help = texts().outbox.json)]
    json: bool,
}

/// A message, for programs.
#[derive(Serialize)]
struct OutboxRow<'m> {
    id: String,
    state: &'static str,
    kind: &'static str,
    address: String,
    tries: u32,
    queued_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failed_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slowed_by: Option<&'static str>,
    reply: Option<&'m str>,
}

impl List {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |config, store| {
            let mut rows = Rows::new();
            for_each_undelivered(store, async |status| {
                if self.failed && matches!(status.progress, Progress::Queued { .. }) {
                    return Ok(());
                }
                let account = match status.message.to {
                    Principal::Account(id) => store.account(id).await?,
                    Principal::Operator(_) => None,
                };
                let address = account.map(|account| account.address.to_string());
                let address = address.unwrap_or_default();
                if self.json {
                    rows.print_json(&row(status, address))
                } else {
                    rows.print(columns(status, &address, &config.time_zone))
                }
            })
            .await?;
            rows.finish()
        })
    }
}

fn columns(status: &MessageStatus, address: &str, zone: &TimeZone) -> String {
    let (at, reply) = match &status.progress {
        Progress::Queued { due_at, reply, .. } => (*due_at, reply.as_ref()),
        Progress::Sent { at, reply }
        | Progress::Failed { at, reply, .. }
        | Progress::Bounced { at, reply } => (*at, Some(reply)),
    };
    [
        status.id.to_string().as_str(),
        status.progress.code(),
        status.message.kind.code(),
        address,
        &status.tries.to_string(),
        &shown(status.queued_at, zone),
        &shown(at, zone),
        cause(status).map_or("", FailureCause::code),
        reply.map_or("", Reply::as_str),
    ]
    .join("\t")
}

fn row(status: &MessageStatus, address: String) -> OutboxRow<'_> {
    let mut slowed = None;
    let (due_at, failed_at, reply) = match &status.progress {
        Progress::Queued {
            due_at,
            reply,
            slowed_by,
        } => {
            slowed = *slowed_by;
            (Some(*due_at), None, reply.as_ref())
        }
        Progress::Sent { reply, .. } => (None, None, Some(reply)),
        Progress::Failed { at, reply, .. } | Progress::Bounced { at, reply } => {
            (None, Some(*at), Some(reply))
        }
    };
    OutboxRow {
        id: status.id.to_string(),
        state: status.progress.code(),
        kind: status.message.kind.code(),
        address,
        tries: status.tries,
        queued_at: written(status.queued_at),
        due_at: due_at.map(written),
        failed_at: failed_at.map(written),
        cause: cause(status).map(FailureCause::code),
        slowed_by: slowed.map(LimitName::code),
        reply: reply.map(Reply::as_str),
    }
}
