//! Passay: the data providers of its own tests.

use genkan::blocklist::WordList;
use genkan::policy::Context;
use serde_json::{Value, json};

use super::{CASE, Tally, accepts, all_of, ascii_special, cases, shared, text};

const REGEX: &str = "regular expressions: a policy is data that is linear, explained and exported";
const PLACE: &str = "numbers only at the start or only at the end";
const RUNS: &str = "several runs are needed before one is refused";
const ALPHABET: &str = "sequences of other alphabets than a-z";
const OPTION: &str = "the characters that a Mac makes with the option key";
const ANYWHERE: &str = "the name is rejected in any position, not at one end only";

/// Returns a rule of ours for one of theirs, or why there is none.
fn rule<'c>(
    rule: &Value,
    context: &mut Context<'c>,
    username: Option<&'c str>,
) -> Result<Vec<Value>, &'static str> {
    let args = rule["args"].as_array().unwrap();
    let number = |at: usize| args.get(at).and_then(Value::as_u64);
    let place = args
        .last()
        .and_then(Value::as_str)
        .and_then(|place| place.strip_prefix("MatchBehavior."));
    let is_flag = |at: usize| args.get(at).and_then(Value::as_bool).unwrap_or(false);
    Ok(vec![match text(rule, "new") {
        "AllowedCharacterRule" | "IllegalCharacterRule" => {
            let kind = characters(&args[0]["args"]);
            let field = if text(rule, "new").starts_with('A') {
                "allowed"
            } else {
                "forbidden"
            };
            let place = match place {
                Some("StartsWith") => "start",
                Some("EndsWith") => "end",
                _ => "anywhere",
            };
            json!({"rule": "characters", field: [kind], "where": place})
        }
        "AllowedRegexRule" | "IllegalRegexRule" => return Err(REGEX),
        "CharacterCharacteristicsRule" => {
            let required = args.iter().find_map(Value::as_u64).unwrap();
            let of: Vec<Value> = args
                .iter()
                .filter(|arg| arg.is_object())
                .map(kind)
                .collect();
            json!({"rule": "kinds", "required": required, "of": of})
        }
        "CharacterRule" => all_of(&[kind(rule)]),
        "CharacterOccurrencesRule" => json!({"rule": "occurrences", "max": number(0).unwrap()}),
        "IllegalSequenceRule" => {
            let of = match args[0].as_str().unwrap().split_once('.').unwrap() {
                ("EnglishSequenceData", "Alphabetical") => "alphabetic",
                ("EnglishSequenceData", "Numerical") => "numeric",
                ("EnglishSequenceData", "USQwerty") => "qwerty",
                ("GermanSequenceData", "DEQwertz") => "qwertz",
                _ => return Err(ALPHABET),
            };
            json!({"rule": "sequence", "length": number(1).unwrap_or(5), "of": [of], "wrap": is_flag(2)})
        }
        "LengthRule" => {
            let mut rule = json!({"rule": "length", "min": number(0).unwrap()});
            match args.get(1) {
                None => rule["max"] = rule["min"].clone(),
                Some(max) if max.is_u64() => rule["max"] = max.clone(),
                Some(_) => {}
            }
            rule
        }
        "NumberRangeRule" if place.is_some_and(|place| place != "Contains") => return Err(PLACE),
        // Their upper end is the first number that is accepted.
        "NumberRangeRule" => {
            let last = number(1).unwrap() - 1;
            json!({"rule": "number-range", "from": args[0], "to": last})
        }
        "RepeatCharactersRule" if number(1).is_some() => return Err(RUNS),
        "RepeatCharactersRule" => json!({"rule": "repetition", "max": number(0).unwrap_or(5) - 1}),
        "UsernameRule" => {
            if let Some(username) = username {
                *context = core::mem::take(context).email(username);
            }
            json!({"rule": "local-part", "min_piece": 65536, "reversed": is_flag(0)})
        }
        "WhitespaceRule" => {
            let ends = matches!(place, Some("StartsWith" | "EndsWith"));
            json!({"rule": "white-space", "where": if ends { "edges" } else { "anywhere" }})
        }
        "DictionaryRule" => json!({"rule": "blocklist", "list": "words", "reversed": is_flag(1)}),
        "DictionarySubstringRule" => {
            json!({"rule": "blocklist", "list": "words", "contained": 3, "reversed": is_flag(1)})
        }
        "HistoryRule" | "SourceRule" => json!({"rule": "reuse", "last": 24}),
        "CompositeRule" => return Err(ALPHABET),
        "LengthComplexityRule" => {
            let mut tiers = Vec::new();
            for entry in args.iter().filter(|arg| arg.is_object()) {
                let entry = entry["args"].as_array().unwrap();
                let interval = entry[0].as_str().unwrap();
                let (from, to) = interval[1..interval.len() - 1].split_once(',').unwrap();
                let mut rules = Vec::new();
                for one in &entry[1..] {
                    rules.extend(self::rule(one, context, username)?);
                }
                let from: u64 = from.parse().unwrap();
                let mut tier = json!({"rule": "tier", "from": from, "rules": rules});
                if let Ok(to) = to.parse::<u64>() {
                    tier["below"] = json!(to + u64::from(interval.ends_with(']')));
                    if interval.ends_with(']') {
                        // They refuse a length that is in no interval.
                        tiers.push(json!({"rule": "length", "min": 0, "max": to}));
                    }
                }
                tiers.push(tier);
            }
            return Ok(tiers);
        }
        other => panic!("{other}"),
    }])
}

