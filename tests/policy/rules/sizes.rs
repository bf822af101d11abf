//! Length, kinds, tiers.

use genkan::policy::rules::{Kind, KindsRule};
use genkan::policy::{Context, Hint};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{answer, password, policy, prepared, prepared_text, try_policy};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn length_counts_code_points_or_bytes_of_the_prepared_text(
        password in password(), min in 0u64..12, more in 0u64..6, in_bytes: bool, has_max: bool,
    ) {
        let mut rule = json!({"rule": "length", "min": min});
        if has_max {
            rule["max"] = json!(min + more);
        }
        if in_bytes {
            rule["unit"] = json!("bytes");
        }
        let actual = if in_bytes {
            prepared_text(&password).len()
        } else {
            prepared(&password).len()
        } as u64;
        let unit = if in_bytes { "bytes" } else { "code-points" };
        let expected = if actual < min {
            json!({"code": "too-short", "min": min, "actual": actual, "unit": unit})
        } else if has_max && actual > min + more {
            json!({"code": "too-long", "max": min + more, "actual": actual, "unit": unit})
        } else {
            Value::Null
        };
        prop_assert_eq!(answer(&rule, &password).violation, expected);
    }

    #[test]
    fn kinds_counts_the_characters_of_each_alphabet(
        password in password(), required in 1u64..=6, mins in prop::array::uniform6(1usize..4),
    ) {
        let kinds = json!([
            {"name": "lower", "min": mins[0]},
            {"name": "upper", "min": mins[1]},
            {"name": "digit", "min": mins[2]},
            {"name": "special", "characters": "!@#あ", "min": mins[3]},
            {"name": "kana", "ranges": [["ぁ", "ん"], ["ァ", "ヶ"]], "characters": "ー", "min": mins[4]},
            {"name": "other-letter", "min": mins[5]},
        ]);
        let alphabets: [&dyn Fn(char) -> bool; 6] = [
            &|c| c.is_ascii_lowercase(),
            &|c| c.is_ascii_uppercase(),
            &|c| c.is_ascii_digit(),
            &|c| "!@#あ".contains(c),
            &|c| ('ぁ'..='ん').contains(&c) || ('ァ'..='ヶ').contains(&c) || c == 'ー',
            &|c| c.is_alphabetic() && !c.is_ascii(),
        ];
        let text = prepared(&password);
        let names = ["lower", "upper", "digit", "special", "kana", "other-letter"];
        let kinds_and_mins = names.into_iter().zip(alphabets).zip(mins);
        let missing: Vec<Value> = kinds_and_mins
            .filter_map(|((name, alphabet), min)| {
                let there = text.iter().filter(|c| alphabet(**c)).count();
                let more = min.checked_sub(there).filter(|more| *more > 0)?;
                Some(match min {
                    1 => json!({"name": name, "more": more}),
                    _ => json!({"name": name, "more": more, "min": min}),
                })
            })
            .collect();
        let actual = 6 - missing.len() as u64;
        let expected = if actual < required {
            json!({
                "code": "too-few-kinds", "required": required, "actual": actual, "missing": missing,
            })
        } else {
            Value::Null
        };
        let rule = json!({"rule": "kinds", "required": required, "of": kinds});
        prop_assert_eq!(answer(&rule, &password).violation, expected);
    }

    #[test]
    fn length_counts_different_characters_and_words(
        password in prop_oneof![password(), "[a-cあ.\u{301} 1]{0,9}"], min in 0u64..7, more in 0u64..3,
        in_words: bool,
    ) {
        let unit = if in_words { "words" } else { "different-characters" };
        let rule = json!({"rule": "length", "min": min, "max": min + more, "unit": unit});
        let text = prepared(&password);
        let actual = if in_words {
            let words = text.split(|c| !c.is_alphanumeric());
            words.filter(|word| !word.is_empty()).count()
        } else {
            text.iter().collect::<std::collections::HashSet<_>>().len()
        } as u64;
        let expected = if actual < min {
            json!({"code": "too-short", "min": min, "actual": actual, "unit": unit})
        } else if actual > min + more {
            json!({"code": "too-long", "max": min + more, "actual": actual, "unit": unit})
        } else {
            Value::Null
        };
        prop_assert_eq!(answer(&rule, &password).violation, expected);
    }

    #[test]
    fn the_kind_other_has_what_no_other_kind_has(password in password(), has_letters: bool) {
        let least = u32::from(has_letters);
        let rule = json!({"rule": "kinds", "required": 1, "of": [
            {"name": "lower", "min": 0}, {"name": "digit", "min": 0},
            {"name": "other-letter", "min": least}, {"name": "other"},
        ]});
        let is_other = |c: &char| {
            !(c.is_ascii_lowercase() || c.is_ascii_digit() || (c.is_alphabetic() && !c.is_ascii()))
        };
        let is_letter = |c: &char| has_letters && c.is_alphabetic() && !c.is_ascii();
        let text = prepared(&password);
        let is_met = text.iter().any(|c| is_other(c) || is_letter(c));
        let found = answer(&rule, &password);
        prop_assert_eq!(found.is("met"), is_met);
        if !is_met {
            let names: &[&str] = if has_letters { &["other-letter", "other"] } else { &["other"] };
            let missing = names.iter().map(|name| json!({"name": name, "more": 1}));
            prop_assert_eq!(&found.violation["missing"], &Value::from_iter(missing));
        }
    }

    #[test]
    fn repetition_counts_runs_of_a_kind(password in password(), max in 1u64..5) {
        let rule = json!({"rule": "repetition", "max": max, "of": [
            {"name": "lower"}, {"name": "ab1", "characters": "ab1"}, {"name": "other"},
        ]});
        let text = prepared(&password);
        let kinds: [fn(char) -> bool; 3] = [
            |c| c.is_ascii_lowercase(),
            |c| "ab1".contains(c),
            |c| !c.is_ascii_lowercase() && c != '1',
        ];
        let mut longest = (0, 0);
        for start in 0..text.len() {
            for kind in kinds {
                let run = text[start..].iter().take_while(|c| kind(**c)).count();
                if run > longest.0 {
                    longest = (run, start);
                }
            }
        }
        let expected = if longest.0 as u64 > max {
            let at = [longest.1, longest.1 + longest.0];
            json!({"code": "kind-repetition", "max": max, "actual": longest.0, "at": at})
        } else {
            Value::Null
        };
        prop_assert_eq!(answer(&rule, &password).violation, expected);
    }

    /// A password meets one group as a whole, or it is reported what the nearest
    /// one lacks.
    #[test]
    fn any_of_is_met_by_one_group(password in password()) {
        let groups = json!([
            [{"rule": "length", "min": 4}, {"rule": "kinds", "required": 1, "of": [{"name": "digit"}]}],
            [{"rule": "length", "min": 8}],
            [{"rule": "reuse", "last": 1}, {"rule": "length", "min": 6}],
        ]);
        let rule = json!({"rule": "any-of", "groups": groups});
        let length = prepared(&password).len();
        let has_digit = password.contains(|c: char| c.is_ascii_digit());
        let found = answer(&rule, &password);
        let status = if (length >= 4 && has_digit) || length >= 8 {
            "met"
        } else if length >= 6 {
            "unchecked"
        } else {
            "unmet"
        };
        prop_assert_eq!(&found.status, status);
        if status == "unmet" {
            // The first of the groups that lack one thing only.
            let expected = match (length >= 4, has_digit) {
                (true, false) => json!({"code": "too-few-kinds", "required": 1, "actual": 0, "missing": [{"name": "digit", "more": 1}]}),
                (false, true) => json!({"code": "too-short", "min": 4, "actual": length, "unit": "code-points"}),
                _ => json!({"code": "too-short", "min": 8, "actual": length, "unit": "code-points"}),
            };
            prop_assert_eq!(found.violation, expected);
        }
    }

    #[test]
    fn a_tier_is_for_its_lengths_only(password in password(), from in 0u32..8, below in 1u32..12) {
        prop_assume!(from < below);
        let rule = json!({"rule": "tier", "from": from, "below": below, "rules": [
            {"rule": "kinds", "required": 1, "of": [{"name": "digit"}]},
            {"rule": "length", "min": 4},
        ]});
        let policy = policy(&json!([rule]));
        let report = policy.check(&password, &genkan::policy::Context::new());
        let items: Vec<_> = report.items().iter().skip(2).collect();
        let length = prepared(&password).len();
        let has_digit = password.contains(|c: char| c.is_ascii_digit());
        let status = |is_met| if is_met { "met" } else { "unmet" };
        let expected = if (from as usize..below as usize).contains(&length) {
            [status(has_digit), status(length >= 4)]
        } else {
            ["not-applicable"; 2]
        };
        let actual: Vec<_> = items.iter().map(|item| item.status.code()).collect();
        prop_assert_eq!(actual, expected);
    }
}

