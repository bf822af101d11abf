//! The documented policy, compared with vectors written from its text.

use genkan::policy::{Context, Hint, Policy, Violation};
use serde_json::Value;

#[test]
fn the_documented_policy_gives_the_stated_verdicts() {
    let policy = Policy::support_center();
    let vectors: Vec<Value> =
        serde_json::from_str(include_str!("../vectors/support_center.json")).unwrap();
    let mut wrong = Vec::new();
    for vector in &vectors {
        let password = vector["password"].as_str().unwrap();
        let context = match vector.get("email") {
            Some(email) => Context::new().email(email.as_str().unwrap()),
            None => Context::new(),
        };
        let report = policy.check(password, &context);
        let violations: Vec<&str> = report.violations().map(Violation::code).collect();
        let hints: Vec<&str> = report.hints().iter().map(Hint::code).collect();
        if Value::from(violations.clone()) != vector["violations"]
            || Value::from(hints.clone()) != vector["hints"]
        {
            wrong.push(format!("{vector}: {violations:?} {hints:?}"));
        }
    }
    assert!(vectors.len() > 100);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
