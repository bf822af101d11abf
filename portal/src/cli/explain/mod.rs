//! Why a person got no mail.

mod en;
mod ja;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use genkan::onboarding::{Address, LetterStatus, Progress, Reply};
use genkan::policy::Language;
use genkan::token::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use super::Failure;
use super::open::with_portal;
use super::policy::{Told, print_json};
use super::times::{shown, written};
use crate::hex;
use crate::portal::{Explanation, Finding};

/// Tells why a person got no mail, and what to do: whether the address is
/// registered, held or removed, whether a limit keeps requests out, and what
/// the mail server said of the last link.
///
/// Nothing of it is ever shown to whoever asks at the public door.
#[derive(Args)]
pub(super) struct Explain {
    /// The mail address.
    address: String,
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
    #[command(flatten)]
    told: Told,
}

impl Explain {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let address = Address::parse(&self.address)
            .map_err(|invalid| Failure::usage(format_args!("{}: {invalid}", invalid.code())))?;
        with_portal(&self.config, async |config, portal| {
            let explanation = portal.explain(&address, &portal.limits).await?;
            if self.told.json {
                print_json(&object(&address, &explanation))?;
            } else {
                print(
                    self.told.language(),
                    &address,
                    &explanation,
                    &config.time_zone,
                );
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// What an operator reads of a finding: what is so, and what to do.
struct Words {
    so: String,
    next: Option<String>,
}

fn print(language: Language, address: &Address, explanation: &Explanation, zone: &TimeZone) {
    let address = address.as_str();
    println!("{address}");
    for finding in explanation.findings() {
        let Words { so, next } = match language {
            Language::Ja => ja::words(&finding, address, zone),
            _ => en::words(&finding, address, zone),
        };
        println!("[{}] {so}", finding.code());
        // What the desk could do about links it is refused where none is sent.
        let is_moot = finding.is_of_links() && !explanation.takes_links();
        if let Some(next) = next.filter(|_| !is_moot) {
            println!("  -> {next}");
        }
    }
    for letter in explanation.letters.iter().take(SHOWN) {
        let (at, reply) = fate(letter);
        println!(
            "{}  {}  {}  {}",
            shown(at, zone),
            letter.letter.kind.code(),
            letter.progress.code(),
            reply.map_or("", Reply::as_str)
        );
    }
}

/// The time that matters, and what was said.
fn fate(letter: &LetterStatus) -> (Timestamp, Option<&Reply>) {
    match &letter.progress {
        Progress::Queued { reply, .. } => (letter.queued_at, reply.as_ref()),
        Progress::Sent { at, reply } => (*at, Some(reply)),
        Progress::Dead { at, reason } => (*at, Some(reason)),
    }
}

fn object(address: &Address, explanation: &Explanation) -> Value {
    let findings = explanation.findings();
    let findings: Vec<Value> = findings.iter().map(finding).collect();
    let letters = explanation.letters.iter().take(SHOWN);
    let letters: Vec<Value> = letters.map(letter).collect();
    json!({
        "address": address.as_str(),
        "at": written(explanation.at),
        "account": explanation.account.as_ref().map(|account| account.id.to_string()),
        "findings": findings,
        "letters": letters,
    })
}

fn finding(finding: &Finding<'_>) -> Value {
    let mut fields = Map::new();
    let mut put = |key: &str, value: Value| drop(fields.insert(key.into(), value));
    put("code", finding.code().into());
    match finding {
        Finding::Unregistered | Finding::Active | Finding::NoLink => {}
        Finding::Registered(at) => put("expires_at", written(*at).into()),
        Finding::Expired(at) | Finding::Held(at) | Finding::Removed(at) => {
            put("since", written(*at).into());
        }
        Finding::Replaced {
            by,
            undo_until,
            is_held,
        } => {
            put("by", by.as_str().into());
            put("undo_until", undo_until.map(written).into());
            put("is_held", (*is_held).into());
        }
        Finding::Throttled(throttled) => {
            put("by", throttled.by.code().into());
            put("until", throttled.until.map(written).into());
        }
        Finding::LinkQueued {
            tries,
            due_at,
            reply,
        } => {
            put("tries", (*tries).into());
            put("due_at", written(*due_at).into());
            put("reply", reply.map(Reply::as_str).into());
        }
        Finding::LinkSent { at, reply } => {
            put("at", written(*at).into());
            put("reply", reply.as_str().into());
        }
        Finding::LinkDead { at, reason, .. } => {
            put("at", written(*at).into());
            put("reason", reason.as_str().into());
        }
    }
    Value::Object(fields)
}

fn letter(letter: &LetterStatus) -> Value {
    let (at, reply) = fate(letter);
    json!({
        "id": hex::encode(&letter.id.to_bytes()),
        "kind": letter.letter.kind.code(),
        "state": letter.progress.code(),
        "tries": letter.tries,
        "queued_at": written(letter.queued_at),
        "at": written(at),
        "reply": reply.map(Reply::as_str),
    })
}

/// How many letters are listed.
const SHOWN: usize = 10;
