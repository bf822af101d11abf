//! The laws of each rule, compared with an oracle that implements the rule's
//! text directly and slowly.

mod document;
mod every_rule;
mod evidence;
mod needs;
mod patterns;
mod sizes;
mod text;
mod vectors;
mod words;

use genkan::policy::{Context, Document, InvalidDocument, Policy};
use genkan::text::{Tables, Unicode as _};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

/// Returns the policy of these rules, or its error.
fn try_policy(rules: &Value) -> Result<Policy, InvalidDocument> {
    let document = json!({"version": 1, "name": "test", "max_bytes": 65536, "rules": rules});
    Policy::try_from(serde_json::from_value::<Document>(document).unwrap())
}

fn policy(rules: &Value) -> Policy {
    try_policy(rules).unwrap()
}

/// The result of a rule.
#[derive(Debug, PartialEq)]
struct Answer {
    status: String,
    violation: Value,
}

impl Answer {
    fn is(&self, status: &str) -> bool {
        self.status == status
    }

    fn code(&self) -> &str {
        self.violation["code"].as_str().unwrap_or_default()
    }

    fn number(&self, field: &str) -> u64 {
        self.violation[field].as_u64().unwrap()
    }

    /// Returns the range of the violation, in code points.
    fn at(&self) -> (usize, usize) {
        let at = self.violation["at"].as_array().unwrap();
        let number = |at: &Value| at.as_u64().unwrap() as usize;
        (number(&at[0]), number(&at[1]))
    }
}

/// Returns the result of one rule, and checks the laws of every rule: a span is
/// within the prepared password and is not empty, and `accept` agrees with
/// `check`.
fn answer_in(rule: &Value, password: &str, context: &Context<'_>) -> Answer {
    let policy = policy(&json!([rule]));
    let report = policy.check(password, context);
    assert_eq!(
        policy.accept(password, context).is_ok(),
        report.is_accepted()
    );
    let report = serde_json::to_value(&report).unwrap();
    let items = report["items"].as_array().unwrap();
    assert_eq!(items.len(), 3, "{report}");
    let length = prepared(password).len();
    for item in items {
        if let Some(at) = item["violation"]["at"].as_array() {
            let (start, end) = (at[0].as_u64().unwrap(), at[1].as_u64().unwrap());
            assert!(start <= end && end <= length as u64, "{item}");
            assert!(start < end || length == 0, "{item}");
        }
    }
    Answer {
        status: items[2]["status"].as_str().unwrap().into(),
        violation: items[2]["violation"].clone(),
    }
}

fn answer(rule: &Value, password: &str) -> Answer {
    answer_in(rule, password, &Context::new())
}

/// Returns the prepared form, by RFC 8265 section 4.2.2.
fn prepared(text: &str) -> Vec<char> {
    let spaced = text.chars().map(|c| match c as u32 {
        0xa0 | 0x1680 | 0x2000..=0x200a | 0x202f | 0x205f | 0x3000 => ' ',
        _ => c,
    });
    spaced.nfc().collect()
}

fn prepared_text(text: &str) -> String {
    prepared(text).into_iter().collect()
}

/// Returns the folded form. `src/text/unicode.rs` compares it with an
/// independent table.
fn folded(text: &str) -> String {
    Tables.fold(text)
}

/// Returns texts near the bounds of the rules, and any other texts.
fn password() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    prop_oneof![
        4 => "[a-dA-D0-3!@_ ]{0,12}",
        2 => "(ab|aA|abc|12|1|q|w|e|あ|😀){0,9}",
        2 => "[a-zA-Z0-9!-/あ-んＡ-Ｚ０-９ａ-ｚé\u{301}ßſKﬁﬃﾊﾞŐ㍿\u{3000}\u{a0}\t]{0,14}",
        1 => any::<String>(),
        1 => "[\u{300}-\u{345}a-cé가-깋ᄀ-나-ᅣᆨ-ᆪ😀-😎]{0,12}",
    ]
}
