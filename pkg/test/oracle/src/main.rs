//! The native verdicts that the npm package's tests compare its own with, byte
//! for byte. Reads questions and writes answers, one JSON line each.
//!
//! ```sh
//! echo '{"password":"Taro-2026","email":"taro@example.jp"}' |
//!     cargo run --package genkan-oracle
//! ```
//!
//! A question may also have `languages` (English and Japanese otherwise), `policy` (a document; the documented policy
//! otherwise) and the rest of a context: `words` (lists by their source),
//! `current_password`, `reused`, `breached` and `score`. An answer is
//! the report and its sentences by language, or, if the document is
//! invalid, the code of the error.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write as _, stdin, stdout};

use genkan::policy::message::Sentences;
use genkan::policy::{Context, ContextSource, Document, Policy, Report, message};
use serde::{Deserialize, Deserializer, Serialize};

#[derive(Deserialize)]
struct Question {
    password: String,
    email: Option<String>,
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
    current_password: Option<String>,
    reused: Option<bool>,
    #[serde(default, deserialize_with = "present")]
    breached: Option<Option<u64>>,
    score: Option<u8>,
    policy: Option<serde_json::Value>,
    /// The tags of the languages of the sentences.
    #[serde(default = "both")]
    languages: Vec<String>,
}

/// Returns the languages that have all texts of the crate.
fn both() -> Vec<String> {
    ["en", "ja"].map(String::from).into()
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'p> {
    Checked {
        report: &'p Report<'p>,
        /// By the tag of the language.
        sentences: BTreeMap<&'static str, Vec<String>>,
    },
    Refused {
        error: &'static str,
    },
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let documented = Policy::support_center();
    let mut answers = BufWriter::new(stdout().lock());
    for line in stdin().lines() {
        let question: Question = serde_json::from_str(&line?)?;
        let own = question.policy.as_ref().map(policy);
        match own.as_ref().map_or(Ok(&documented), Result::as_ref) {
            Ok(policy) => {
                let report = policy.check(&question.password, &context(&question));
                let answer = Answer::Checked {
                    report: &report,
                    sentences: message::LANGUAGES
                        .into_iter()
                        .filter(|language| {
                            question.languages.iter().any(|tag| tag == language.tag())
                        })
                        .map(|language| (language.tag(), sentences(language, &report)))
                        .collect(),
                };
                serde_json::to_writer(&mut answers, &answer)?;
            }
            Err(error) => serde_json::to_writer(&mut answers, &Answer::Refused { error })?,
        }
        writeln!(answers)?;
    }
    Ok(answers.flush()?)
}

/// Returns the policy of a document, or the code of its error.
fn policy(document: &serde_json::Value) -> Result<Policy, &'static str> {
    let document = Document::deserialize(document).map_err(|_| "policy-malformed")?;
    Policy::try_from(document).map_err(|error| error.code())
}

/// Distinguishes null, which means that the source did not answer, from a
/// missing field.
fn present<'d, D: Deserializer<'d>>(value: D) -> Result<Option<Option<u64>>, D::Error> {
    Option::deserialize(value).map(Some)
}

fn context(question: &Question) -> Context<'_> {
    let mut context = Context::new();
    if let Some(email) = &question.email {
        context = context.email(email);
    }
    if let Some(password) = &question.current_password {
        context = context.current_password(password);
    }
    if let Some(is_reused) = question.reused {
        context = context.reused(is_reused);
    }
    if let Some(times) = question.breached {
        context = context.breached(times);
    }
    if let Some(score) = question.score {
        context = context.score(score);
    }
    for source in ContextSource::ALL {
        for word in question.words.get(source.code()).into_iter().flatten() {
            context = context.word(source, word);
        }
    }
    context
}

/// Returns all sentences of a report: requirements with their statuses,
/// violations and hints.
fn sentences(language: &Sentences, report: &Report<'_>) -> Vec<String> {
    let items = report.items().iter().flat_map(|item| {
        [
            message::requirement(language, &item.requirement),
            message::status(language, &item.status),
        ]
    });
    let violations = report.violations().map(|v| message::violation(language, v));
    let hints = report.hints().iter().map(|h| message::hint(language, h));
    items.chain(violations).chain(hints).collect()
}
