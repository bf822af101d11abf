//! Any policy as exported: the policy accepts the passwords of a generator that
//! follows its `passwordrules`, other parsers read them as ours does, and every
//! accepted password is within the bounds of HTML and JSON Schema.
#![no_main]

use genkan::policy::export::StringSchema;
use genkan::policy::{Context, Policy};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&[u8], &[u8], &str)| {
    let (policy, choices, password) = input;
    let policy = genkan_fuzz::policy(policy);
    if let Ok(rules) = policy.password_rules() {
        let theirs = password_rules_parser::parse_password_rules(rules.as_str(), true);
        assert!(
            theirs.is_ok_and(|theirs| theirs.max_length.is_some()),
            "{rules}"
        );
        if let Some(made) = genkan_fuzz::follow(rules.as_str(), choices) {
            let report = policy.check(&made, &Context::new());
            assert!(!report.is_refused(), "{rules}\n{made:?}\n{report:?}");
            is_within(&policy, &made);
        }
    }
    if !policy.check(password, &Context::new()).is_refused() {
        is_within(&policy, password);
    }
});

fn is_within(policy: &Policy, accepted: &str) {
    let prepared = policy.prepare(accepted);
    let (points, units) = (prepared.chars().count(), prepared.encode_utf16().count());
    let schema: serde_json::Value =
        serde_json::from_str(&policy.string_schema().to_string()).unwrap();
    let bound = |name: &str| schema[name].as_u64().unwrap() as usize;
    assert!((bound("minLength")..=bound("maxLength")).contains(&points));
    assert_eq!(schema["pattern"], StringSchema::PATTERN);
    assert!(
        !prepared.contains(char::is_control),
        "the pattern rejects control characters"
    );
    let html = policy.html_attributes();
    assert!(html.minlength.is_none_or(|min| min as usize <= units));
    // Only the written quotes end an attribute's value.
    let quotes = html.to_string().matches('"').count();
    let attributes =
        1 + usize::from(html.minlength.is_some()) + usize::from(html.passwordrules.is_some());
    assert_eq!(quotes, 2 * attributes);
}
