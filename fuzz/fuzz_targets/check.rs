//! A verdict for any password and any address: no panic, and `accept` agrees
//! with `check`.
#![no_main]

use genkan::policy::{Context, Policy};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (password, email) = input;
    let context = Context::new().email(email);
    let policy = Policy::support_center();
    let report = policy.check(password, &context);
    assert_eq!(
        policy.accept(password, &context).is_ok(),
        report.is_accepted()
    );
    assert_eq!(report.is_accepted(), report.violations().next().is_none());
    assert_eq!(report, policy.check(password, &context));
});
