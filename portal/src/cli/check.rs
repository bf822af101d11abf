//! Checks a password, or one per line.

use std::borrow::Cow;
use std::io::{self, BufRead as _, IsTerminal as _, Read as _};
use std::process::ExitCode;

use clap::Args;
use genkan::policy::{Context, Item, Report, Status, Violation, message};
use genkan::strength::Strength;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Failure;
use super::output::{Rows, language, texts};
use super::policy::EngineChoice;
use crate::byte_order_mark::{bytes_without_mark, without_mark};
use crate::passwords::{Person, PolicyEngine};

#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    choice: EngineChoice,
    #[arg(long, conflicts_with = "jsonl", help = texts().check.email)]
    email: Option<String>,
    #[arg(
        long,
        hide_default_value = true,
        default_value = "",
        conflicts_with = "jsonl"
    )]
    #[arg(help = texts().check.name)]
    name: String,
    #[arg(
        long,
        hide_default_value = true,
        default_value = "",
        conflicts_with = "jsonl"
    )]
    #[arg(help = texts().check.company)]
    company: String,
    #[arg(long, conflicts_with = "jsonl", help = texts().check.strength)]
    strength: bool,
    #[arg(long, help = texts().check.jsonl)]
    jsonl: bool,
}

impl Check {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let policy_engine = self.choice.open()?;
        if self.jsonl {
            return lines(&policy_engine);
        }
        let password = password()?;
        let person = Person {
            email: self.email.as_deref(),
            name: &self.name,
            company: &self.company,
        };
        let context = answered(&policy_engine, policy_engine.context(&person), &password);
        let report = policy_engine.policy().check(&password, &context);
        let strength = self.strength.then(|| {
            let words: Vec<&str> = self.email.iter().map(String::as_str).collect();
            Strength::of(&password, &words)
        });
        let printed = print(&report, strength);
        printed.map(drop).or_else(Failure::unless_closed)?;
        Ok(exit(report.is_accepted()))
    }
}

/// Adds what the policy requires about one password.
fn answered<'c>(policy_engine: &PolicyEngine, context: Context<'c>, password: &str) -> Context<'c> {
    policy_engine.with_score(policy_engine.with_breaches(context, password), password)
}

fn password() -> Result<Zeroizing<String>, Failure> {
    let texts = &texts().check;
    let unreadable = |error: io::Error| Failure::usage((texts.no_password)(&error));
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(texts.prompt)
            .map(Zeroizing::new)
            .map_err(unreadable);
    }
    let mut line = Zeroizing::new(String::new());
    let read = io::stdin()
        .lock()
        .take(LONGEST)
        .read_line(&mut line)
        .map_err(unreadable)?;
    if read == 0 {
        return Err(Failure::usage(texts.nothing_on_input));
    }
    // Editors write a byte order mark before a text.
    if line.starts_with('\u{feff}') {
        line.drain(..'\u{feff}'.len_utf8());
    }
    if line.ends_with('\n') {
        line.pop();
        if line.ends_with('\r') {
            line.pop();
        }
    }
    let mark = line.len() - without_mark(&line).len();
    line.drain(..mark);
    Ok(line)
}

fn print(report: &Report<'_>, strength: Option<Strength>) -> Result<ExitCode, Failure> {
    let (language, mut rows) = (language(), Rows::new());
    for item in report.items() {
        let status = message::status(language, &item.status);
        let requirement = message::requirement(language, &item.requirement);
        rows.print(format_args!("[{status}] {requirement}"))?;
    }
    for violation in report.violations() {
        let violation = message::violation(language, violation);
        rows.print(format_args!("! {violation}"))?;
    }
    for hint in report.hints() {
        rows.print(format_args!("* {}", message::hint(language, hint)))?;
    }
    if let Some(strength) = strength {
        let (label, score) = (texts().check.label_strength, strength.score());
        rows.print(format_args!("{label}: {score} / 4"))?;
    }
    rows.finish()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question<'l> {
    #[serde(borrow)]
    password: Cow<'l, str>,
    #[serde(borrow, default)]
    email: Option<Cow<'l, str>>,
    #[serde(borrow, default)]
    name: Option<Cow<'l, str>>,
    #[serde(borrow, default)]
    company: Option<Cow<'l, str>>,
    #[serde(borrow, default)]
    old_password: Option<Cow<'l, str>>,
}

