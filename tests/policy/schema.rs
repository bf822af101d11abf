//! The published JSON Schema accepts exactly the policy documents.

use genkan::policy::{Document, Policy};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::policies;

/// Returns whether a value is valid. It supports the keywords of draft 2020-12
/// that the schema uses; others fail.
fn is_valid(root: &Value, schema: &Value, value: &Value) -> bool {
    let number = |limit: &Value| limit.as_f64().unwrap();
    schema.as_object().unwrap().iter().all(|(keyword, wanted)| {
        let all = |wanted: &Value| wanted.as_array().unwrap().clone();
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let target = root.pointer(wanted.as_str().unwrap().trim_start_matches('#'));
                is_valid(root, target.unwrap(), value)
            }
            "type" => match wanted.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
                "null" => value.is_null(),
                other => panic!("type {other}"),
            },
            "const" => value == wanted,
            "enum" => all(wanted).contains(value),
            "anyOf" => all(wanted).iter().any(|one| is_valid(root, one, value)),
            "oneOf" => {
                let of = all(wanted);
                of.iter().filter(|one| is_valid(root, one, value)).count() == 1
            }
            "minimum" => value.as_f64().is_none_or(|value| value >= number(wanted)),
            "maximum" => value.as_f64().is_none_or(|value| value <= number(wanted)),
            "minLength" => value
                .as_str()
                .is_none_or(|text| text.chars().count() as f64 >= number(wanted)),
            "maxLength" => value
                .as_str()
                .is_none_or(|text| text.chars().count() as f64 <= number(wanted)),
            "minItems" => value
                .as_array()
                .is_none_or(|items| items.len() as f64 >= number(wanted)),
            "maxItems" => value
                .as_array()
                .is_none_or(|items| items.len() as f64 <= number(wanted)),
            "items" => value
                .as_array()
                .is_none_or(|items| items.iter().all(|item| is_valid(root, wanted, item))),
            "prefixItems" => value.as_array().is_none_or(|items| {
                let places = all(wanted);
                items
                    .iter()
                    .zip(&places)
                    .all(|(item, place)| is_valid(root, place, item))
            }),
            "required" => value.as_object().is_none_or(|fields| {
                all(wanted)
                    .iter()
                    .all(|name| fields.contains_key(name.as_str().unwrap()))
            }),
            "properties" => value.as_object().is_none_or(|fields| {
                let known = wanted.as_object().unwrap();
                known.iter().all(|(name, schema)| {
                    fields
                        .get(name)
                        .is_none_or(|field| is_valid(root, schema, field))
                })
            }),
            "additionalProperties" => {
                assert_eq!(wanted, &Value::Bool(false));
                let known = schema["properties"].as_object().unwrap();
                value
                    .as_object()
                    .is_none_or(|fields| fields.keys().all(|name| known.contains_key(name)))
            }
            other => panic!("the keyword {other} is not supported here"),
        }
    })
}

fn fits(document: &Value) -> bool {
    let schema = serde_json::from_str(include_str!("../../docs/policy.schema.json")).unwrap();
    is_valid(&schema, &schema, document)
}

fn json(policy: &Policy) -> Value {
    serde_json::to_value(Document::from(policy)).unwrap()
}

fn is_read(document: Value) -> bool {
    let document = serde_json::from_value::<Document>(document);
    document.is_ok_and(|document| Policy::try_from(document).is_ok())
}

#[test]
fn every_preset_is_valid_and_its_mutants_are_not() {
    for name in Policy::PRESETS {
        let valid = json(&Policy::preset(name).unwrap());
        assert!(fits(&valid), "{name}");
        let rules = valid["rules"].as_array().unwrap().len();
        let mut mutants = Vec::new();
        for (pointer, value) in [
            ("/version", Value::from(2)),
            ("/max_bytes", 0.into()),
            ("/max_bytes", 65_537.into()),
            ("/name", Value::Null),
            ("/preparation", "nfkc".into()),
            ("/rules", "none".into()),
        ] {
            let mut mutant = valid.clone();
            mutant[&pointer[1..]] = value;
            mutants.push(mutant);
        }
        for rule in 0..rules {
            for (field, value) in [
                ("rule", Value::from("lenght")),
                ("maximum", 1.into()),
                ("min", (-1).into()),
                ("min_piece", 0.into()),
                ("required", "3".into()),
                ("unit", "graphemes".into()),
                ("sources", Value::Array(Vec::new())),
            ] {
                let mut mutant = valid.clone();
                mutant["rules"][rule][field] = value;
                mutants.push(mutant);
            }
        }
        for mutant in mutants {
            assert!(!fits(&mutant), "{mutant}");
            assert!(!is_read(mutant));
        }
    }
}

/// `docs/rules.md` has an example of each field.
#[test]
fn every_documented_rule_is_valid() {
    let text = include_str!("../../docs/rules.md");
    let rules = text.lines().filter(|line| line.starts_with("{\"rule\""));
    for rule in rules {
        let rule: Value = serde_json::from_str(rule).unwrap();
        let rules = serde_json::json!([rule]);
        let document =
            serde_json::json!({"version": 1, "name": "n", "max_bytes": 72, "rules": rules});
        assert!(fits(&document), "{document}");
    }
}

proptest! {
    #[test]
    fn every_written_policy_is_valid(policy in policies::policy()) {
        let json = json(&policy);
        prop_assert!(fits(&json), "{json}");
    }

    /// The schema accepts every document that can be read.
    #[test]
    fn every_policy_that_is_read_is_valid(
        policy in policies::policy(),
        which in any::<prop::sample::Index>(),
        field in "rule|min|max|unit|of|required|min_piece|block|where|from|to|last|list|below|rules|groups|points|columns|min_whole|one_edit",
        value in prop_oneof![
            (0_u32..20).prop_map(Value::from),
            Just(Value::from(2.0)),
            Just(Value::from(2.5)),
            Just(Value::Null),
            Just(Value::Bool(true)),
            Just(Value::from("bytes")),
            Just(serde_json::json!([])),
            Just(serde_json::json!(["numeric"])),
        ],
    ) {
        let mut mutant = json(&policy);
        let rules = mutant["rules"].as_array_mut().unwrap();
        if !rules.is_empty() {
            let at = which.index(rules.len());
            rules[at][field] = value;
        }
        prop_assert!(!is_read(mutant.clone()) || fits(&mutant), "{mutant}");
    }
}
