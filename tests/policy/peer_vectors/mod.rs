//! Verdicts of other projects, each asked of a policy of ours that says what
//! theirs does.
//!
//! The files are not part of this project; `GENKAN_SHARED_VECTORS` names their
//! folder, and without it these tests say so and show nothing. Every case is
//! counted: it agrees, it differs for a reason that is given here, or it asks
//! what our rules do not say, for a reason that is given here.

mod checkers;
mod passay;
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
    // Half a character, which JSON may spell and no Rust string can hold.
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

/// Whether these rules let a password through. Control characters, which all
/// peers accept and no policy of ours does, are another question.
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

/// How the cases of a file fared.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    agree: usize,
    differ: BTreeMap<&'static str, usize>,
    unsaid: BTreeMap<&'static str, usize>,
    unexplained: Vec<String>,
}

impl Tally {
    /// Counts a case. A difference needs its argument.
    fn compare(&mut self, ours: bool, theirs: bool, argument: Option<&'static str>, case: &Value) {
        match (ours == theirs, argument) {
            (true, _) => self.agree += 1,
            (false, Some(argument)) => *self.differ.entry(argument).or_default() += 1,
            (false, None) => self.unexplained.push(format!("ours {ours}: {case}")),
        }
    }

    fn unsaid(&mut self, reason: &'static str) {
        *self.unsaid.entry(reason).or_default() += 1;
    }

    fn assert(
        &self,
        name: &str,
        agree: usize,
        differ: &[(&'static str, usize)],
        unsaid: &[(&'static str, usize)],
    ) {
        eprintln!("{name}: {} agree", self.agree);
        for (reason, count) in &self.differ {
            eprintln!("{name}: {count} differ: {reason}");
        }
        for (reason, count) in &self.unsaid {
            eprintln!("{name}: {count} not ours to say: {reason}");
        }
        let expected = Self {
            agree,
            differ: differ.iter().copied().collect(),
            unsaid: unsaid.iter().copied().collect(),
            unexplained: Vec::new(),
        };
        assert_eq!(*self, expected, "{name}");
    }
}

/// Every ASCII character that is neither letter nor digit nor control.
fn ascii_special(name: &str, min: u64) -> Value {
    json!({"name": name, "min": min, "ranges": [[" ", "/"], [":", "@"], ["[", "`"], ["{", "~"]]})
}

/// Every character that is not one of `a-zA-Z0-9`.
fn not_alphanumeric(name: &str, min: u64) -> Value {
    json!({"name": name, "min": min, "ranges":
        [["\0", "/"], [":", "@"], ["[", "`"], ["{", "\u{10ffff}"]]})
}

fn all_of(kinds: &[Value]) -> Value {
    json!({"rule": "kinds", "required": kinds.len(), "of": kinds})
}

const CASE: &str = "words are compared caselessly: whoever types it in capitals has typed it";
