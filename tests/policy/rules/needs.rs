//! The needs of each rule besides the password.

use genkan::policy::{ContextSource, Needs};
use serde_json::{Value, json};

use super::policy;

fn assert_needs(rules: &Value, set: impl FnOnce(&mut Needs<'static>)) {
    let mut expected = Needs::default();
    set(&mut expected);
    assert_eq!(policy(rules).needs(), expected, "{rules}");
    let tier = json!([{"rule": "tier", "from": 0, "below": 10, "rules": rules}]);
    if rules.as_array().is_some_and(|rules| !rules.is_empty()) {
        assert_eq!(policy(&tier).needs(), expected, "{tier}");
    }
}

#[test]
fn rules_about_the_text_need_nothing() {
    assert_needs(&json!([]), |_| {});
    let rules = [
        json!({"rule": "length", "min": 8}),
        json!({"rule": "kinds", "required": 1, "of": [{"name": "digit"}]}),
        json!({"rule": "characters", "forbidden": [{"name": "quote", "characters": "'"}]}),
        json!({"rule": "white-space", "where": "edges"}),
        json!({"rule": "repetition", "max": 2}),
        json!({"rule": "occurrences", "max": 2}),
        json!({"rule": "sequence", "length": 4, "of": ["numeric"]}),
        json!({"rule": "number-range", "from": 1900, "to": 2100}),
    ];
    for rule in rules {
        assert_needs(&json!([rule]), |_| {});
    }
}

#[test]
fn every_other_rule_needs_its_own_evidence() {
    let local_part = json!({"rule": "local-part", "min_piece": 3});
    let words =
        |sources: &[&str]| json!({"rule": "context-word", "sources": sources, "min_piece": 3});
    let list = |name: &str| json!({"rule": "blocklist", "list": name});
    let reuse = |last: u32| json!({"rule": "reuse", "last": last});
    assert_needs(&json!([local_part]), |needs| needs.email = true);
    assert_needs(&json!([words(&["name"])]), |needs| {
        needs.words = vec![ContextSource::Name];
    });
    assert_needs(&json!([words(&["address", "company"])]), |needs| {
        needs.email = true;
        needs.words = vec![ContextSource::Address, ContextSource::Company];
    });
    assert_needs(&json!([local_part, words(&["name"])]), |needs| {
        needs.email = true;
        needs.words = vec![ContextSource::Name];
    });
    assert_needs(
        &json!([words(&["name"]), words(&["company", "name"])]),
        |needs| {
            needs.words = vec![ContextSource::Name, ContextSource::Company];
        },
    );
    assert_needs(&json!([list("a"), list("b"), list("a")]), |needs| {
        needs.blocklists = vec!["a", "b"];
    });
    assert_needs(&json!([{"rule": "similarity", "min": 3}]), |needs| {
        needs.current_password = true;
    });
    assert_needs(&json!([reuse(3), reuse(5), reuse(4)]), |needs| {
        needs.reuse = Some(5);
    });
    assert_needs(&json!([{"rule": "breached"}]), |needs| {
        needs.breaches = true
    });
    assert_needs(
        &json!([{"rule": "guessability", "min_score": 3}]),
        |needs| {
            needs.score = true;
        },
    );
}
