//! Libraries that check kinds of characters: password-validator,
//! joi-password-complexity, check-password-strength, and two tables that
//! combine several.

use genkan::policy::Context;
use serde_json::{Value, json};

use super::{Tally, accepts, all_of, ascii_special, cases, not_alphanumeric, policy, shared, text};

#[test]
fn npm_password_validator() {
    const REGEX: &str = "regular expressions";
    const EMPTY: &str = "a rule without a requirement";
    const AT_MOST: &str = "fewer than so many of a kind, but some";
    const ONLY: &str = "only the passwords of a list";
    let Some(file) = shared("npm_password_validator.json") else {
        return;
    };
    let mut tally = Tally::default();
    'cases: for case in cases(&file) {
        let mut rules = Vec::new();
        let mut is_wanted = true;
        let words = super::words::one_of(case);
        let context = Context::new().blocklist("words", &words);
        for part in case["chain"].as_array().unwrap() {
            let (name, argument) = (part[0].as_str().unwrap(), part.get(1));
            let count = argument.and_then(Value::as_u64).unwrap_or(1);
            let kind = match name {
                "has" | "is" | "not" => {
                    is_wanted = name != "not";
                    match argument.and_then(Value::as_str) {
                        Some(set) if set.chars().count() == 1 => {
                            json!({"name": "set", "characters": set})
                        }
                        Some("") => {
                            tally.unsupported(EMPTY);
                            continue 'cases;
                        }
                        Some(_) => {
                            tally.unsupported(REGEX);
                            continue 'cases;
                        }
                        None => continue,
                    }
                }
                "min" => {
                    rules.push(json!({"rule": "length", "min": count}));
                    continue;
                }
                "max" => {
                    rules.push(json!({"rule": "length", "min": 0, "max": count}));
                    continue;
                }
                "oneOf" if is_wanted => {
                    tally.unsupported(ONLY);
                    continue 'cases;
                }
                "oneOf" => {
                    rules.push(json!({"rule": "blocklist", "list": "words"}));
                    continue;
                }
                "digits" => json!({"name": "digit", "min": count}),
                "lowercase" => json!({"name": "lower", "min": count}),
                "uppercase" => json!({"name": "upper", "min": count}),
                "letters" => {
                    json!({"name": "letter", "min": count, "ranges": [["a", "z"], ["A", "Z"]]})
                }
                "spaces" => json!({"name": "space", "min": count, "characters": " "}),
                "symbols" => {
                    let mut kind = json!({"name": "symbol", "min": count, "characters": "€£¥₹§±"});
                    kind["ranges"] = json!([["!", "/"], [":", "@"], ["[", "`"], ["{", "~"]]);
                    kind
                }
                other => panic!("{other}"),
            };
            if is_wanted {
                rules.push(all_of(&[kind]));
            } else if count > 1 {
                tally.unsupported(AT_MOST);
                continue 'cases;
            } else {
                rules.push(json!({"rule": "characters", "forbidden": [kind]}));
            }
        }
        if rules.is_empty() {
            tally.unsupported(EMPTY);
            continue;
        }
        let ours = accepts(&json!(rules), text(case, "password"), &context);
        tally.compare(ours, case["valid"].as_bool().unwrap(), None, case);
    }
    tally.assert(
        "password-validator",
        50,
        &[],
        &[(REGEX, 2), (EMPTY, 4), (AT_MOST, 2), (ONLY, 2)],
    );
}

#[test]
fn joi_password_complexity() {
    let Some(file) = shared("joi_password_complexity.json") else {
        return;
    };
    let mut tally = Tally::default();
    let default = json!({"min": 8, "max": 26, "lowerCase": 1, "upperCase": 1, "numeric": 1, "symbol": 1, "requirementCount": 4});
    for case in cases(&file) {
        let options = if case["options"] == "default" {
            &default
        } else {
            &case["options"]
        };
        let kinds: Vec<Value> = [
            ("lowerCase", json!({"name": "lower"})),
            ("upperCase", json!({"name": "upper"})),
            ("numeric", json!({"name": "digit"})),
            ("symbol", not_alphanumeric("symbol", 1)),
        ]
        .into_iter()
        .filter(|(name, _)| options[name] != 0)
        .map(|(_, kind)| kind)
        .collect();
        // 0 and numbers that are too large mean all kinds.
        let required = match options["requirementCount"].as_u64().unwrap() as usize {
            count if (1..=kinds.len()).contains(&count) => count,
            _ => kinds.len(),
        };
        let rules = json!([
            {"rule": "length", "min": options["min"], "max": options["max"]},
            {"rule": "kinds", "required": required, "of": kinds},
        ]);
        let (policy, context) = (policy(&rules), Context::new());
        let report = serde_json::to_value(policy.check(text(case, "password"), &context)).unwrap();
        let items = report["items"].as_array().unwrap();
        let has = |name: &str| {
            let missing = items[3]["violation"]["missing"].as_array();
            missing.is_some_and(|missing| missing.iter().any(|kind| kind["name"] == name))
        };
        let ours = match case["codes_include"].as_str() {
            None => report["accepted"] == true,
            Some("tooShort") => items[2]["violation"]["code"] == "too-short",
            Some("tooLong") => items[2]["violation"]["code"] == "too-long",
            Some("lowercase") => has("lower"),
            Some("uppercase") => has("upper"),
            Some("numeric") => has("digit"),
            Some("symbol") => has("symbol"),
            Some(other) => panic!("{other}"),
        };
        tally.compare(ours, true, None, case);
    }
    tally.assert("joi", 11, &[], &[]);
}