impl Question<'_> {
    fn context<'c>(&'c self, policy_engine: &'c PolicyEngine) -> Context<'c> {
        let context = policy_engine.context(&Person {
            email: self.email.as_deref(),
            name: self.name.as_deref().unwrap_or_default(),
            company: self.company.as_deref().unwrap_or_default(),
        });
        match &self.old_password {
            Some(old) => context.current_password(old),
            None => context,
        }
    }
}

#[derive(Serialize)]
struct Answer<'r> {
    accepted: bool,
    violations: Vec<&'r Violation<'r>>,
    /// The rules that cannot be checked here, such as whether a password has
    /// been breached: they neither accept nor reject it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unchecked: Vec<&'static str>,
}

fn unchecked(item: &Item<'_>) -> Option<&'static str> {
    (item.status == Status::Unchecked).then(|| item.requirement.code())
}

/// The answer to a line that is not a question. The lines after it are still
/// answered.
#[derive(Serialize)]
struct BadLine {
    error: &'static str,
    line: usize,
    message: String,
}

fn lines(policy_engine: &PolicyEngine) -> Result<ExitCode, Failure> {
    let texts = &texts().check;
    let mut input = io::stdin().lock();
    let mut rows = Rows::new();
    let (mut is_accepted, mut is_readable) = (true, true);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let unreadable = |error| Failure::usage((texts.line_unreadable)(number, &error));
        let read = input
            .by_ref()
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .map_err(unreadable)?;
        if read == 0 {
            break;
        }
        // The rest of a line that is too long is skipped.
        let is_whole = line.ends_with(b"\n") || read < LONGEST as usize;
        if !is_whole {
            input.skip_until(b'\n').map_err(unreadable)?;
        }
        let line = bytes_without_mark(&line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        let question = if is_whole {
            serde_json::from_slice::<Question<'_>>(line).map_err(|error| reason(&error))
        } else {
            Err((texts.line_too_long)(LONGEST))
        };
        let printed = match question {
            Ok(question) => {
                let policy = policy_engine.policy();
                let context = answered(
                    policy_engine,
                    question.context(policy_engine),
                    &question.password,
                );
                let report = policy.check(&question.password, &context);
                is_accepted &= report.is_accepted();
                let answer = Answer {
                    accepted: report.is_accepted(),
                    violations: report.violations().collect(),
                    unchecked: report.items().iter().filter_map(unchecked).collect(),
                };
                rows.print_json(&answer)
            }
            Err(message) => {
                is_readable = false;
                let error = "bad-line";
                rows.print_json(&BadLine {
                    error,
                    line: number,
                    message,
                })
            }
        };
        if let Err(failure) = printed {
            failure.unless_closed()?;
            // The reader has closed, and the lines that follow are unchecked.
            return Ok(exit(false));
        }
    }
    rows.finish().map(drop).or_else(Failure::unless_closed)?;
    if !is_readable {
        return Ok(ExitCode::from(2));
    }
    Ok(exit(is_accepted))
}

/// Returns what is wrong with a line, without its content: it may contain a
/// password.
fn reason(error: &serde_json::Error) -> String {
    let texts = &texts().check;
    let text = match error.classify() {
        serde_json::error::Category::Data => texts.line_malformed,
        _ => texts.line_not_json,
    };
    text(error.column())
}

fn exit(is_accepted: bool) -> ExitCode {
    if is_accepted {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The longest line that is read, in bytes: far more than any that could be
/// accepted, so that an overlong password is reported as too long and not as a
/// bad line.
const LONGEST: u64 = 16 * 1024 * 1024;