/// Returns a set of characters, as their constructor has it.
fn characters(args: &Value) -> Value {
    let mut set = String::new();
    for arg in args.as_array().unwrap() {
        match arg {
            Value::String(name) if name == "ALLOWED_CHARS" => return json!({"name": "lower"}),
            Value::String(text) => set.push_str(text),
            arg if arg["char"].is_string() => set.push_str(text(arg, "char")),
            // The two halves of U+12334.
            _ => set.push('\u{12334}'),
        }
    }
    let mut once = String::new();
    for c in set.chars() {
        if !once.contains(c) {
            once.push(c);
        }
    }
    json!({"name": "set", "characters": once})
}

fn kind(rule: &Value) -> Value {
    let min = rule["args"][1].as_u64().unwrap();
    match rule["args"][0]
        .as_str()
        .unwrap()
        .strip_prefix("EnglishCharacterData.")
        .unwrap()
    {
        "LowerCase" => json!({"name": "lower", "min": min}),
        "UpperCase" => json!({"name": "upper", "min": min}),
        "Digit" => json!({"name": "digit", "min": min}),
        "Alphabetical" => json!({"name": "letter", "min": min, "ranges": [["a", "z"], ["A", "Z"]]}),
        "SpecialAscii" => ascii_special("special", min),
        // With the signs of Latin-1.
        "Special" => {
            let mut kind = ascii_special("special", min);
            kind["ranges"]
                .as_array_mut()
                .unwrap()
                .push(json!(["\u{a1}", "\u{bf}"]));
            kind
        }
        other => panic!("{other}"),
    }
}

#[test]
fn passay_rules() {
    let Some(file) = shared("passay_rules.json") else {
        return;
    };
    let mut tally = Tally::default();
    let words: WordList = ["Pullmanize", "lance", "lancely"].into_iter().collect();
    for case in cases(&file) {
        let (password, username) = (text(case, "password"), case["username"].as_str());
        let known: &[&str] = match case["extra"][0].as_str() {
            Some("history") => &["t3stUs3r01", "t3stUs3r02", "t3stUs3r03"],
            Some("sources") => &["t3stUs3r04", "t3stUs3r05"],
            Some(other) => panic!("{other}"),
            None => &[],
        };
        let is_used = known.contains(&password);
        let mut context = Context::new().blocklist("words", &words).reused(is_used);
        let rules = match rule(&case["rule"], &mut context, username) {
            Ok(rules) => rules,
            Err(reason) => {
                tally.unsupported(reason);
                continue;
            }
        };
        let theirs = case["valid"].as_bool().unwrap();
        let class = text(case, "class");
        let args = &case["rule"]["args"];
        let is_qwerty = args[0] == "EnglishSequenceData.USQwerty";
        if is_qwerty && !password.is_ascii() && !theirs {
            tally.unsupported(OPTION);
            continue;
        }
        let argument = match class {
            "UsernameRule" if args[0].is_string() => Some(ANYWHERE),
            "UsernameRule" => Some(CASE),
            "DictionaryRule" | "DictionarySubstringRule" if args[0] == "caseSensitiveDict" => {
                Some(CASE)
            }
            _ => None,
        };
        let ours = accepts(&json!(rules), password, &context);
        tally.compare(ours, theirs, argument, case);
    }
    tally.assert(
        "passay",
        275,
        &[(ANYWHERE, 2), (CASE, 10)],
        &[
            (PLACE, 4),
            (REGEX, 17),
            (ALPHABET, 4),
            (RUNS, 8),
            (OPTION, 4),
        ],
    );
}