/// Compares only the kinds that a password has, not the rating of its strength.
#[test]
fn check_password_strength() {
    let Some(file) = shared("check_password_strength.json") else {
        return;
    };
    let mut tally = Tally::default();
    for case in cases(&file) {
        let mut symbol = not_alphanumeric("symbol", 1);
        if let Some(set) = case["restrict_symbols"].as_str() {
            symbol = json!({"name": "symbol", "characters": set});
        }
        let number = json!({"name": "number", "ranges": [["0", "9"]]});
        let kinds = json!([
            {"name": "lowercase", "ranges": [["a", "z"]]},
            {"name": "uppercase", "ranges": [["A", "Z"]]},
            symbol, number, {"name": "never", "characters": "\u{10fffd}"},
        ]);
        // One more kind than any password has, so that all are reported.
        let policy = policy(&json!([{"rule": "kinds", "required": 5, "of": kinds}]));
        let context = Context::new();
        let report = serde_json::to_value(policy.check(text(case, "password"), &context)).unwrap();
        let missing = report["items"][2]["violation"]["missing"]
            .as_array()
            .unwrap();
        let contains = case["contains"].as_array().unwrap();
        let is_same = ["lowercase", "uppercase", "symbol", "number"]
            .iter()
            .all(|name| {
                let is_missing = missing.iter().any(|kind| kind["name"] == *name);
                contains.contains(&json!(name)) != is_missing
            });
        tally.compare(is_same, true, None, case);
    }
    tally.assert("check-password-strength", 71, &[], &[]);
}

#[test]
fn transferable_3of4() {
    let Some(file) = shared("transferable_3of4.json") else {
        return;
    };
    let mut tally = Tally::default();
    let support_center = genkan::policy::Policy::support_center();
    for case in cases(&file) {
        let context = Context::new();
        let report = support_center.check(text(case, "password"), &context);
        let ours = !report
            .violations()
            .any(|violation| violation.code() == "too-few-kinds");
        tally.compare(
            ours,
            case["at_least_3_of_4_classes"].as_bool().unwrap(),
            None,
            case,
        );
    }
    tally.assert("3 of 4", 57, &[], &[]);
}

/// One requirement, ">= 6 and 3 of 4 kinds", as five other projects implement
/// it: each is a document of ours.
#[test]
fn cross_peer_divergence() {
    const UNIT: &str = "length counts code points, not UTF-16 units";
    const NFC: &str = "checked as it is hashed, after NFC";
    const UNICODE: &str = "kinds by Unicode categories";
    let Some(file) = shared("cross_peer_divergence.json") else {
        return;
    };
    const CASED: &str = "letters of every script count by their case there, a-z and A-Z here";
    let listed = json!({"name": "symbol", "characters": "€£¥₹§±",
        "ranges": [["!", "/"], [":", "@"], ["[", "`"], ["{", "~"]]});
    let mut tally = Tally::default();
    for (column, special) in [
        (
            "genkan_spec",
            json!({"name": "special", "characters": "!@#$%^&*"}),
        ),
        ("sheriff", ascii_special("special", 1)),
        ("joi_semantics", not_alphanumeric("special", 1)),
        ("check_pw_strength", not_alphanumeric("special", 1)),
        ("password_validator", listed),
        ("keycloak_client_js", Value::Null),
    ] {
        for case in cases(&file) {
            if special.is_null() {
                tally.unsupported(UNICODE);
                continue;
            }
            let rules = json!([
                {"rule": "length", "min": 6},
                {"rule": "kinds", "required": 3, "of": [
                    {"name": "lower"}, {"name": "upper"}, {"name": "digit"}, special,
                ]},
            ]);
            let password = text(case, "password");
            let argument = if case["cp"] != case["utf16"] {
                Some(UNIT)
            } else if password.contains('\u{301}') {
                Some(NFC)
            } else if column == "password_validator" && !password.is_ascii() {
                Some(CASED)
            } else {
                None
            };
            let ours = accepts(&rules, password, &Context::new());
            tally.compare(ours, case[column].as_bool().unwrap(), argument, case);
        }
    }
    tally.assert(
        "six readings",
        100,
        &[(CASED, 3), (NFC, 5), (UNIT, 2)],
        &[(UNICODE, 22)],
    );
}