#[test]
fn the_unit_of_length_matters() {
    let rule = |unit| json!({"rule": "length", "min": 0, "max": 72, "unit": unit});
    let kana = "あ".repeat(25);
    assert!(answer(&rule("code-points"), &kana).is("met"));
    assert_eq!(answer(&rule("bytes"), &kana).number("actual"), 75);
    // Two emoji are two characters, and eight bytes.
    let eight = json!({"rule": "length", "min": 8});
    assert_eq!(answer(&eight, "😀😀").number("actual"), 2);
    // e and its accent are one character.
    assert_eq!(answer(&eight, "e\u{301}").number("actual"), 1);
}

#[test]
fn tiers_meet_at_their_borders() {
    let policy = policy(&json!([
        {"rule": "tier", "below": 8, "rules": [{"rule": "length", "min": 8}]},
        {"rule": "tier", "from": 8, "below": 12, "rules": [
            {"rule": "kinds", "required": 1, "of": [{"name": "digit"}]},
        ]},
        {"rule": "tier", "from": 12, "rules": [
            {"rule": "kinds", "required": 1, "of": [{"name": "upper"}]},
        ]},
    ]));
    for (password, statuses) in [
        ("aaaaaaa", ["unmet", "not-applicable", "not-applicable"]),
        ("aaaaaaaa", ["not-applicable", "unmet", "not-applicable"]),
        ("aaaaaaaaaa1", ["not-applicable", "met", "not-applicable"]),
        (
            "aaaaaaaaaaa1",
            ["not-applicable", "not-applicable", "unmet"],
        ),
        ("aaaaaaaaaaaA", ["not-applicable", "not-applicable", "met"]),
    ] {
        let report = policy.check(password, &genkan::policy::Context::new());
        let actual: Vec<_> = report
            .items()
            .iter()
            .skip(2)
            .map(|item| item.status.code())
            .collect();
        assert_eq!(actual, statuses, "{password}");
    }
}

