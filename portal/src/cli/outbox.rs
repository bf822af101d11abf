//! The letters that have not been sent.

use std::io::{Write as _, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgGroup, Args, Subcommand};
use genkan::onboarding::{LetterId, LetterStatus, Progress, Store as _};
use genkan::policy::Language;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::times::{shown, written};
use super::{Failure, language, open, terminal_language};
use crate::hex;
use crate::mail::Death;
use crate::store::Database;
use crate::system::now;

#[derive(Subcommand)]
pub(super) enum Outbox {
    /// List the letters that have not been sent, the oldest first: identity,
    /// state, kind, address, tries, queued, next try or death, last reply, as
    /// tab-separated lines.
    List(List),
    /// Have letters tried again at once, their tries counted from the
    /// beginning.
    Retry(Retry),
}

#[derive(Args)]
pub(super) struct List {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
    /// Only those that are not tried any more.
    #[arg(long)]
    dead: bool,
    /// Answer with a JSON object a line, for programs.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
#[command(group(ArgGroup::new("which").required(true)))]
pub(super) struct Retry {
    /// The letter's identity, as `list` shows it.
    #[arg(group = "which", value_parser = letter_id)]
    id: Option<LetterId>,
    /// Every dead letter but those that are not needed any more.
    #[arg(long, group = "which")]
    all_dead: bool,
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

/// A letter, for programs.
#[derive(Serialize)]
struct Line {
    id: String,
    state: &'static str,
    kind: &'static str,
    address: String,
    tries: u32,
    queued_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dead_at: Option<String>,
    reply: Option<String>,
}

impl List {
    fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |config, store| {
            let mut after = None;
            loop {
                let letters = store.outbox(after.as_ref(), PAGE).await?;
                for letter in &letters {
                    if self.dead && !is_dead(letter) {
                        continue;
                    }
                    let account = store.account(letter.letter.account).await?;
                    let address = account.map(|account| account.address.as_str().to_owned());
                    let address = address.unwrap_or_default();
                    let line = if self.json {
                        serde_json::to_string(&object(letter, address)).map_err(Failure::refused)?
                    } else {
                        columns(letter, &address, &config.time_zone)
                    };
                    if writeln!(stdout(), "{line}").is_err() {
                        return Ok(ExitCode::SUCCESS); // Nobody reads on.
                    }
                }
                match letters.into_iter().last() {
                    Some(last) => after = Some(last),
                    None => return Ok(ExitCode::SUCCESS),
                }
            }
        })
    }
}

fn columns(letter: &LetterStatus, address: &str, zone: &TimeZone) -> String {
    let (at, reply) = match &letter.progress {
        Progress::Queued { due_at, reply } => (*due_at, reply.as_ref()),
        Progress::Sent { at, reply } => (*at, Some(reply)),
        Progress::Dead { at, reason } => (*at, Some(reason)),
    };
    [
        hex::encode(&letter.id.to_bytes()).as_str(),
        letter.progress.code(),
        letter.letter.kind.code(),
        address,
        &letter.tries.to_string(),
        &shown(letter.queued_at, zone),
        &shown(at, zone),
        reply.map_or("", |reply| reply.as_str()),
    ]
    .join("\t")
}

fn object(letter: &LetterStatus, address: String) -> Line {
    let (due_at, dead_at, reply) = match &letter.progress {
        Progress::Queued { due_at, reply } => (Some(*due_at), None, reply.as_ref()),
        Progress::Sent { reply, .. } => (None, None, Some(reply)),
        Progress::Dead { at, reason } => (None, Some(*at), Some(reason)),
    };
    Line {
        id: hex::encode(&letter.id.to_bytes()),
        state: letter.progress.code(),
        kind: letter.letter.kind.code(),
        address,
        tries: letter.tries,
        queued_at: written(letter.queued_at),
        due_at: due_at.map(written),
        dead_at: dead_at.map(written),
        reply: reply.map(|reply| reply.as_str().to_owned()),
    }
}

impl Retry {
    fn run(self) -> Result<ExitCode, Failure> {
        let told = self.lang.unwrap_or_else(terminal_language);
        open::with_store(&self.config, async |_, store| {
            let count = match self.id {
                Some(id) if store.retry_letter(id, now()).await? => 1,
                Some(_) => return Err(not_retried(told)),
                None => retry_dead(store).await?,
            };
            match told {
                Language::Ja => println!("{count}通を再送します。"),
                _ => println!("to be tried again: {count}"),
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

async fn retry_dead(store: &Database) -> Result<u64, Failure> {
    let (mut count, mut after) = (0, None);
    loop {
        let letters = store.outbox(after.as_ref(), PAGE).await?;
        for letter in &letters {
            // A letter that was not needed then is not sent now.
            if is_dead(letter) && !is_needless(letter) {
                count += u64::from(store.retry_letter(letter.id, now()).await?);
            }
        }
        match letters.into_iter().last() {
            Some(last) => after = Some(last),
            None => return Ok(count),
        }
    }
}

const fn is_dead(letter: &LetterStatus) -> bool {
    matches!(letter.progress, Progress::Dead { .. })
}

fn is_needless(letter: &LetterStatus) -> bool {
    matches!(&letter.progress, Progress::Dead { reason, .. }
        if Death::of(reason) == Some(Death::NotNeeded))
}

fn not_retried(told: Language) -> Failure {
    Failure::refused(match told {
        Language::Ja => {
            "letter-not-waiting: 該当するメールがないか、送信済みまたは送信中です。ID は outbox list で確認してください。"
        }
        _ => {
            "letter-not-waiting: there is no such letter, or it has been sent or is being sent; \
             see \"outbox list\""
        }
    })
}

fn letter_id(text: &str) -> Result<LetterId, String> {
    let number = u128::from_str_radix(text, 16).ok();
    number
        .filter(|_| text.len() == 32)
        .map(|number| LetterId::from_bytes(number.to_be_bytes()))
        .ok_or_else(|| "write the 32 hexadecimal digits that \"outbox list\" shows".into())
}

const PAGE: u32 = 500;
