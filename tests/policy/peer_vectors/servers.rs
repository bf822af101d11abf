//! Identity servers: Keycloak, Auth0, Kratos, Supabase, Nextcloud, Django.

use genkan::blocklist::WordList;
use genkan::policy::{Context, ContextSource};
use serde_json::{Value, json};

use super::{Tally, accepts, all_of, ascii_special, cases, codes, policy, shared, text};

const REGEX: &str = "regular expressions";

#[test]
fn keycloak_password_policy() {
    let Some(file) = shared("keycloak_password_policy.json") else {
        return;
    };
    let mut tally = Tally::default();
    let words: WordList = ["blacklisted1", "blacklisted2"].into_iter().collect();
    'cases: for case in cases(&file) {
        let context = Context::new()
            .email(text(case, "username"))
            .blocklist("words", &words);
        let mut rules = Vec::new();
        for part in text(case, "policy").split(" and ") {
            let (name, argument) = part.split_once('(').unwrap_or((part, ""));
            let number = argument.trim_end_matches(')').parse::<u64>().ok();
            rules.push(match name {
                "length" => json!({"rule": "length", "min": number.unwrap_or(8)}),
                "maxLength" => json!({"rule": "length", "min": 0, "max": number.unwrap_or(64)}),
                "digits" => all_of(&[json!({"name": "digit", "min": number.unwrap_or(1)})]),
                "lowerCase" => all_of(&[json!({"name": "lower", "min": number.unwrap_or(1)})]),
                "upperCase" => all_of(&[json!({"name": "upper", "min": number.unwrap_or(1)})]),
                "specialChars" => all_of(&[ascii_special("special", number.unwrap_or(1))]),
                "notUsername" => json!({"rule": "local-part", "min_piece": 65536}),
                "passwordBlacklist" => json!({"rule": "blocklist", "list": "words"}),
                "regexPattern" => {
                    tally.unsupported(REGEX);
                    continue 'cases;
                }
                other => panic!("{other}"),
            });
        }
        let ours = accepts(&json!(rules), text(case, "password"), &context);
        tally.compare(ours, case["valid"].as_bool().unwrap(), None, case);
    }
    // Configurations with which they do not start: an unknown policy, whose
    // name our error contains, too, and regular expressions.
    for case in file["config_errors"].as_array().unwrap() {
        if text(case, "policy").starts_with("regexPattern") {
            tally.unsupported(REGEX);
            continue;
        }
        let rule = json!({"rule": text(case, "policy")});
        let document = json!({"version": 1, "name": "n", "max_bytes": 64, "rules": [rule]});
        let read = serde_json::from_value::<genkan::policy::Document>(document);
        let is_named = read.is_err_and(|error| error.to_string().contains("noSuchPolicy"));
        tally.compare(!is_named, false, None, case);
    }
    tally.assert("keycloak", 38, &[], &[(REGEX, 8)]);
}

/// Returns our rule for one of theirs with its options.
fn sheriff(name: &str, options: &Value) -> Value {
    let kinds = || -> Vec<Value> {
        let names = options["expressions"].as_array().unwrap();
        names
            .iter()
            .map(|name| match name.as_str().unwrap() {
                "lowerCase" => json!({"name": "lower"}),
                "upperCase" => json!({"name": "upper"}),
                "numbers" => json!({"name": "digit"}),
                "specialCharacters" => ascii_special("special", 1),
                other => panic!("{other}"),
            })
            .collect()
    };
    match name {
        "length" => json!({"rule": "length", "min": options["minLength"]}),
        "maxLength" => {
            json!({"rule": "length", "min": 0, "max": options["maxBytes"], "unit": "bytes"})
        }
        "contains" => all_of(&kinds()),
        "containsAtLeast" => {
            json!({"rule": "kinds", "required": options["atLeast"], "of": kinds()})
        }
        "identicalChars" => json!({"rule": "repetition", "max": options["max"]}),
        "sequentialChars" => {
            let length = options["max"].as_u64().unwrap() + 1;
            json!({"rule": "sequence", "length": length, "of": ["alphabetic", "numeric"]})
        }
        other => panic!("{other}"),
    }
}