#[test]
fn sixteen_kinds_are_accepted_and_seventeen_rejected() {
    let of = |count: u8| -> Vec<Value> {
        (0..count)
            .map(|at| json!({"name": format!("k{at}"), "characters": char::from(b'a' + at)}))
            .collect()
    };
    let rule = |count| json!({"rule": "kinds", "required": count, "of": of(count)});
    let found = answer(&rule(16), "abcdefghijklmno");
    assert_eq!(
        found.violation["missing"],
        json!([{"name": "k15", "more": 1}])
    );
    assert!(answer(&rule(16), "abcdefghijklmnop").is("met"));
    assert_eq!(
        try_policy(&json!([rule(17)])).unwrap_err().code(),
        "policy-kind"
    );
    // A rule may have any number of kinds; only a policy may not.
    let kinds = (0..70)
        .map(|at| Kind::new(&format!("k{at}"), "a"))
        .collect();
    assert_eq!(KindsRule::new(1, kinds).of().len(), 70);
}

#[test]
fn a_tier_that_counts_kinds_gives_hints() {
    let kinds = json!({ "rule": "kinds", "required": 1, "of": [{ "name": "digit" }] });
    let policy = policy(&json!([{ "rule": "tier", "below": 10, "rules": [kinds] }]));
    let hints = |password| {
        let report = policy.check(password, &Context::new());
        report.hints().iter().map(Hint::code).collect::<Vec<_>>()
    };
    assert_eq!(hints("1_"), ["uncounted-character"]);
    assert!(
        hints("1_________").is_empty(),
        "the tier is for other lengths"
    );
}

