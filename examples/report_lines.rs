//! Judges passwords by the documented policy, one JSON line each.
//!
//! ```sh
//! echo '{"password":"Taro-2026","email":"taro@example.jp"}' |
//!     cargo run --package genkan --example report_lines
//! ```
//!
//! Each answer is the report as data, as a browser gets it from the npm
//! package too, and what a person is told, in every language. The package's
//! tests compare the two, byte for byte.

use std::io::{BufWriter, Write as _, stdin, stdout};

use genkan::policy::{Context, Language, Policy, Report, message};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Question {
    password: String,
    email: Option<String>,
}

#[derive(Serialize)]
struct Answer<'p> {
    report: &'p Report<'p>,
    ja: Vec<String>,
    en: Vec<String>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let policy = Policy::support_center();
    let mut answers = BufWriter::new(stdout().lock());
    for line in stdin().lines() {
        let question: Question = serde_json::from_str(&line?)?;
        let mut context = Context::new();
        if let Some(email) = &question.email {
            context = context.email(email);
        }
        let report = policy.check(&question.password, &context);
        let answer = Answer {
            report: &report,
            ja: sentences(Language::Ja, &report),
            en: sentences(Language::En, &report),
        };
        serde_json::to_writer(&mut answers, &answer)?;
        writeln!(answers)?;
    }
    Ok(answers.flush()?)
}

/// Everything that the report says, in words: what was asked and how the
/// password stands to it, what is wrong, and what is worth knowing besides.
fn sentences(language: Language, report: &Report<'_>) -> Vec<String> {
    let items = report.items().flat_map(|item| {
        [
            message::requirement(language, &item.requirement),
            message::status(language, &item.status),
        ]
    });
    let violations = report.violations().map(|v| message::violation(language, v));
    let hints = report.hints().map(|h| message::hint(language, h));
    items.chain(violations).chain(hints).collect()
}
