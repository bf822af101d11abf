//! Any password and any address: the violations are those of the policy's text,
//! in its order, and `accept` agrees with `check`.
#![no_main]

use genkan::policy::{Context, Policy, Violation};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (password, email) = input;
    let context = Context::new().email(email);
    let policy = Policy::support_center();
    let report = policy.check(password, &context);
    let codes: Vec<&str> = report.violations().map(Violation::code).collect();
    assert_eq!(codes, genkan_fuzz::documented(password, email));
    assert_eq!(report.is_accepted(), codes.is_empty());
    assert_eq!(report, policy.check(password, &context));
    match policy.accept(password, &context) {
        Ok(accepted) => {
            assert!(codes.is_empty());
            assert_eq!(accepted.expose(), policy.prepare(password).as_bytes());
        }
        Err(refused) => assert!(refused.report().is_refused()),
    }
});
