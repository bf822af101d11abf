//! The sentences about requirements and violations.

use std::collections::HashSet;

use genkan::Language;
use genkan::policy::{Context, Document, Policy, message};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::policies;

/// Returns the sentence for one rule, in Japanese and in English.
fn sentences(rule: &Value) -> [String; 2] {
    let document = json!({"version": 1, "name": "test", "max_bytes": 1024, "rules": [rule]});
    let document: Document = serde_json::from_value(document).unwrap();
    let policy = Policy::try_from(document).unwrap();
    let asked = policy.requirements().last().unwrap();
    [Language::Ja, Language::En].map(|language| message::requirement(language, &asked))
}

/// Returns the sentence about a password that one rule rejects, in Japanese and
/// in English.
fn refused(rule: &Value, password: &str) -> [String; 2] {
    let document = json!({"version": 1, "name": "test", "max_bytes": 1024, "rules": [rule]});
    let document: Document = serde_json::from_value(document).unwrap();
    let policy = Policy::try_from(document).unwrap();
    let list = ["abcdef"]
        .into_iter()
        .collect::<genkan::blocklist::WordList>();
    let context = Context::new()
        .email("abc@example.com")
        .word(genkan::policy::ContextSource::Name, "abc")
        .current_password("abcdex")
        .blocklist("common", &list)
        .reused(true)
        .score(1);
    let context = context.breached((rule["max"] != 9).then_some(7));
    let report = policy.check(password, &context);
    let violation = report.violations().next().unwrap();
    Language::ALL.map(|language| message::violation(language, violation))
}

/// Each sentence tells the person what to do, with the numbers of the rule and
/// of the password.
#[test]
fn every_violation_has_a_sentence() {
    let kinds = json!([{"name": "lower"}, {"name": "upper"}, {"name": "digit"}]);
    for (rule, password, ja, en) in [
        (
            json!({"rule": "length", "min": 8}),
            "abcdef",
            "8文字以上にしてください。あと2文字です。",
            "Use at least 8 characters: 2 more to go.",
        ),
        (
            json!({"rule": "length", "min": 8, "unit": "bytes"}),
            "あa",
            "8バイト以上にしてください。あと4バイトです。",
            "Use at least 8 bytes: 4 more to go.",
        ),
        (
            json!({"rule": "length", "min": 0, "max": 4}),
            "abcdef",
            "長すぎます。4文字以内にしてください（現在6文字）。",
            "Too long: use at most 4 characters (this has 6).",
        ),
        (
            json!({"rule": "length", "min": 0, "max": 4, "unit": "bytes"}),
            "ああ",
            "長すぎます。4バイト以内にしてください（現在6バイト）。",
            "Too long: use at most 4 bytes (this is 6).",
        ),
        (
            json!({"rule": "kinds", "required": 3, "of": kinds}),
            "abcdef",
            "文字の種類が足りません。英大文字、数字から、あと2種類を加えてください。",
            "Add 2 more kinds of characters: upper case or digits.",
        ),
        (
            json!({"rule": "characters", "forbidden": [{"name": "digit"}]}),
            "abc12",
            "使えない文字が2文字あります。取り除いてください。",
            "Remove 2 characters that cannot be used.",
        ),
        (
            json!({"rule": "local-part", "min_piece": 3}),
            "abcdef",
            "メールアドレスの@より前の部分が含まれています。別の文字にしてください。",
            "Leave out the part of your email address before the @.",
        ),
        (
            json!({"rule": "context-word", "sources": ["name"], "min_piece": 3}),
            "abcdef",
            "お名前が含まれています。別の文字にしてください。",
            "Leave out your name.",
        ),
        (
            json!({"rule": "repetition", "max": 2}),
            "aaab",
            "同じ文字や並びが3回使われています。2回までにしてください。",
            "Something repeats 3 times; at most 2 are accepted.",
        ),
        (
            json!({"rule": "sequence", "length": 3, "of": ["numeric"]}),
            "a123",
            "推測されやすい並び（数字の順）が含まれています。並びを崩してください。",
            "Break up the sequence: it follows the digits.",
        ),
        (
            json!({"rule": "blocklist", "list": "common"}),
            "abcdef",
            "よく使われるパスワードです。別のものにしてください。",
            "Choose another password: this one is commonly used.",
        ),
        (
            json!({"rule": "breached"}),
            "abcdef",
            "ほかのサービスから流出したことのあるパスワードです。別のものにしてください。",
            "Choose another password: this one is known from breaches.",
        ),
        (
            json!({"rule": "breached", "max": 9}),
            "abcdef",
            "現在、流出の有無を確認できません。しばらくしてからもう一度お試しください。",
            "We currently cannot check whether this password is known from breaches. Please try again later.",
        ),
        (
            json!({"rule": "reuse", "last": 3}),
            "abcdef",
            "以前に使ったパスワードです。別のものにしてください。",
            "Choose another password: you have used this one before.",
        ),
        (
            json!({"rule": "similarity", "min": 3}),
            "abcdef",
            "現在のパスワードと似ています。3文字以上変えてください。",
            "Too similar to the current password: change at least 3 characters.",
        ),
        (
            json!({"rule": "guessability", "min_score": 3}),
            "abcdef",
            "推測されやすいパスワードです。言葉を増やすか、長くしてください。",
            "Too easy to guess: add words or make it longer.",
        ),
    ] {
        assert_eq!(refused(&rule, password), [ja, en], "{rule}");
    }
}

