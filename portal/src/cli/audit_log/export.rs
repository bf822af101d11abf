use std::process::ExitCode;

use clap::Args;
use genkan::audit_log::{Entry, ReasonDigest};
use serde::Serialize;

use super::for_each_entry;
use crate::cli::options::ConfigFile;
use crate::cli::output::{Rows, texts};
use crate::cli::times::written;
use crate::cli::{Failure, input, open};
use base16ct::lower::encode_string;

#[derive(Args)]
pub(in crate::cli) struct Export {
    #[command(flatten)]
    config: ConfigFile,
    #[arg(long, value_name = "SEQ", value_parser = input::number(0..=u64::MAX))]
    #[arg(help = texts().audit_log.after)]
    after: Option<u64>,
}

/// An entry, for programs: everything that its hash covers, and the hash.
#[derive(Serialize)]
struct AuditRow {
    seq: u64,
    at: String,
    unix_seconds: u64,
    subject: &'static str,
    subject_id: String,
    kind: &'static str,
    actor: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason_digest: Option<String>,
    previous: String,
    hash: String,
}

impl Export {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            let mut rows = Rows::new();
            for_each_entry(store, self.after, async |entry| {
                rows.print_json(&row(entry))
            })
            .await?;
            rows.finish()
        })
    }
}

fn row(entry: &Entry) -> AuditRow {
    let event = entry.event;
    let reason = event.reason.map(ReasonDigest::to_bytes);
    AuditRow {
        seq: entry.seq,
        at: written(event.at),
        unix_seconds: event.at.unix_seconds(),
        subject: event.subject.code(),
        subject_id: encode_string(&event.subject.id()),
        kind: event.kind.code(),
        actor: event.actor.code(),
        actor_id: event.actor.id().map(|id| encode_string(&id)),
        reason_digest: reason.map(|digest| encode_string(&digest)),
        previous: entry.previous.to_string(),
        hash: entry.hash.to_string(),
    }
}
