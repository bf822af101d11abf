//! Any text as a policy document: no panic. A policy can be written and read
//! back as itself, with the same fingerprint and the same verdicts. Any two
//! policies that differ have different fingerprints.
#![no_main]

use genkan::Language;
use genkan::policy::{Context, Document, Policy, message};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str, &[u8], &[u8])| {
    let (json, password, one, other) = input;
    if let Ok(document) = serde_json::from_str::<Document>(json)
        && let Ok(policy) = Policy::try_from(document)
    {
        holds(&policy, password);
    }
    let (one, other) = (genkan_fuzz::policy(one), genkan_fuzz::policy(other));
    holds(&one, password);
    assert_eq!(one == other, one.fingerprint() == other.fingerprint());
});

fn holds(policy: &Policy, password: &str) {
    let written = serde_json::to_string(&Document::from(policy)).unwrap();
    let read: Document = serde_json::from_str(&written).unwrap();
    let read = Policy::try_from(read).unwrap();
    assert_eq!(read, *policy);
    assert_eq!(read.fingerprint(), policy.fingerprint());
    let context = Context::new().email("taro.yamada@example.com");
    let report = policy.check(password, &context);
    assert_eq!(report, read.check(password, &context));
    for language in message::LANGUAGES {
        for requirement in policy.requirements() {
            assert!(!message::requirement(language, &requirement).is_empty());
        }
        for violation in report.violations() {
            assert!(!message::violation(language, violation).is_empty());
        }
    }
    for language in [Language::Ja, Language::En] {
        assert!(
            policy
                .audit()
                .iter()
                .all(|clause| !clause.sentence(language).is_empty())
        );
    }
}
