//! The audit log is verified and given out.

use std::io::{BufWriter, Write as _, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use genkan::onboarding::audit::{Broken, Entry, Head, Reading, Why};
use genkan::onboarding::{OperatorId, Store as _};
use genkan::policy::Language;
use serde::Serialize;

use super::times::written;
use super::{Failure, language, open, operator, terminal_language};
use crate::hex;
use crate::store::Database;

#[derive(Subcommand)]
pub(super) enum AuditLog {
    /// Look for anything that was edited, removed, put in or moved.
    ///
    /// Answers 0 where all is as it was written, 1 where it is not.
    Verify(Verify),
    /// Write every entry as a JSON object a line.
    Export(Export),
}

#[derive(Args)]
pub(super) struct Verify {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
    /// The head that an earlier run showed: whether the log up to there is
    /// still the same, and nothing was cut off.
    #[arg(long, value_name = "SEQ:HASH")]
    head: Option<Head>,
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
}

#[derive(Args)]
pub(super) struct Export {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
    /// Only what comes after this entry.
    #[arg(long, default_value_t = 0, value_name = "SEQ")]
    after: u64,
    /// An operator whose name is to stand beside what they did; may be given
    /// again.
    #[arg(long = "operator", value_name = "OPERATOR", value_parser = operator::name)]
    operators: Vec<String>,
}

impl AuditLog {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Verify(verify) => verify.run(),
            Self::Export(export) => export.run(),
        }
    }
}

impl Verify {
    fn run(self) -> Result<ExitCode, Failure> {
        let told = self.lang.unwrap_or_else(terminal_language);
        open::with_store(&self.config, async |_, store| {
            let head = read(store, self.head, told).await?;
            match told {
                Language::Ja => {
                    println!("監査ログに異常はありません（{}件）。", head.seq);
                    println!("次回の検証用に、この値を別の場所に保管してください: {head}");
                }
                _ => {
                    println!("the audit log is as it was written ({} entries)", head.seq);
                    println!("keep this elsewhere, for the next time: {head}");
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
        let entries = match store.entries(seq, PAGE).await {
            Ok(entries) => entries,
            // One of them is no entry; the others are read one by one.
            Err(_) => match store.entries(seq, 1).await {
                Ok(entries) => entries,
                Err(fault) => {
                    let code = fault.code();
                    return Err(failure(told, seq + 1, code, &Failure::from(fault).text));
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

/// An entry, for programs: all that its hash is over, and the hash.
#[derive(Serialize)]
struct Line<'n> {
    seq: u64,
    at: String,
    unix_seconds: u64,
    account: String,
    kind: &'static str,
    actor: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator_name: Option<&'n str>,
    previous: String,
    hash: String,
}

impl Export {
    fn run(self) -> Result<ExitCode, Failure> {
        let named: Vec<(OperatorId, &str)> = self
            .operators
            .iter()
            .map(|name| (operator::operator(name), name.as_str()))
            .collect();
        open::with_store(&self.config, async |_, store| {
            let mut output = BufWriter::new(stdout().lock());
            let mut after = self.after;
            loop {
                let entries = store.entries(after, PAGE).await?;
                let Some(last) = entries.last() else {
                    break;
                };
                after = last.seq;
                for entry in &entries {
                    let line = serde_json::to_string(&line(entry, &named));
                    if writeln!(output, "{}", line.map_err(Failure::refused)?).is_err() {
                        return Ok(ExitCode::SUCCESS); // Nobody reads on.
                    }
                }
            }
            output.flush().map_err(Failure::refused)?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

fn line<'n>(entry: &Entry, named: &[(OperatorId, &'n str)]) -> Line<'n> {
    let event = entry.event;
    let operator = event.actor.operator();
    let name = named.iter().find(|(id, _)| Some(*id) == operator);
    Line {
        seq: entry.seq,
        at: written(event.at),
        unix_seconds: event.at.unix_seconds(),
        account: hex::encode(&event.account.to_bytes()),
        kind: event.kind.code(),
        actor: event.actor.code(),
        operator: operator.map(|operator| operator.to_string()),
        operator_name: name.map(|(_, name)| *name),
        previous: entry.previous.to_string(),
        hash: entry.hash.to_string(),
    }
}

/// How many entries are in memory at the same time.
const PAGE: u32 = 1000;
