//! The messages that were not delivered.

use std::io::{Write as _, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgGroup, Args, Subcommand};
use genkan::Language;
use genkan::id::MessageId;
use genkan::onboarding::{Accounts as _, FailureCause, MessageStatus, Outbox as _, Progress};
use genkan::token::Principal;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::times::{shown, written};
use super::{Failure, language, open, terminal_language};
use crate::clock::now;
use crate::store::Database;

#[derive(Subcommand)]
pub(super) enum Outbox {
    /// List the messages that wait, have failed or have bounced, the oldest
    /// first: identity, state, kind, address, tries, time queued, time of the
    /// next attempt or of the failure, cause, last reply, as tab-separated
    /// lines.
    List(List),
    /// Retry messages at once, and start to count their tries again.
    Retry(Retry),
}

#[derive(Args)]
pub(super) struct List {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
    /// Only messages that will not be retried.
    #[arg(long)]
    failed: bool,
    /// Write one JSON object per line, for programs.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
#[command(group(ArgGroup::new("which").required(true)))]
pub(super) struct Retry {
    /// The message's identity, as `list` shows it.
    #[arg(group = "which", value_parser = message_id)]
    id: Option<MessageId>,
    /// Every failed message except those that no longer apply.
    #[arg(long, group = "which")]
    all_failed: bool,
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
}

impl Outbox {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::List(list) => list.run(),
            Self::Retry(retry) => retry.run(),
        }
    }
}

/// A message, for programs.
#[derive(Serialize)]
struct OutboxRow {
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
    reply: Option<String>,
}

impl List {
    fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |config, store| {
            let mut after = None;
            loop {
                let messages = store.undelivered(after.as_ref(), PAGE).await?;
                for status in &messages {
                    if self.failed && matches!(status.progress, Progress::Queued { .. }) {
                        continue;
                    }
                    let account = match status.message.to {
                        Principal::Account(id) => store.account(id).await?,
                        Principal::Operator(_) => None,
                    };
                    let address = account.map(|account| account.address.to_string());
                    let address = address.unwrap_or_default();
                    let line = if self.json {
                        serde_json::to_string(&row(status, address)).map_err(Failure::refused)?
                    } else {
                        columns(status, &address, &config.time_zone)
                    };
                    if writeln!(stdout(), "{line}").is_err() {
                        return Ok(ExitCode::SUCCESS); // The reader has closed.
                    }
                }
                match messages.into_iter().last() {
                    Some(last) => after = Some(last),
                    None => return Ok(ExitCode::SUCCESS),
                }
            }
        })
    }
}

fn columns(status: &MessageStatus, address: &str, zone: &TimeZone) -> String {
    let (at, reply) = match &status.progress {
        Progress::Queued { due_at, reply } => (*due_at, reply.as_ref()),
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
        reply.map_or("", |reply| reply.as_str()),
    ]
    .join("\t")
}

fn row(status: &MessageStatus, address: String) -> OutboxRow {
    let (due_at, failed_at, reply) = match &status.progress {
        Progress::Queued { due_at, reply } => (Some(*due_at), None, reply.as_ref()),
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
        reply: reply.map(|reply| reply.as_str().to_owned()),
    }
}

const fn cause(status: &MessageStatus) -> Option<FailureCause> {
    match &status.progress {
        Progress::Failed { cause, .. } => Some(*cause),
        _ => None,
    }
}

impl Retry {
    fn run(self) -> Result<ExitCode, Failure> {
        let told = self.lang.unwrap_or_else(terminal_language);
        open::with_store(&self.config, async |_, store| {
            let count = match self.id {
                Some(id) if store.retry_message(id, now()).await? => 1,
                Some(_) => return Err(not_retried(told)),
                None => retry_failed(store).await?,
            };
            match told {
                Language::Ja => println!("{count}通を再送します。"),
                _ => println!("to be retried: {count}"),
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

async fn retry_failed(store: &Database) -> Result<u64, Failure> {
    let (mut count, mut after) = (0, None);
    loop {
        let messages = store.undelivered(after.as_ref(), PAGE).await?;
        for status in &messages {
            // A message that no longer applied is not sent now.
            if cause(status).is_some_and(|cause| cause != FailureCause::NoLongerApplies) {
                count += u64::from(store.retry_message(status.id, now()).await?);
            }
        }
        match messages.into_iter().last() {
            Some(last) => after = Some(last),
            None => return Ok(count),
        }
    }
}

fn not_retried(told: Language) -> Failure {
    Failure::refused(match told {
        Language::Ja => {
            "message-not-waiting: 該当するメールがないか、送信済みまたは送信中です。ID は genkan outbox list で確認してください。"
        }
        _ => {
            "message-not-waiting: there is no such message, or it was sent or is being sent. See \
             the identities: genkan outbox list"
        }
    })
}

fn message_id(text: &str) -> Result<MessageId, String> {
    text.parse()
        .map_err(|_| "write the 32 hexadecimal digits that \"genkan outbox list\" shows".into())
}

const PAGE: u32 = 500;