#[test]
fn auth0_password_sheriff() {
    const EMPTY: &str = "an empty password is too short, which another rule checks";
    const NFC: &str = "counted as it is hashed, after NFC";
    const SPACE: &str = "a no-break space is a space, and three of them are three";
    let Some(file) = shared("auth0_password_sheriff.json") else {
        return;
    };
    let mut tally = Tally::default();
    for case in file["rule_cases"].as_array().unwrap() {
        let password = text(case, "password");
        let rule = sheriff(text(case, "rule"), &case["options"]);
        let ours = accepts(&json!([rule]), password, &Context::new());
        let argument = match password {
            "" => Some(EMPTY),
            "e\u{301}" => Some(NFC),
            _ if password.contains('\u{a0}') => Some(SPACE),
            _ => None,
        };
        tally.compare(ours, case["valid"].as_bool().unwrap(), argument, case);
    }
    let kinds = json!({"expressions": ["lowerCase", "upperCase", "numbers", "specialCharacters"], "atLeast": 3});
    let three = sheriff("containsAtLeast", &kinds);
    let length = |min: u64| json!({"rule": "length", "min": min});
    let fair = sheriff(
        "contains",
        &json!({"expressions": ["lowerCase", "upperCase", "numbers"]}),
    );
    for case in file["policy_cases"].as_array().unwrap() {
        let rules = match text(case, "policy") {
            "none" => json!([length(1)]),
            "low" => json!([length(6)]),
            "fair" => json!([length(8), fair]),
            "good" => json!([length(8), three]),
            "excellent" => json!([length(10), three, {"rule": "repetition", "max": 2}]),
            other => panic!("{other}"),
        };
        let password = text(case, "password");
        let argument = match password {
            "" => Some(EMPTY),
            _ if password.contains('\u{a0}') => Some(SPACE),
            _ => None,
        };
        let policy = policy(&rules);
        let context = Context::new();
        let report = policy.check(password, &context);
        let ours = accepts(&rules, password, &context);
        tally.compare(ours, case["valid"].as_bool().unwrap(), argument, case);
        // Each of its rules is compared, too.
        for (item, theirs) in report
            .items()
            .iter()
            .skip(2)
            .zip(case["rules"].as_array().into_iter().flatten())
        {
            let ours = item.status.code() == "met";
            tally.compare(ours, theirs["verified"].as_bool().unwrap(), argument, case);
        }
    }
    tally.assert("auth0", 420, &[(SPACE, 2), (EMPTY, 4), (NFC, 1)], &[]);
}

#[test]
fn kratos_password_validator() {
    const CONTAINS: &str =
        "a password that contains the whole name is rejected, however long it is";
    let Some(file) = shared("kratos_password_validator.json") else {
        return;
    };
    let mut tally = Tally::default();
    let rules = json!([
        {"rule": "length", "min": 8, "unit": "bytes"},
        {"rule": "local-part", "min_piece": 3, "look_alikes": true},
        {"rule": "breached"},
    ]);
    for case in cases(&file) {
        let password = text(case, "password");
        let is_breached = case["error"] == "TooManyBreaches";
        let times = u64::from(is_breached) * 1_000;
        let identifier = text(case, "identifier");
        let context = Context::new().email(identifier).breached(Some(times));
        let ours = accepts(&rules, password, &context);
        let argument = password.contains(identifier).then_some(CONTAINS);
        tally.compare(ours, case["valid"].as_bool().unwrap(), argument, case);
    }
    tally.assert("kratos", 24, &[(CONTAINS, 4)], &[]);
}

