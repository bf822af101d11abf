//! Every rule on any password, with any known words: no panic, and every range
//! is within the prepared password.
#![no_main]

use std::sync::LazyLock;

use genkan::blocklist::WordList;
use genkan::policy::{Context, ContextSource, Document, Policy};
use genkan::text::{Tables, prepare};
use libfuzzer_sys::fuzz_target;

static POLICY: LazyLock<Policy> = LazyLock::new(|| {
    let document: Document = serde_json::from_str(include_str!("rules.json")).unwrap();
    Policy::try_from(document).unwrap()
});

fuzz_target!(|input: (&str, &str, &str)| {
    let (password, known, other) = input;
    let list: WordList = known.split(' ').collect();
    let context = Context::new()
        .email(known)
        .word(ContextSource::Name, other)
        .word(ContextSource::Company, known)
        .word(ContextSource::Birthday, other)
        .word(ContextSource::Phone, other)
        .word(ContextSource::UserName, known)
        .blocklist("common", &list)
        .current_password(other)
        .reused(false)
        .breached(Some(0))
        .score(4);
    let report = POLICY.check(password, &context);
    assert_eq!(
        POLICY.accept(password, &context).is_ok(),
        report.is_accepted()
    );
    let length = prepare(&Tables, password).chars().count() as u64;
    let report = serde_json::to_value(&report).unwrap();
    for item in report["items"].as_array().unwrap() {
        if let Some(at) = item["violation"]["at"].as_array() {
            let (start, end) = (at[0].as_u64().unwrap(), at[1].as_u64().unwrap());
            assert!(start <= end && end <= length, "{item}");
        }
    }
});
