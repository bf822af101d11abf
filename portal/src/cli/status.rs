//! Looks whether the parts of a portal work together.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;
use genkan::onboarding::{MessageStatus, Outbox as _, Progress};
use genkan::time::Timestamp;
use serde::Serialize;

use super::Failure;
use super::open::{runtime, store};
use super::options::ConfigFile;
use super::output::{Rows, texts};
use super::pages::{self, PAGE};
use super::serve::NODE_GONE;
use super::texts::StatusTexts;
use super::times::shown;
use crate::clock::now;
use crate::config::{Config, Smtp};
use crate::keys;
use crate::mail::Transport;
use crate::store::{Database, Node};

#[derive(Args)]
pub(super) struct Status {
    #[command(flatten)]
    config: ConfigFile,
    #[arg(long, help = texts().arguments.json)]
    json: bool,
}

/// What was found about one part.
#[derive(Serialize)]
struct Part {
    part: &'static str,
    state: State,
    detail: String,
}

#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    Warning,
    Failed,
}

impl State {
    const fn code(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failed => "failed",
        }
    }
}

impl Status {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let config = Config::read(&self.config)?;
        let parts = runtime("error")?.block_on(parts(&config));
        let mut rows = Rows::new();
        for part in &parts {
            match self.json {
                true => rows.print_json(part)?,
                false => {
                    let state = part.state.code();
                    rows.print(format_args!("{state}\t{}\t{}", part.part, part.detail))?;
                }
            }
        }
        rows.finish()?;
        let worst = parts.iter().map(|part| part.state).max();
        Ok(match worst {
            Some(State::Failed) => ExitCode::FAILURE,
            _ => ExitCode::SUCCESS,
        })
    }
}

async fn parts(config: &Config) -> Vec<Part> {
    let texts = &texts().status;
    let mut parts = vec![configuration(config, texts), keys(config, texts)];
    match store(config).await {
        Ok(store) => {
            parts.push(database(&store, texts).await);
            parts.push(outbox(&store, config, texts).await);
            parts.push(nodes(&store, texts).await);
        }
        Err(failure) => parts.push(failed("database", failure)),
    }
    parts.push(match &config.smtp {
        None => Part {
            part: "mail-server",
            state: State::Warning,
            detail: texts.no_mail_server.into(),
        },
        Some(smtp) => mail_server(config, smtp).await,
    });
    parts
}

fn failed(part: &'static str, detail: impl ToString) -> Part {
    Part {
        part,
        state: State::Failed,
        detail: detail.to_string(),
    }
}

fn configuration(config: &Config, texts: &StatusTexts) -> Part {
    let warnings = config.warnings();
    let said = warnings.iter().map(|warning| {
        let problem = (super::output::texts().config.problem)(&warning.to_string());
        format!("{}: {problem}", warning.code())
    });
    let said: Vec<String> = said.collect();
    let (state, detail) = match said.is_empty() {
        true => (State::Ok, (texts.base_url)(&config.base_url)),
        false => (State::Warning, said.join(" / ")),
    };
    Part {
        part: "configuration",
        state,
        detail,
    }
}

/// The keys of this machine. A node that was never started has none.
fn keys(config: &Config, texts: &StatusTexts) -> Part {
    if !config.data.join(keys::NAME).exists() {
        return Part {
            part: "keys",
            state: State::Warning,
            detail: texts.no_keys.into(),
        };
    }
    match keys::list(&config.data) {
        Err(error) => failed("keys", error),
        Ok(list) => Part {
            part: "keys",
            state: State::Ok,
            detail: (texts.keys)(list.len()),
        },
    }
}

async fn database(store: &Database, texts: &StatusTexts) -> Part {
    let begun = Instant::now();
    match store.ping().await {
        Err(error) => failed("database", format_args!("{}: {error}", error.code())),
        Ok(()) => Part {
            part: "database",
            state: State::Ok,
            detail: (texts.answered)(begun.elapsed().as_millis()),
        },
    }
}

/// The nodes that run, and whether they have the same keys.
async fn nodes(store: &Database, texts: &StatusTexts) -> Part {
    let since = Timestamp::from_unix_seconds(now().unix_seconds().saturating_sub(NODE_GONE));
    let nodes = match store.nodes(since).await {
        Err(error) => return failed("nodes", format_args!("{}: {error}", error.code())),
        Ok(nodes) => nodes,
    };
    let differ = |one: &Node| nodes.iter().find(|other| !one.agrees_with(other));
    match nodes.iter().find_map(|one| Some((one, differ(one)?))) {
        Some((one, other)) => failed("nodes", (texts.keys_differ)(&one.name, &other.name)),
        None => Part {
            part: "nodes",
            state: State::Ok,
            detail: (texts.nodes)(nodes.len()),
        },
    }
}

/// The messages that wait, or have failed within a day.
async fn outbox(store: &Database, config: &Config, texts: &StatusTexts) -> Part {
    let mut found = Waiting::default();
    let page = async |last: Option<&MessageStatus>| store.undelivered(last, PAGE).await;
    let counted = pages::for_each(page, async |status: &MessageStatus| {
        found.add(status);
        Ok(())
    });
    if let Err(failure) = counted.await {
        return failed("outbox", failure);
    }
    let since = found.overdue_since.map(|at| shown(at, &config.time_zone));
    let state = match (since.is_some(), found.failed + found.bounced) {
        (true, _) => State::Failed,
        (false, 1..) => State::Warning,
        (false, 0) => State::Ok,
    };
    Part {
        part: "outbox",
        state,
        detail: (texts.outbox)(found.waiting, found.failed, found.bounced, since.as_deref()),
    }
}

#[derive(Default)]
struct Waiting {
    waiting: usize,
    failed: usize,
    bounced: usize,
    /// The oldest message that should have been sent some time ago.
    overdue_since: Option<Timestamp>,
}

impl Waiting {
    fn add(&mut self, status: &MessageStatus) {
        let is_new = |at: Timestamp| now().since(at) < DAY;
        match &status.progress {
            Progress::Queued { slowed_by, .. } => {
                self.waiting += 1;
                let is_overdue = slowed_by.is_none() && now().since(status.queued_at) > OVERDUE;
                if is_overdue && self.overdue_since.is_none_or(|at| status.queued_at < at) {
                    self.overdue_since = Some(status.queued_at);
                }
            }
            Progress::Failed { at, .. } if is_new(*at) => self.failed += 1,
            Progress::Bounced { at, .. } if is_new(*at) => self.bounced += 1,
            _ => {}
        }
    }
}

/// Whether the mail server accepts a connection.
/// Connects to the mail server, signs in and names the sender, as for an email.
async fn mail_server(config: &Config, smtp: &Smtp) -> Part {
    let texts = texts();
    let place = format!("{}:{}", smtp.host, smtp.port());
    let transport = match Transport::open(config) {
        Ok(transport) => transport,
        Err(error) => return failed("mail-server", error),
    };
    match tokio::time::timeout(PATIENCE, transport.check()).await {
        Ok(Ok(())) => Part {
            part: "mail-server",
            state: State::Ok,
            detail: (texts.status.connects)(&place),
        },
        Ok(Err(fault)) => {
            let explained = (texts.mail.fault)(&fault, &smtp.host);
            failed(
                "mail-server",
                format_args!("{place}: {explained} ({fault})"),
            )
        }
        Err(_) => failed("mail-server", (texts.status.no_answer)(&place)),
    }
}

/// How long the mail server may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// A message that waits for longer is a sign that no node sends, or that the mail
/// server accepts nothing.
const OVERDUE: Duration = Duration::from_secs(10 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