#[test]
fn hints_and_statuses_have_sentences() {
    let policy = Policy::support_center();
    let report = policy.check(" ａ_", &Context::new());
    let sentences = |language| -> Vec<String> {
        let hints = report
            .hints()
            .iter()
            .map(|hint| message::hint(language, hint));
        let statuses = report.statuses();
        let statuses = statuses.map(|status| message::status(language, &status));
        hints.chain(statuses.take(3)).collect()
    };
    assert_eq!(
        sentences(Language::Ja),
        [
            "英字・数字・記号などの種類に数えない文字が2文字あります（文字数には数えます）。",
            "全角の英数字・記号が1文字あります。種類に数えません。半角で入力してください。",
            "先頭か末尾に空白があります。空白もパスワードの一部です。",
            "満たしています",
            "満たしています",
            "満たしていません",
        ]
    );
    assert_eq!(
        sentences(Language::En),
        [
            "2 characters count toward the length but not as any kind.",
            "1 character is full-width and does not count as any kind; type half-width instead.",
            "There is a space at the start or the end. It is part of the password.",
            "Met",
            "Met",
            "Not met",
        ]
    );
}

#[test]
fn a_language_is_known_by_its_tag() {
    for (tag, language) in [
        ("ja", Some(Language::Ja)),
        ("ja-JP", Some(Language::Ja)),
        ("EN_gb", Some(Language::En)),
        ("en", Some(Language::En)),
        ("eng", None),
        ("", None),
        ("fr", None),
    ] {
        assert_eq!(Language::from_tag(tag), language, "{tag}");
    }
    assert_eq!(Language::ALL.map(Language::tag), ["ja", "en"]);
    assert_eq!(Language::ALL.map(Language::name), ["日本語", "English"]);
}

#[test]
fn every_option_of_a_rule_has_a_sentence() {
    let digit = json!([{"name": "digit"}]);
    let special = json!([{"name": "special", "characters": "!@"}]);
    let ways = [
        (
            json!({"rule": "local-part", "min_piece": 3}),
            "メールアドレスの@より前の部分を含まない（例：taro.yamada@…なら「taro」「yamada」など3文字以上の部分も不可）",
            "No part of your email address before the @ (nor a piece of it of 3 or more characters)",
        ),
        (
            json!({"rule": "local-part", "min_piece": 3, "reversed": true}),
            "メールアドレスの@より前の部分を含まない（例：taro.yamada@…なら「taro」「yamada」など3文字以上の部分、逆から書いたものも不可）",
            "No part of your email address before the @ (nor a piece of it of 3 or more characters, nor written backwards)",
        ),
        (
            json!({"rule": "context-word", "sources": ["name"], "min_piece": 4, "look_alikes": true}),
            "お名前を含まない（4文字以上の一部、「o」を「0」にするなど似た文字に置き換えたものも不可）",
            "Nothing from your name (nor a piece of 4 or more characters, nor with look-alike characters such as 0 for o)",
        ),
        (
            json!({"rule": "context-word", "sources": ["name", "service"], "min_piece": 4,
                   "reversed": true, "look_alikes": true}),
            "お名前、サービス名を含まない（4文字以上の一部、逆から書いたもの、「o」を「0」にするなど似た文字に置き換えたものも不可）",
            "Nothing from your name or the name of this service (nor a piece of 4 or more characters, nor written backwards, nor with look-alike characters such as 0 for o)",
        ),
        (
            json!({"rule": "sequence", "length": 4, "of": ["numeric"], "wrap": true}),
            "数字の順の4文字以上の並びを含まない（末尾から先頭へ続く並びも不可）",
            "No 4 or more characters in the order of the digits (including from its end back to its beginning)",
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
        assert_eq!(sentences(&rule), [ja, en], "{rule}");
    }
}

/// If two options had the same sentence, people could not know the rule.
#[test]
fn different_options_have_different_sentences() {
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
            .map(|rule| sentences(rule)[language].clone())
            .collect();
        assert_eq!(sentences.len(), rules.len());
    }
}

