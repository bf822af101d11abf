//! Evidence that only the caller has: lists, breaches, earlier passwords, the
//! old one, a score; and the results without it.

use genkan::blocklist::WordList;
use genkan::policy::{Context, Policy};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{answer, answer_in, folded, password, policy, prepared_text};

/// Returns the distance by the textbook's method, with the whole table.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let exchanged = table[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
                exchanged.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1)
            };
        }
    }
    table[one.len()][other.len()]
}

/// Returns a text and a changed copy of it.
fn changed() -> impl Strategy<Value = (String, String)> {
    let changes = prop::collection::vec((0u8..3, 0usize..40, "[a-cA1é]"), 0..20);
    ("[a-cA-C1é]{0,40}", changes).prop_map(|(old, changes)| {
        let mut new: Vec<char> = old.chars().collect();
        for (kind, at, c) in changes {
            let c = c.chars().next().unwrap();
            let at = at % (new.len() + 1);
            match kind {
                0 => new.insert(at, c),
                1 if at < new.len() => drop(new.remove(at)),
                _ if at < new.len() => new[at] = c,
                _ => {}
            }
        }
        (old, new.into_iter().collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn similarity_is_the_textbooks_distance(
        (old, new) in prop_oneof![3 => changed(), 1 => (password(), password()), 1 => ("[ab]{0,9}", "[ab]{0,9}")],
        min in 1usize..=16,
    ) {
        let rule = json!({"rule": "similarity", "min": min});
        let context = Context::new().current_password(&old);
        let found = answer_in(&rule, &new, &context);
        let actual = distance(&folded(&prepared_text(&old)), &folded(&prepared_text(&new)));
        let expected = if actual < min {
            json!({"code": "too-similar", "min": min, "actual": actual})
        } else {
            Value::Null
        };
        prop_assert_eq!(found.violation, expected);
    }

    #[test]
    fn breached_counts(count in prop::option::of(0u64..20), max in 0u64..10, fail_open: bool, password in password()) {
        let rule = json!({"rule": "breached", "max": max, "fail_open": fail_open});
        let context = Context::new().breached(count);
        let expected = match count {
            Some(count) if count > max => json!({"code": "breached", "count": count}),
            None if !fail_open => json!({"code": "breached", "count": 0}),
            _ => Value::Null,
        };
        prop_assert_eq!(answer_in(&rule, &password, &context).violation, expected);
    }

    #[test]
    fn guessability_compares_scores(score: u8, min in 1u8..=4, password in password()) {
        let rule = json!({"rule": "guessability", "min_score": min});
        let context = Context::new().score(score);
        let expected = if score < min {
            json!({"code": "too-guessable", "min": min, "actual": score})
        } else {
            Value::Null
        };
        prop_assert_eq!(answer_in(&rule, &password, &context).violation, expected);
    }

    #[test]
    fn reuse_is_the_callers_answer(is_reused: bool, password in password()) {
        let rule = json!({"rule": "reuse", "last": 3});
        let context = Context::new().reused(is_reused);
        let found = answer_in(&rule, &password, &context);
        prop_assert_eq!(found.is("unmet"), is_reused);
        prop_assert_eq!(found.code(), if is_reused { "reused" } else { "" });
    }
}

#[test]
fn missing_evidence_is_unchecked_and_not_accepted() {
    for rule in [
        json!({"rule": "blocklist", "list": "common"}),
        json!({"rule": "breached", "fail_open": true}),
        json!({"rule": "reuse", "last": 3}),
        json!({"rule": "guessability", "min_score": 3}),
    ] {
        // A list of another name is another list.
        let list = WordList::default();
        let context = Context::new().blocklist("other", &list);
        for context in [Context::new(), context] {
            assert!(answer_in(&rule, "quiet-lamp-orbit-92", &context).is("unchecked"));
            let policy = policy(&json!([rule]));
            let refused = policy.accept("quiet-lamp-orbit-92", &context).unwrap_err();
            let report = refused.report();
            assert!(!report.is_accepted() && !report.is_refused(), "{rule}");
            let name = rule["rule"].as_str().unwrap();
            let text = format!("the password was refused: {name} could not be checked");
            assert_eq!(refused.to_string(), text);
        }
    }
}

#[test]
fn a_rule_that_does_not_apply_rejects_nothing() {
    for rule in [
        json!({"rule": "local-part", "min_piece": 3}),
        json!({"rule": "context-word", "sources": ["name", "company"], "min_piece": 3}),
        json!({"rule": "similarity", "min": 4}),
        json!({"rule": "tier", "below": 8, "rules": [{"rule": "length", "min": 8}]}),
    ] {
        assert!(
            answer(&rule, "quiet-lamp-orbit-92").is("not-applicable"),
            "{rule}"
        );
    }
}

/// Each unmet rule has its violation, however many there are.
#[test]
fn every_violation_is_reported() {
    for count in [1, 3, 4, 5, 8, 29] {
        let rules: Vec<Value> = (0..count)
            .map(|at| json!({"rule": "length", "min": 10 + at}))
            .collect();
        let policy = policy(&json!(rules));
        let report = policy.check("short", &Context::new());
        let told = serde_json::to_value(report.violations().collect::<Vec<_>>()).unwrap();
        let told: Vec<u64> = told
            .as_array()
            .unwrap()
            .iter()
            .map(|v| v["min"].as_u64().unwrap())
            .collect();
        let expected: Vec<u64> = (0..count).map(|at| 10 + at).collect();
        assert_eq!(told, expected);
    }
}

/// A rule of a tier for other lengths needs no evidence.
#[test]
fn a_tier_of_another_length_needs_nothing() {
    let policy: Policy = policy(&json!([
        {"rule": "tier", "below": 8, "rules": [{"rule": "guessability", "min_score": 4}]},
    ]));
    assert!(policy.accept("12345678", &Context::new()).is_ok());
    assert!(policy.accept("1234567", &Context::new()).is_err());
}

#[test]
fn the_old_password_is_prepared_and_folded_as_the_new_one_is() {
    let rule = json!({"rule": "similarity", "min": 1});
    for (old, new) in [
        ("Stra\u{df}e", "STRASSE"),
        ("e\u{301}", "\u{e9}"),
        ("ｐａｓｓ word", "pass\u{3000}word"),
    ] {
        let found = answer_in(&rule, new, &Context::new().current_password(old));
        assert_eq!(found.number("actual"), 0, "{old} {new}");
    }
    let four = json!({"rule": "similarity", "min": 4});
    for (old, new, actual) in [("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3)] {
        let found = answer_in(&four, new, &Context::new().current_password(old));
        assert_eq!(found.number("actual"), actual);
    }
    assert!(answer_in(&four, "abcd", &Context::new().current_password("")).is("met"));
}
