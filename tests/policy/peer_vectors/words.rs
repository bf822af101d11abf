//! Words and old passwords: passwdqc and nbvcxz.

use genkan::blocklist::WordList;
use genkan::policy::{Context, ContextSource};
use serde_json::{Value, json};

use super::{CASE, Tally, accepts, cases, shared, text};

/// Returns the words of the `oneOf` of a chain.
pub(crate) fn one_of(case: &Value) -> WordList {
    let parts = case["chain"].as_array().unwrap();
    let words = parts.iter().filter(|part| part[0] == "oneOf");
    let words = words.flat_map(|part| part[1].as_array().unwrap());
    words.map(|word| word.as_str().unwrap()).collect()
}

#[test]
fn passwdqc_checks() {
    const ESTIMATE: &str = "an estimate of strength, by their method";
    let Some(file) = shared("passwdqc_checks.json") else {
        return;
    };
    let mut tally = Tally::default();
    for case in cases(&file) {
        let Some(old) = case["old"].as_str() else {
            tally.unsupported(ESTIMATE);
            continue;
        };
        // They reject passwords that are mostly the same, or only the same one.
        let min = if text(case, "kind") == "similar=deny" {
            6
        } else {
            1
        };
        let context = Context::new().current_password(old);
        let ours = accepts(
            &json!([{"rule": "similarity", "min": min}]),
            text(case, "password"),
            &context,
        );
        tally.compare(ours, text(case, "verdict") == "pass", Some(CASE), case);
    }
    tally.assert("passwdqc", 7, &[(CASE, 1)], &[(ESTIMATE, 35)]);
}

#[test]
fn nbvcxz_exclusions() {
    const EXACT: &str =
        "a word with a changed letter is another word: no password is rejected by chance";
    const LONGER: &str = "a password that contains the word is rejected, however long it is";
    const ESTIMATE: &str = "an estimate of strength, by their method";
    let Some(file) = shared("nbvcxz_entropy.json") else {
        return;
    };
    let mut tally = Tally::default();
    for _ in cases(&file) {
        tally.unsupported(ESTIMATE);
    }
    for case in file["exclusion_cases"].as_array().unwrap() {
        let context = Context::new().word(ContextSource::Name, text(case, "excluded_word"));
        let rule = json!({"rule": "context-word", "sources": ["name"], "min_piece": 3});
        let ours = accepts(&json!([rule]), text(case, "password"), &context);
        let theirs = case["entropy_bits"].as_f64().unwrap() > 0.0;
        let argument = if theirs { LONGER } else { EXACT };
        tally.compare(ours, theirs, Some(argument), case);
    }
    tally.assert("nbvcxz", 3, &[(EXACT, 2), (LONGER, 2)], &[(ESTIMATE, 21)]);
}