/// Keycloak and Passay require each kind by a rule of its own: a character that
/// one of them counts is counted.
#[test]
fn a_character_is_uncounted_if_no_rule_counts_it() {
    let one = |name: &str| json!({"rule": "kinds", "required": 1, "of": [{"name": name}]});
    let policy = policy(&json!([
        one("lower"),
        {"rule": "tier", "from": 4, "rules": [one("digit"), {"rule": "occurrences", "max": 9}]},
    ]));
    let hints = |password: &str| {
        let report = policy.check(password, &Context::new());
        serde_json::to_value(report.hints()).unwrap()
    };
    // Each rule does not count some characters, but the other one does.
    assert_eq!(hints("abc123"), json!([]));
    assert_eq!(
        hints("ab_12_"),
        json!([{"code": "uncounted-character", "count": 2, "at": 2}])
    );
    assert_eq!(
        hints("１ab２1"),
        json!([{"code": "full-width", "count": 2, "at": 0}])
    );
    assert_eq!(
        hints("_1ａ "),
        json!([
            {"code": "uncounted-character", "count": 2, "at": 0},
            {"code": "full-width", "count": 1, "at": 2},
            {"code": "edge-space"},
        ])
    );
    // If the tier is for other lengths, no rule counts the digit.
    assert_eq!(
        hints("ab1"),
        json!([{"code": "uncounted-character", "count": 1, "at": 2}])
    );
    assert_eq!(
        hints(" ab"),
        json!([
            {"code": "uncounted-character", "count": 1, "at": 0}, {"code": "edge-space"},
        ])
    );
}

proptest! {
    /// The hints, computed naively for any rules that count kinds.
    #[test]
    fn hints_are_about_characters_that_no_rule_counts(
        password in password(),
        which in prop::collection::vec((0usize..5, 0u32..9, prop::option::of(1u32..9)), 0..4),
    ) {
        let names = ["lower", "upper", "digit", "other-letter", "special"];
        let is_of = |name: usize, c: char| match name {
            0 => c.is_ascii_lowercase(),
            1 => c.is_ascii_uppercase(),
            2 => c.is_ascii_digit(),
            3 => !c.is_ascii() && c.is_alphabetic(),
            _ => "!@_".contains(c),
        };
        let text = super::prepared(&password);
        let length = text.len() as u32;
        let mut rules = Vec::new();
        let mut asked = Vec::new();
        for (name, from, more) in which {
            let kind = if name == 4 {
                json!({"name": "special", "characters": "!@_"})
            } else {
                json!({"name": names[name]})
            };
            let rule = json!({"rule": "kinds", "required": 1, "of": [kind]});
            let Some(more) = more else {
                rules.push(rule);
                asked.push(name);
                continue;
            };
            rules.push(json!({"rule": "tier", "from": from, "below": from + more, "rules": [rule]}));
            if (from..from + more).contains(&length) {
                asked.push(name);
            }
        }
        let left: Vec<(usize, char)> = text
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, c)| !asked.is_empty() && !asked.iter().any(|name| is_of(*name, *c)))
            .collect();
        let is_wide = |c: char| ('！'..='～').contains(&c);
        let mut expected = Vec::new();
        for (code, wide) in [("uncounted-character", false), ("full-width", true)] {
            let of: Vec<usize> =
                left.iter().filter(|(_, c)| is_wide(*c) == wide).map(|(at, _)| *at).collect();
            if let Some(first) = of.first() {
                expected.push(json!({"code": code, "count": of.len(), "at": first}));
            }
        }
        if text.first() == Some(&' ') || text.last() == Some(&' ') {
            expected.push(json!({"code": "edge-space"}));
        }
        let policy = policy(&json!(rules));
        let report = policy.check(&password, &Context::new());
        let hints = serde_json::to_value(report.hints()).unwrap();
        prop_assert_eq!(hints, json!(expected));
    }
}
