//! Passwords are judged in a terminal or by the line.

use std::borrow::Cow;
use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};
use std::process::ExitCode;

use clap::Args;
use genkan::policy::{Context, Item, Language, Report, Status, Violation, message};
use genkan::strength::Strength;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::engine_choice::EngineChoice;
use super::{Failure, language, terminal_language};
use crate::config::ServiceName;
use crate::passwords::{Person, PolicyEngine};

/// The password is read from the standard input, or asked for where that is a
/// terminal: never given as an argument, which other users can see.
///
/// Answers 0 where it is accepted, 1 where it is rejected.
#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    choice: EngineChoice,
    /// The person's mail address, of which no part may be in the password.
    #[arg(long, conflicts_with = "jsonl")]
    email: Option<String>,
    /// The person's name, for policies that refuse it.
    #[arg(long, default_value = "", conflicts_with = "jsonl")]
    name: String,
    /// The person's company, for policies that refuse it.
    #[arg(long, default_value = "", conflicts_with = "jsonl")]
    company: String,
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = language, conflicts_with = "jsonl")]
    lang: Option<Language>,
    /// Say how well the password would stand guessing, too.
    #[arg(long, conflicts_with = "jsonl")]
    strength: bool,
    /// Read {"password":…, "email":…, "name":…, "company":…, "old_password":…}
    /// a line, answer {"accepted":…, "violations":[…]} a line.
    #[arg(long)]
    jsonl: bool,
}

impl Check {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let policy_engine = self.choice.open(ServiceName::default())?;
        if self.jsonl {
            return lines(&policy_engine);
        }
        let language = self.lang.unwrap_or_else(terminal_language);
        let password = password(language)?;
        let person = Person {
            email: self.email.as_deref(),
            name: &self.name,
            company: &self.company,
        };
        let context = answered(&policy_engine, policy_engine.context(&person), &password);
        let report = policy_engine.policy().check(&password, &context);
        print(language, &report);
        if self.strength {
            let words: Vec<&str> = self.email.iter().map(String::as_str).collect();
            let strength = Strength::of(&password, &words);
            println!("{}: {} / 4", strength_label(language), strength.score());
        }
        Ok(exit(report.is_accepted()))
    }
}

/// Adds what the policy asks about one password.
fn answered<'c>(policy_engine: &PolicyEngine, context: Context<'c>, password: &str) -> Context<'c> {
    policy_engine.with_score(policy_engine.with_breaches(context, password), password)
}

fn password(language: Language) -> Result<Zeroizing<String>, Failure> {
    let unreadable =
        |error: io::Error| Failure::usage(format_args!("no password was read: {error}"));
    if io::stdin().is_terminal() {
        let prompt = match language {
            Language::Ja => "パスワード: ",
            _ => "Password: ",
        };
        return rpassword::prompt_password(prompt)
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
        return Err(Failure::usage(
            "no password was read: the standard input is empty",
        ));
    }
    if line.ends_with('\n') {
        line.pop();
        if line.ends_with('\r') {
            line.pop();
        }
    }
    Ok(line)
}

fn print(language: Language, report: &Report<'_>) {
    for item in report.items() {
        let status = message::status(language, &item.status);
        println!(
            "[{status}] {}",
            message::requirement(language, &item.requirement)
        );
    }
    for violation in report.violations() {
        println!("! {}", message::violation(language, violation));
    }
    for hint in report.hints() {
        println!("* {}", message::hint(language, hint));
    }
}

const fn strength_label(language: Language) -> &'static str {
    match language {
        Language::Ja => "推測されにくさ（zxcvbn）",
        _ => "Resistance to guessing (zxcvbn)",
    }
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
    /// The rules that cannot be judged here, such as whether a password has
    /// been breached: it is neither accepted nor refused by them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unchecked: Vec<&'static str>,
}

fn unchecked(item: &Item<'_>) -> Option<&'static str> {
    (item.status == Status::Unchecked).then(|| item.requirement.code())
}

/// A line that is no question; the lines after it are answered all the same.
#[derive(Serialize)]
struct BadLine {
    error: &'static str,
    line: usize,
    message: String,
}

fn lines(policy_engine: &PolicyEngine) -> Result<ExitCode, Failure> {
    let mut input = io::stdin().lock();
    let mut output = io::BufWriter::new(io::stdout().lock());
    let (mut is_accepted, mut is_readable) = (true, true);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let unreadable = |error| Failure::usage(format_args!("line {number}: {error}"));
        let read = input
            .by_ref()
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .map_err(unreadable)?;
        if read == 0 {
            break;
        }
        // The rest of a line that is too long is read over, not kept.
        let is_whole = line.ends_with(b"\n") || read < LONGEST as usize;
        if !is_whole {
            input.skip_until(b'\n').map_err(unreadable)?;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let question = if is_whole {
            serde_json::from_slice::<Question<'_>>(&line).map_err(|error| reason(&error))
        } else {
            Err(format!("longer than {LONGEST} bytes"))
        };
        let written = match question {
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
                serde_json::to_writer(&mut output, &answer)
            }
            Err(message) => {
                is_readable = false;
                let error = "bad-line";
                serde_json::to_writer(
                    &mut output,
                    &BadLine {
                        error,
                        line: number,
                        message,
                    },
                )
            }
        };
        let written = written
            .map_err(io::Error::from)
            .and_then(|()| output.write_all(b"\n"));
        if written.is_err() {
            return Ok(exit(false)); // Nobody reads on.
        }
    }
    let flushed = output.flush();
    if !is_readable {
        return Ok(ExitCode::from(2));
    }
    Ok(exit(is_accepted && flushed.is_ok()))
}

/// What is wrong with a line, without a word of it: it may hold a password.
fn reason(error: &serde_json::Error) -> String {
    let kind = match error.classify() {
        serde_json::error::Category::Data => {
            "write {\"password\":\"…\"}, with email, name, company and old_password where wanted"
        }
        _ => "not JSON",
    };
    format!("{kind} (column {})", error.column())
}

fn exit(is_accepted: bool) -> ExitCode {
    if is_accepted {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The longest line that is read, in bytes: far more than any that could be
/// accepted, so that an overlong password is told apart from a bad line.
const LONGEST: u64 = 16 * 1024 * 1024;