#[test]
fn supabase_auth_password() {
    let Some(file) = shared("supabase_auth_password.json") else {
        return;
    };
    let mut tally = Tally::default();
    for case in cases(&file) {
        let mut rules = vec![
            json!({"rule": "length", "min": case["min_length"]}),
            json!({"rule": "length", "min": 0, "max": 72, "unit": "bytes"}),
        ];
        let sets = case["required_sets"].as_array().unwrap();
        let kinds: Vec<Value> = sets
            .iter()
            .map(|set| json!({"name": set, "characters": set}))
            .collect();
        if !kinds.is_empty() {
            rules.push(all_of(&kinds));
        }
        let codes = codes(&json!(rules), text(case, "password"), &Context::new());
        let mut reasons = Vec::new();
        for (code, reason) in [("too-short", "length"), ("too-few-kinds", "characters")] {
            if codes.contains(&code) {
                reasons.push(reason);
            }
        }
        let is_same = json!(reasons) == case["reasons"]
            && codes.contains(&"too-long") == case["error"].is_string();
        tally.compare(is_same, true, None, case);
    }
    tally.assert("supabase", 7, &[], &[]);
}

#[test]
fn nextcloud_password_policy() {
    let Some(file) = shared("nextcloud_password_policy.json") else {
        return;
    };
    let mut tally = Tally::default();
    for case in cases(&file) {
        let rule = match text(case, "rule") {
            "min_length" => json!({"rule": "length", "min": case["value"]}),
            "numeric" => all_of(&[json!({"name": "digit"})]),
            "special" => all_of(&[ascii_special("special", 1)]),
            "upper_lower" => all_of(&[json!({"name": "upper"}), json!({"name": "lower"})]),
            other => panic!("{other}"),
        };
        let rules = if case["enforced"] == false {
            json!([])
        } else {
            json!([rule])
        };
        let ours = accepts(&rules, text(case, "password"), &Context::new());
        tally.compare(ours, case["valid"].as_bool().unwrap(), None, case);
    }
    tally.assert("nextcloud", 15, &[], &[]);
}

#[test]
fn django_validators() {
    const CONTAINS: &str =
        "a password that contains the name is rejected, however much longer it is";
    let Some(file) = shared("django_validators.json") else {
        return;
    };
    let mut tally = Tally::default();
    let words: WordList = ["godzilla", "password", "django4242x"]
        .into_iter()
        .collect();
    for case in cases(&file) {
        let mut context = Context::new().blocklist("common", &words);
        let list = json!({"rule": "blocklist", "list": "common"});
        let min = case["options"]["min_length"].as_u64().unwrap_or(8);
        let mut argument = None;
        let rules = match text(case, "validator") {
            "MinimumLengthValidator" => json!([{"rule": "length", "min": min}]),
            "CommonPasswordValidator" => json!([list]),
            "CommonPassword+MinimumLength(12)" => json!([list, {"rule": "length", "min": 12}]),
            // A character that is not a digit.
            "NumericPasswordValidator" => json!([all_of(&[json!({
                "name": "other", "ranges": [["\0", "/"], [":", "\u{10ffff}"]],
            })])]),
            "UserAttributeSimilarityValidator" => {
                argument = Some(CONTAINS);
                let every = json!(["username", "first_name", "last_name", "email"]);
                let of = case["options"].get("user_attributes").unwrap_or(&every);
                for field in of.as_array().unwrap() {
                    if let Some(word) = case["user"][field.as_str().unwrap()].as_str() {
                        context = context.word(ContextSource::Name, word);
                    }
                }
                json!([{"rule": "context-word", "sources": ["name"], "min_piece": 4}])
            }
            other => panic!("{other}"),
        };
        let ours = accepts(&rules, text(case, "password"), &context);
        tally.compare(ours, case["code"].is_null(), argument, case);
        let codes = codes(&rules, text(case, "password"), &context);
        if let Some(theirs) = case["code"].as_array() {
            tally.compare(codes.len() == theirs.len(), true, None, case);
        }
    }
    tally.assert("django", 16, &[(CONTAINS, 1)], &[]);
}
