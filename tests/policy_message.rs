//! What people are told a rule asks for.

#![allow(clippy::unwrap_used, reason = "a failure is the verdict")]

mod policies;

use std::collections::HashSet;

use genkan::policy::{Document, Language, Policy, message};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The sentence for one rule, in Japanese and in English.
fn told(rule: &Value) -> [String; 2] {
    let document = json!({"version": 1, "name": "test", "max_bytes": 1024, "rules": [rule]});
    let document: Document = serde_json::from_value(document).unwrap();
    let policy = Policy::try_from(document).unwrap();
    let asked = policy.requirements().last().unwrap();
    [Language::Ja, Language::En].map(|language| message::requirement(language, &asked))
}

#[test]
fn every_way_of_a_rule_is_told() {
    let digit = json!([{"name": "digit"}]);
    let special = json!([{"name": "special", "characters": "!@"}]);
    let ways = [
        (
            json!({"rule": "local-part", "min_piece": 3}),
            "メールアドレスの@より前の部分を含まない（「.」や「-」で区切った3文字以上の一部も不可）",
            "No part of your email address before the @ (nor a piece of it of 3 or more characters)",
        ),
        (
            json!({"rule": "local-part", "min_piece": 3, "reversed": true}),
            "メールアドレスの@より前の部分を含まない（「.」や「-」で区切った3文字以上の一部、逆から書いたものも不可）",
            "No part of your email address before the @ (nor a piece of it of 3 or more characters, nor written backwards)",
        ),
        (
            json!({"rule": "context-word", "sources": ["name"], "min_piece": 4, "look_alikes": true}),
            "お名前を含まない（4文字以上の一部、「o」を「0」にするなど似た文字に置き換えたものも不可）",
            "Nothing of your name (nor a piece of 4 or more characters, nor with look-alike characters such as 0 for o)",
        ),
        (
            json!({"rule": "context-word", "sources": ["name", "service"], "min_piece": 4,
                   "reversed": true, "look_alikes": true}),
            "お名前、サービス名を含まない（4文字以上の一部、逆から書いたもの、「o」を「0」にするなど似た文字に置き換えたものも不可）",
            "Nothing of your name or the name of this service (nor a piece of 4 or more characters, nor written backwards, nor with look-alike characters such as 0 for o)",
        ),
        (
            json!({"rule": "sequence", "length": 4, "of": ["numeric"], "wrap": true}),
            "数字の順の4文字以上の並びを含まない（末尾から先頭へ続く並びも不可）",
            "No 4 or more characters in the order of the digits (nor on from its end to its beginning)",
        ),
        (
            json!({"rule": "blocklist", "list": "common", "reversed": true}),
            "よく使われるパスワードや、それを逆から書いたものではない",
            "Not a commonly used password, nor one written backwards",
        ),
        (
            json!({"rule": "blocklist", "list": "common", "contained": 5, "reversed": true}),
            "よく使われるパスワード（5文字以上）や、それを逆から書いたものを含まない",
            "Not a commonly used password, nor containing one of 5 or more characters, written backwards or not",
        ),
        (
            json!({"rule": "characters", "where": "start", "forbidden": digit}),
            "先頭の文字に数字（0-9）を使わない",
            "No digits (0-9) as the first character",
        ),
        (
            json!({"rule": "characters", "where": "end", "allowed": digit}),
            "末尾の文字には数字（0-9）だけを使う",
            "Only digits (0-9) as the last character",
        ),
        (
            json!({"rule": "characters", "where": "start", "allowed": digit, "forbidden": special}),
            "先頭の文字には数字（0-9）だけを使う（特殊文字（!@）を除く）",
            "Only digits (0-9), without special characters (!@), as the first character",
        ),
    ];
    for (rule, ja, en) in ways {
        assert_eq!(told(&rule), [ja, en], "{rule}");
    }
}

/// One that is not told apart is a rule that people cannot know.
#[test]
fn no_two_ways_of_a_rule_are_told_alike() {
    let flags = [false, true];
    let mut rules = Vec::new();
    for one in flags {
        for other in flags {
            rules.push(json!({"rule": "local-part", "min_piece": 3, "reversed": one, "look_alikes": other}));
            rules.push(
                json!({"rule": "context-word", "sources": ["name"], "min_piece": 3,
                              "reversed": one, "look_alikes": other}),
            );
            rules.push(json!({"rule": "blocklist", "list": "x", "reversed": one,
                              "contained": other.then_some(4)}));
        }
        rules.push(json!({"rule": "sequence", "length": 3, "of": ["numeric"], "wrap": one}));
        rules.push(json!({"rule": "number-range", "from": 1, "to": 2, "dates": one}));
    }
    for place in ["anywhere", "start", "end"] {
        for fields in [
            vec!["allowed"],
            vec!["forbidden"],
            vec!["allowed", "forbidden"],
        ] {
            let mut rule = json!({"rule": "characters", "where": place});
            for field in fields {
                rule[field] = json!([{"name": "lower"}]);
            }
            rules.push(rule);
        }
    }
    for language in 0..2 {
        let sentences: HashSet<String> = rules
            .iter()
            .map(|rule| told(rule)[language].clone())
            .collect();
        assert_eq!(sentences.len(), rules.len());
    }
}

proptest! {
    /// No name of a template is left in a sentence, and none is empty.
    #[test]
    fn every_requirement_is_a_sentence(policy in policies::policy()) {
        for asked in policy.requirements() {
            for language in Language::ALL {
                let text = message::requirement(language, &asked);
                prop_assert!(!text.is_empty() && !text.contains("  "), "{}", text);
                prop_assert!(!text.contains("{min") && !text.contains("disguise"), "{}", text);
            }
        }
    }
}