/// Bounds of a length, kinds and tiers, each in every form.
#[test]
fn numbers_have_their_grammatical_form() {
    let tier = |from: u32, below: Option<u32>| json!({"rule": "tier", "from": from, "below": below, "rules": [{"rule": "length", "min": 9}]});
    let kinds = |required: u32, count: usize| {
        let of = &json!([{"name": "one", "characters": "1"}, {"name": "two", "characters": "2"}]);
        let of = &of.as_array().unwrap()[..count];
        json!({"rule": "kinds", "required": required, "of": of})
    };
    let length = |min: u32, max: Option<u32>, unit: &str| {
        let mut rule = json!({"rule": "length", "min": min, "unit": unit});
        if let Some(max) = max {
            rule["max"] = json!(max);
        }
        rule
    };
    for (rule, ja, en) in [
        (
            length(9, None, "code-points"),
            "9文字以上",
            "At least 9 characters",
        ),
        (
            length(9, Some(20), "code-points"),
            "9文字以上、20文字以内",
            "9 to 20 characters",
        ),
        (
            length(0, Some(20), "code-points"),
            "20文字以内",
            "At most 20 characters",
        ),
        (length(9, None, "bytes"), "9バイト以上", "At least 9 bytes"),
        (
            length(9, Some(20), "bytes"),
            "9バイト以上、20バイト以内（全角は1文字で3バイト程度）",
            "9 to 20 bytes (one for each plain letter or digit)",
        ),
        (
            length(0, Some(20), "bytes"),
            "20バイト以内（全角は1文字で3バイト程度）",
            "At most 20 bytes (one for each plain letter or digit)",
        ),
        (
            tier(0, Some(12)),
            "9文字以上（12文字未満の場合）",
            "At least 9 characters (if shorter than 12 characters)",
        ),
        (
            tier(12, None),
            "9文字以上（12文字以上の場合）",
            "At least 9 characters (if 12 or more characters long)",
        ),
        (
            tier(12, Some(20)),
            "9文字以上（12文字以上20文字未満の場合）",
            "At least 9 characters (if 12 or more characters long, and shorter than 20)",
        ),
        (
            json!({"rule": "repetition", "max": 2}),
            "同じ文字を続けて使うのは2回まで",
            "No character more than 2 times in a row",
        ),
        (
            json!({"rule": "repetition", "max": 2, "block": 3}),
            "同じ文字や、3文字までの同じ並びを続けて使うのは2回まで",
            "No character, nor group of up to 3, more than 2 times in a row",
        ),
        (kinds(1, 1), "one（1）を使う", "At least: one (1)"),
        (
            kinds(1, 2),
            "one（1）、two（2）の2種類のうち、1種類以上を使う",
            "At least 1 of these 2 kinds: one (1), two (2)",
        ),
        (
            kinds(2, 2),
            "one（1）、two（2）をすべて使う",
            "All of these: one (1), two (2)",
        ),
    ] {
        assert_eq!(sentences(&rule), [ja, en], "{rule}");
    }
}

proptest! {
    /// A sentence contains no name of a template, and is not empty.
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
