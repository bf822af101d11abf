//! Explains why a person got no email.

use std::process::ExitCode;

use clap::Args;
use genkan::address::Address;
use genkan::limit::LimitName;
use genkan::onboarding::{MessageStatus, Progress, Reply};
use genkan::time::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use super::open::with_service;
use super::output::{Rows, language, print_json, texts};
use super::times::{shown, written};
use super::{Failure, input};
use crate::cli::options::ConfigFile;
use crate::service::{Explanation, Finding};

#[derive(Args)]
pub(super) struct Explain {
    #[arg(help = texts().explain.address)]
    address: String,
    #[command(flatten)]
    config: ConfigFile,
    #[arg(long, help = texts().arguments.json)]
    json: bool,
}

impl Explain {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let address = input::address(&self.address)?;
        with_service(&self.config, async |config, service| {
            let explanation = service.explain(&address, &service.limits).await?;
            if self.json {
                print_json(&object(&address, &explanation))
            } else {
                print(&address, &explanation, &config.time_zone)
            }
        })
    }
}

fn print(
    address: &Address,
    explanation: &Explanation,
    zone: &TimeZone,
) -> Result<ExitCode, Failure> {
    let mut rows = Rows::new();
    rows.print(address)?;
    for finding in explanation.findings() {
        let found = finding.sentence(language(), &|time| shown(time, zone));
        let next = (texts().explain.next)(&finding, address.as_str());
        rows.print(format_args!("[{}] {found}", finding.code()))?;
        // No remedy for links helps if the account is sent none.
        let is_useless = finding.is_about_links() && !explanation.takes_links();
        if let Some(next) = next.filter(|_| !is_useless) {
            rows.print(format_args!("  -> {next}"))?;
        }
    }
    for status in explanation.messages.iter().take(SHOWN) {
        let (at, reply) = latest(status);
        rows.print(format_args!(
            "{}  {}  {}  {}",
            shown(at, zone),
            status.message.kind.code(),
            status.progress.code(),
            reply.map_or("", Reply::as_str)
        ))?;
    }
    rows.finish()
}

/// Returns the latest time, and the latest reply.
fn latest(status: &MessageStatus) -> (Timestamp, Option<&Reply>) {
    match &status.progress {
        Progress::Queued { reply, .. } => (status.queued_at, reply.as_ref()),
        Progress::Sent { at, reply }
        | Progress::Failed { at, reply, .. }
        | Progress::Bounced { at, reply } => (*at, Some(reply)),
    }
}

fn object(address: &Address, explanation: &Explanation) -> Value {
    let findings = explanation.findings();
    let findings: Vec<Value> = findings.iter().map(finding).collect();
    let messages = explanation.messages.iter().take(SHOWN);
    let messages: Vec<Value> = messages.map(message).collect();
    json!({
        "address": address.as_str(),
        "at": written(explanation.at),
        "account": explanation.account.as_ref().map(|account| account.id.to_string()),
        "findings": findings,
        "messages": messages,
    })
}

fn finding(finding: &Finding<'_>) -> Value {
    let mut fields = Map::new();
    let mut put = |key: &str, value: Value| drop(fields.insert(key.into(), value));
    put("code", finding.code().into());
    match finding {
        Finding::Unregistered | Finding::Operator | Finding::Active | Finding::NoLink => {}
        Finding::Registered(at) => put("expires_at", written(*at).into()),
        Finding::LinkUsedAgain(at) => put("at", written(*at).into()),
        Finding::Expired(at)
        | Finding::Held(at)
        | Finding::Removed(at)
        | Finding::Undeliverable(at) => {
            put("since", written(*at).into());
        }
        Finding::HandedOver { at, to } => {
            put("since", written(*at).into());
            put("to", to.as_str().into());
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
        Finding::Refused { by, at } => {
            put("by", by.code().into());
            put("at", written(*at).into());
        }
        Finding::Throttled(throttled) => {
            put("by", throttled.by.code().into());
            put("until", throttled.until.map(written).into());
        }
        Finding::LinkQueued {
            tries,
            due_at,
            reply,
            slowed_by,
        } => {
            put("slowed_by", slowed_by.map(LimitName::code).into());
            put("tries", (*tries).into());
            put("due_at", written(*due_at).into());
            put("reply", reply.map(Reply::as_str).into());
        }
        Finding::LinkSent { at, reply }
        | Finding::LinkFailed { at, reply, .. }
        | Finding::LinkBounced { at, reply } => {
            put("at", written(*at).into());
            put("reply", reply.as_str().into());
        }
    }
    Value::Object(fields)
}

fn message(status: &MessageStatus) -> Value {
    let (at, reply) = latest(status);
    json!({
        "id": status.id.to_string(),
        "kind": status.message.kind.code(),
        "state": status.progress.code(),
        "tries": status.tries,
        "queued_at": written(status.queued_at),
        "at": written(at),
        "reply": reply.map(Reply::as_str),
    })
}

/// How many messages are listed.
const SHOWN: usize = 10;
