//! Verifies, lists and exports the audit log.

use std::collections::HashMap;
use std::io::{BufWriter, Write as _, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use genkan::Language;
use genkan::audit_log::{Actor, Broken, Entry, Head, Reading, ReasonDigest, SubjectId, Why};
use genkan::onboarding::{Accounts as _, AuditLog as _, Operators as _};
use serde::Serialize;

use super::common::Common;
use super::times::{shown, written};
use super::{Failure, open};
use crate::hex;
use crate::service::Error;
use crate::store::Database;

#[derive(Subcommand)]
pub(super) enum AuditLog {
    /// Look for entries that were edited, removed, inserted or moved.
    ///
    /// Exits with 0 if the log is as it was written, with 1 if not.
    Verify(Verify),
    /// List the entries for people, with names, addresses and reasons as far
    /// as they are still stored: number, time, event, subject, actor, reason,
    /// as tab-separated lines.
    List(List),
    /// Write every entry as one JSON object per line, without personal data.
    Export(Export),
}

#[derive(Args)]
pub(super) struct Verify {
    #[command(flatten)]
    common: Common,
    /// The head that an earlier run showed, to check that the log up to it is
    /// unchanged and that nothing was cut off.
    #[arg(long, value_name = "SEQ:HASH")]
    head: Option<Head>,
}

#[derive(Args)]
pub(super) struct List {
    #[command(flatten)]
    common: Common,
    /// Only entries after this one.
    #[arg(long, value_name = "SEQ")]
    after: Option<u64>,
}

#[derive(Args)]
pub(super) struct Export {
    /// The configuration file.
    #[arg(long)]
    config: PathBuf,
    /// Only entries after this one.
    #[arg(long, value_name = "SEQ")]
    after: Option<u64>,
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

impl Verify {
    fn run(self) -> Result<ExitCode, Failure> {
        let told = self.common.language();
        open::with_store(&self.common.config, async |_, store| {
            let head = read(store, self.head, told).await?;
            match told {
                Language::Ja => {
                    println!("監査ログに異常はありません（{}件）。", head.seq);
                    println!("次回の検証用に、この値を別の場所に保管してください: {head}");
                }
                _ => {
                    println!("the audit log is as it was written ({} entries)", head.seq);
                    println!("keep this head elsewhere, for the next check: {head}");
                }
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// Reads the log to its end, a page at a time.
async fn read(store: &Database, kept: Option<Head>, told: Language) -> Result<Head, Failure> {
    let mut reading = Reading::new(kept);
    let broken = |broken: Broken| failure(told, broken.at, broken.why.code(), &why(told, broken));
    loop {
        let seq = reading.head().seq;
        let after = (seq > 0).then_some(seq);
        let entries = match store.entries(after, PAGE).await {
            Ok(entries) => entries,
            // One of them cannot be read, so they are read one by one.
            Err(_) => match store.entries(after, 1).await {
                Ok(entries) => entries,
                Err(error) => {
                    let code = error.code();
                    return Err(failure(told, seq + 1, code, &Failure::from(error).text));
                }
            },
        };
        if entries.is_empty() {
            return reading.end().map_err(broken);
        }
        for entry in &entries {
            reading.read(entry).map_err(broken)?;
        }
    }
}

fn failure(told: Language, at: u64, code: &str, why: &str) -> Failure {
    Failure::refused(match told {
        Language::Ja => format!("audit-log-broken: {at}件目: {code}: {why}"),
        _ => format!("audit-log-broken: entry {at}: {code}: {why}"),
    })
}

fn why(told: Language, broken: Broken) -> String {
    if told != Language::Ja {
        return broken.why.to_string();
    }
    match broken.why {
        Why::Missing => "ここにあるはずの記録がありません（削除、移動、または挿入）。",
        Why::Detached => "直前の記録とつながっていません。どちらかが差し替えられています。",
        Why::Edited => "内容またはハッシュが書き換えられています。",
        Why::CutOff => "保管した値では続きがあったはずですが、ログがここで切れています。",
        Why::Rewritten => "保管した値と一致しません。ログが書き直されています。",
        _ => return broken.why.to_string(),
    }
    .into()
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
    fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            write_entries(store, self.after, async |entry| {
                serde_json::to_string(&row(entry)).map_err(Failure::refused)
            })
            .await
        })
    }
}

/// Writes one line for each entry after `after`.
async fn write_entries(
    store: &Database,
    mut after: Option<u64>,
    mut line: impl AsyncFnMut(&Entry) -> Result<String, Failure>,
) -> Result<ExitCode, Failure> {
    let mut output = BufWriter::new(stdout().lock());
    loop {
        let entries = store.entries(after, PAGE).await?;
        let Some(last) = entries.last() else {
            break;
        };
        after = Some(last.seq);
        for entry in &entries {
            if writeln!(output, "{}", line(entry).await?).is_err() {
                return Ok(ExitCode::SUCCESS); // The reader has closed.
            }
        }
    }
    output.flush().map_err(Failure::refused)?;
    Ok(ExitCode::SUCCESS)
}

fn row(entry: &Entry) -> AuditRow {
    let event = entry.event;
    let reason = event.reason.map(ReasonDigest::to_bytes);
    AuditRow {
        seq: entry.seq,
        at: written(event.at),
        unix_seconds: event.at.unix_seconds(),
        subject: event.subject.code(),
        subject_id: hex::encode(&event.subject.id()),
        kind: event.kind.code(),
        actor: event.actor.code(),
        actor_id: event.actor.id().map(|id| hex::encode(&id)),
        reason_digest: reason.map(|digest| hex::encode(&digest)),
        previous: entry.previous.to_string(),
        hash: entry.hash.to_string(),
    }
}

impl List {
    fn run(self) -> Result<ExitCode, Failure> {
        let told = self.common.language();
        open::with_store(&self.common.config, async |config, store| {
            let mut names = Names::default();
            write_entries(store, self.after, async |entry| {
                let event = &entry.event;
                let columns = [
                    entry.seq.to_string(),
                    shown(event.at, &config.time_zone),
                    event.kind.to_string(),
                    names.of(store, event.subject).await?,
                    match event.actor {
                        Actor::Contact(id) => names.of(store, id.into()).await?,
                        Actor::Operator(id) => names.of(store, id.into()).await?,
                        actor => actor.code().into(),
                    },
                    match event.reason {
                        Some(digest) => reason(store, digest, told).await?,
                        None => String::new(),
                    },
                ];
                Ok(columns.join("\t"))
            })
            .await
        })
    }
}

/// Returns the text of a reason, or a note that it was erased.
async fn reason(store: &Database, digest: ReasonDigest, told: Language) -> Result<String, Error> {
    let erased = match told {
        Language::Ja => "（理由は消去済み）",
        _ => "(the reason was erased)",
    };
    let reason = store.reason(digest).await?;
    Ok(reason.map_or_else(|| erased.to_owned(), |reason| reason.text().to_owned()))
}

/// What was looked up to name the subjects and actors of entries.
#[derive(Default)]
struct Names(HashMap<SubjectId, String>);

impl Names {
    /// Returns the address of an account, the name of a company or of an
    /// operator; the identity if nothing is stored.
    async fn of(&mut self, store: &Database, subject: SubjectId) -> Result<String, Error> {
        if let Some(name) = self.0.get(&subject) {
            return Ok(name.clone());
        }
        let name = match subject {
            SubjectId::Account(id) => {
                let account = store.account(id).await?;
                account.map(|account| account.address.to_string())
            }
            SubjectId::Company(id) => {
                let company = store.company(id).await?;
                company.map(|company| company.name.to_string())
            }
            SubjectId::Operator(id) => {
                let operator = store.operator(id).await?;
                operator.map(|operator| operator.name.to_string())
            }
        };
        let name = name.unwrap_or_else(|| hex::encode(&subject.id()));
        self.0.insert(subject, name.clone());
        Ok(name)
    }
}

/// How many entries are in memory at the same time.
const PAGE: u32 = 1000;
