//! Verdicts of other projects, where their question is one of ours.
//!
//! The files are not part of this project; `GENKAN_SHARED_VECTORS` names their
//! folder.

#![allow(
    clippy::unwrap_used,
    reason = "a vector that cannot be read fails its test"
)]

use std::path::PathBuf;

use genkan::policy::{Context, Policy, Violation};
use serde_json::Value;

fn shared(name: &str) -> Option<Value> {
    let Some(folder) = std::env::var_os("GENKAN_SHARED_VECTORS") else {
        eprintln!("LEFT OUT: {name}: GENKAN_SHARED_VECTORS names no folder");
        return None;
    };
    let text = std::fs::read_to_string(PathBuf::from(folder).join(name)).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

fn has_three_kinds(password: &str) -> bool {
    let policy = Policy::support_center();
    let report = policy.check(password, &Context::new());
    !report
        .violations()
        .any(|v| matches!(v, Violation::TooFewKinds { .. }))
}

/// Passwords whose special characters are all among our eight.
#[test]
fn three_of_four_kinds_is_what_it_is_elsewhere() {
    let Some(file) = shared("transferable_3of4.json") else {
        return;
    };
    let cases = file["cases"].as_array().unwrap();
    assert!(cases.len() > 50);
    for case in cases {
        let password = case["password"].as_str().unwrap();
        assert_eq!(
            has_three_kinds(password),
            case["at_least_3_of_4_classes"].as_bool().unwrap(),
            "{case}"
        );
    }
}

/// Where six products disagree, the plain reading of our text is ours.
#[test]
fn the_divergence_table_has_our_reading() {
    let Some(file) = shared("cross_peer_divergence.json") else {
        return;
    };
    let policy = Policy::support_center();
    let mut differing = Vec::new();
    for case in file["cases"].as_array().unwrap() {
        let password = case["password"].as_str().unwrap();
        let accepted = policy.check(password, &Context::new()).is_accepted();
        if Some(accepted) != case["genkan_spec"].as_bool() {
            differing.push(password.to_owned());
        }
    }
    // The table's column is computed on the raw text. Ours differs twice, on
    // purpose: the text is prepared (NFC leaves five characters of six), and
    // control characters are refused.
    assert_eq!(differing, ["a\u{301}bcA1", "Abc123\0"]);
}
