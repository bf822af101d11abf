//! Laws of all rules at once.

use genkan::blocklist::WordList;
use genkan::policy::{Context, ContextSource, Policy};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{password, policy, prepared};

fn every_rule() -> Value {
    json!([
        {"rule": "length", "min": 1, "max": 60, "unit": "bytes"},
        {"rule": "kinds", "required": 3, "of": [
            {"name": "lower", "min": 2}, {"name": "upper"}, {"name": "digit"},
            {"name": "other-letter"}, {"name": "special", "characters": "!@"},
        ]},
        {"rule": "local-part", "min_piece": 2, "reversed": true, "look_alikes": true},
        {"rule": "context-word", "sources": ["address", "name", "company", "service"],
         "min_piece": 1, "reversed": true, "look_alikes": true},
        {"rule": "characters", "allowed": [{"name": "lower"}], "forbidden": [{"name": "digit"}]},
        {"rule": "white-space", "where": "anywhere"},
        {"rule": "white-space", "where": "edges"},
        {"rule": "repetition", "max": 1, "block": 16},
        {"rule": "occurrences", "max": 1},
        {"rule": "sequence", "length": 3, "of":
            ["alphabetic", "numeric", "qwerty", "jis", "azerty", "qwertz", "ten-key"]},
        {"rule": "number-range", "from": 0, "to": 999_999_999, "dates": true},
        {"rule": "blocklist", "list": "common", "contained": 3},
        {"rule": "blocklist", "list": "common", "contained": 3, "points": 5, "look_alikes": true, "one_edit": true},
        {"rule": "length", "min": 4, "unit": "words"},
        {"rule": "length", "min": 9, "unit": "different-characters"},
        {"rule": "repetition", "max": 2, "of": [{"name": "lower"}, {"name": "other"}]},
        {"rule": "local-part", "min_piece": 2, "min_whole": 3, "min_east_asian": 1, "consecutive": true,
         "accents": true, "reversed": true, "look_alikes": true},
        {"rule": "context-word", "sources": ["birthday", "phone", "name"], "min_piece": 2, "accents": true},
        {"rule": "any-of", "groups": [[{"rule": "length", "min": 9}], [{"rule": "occurrences", "max": 1}]]},
        {"rule": "breached"},
        {"rule": "reuse", "last": 1},
        {"rule": "similarity", "min": 16},
        {"rule": "guessability", "min_score": 4},
        {"rule": "tier", "from": 2, "below": 9, "rules": [{"rule": "occurrences", "max": 2}]},
    ])
}

/// Checks a password with a complete context, and checks every span.
fn check(policy: &Policy, password: &str, known: &str, list: &[&str]) {
    let list: WordList = list.iter().copied().collect();
    let context = Context::new()
        .email(known)
        .word(ContextSource::Name, known)
        .word(ContextSource::Birthday, "1990-04-05")
        .word(ContextSource::Phone, known)
        .word(ContextSource::Company, "ﾊﾞ ㍿")
        .word(ContextSource::Service, "ß")
        .blocklist("common", &list)
        .current_password(known)
        .reused(true)
        .breached(Some(7))
        .score(0);
    let report = policy.check(password, &context);
    assert_eq!(report, policy.check(password, &context));
    assert_eq!(
        policy.accept(password, &context).is_ok(),
        report.is_accepted()
    );
    let length = prepared(password).len() as u64;
    let report = serde_json::to_value(&report).unwrap();
    for item in report["items"].as_array().unwrap() {
        if let Some(at) = item["violation"]["at"].as_array() {
            let (start, end) = (at[0].as_u64().unwrap(), at[1].as_u64().unwrap());
            assert!(start < end || length == 0, "{password:?} {known:?} {item}");
            assert!(end <= length, "{password:?} {known:?} {item}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(768))]

    #[test]
    fn no_text_makes_a_rule_panic_or_point_outside(
        password in prop_oneof![2 => password(), 2 => any::<String>(), 1 => "\\PC{0,40}"],
        known in prop_oneof![2 => password(), 1 => any::<String>()],
    ) {
        let policy = policy(&every_rule());
        check(&policy, &password, &known, &[&known, "abc", "ffi", "ハ", "株式会社"]);
        check(&policy, &known, &known, &[]);
    }
}

/// Every code point by itself, doubled, and beside a combining one.
#[test]
fn every_code_point_is_checked() {
    let policy = policy(&json!([
        {"rule": "sequence", "length": 3, "of": ["alphabetic", "qwertz"]},
        {"rule": "repetition", "max": 1, "block": 2},
        {"rule": "blocklist", "list": "common", "contained": 3},
        {"rule": "local-part", "min_piece": 1, "reversed": true, "look_alikes": true},
        {"rule": "white-space", "where": "edges"},
    ]));
    // One in 211, a prime, so that every block has some.
    for c in (0..=0x10_ffff).step_by(211).filter_map(char::from_u32) {
        check(
            &policy,
            &format!("{c}{c}a\u{301}"),
            &format!("{c}a"),
            &["fff", "aaa"],
        );
    }
}
