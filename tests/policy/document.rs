//! A policy is data: its document, and its fingerprint, which differs from that
//! of every other policy.

use std::collections::HashSet;

use genkan::policy::{Document, Policy};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::policies;

fn json(policy: &Policy) -> Value {
    serde_json::to_value(Document::from(policy)).unwrap()
}

fn read(json: Value) -> Option<Policy> {
    serde_json::from_value::<Document>(json)
        .ok()?
        .try_into()
        .ok()
}

/// Returns the document with all defaults written out, its keys in another
/// order and as much white space as possible.
fn spelled_out(mut json: Value) -> String {
    fn fill(value: &mut Value) {
        let Some(object) = value.as_object_mut() else {
            value.as_array_mut().into_iter().flatten().for_each(fill);
            return;
        };
        object.values_mut().for_each(fill);
        let defaults: &[(&str, Value)] = match object.get("rule").and_then(Value::as_str) {
            Some("length") => &[("max", Value::Null), ("unit", "code-points".into())],
            Some("local-part" | "context-word") => {
                &[("reversed", false.into()), ("look_alikes", false.into())]
            }
            Some("characters") => &[("where", "anywhere".into())],
            Some("repetition") => &[("block", 1.into())],
            Some("number-range") => &[("dates", false.into())],
            Some("blocklist") => &[("contained", Value::Null)],
            Some("tier") => &[("below", Value::Null), ("from", 0.into())],
            None if object.contains_key("rules") => &[("preparation", "opaque-string".into())],
            None if object.contains_key("name") && !object.contains_key("rules") => {
                &[("characters", "".into()), ("min", 1.into())]
            }
            _ => &[],
        };
        for (key, value) in defaults {
            object.entry(*key).or_insert_with(|| value.clone());
        }
        // These maps keep their keys sorted, so they are reversed.
        let turned: Vec<_> = std::mem::take(object).into_iter().rev().collect();
        object.extend(turned);
    }
    fill(&mut json);
    serde_json::to_string_pretty(&json).unwrap()
}

/// Returns every document that differs from this one in a single number, text
/// or flag.
fn neighbours(json: &Value) -> Vec<Value> {
    fn walk(value: &Value) -> Vec<Value> {
        match value {
            Value::Number(number) => {
                let number = number.as_u64().unwrap();
                vec![(number + 1).into(), number.saturating_sub(1).into()]
            }
            Value::Bool(flag) => vec![(!flag).into()],
            Value::String(text) => vec![
                format!("{text}é").into(),
                Value::from("code-points"),
                Value::from("opaque-string"),
                Value::from("end"),
            ],
            Value::Array(items) => {
                let inside = items.iter().enumerate().flat_map(|(at, item)| {
                    walk(item).into_iter().map(move |changed| {
                        let mut items = items.clone();
                        items[at] = changed;
                        Value::Array(items)
                    })
                });
                let shorter = (0..items.len()).map(|at| {
                    let mut items = items.clone();
                    items.remove(at);
                    Value::Array(items)
                });
                let turned = (items.len() > 1).then(|| items.iter().rev().cloned().collect());
                inside.chain(shorter).chain(turned).collect()
            }
            Value::Object(fields) => fields
                .iter()
                .flat_map(|(key, field)| {
                    walk(field).into_iter().map(move |changed| {
                        let mut fields = fields.clone();
                        fields.insert(key.clone(), changed);
                        Value::Object(fields)
                    })
                })
                .collect(),
            Value::Null => Vec::new(),
        }
    }
    walk(json)
}

fn renamed(mut json: Value) -> Value {
    json["name"] = "other".into();
    json
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_spelling_changes_no_fingerprint(policy in policies::policy()) {
        let spelled = spelled_out(json(&policy));
        let read: Policy = serde_json::from_str::<Document>(&spelled).unwrap().try_into().unwrap();
        prop_assert_eq!(&read, &policy);
        prop_assert_eq!(read.fingerprint(), policy.fingerprint());
    }

    #[test]
    fn two_policies_are_equal_when_their_fingerprints_are(
        one in policies::policy(),
        other in policies::policy(),
    ) {
        let other = read(renamed(json(&other))).unwrap();
        let same = read(renamed(json(&one))).unwrap();
        prop_assert_eq!(one.fingerprint(), same.fingerprint());
        prop_assert_eq!(
            same == other,
            one.fingerprint() == other.fingerprint()
        );
    }

    #[test]
    fn every_field_counts(policy in policies::policy()) {
        let policy = read(renamed(json(&policy))).unwrap();
        for neighbour in neighbours(&json(&policy)) {
            if let Some(other) = read(renamed(neighbour)) {
                prop_assert_eq!(
                    other == policy,
                    other.fingerprint() == policy.fingerprint()
                );
            }
        }
    }
}

#[test]
fn presets_are_valid_documents_that_differ() {
    let mut seen = HashSet::new();
    for name in Policy::PRESETS {
        let policy = Policy::preset(name).unwrap();
        assert_eq!(policy.name(), name);
        assert_eq!(read(json(&policy)).unwrap(), policy);
        assert!(seen.insert(policy.fingerprint()), "{name}");
    }
}

#[test]
fn the_form_is_the_same_in_every_release() {
    // A change here makes every page and every server disagree once.
    assert_eq!(
        Policy::support_center().fingerprint().to_string(),
        "f8207649b31f922ed0a506c4bfb8f2da"
    );
}
