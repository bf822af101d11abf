//! A policy defines the form in which a password is checked and hashed.

use genkan::policy::{Context, Document, Policy, Preparation, Violation};
use genkan::text::{Tables, prepare};
use proptest::prelude::*;
use serde_json::json;

use crate::support::policies;

fn prepared(policy: &Policy, preparation: Preparation) -> Policy {
    let document = Document::from(policy).prepared(preparation);
    Policy::try_from(document).unwrap()
}

fn password() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-cA-C0-2!e\u{301}かか\u{3099}\u{3000}\u{a0} ]{0,12}",
        1 => any::<String>(),
        1 => "[가-깋ᄀ-나-ᅣᆨ-ᆪ]{0,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// For a password that is in the form already, the two policies are equal.
    #[test]
    fn a_prepared_password_has_the_same_verdict(policy in policies::policy(), password in password()) {
        let text = prepare(&Tables, &password);
        let [usual, as_is] = [Preparation::OpaqueString, Preparation::AsIs]
            .map(|preparation| prepared(&policy, preparation));
        // Without the old password, whose form the policy defines, too.
        let context = Context::new().email("abc.ab@example.com");
        let say = |policy: &Policy, text: &str| {
            serde_json::to_value(policy.check(text, &context)).unwrap()
        };
        prop_assert_eq!(say(&usual, &text), say(&as_is, &text));
        // The default policy depends only on that form.
        if password.len() <= policy.max_bytes() as usize && text.len() <= policy.max_bytes() as usize {
            prop_assert_eq!(say(&usual, &password), say(&usual, &text));
        }
    }

    /// The password to hash is in the policy's form; for `as-is`, it is every
    /// byte as it was received.
    #[test]
    fn accepted_passwords_are_in_the_policys_form(policy in policies::policy(), password in password()) {
        if let Ok(accepted) = policy.accept(&password, &Context::new()) {
            let expected = match policy.preparation() {
                Preparation::AsIs => password.clone(),
                _ => prepare(&Tables, &password).into_owned(),
            };
            prop_assert_eq!(accepted.expose(), expected.as_bytes());
            prop_assert_eq!(policy.prepare(&password), expected);
        }
    }
}

#[test]
fn as_is_changes_nothing_and_refuses_control_characters() {
    let document = json!({
        "version": 1, "name": "old", "max_bytes": 64, "preparation": "as-is",
        "rules": [{"rule": "length", "min": 4, "max": 5}],
    });
    let document: Document = serde_json::from_value(document).unwrap();
    let policy = Policy::try_from(document).unwrap();
    assert_eq!(policy.preparation(), Preparation::AsIs);
    let context = Context::new();
    let accepted = policy.accept("e\u{301}\u{3000}ſ", &context).unwrap();
    assert_eq!(accepted.expose(), "e\u{301}\u{3000}ſ".as_bytes());
    let codes = |password: &str| -> Vec<&str> {
        let report = policy.check(password, &context);
        report.violations().map(Violation::code).collect()
    };
    // Three characters if they are prepared, six if not.
    assert_eq!(codes("e\u{301}e\u{301}e\u{301}"), ["too-long"]);
    assert_eq!(codes("abc\u{85}"), ["forbidden-character"]);
    assert_eq!(codes("abc\0"), ["forbidden-character"]);
}

/// The old password is prepared in the same form as the new one.
#[test]
fn the_old_password_is_in_the_policys_form() {
    let rules = json!([{"rule": "similarity", "min": 1}]);
    for (preparation, old, new) in [
        ("opaque-string", "abc\u{1680}d", "ABC D"),
        ("as-is", "abc\u{1680}d", "ABC\u{1680}D"),
    ] {
        let document = json!({
            "version": 1, "name": "old", "max_bytes": 64, "preparation": preparation, "rules": rules,
        });
        let document: Document = serde_json::from_value(document).unwrap();
        let policy = Policy::try_from(document).unwrap();
        let context = Context::new().current_password(old);
        assert!(policy.check(new, &context).is_refused(), "{preparation}");
        let other = if preparation == "as-is" {
            "ABC D"
        } else {
            "ABC-D"
        };
        assert!(policy.check(other, &context).is_accepted(), "{preparation}");
    }
}

#[test]
fn the_default_form_is_left_out_and_changes_no_fingerprint() {
    for name in Policy::PRESETS {
        let policy = Policy::preset(name).unwrap();
        assert_eq!(policy.preparation(), Preparation::OpaqueString);
        let written = serde_json::to_value(Document::from(&policy)).unwrap();
        assert!(written.get("preparation").is_none());
        let as_is = prepared(&policy, Preparation::AsIs);
        assert_ne!(as_is.fingerprint(), policy.fingerprint());
        assert_ne!(as_is, policy);
        let written = serde_json::to_value(Document::from(&as_is)).unwrap();
        assert_eq!(written["preparation"], Preparation::AsIs.code());
    }
    assert_eq!(Preparation::OpaqueString.code(), "opaque-string");
}
