//! Verdicts of other projects, compared with those of an equivalent policy of
//! ours.
//!
//! The files are not part of this project; `GENKAN_SHARED_VECTORS` names their
//! folder, and without it these tests report that and prove nothing. Every case
//! is counted: it agrees, it differs for a stated reason, or our rules cannot
//! express it, for a stated reason.

mod checkers;
mod passay;
mod passwordrules;
mod servers;
mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;

use genkan::policy::{Context, Document, Policy, Violation};
use serde_json::{Value, json};

fn shared(name: &str) -> Option<Value> {
    let Some(folder) = std::env::var_os("GENKAN_SHARED_VECTORS") else {
        eprintln!("LEFT OUT: {name}: GENKAN_SHARED_VECTORS names no folder");
        return None;
    };
    let text = std::fs::read_to_string(PathBuf::from(folder).join(name)).unwrap();
    // A lone surrogate, which JSON can spell and a Rust string cannot hold.
    let text = text
        .replace(r#""\ud808""#, r#""half""#)
        .replace(r#""\udf34""#, r#""half""#);
    Some(serde_json::from_str(&text).unwrap())
}

fn cases(file: &Value) -> &[Value] {
    file["cases"].as_array().unwrap()
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap()
}

fn policy(rules: &Value) -> Policy {
    let document = json!({"version": 1, "name": "theirs", "max_bytes": 65536, "rules": rules});
    Policy::try_from(serde_json::from_value::<Document>(document).unwrap()).unwrap()
}

/// Returns whether these rules accept a password, ignoring control characters,
/// which all peers accept and no policy of ours does.
fn accepts(rules: &Value, password: &str, context: &Context<'_>) -> bool {
    let policy = policy(rules);
    let report = policy.check(password, context);
    report.items().iter().all(|item| {
        item.requirement.code() == "control-characters"
            || matches!(item.status.code(), "met" | "not-applicable")
    })
}

fn codes(rules: &Value, password: &str, context: &Context<'_>) -> Vec<&'static str> {
    let policy = policy(rules);
    let report = policy.check(password, context);
    report.violations().map(Violation::code).collect()
}

/// The results of the cases of a file.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    agree: usize,
    differ: BTreeMap<&'static str, usize>,
    unsupported: BTreeMap<&'static str, usize>,
    unexplained: Vec<String>,
}

impl Tally {
    /// Counts a case. A difference needs a reason.
    fn compare(&mut self, ours: bool, theirs: bool, argument: Option<&'static str>, case: &Value) {
        match (ours == theirs, argument) {
            (true, _) => self.agree += 1,
            (false, Some(argument)) => *self.differ.entry(argument).or_default() += 1,
            (false, None) => self.unexplained.push(format!("ours {ours}: {case}")),
        }
    }

    fn unsupported(&mut self, reason: &'static str) {
        *self.unsupported.entry(reason).or_default() += 1;
    }

    fn assert(
        &self,
        name: &str,
        agree: usize,
        differ: &[(&'static str, usize)],
        unsupported: &[(&'static str, usize)],
    ) {
        eprintln!("{name}: {} agree", self.agree);
        for (reason, count) in &self.differ {
            eprintln!("{name}: {count} differ: {reason}");
        }
        for (reason, count) in &self.unsupported {
            eprintln!("{name}: {count} not expressible: {reason}");
        }
        let expected = Self {
            agree,
            differ: differ.iter().copied().collect(),
            unsupported: unsupported.iter().copied().collect(),
            unexplained: Vec::new(),
        };
        assert_eq!(*self, expected, "{name}");
    }
}

/// Returns the kind of every ASCII character that is neither letter nor digit
/// nor control.
fn ascii_special(name: &str, min: u64) -> Value {
    json!({"name": name, "min": min, "ranges": [[" ", "/"], [":", "@"], ["[", "`"], ["{", "~"]]})
}

/// Returns the kind of every character that is not one of `a-zA-Z0-9`.
fn not_alphanumeric(name: &str, min: u64) -> Value {
    json!({"name": name, "min": min, "ranges":
        [["\0", "/"], [":", "@"], ["[", "`"], ["{", "\u{10ffff}"]]})
}

fn all_of(kinds: &[Value]) -> Value {
    json!({"rule": "kinds", "required": kinds.len(), "of": kinds})
}

const CASE: &str = "words are compared caselessly, so a word in capitals counts, too";
