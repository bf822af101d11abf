//! The sentences about requirements and violations.

use std::collections::HashSet;

use genkan::Language;
use genkan::policy::message::{LANGUAGES, Sentences};
use genkan::policy::{Context, ContextSource, Document, Policy, Report, message};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::policies;

/// Returns the sentence for one rule, in Japanese and in English.
fn sentences(rule: &Value) -> [String; 2] {
    let policy = policy(rule);
    let asked = policy.requirements().last().unwrap();
    [Language::Ja, Language::En].map(|language| message::requirement(language, &asked))
}

/// Returns the sentence for one rule in each language of the crate.
fn in_each_language(rule: &Value) -> [String; 7] {
    let policy = policy(rule);
    let asked = policy.requirements().last().unwrap();
    LANGUAGES.map(|language| message::requirement(language, &asked))
}

fn policy(rule: &Value) -> Policy {
    let document = json!({"version": 1, "name": "test", "max_bytes": 1024, "rules": [rule]});
    let document: Document = serde_json::from_value(document).unwrap();
    Policy::try_from(document).unwrap()
}

/// Returns the sentence about a password that one rule rejects, in Japanese and
/// in English.
fn refused(rule: &Value, password: &str) -> [String; 2] {
    let policy = policy(rule);
    let list = ["abcdef"]
        .into_iter()
        .collect::<genkan::blocklist::WordList>();
    let context = Context::new()
        .email("abc@example.com")
        .word(ContextSource::Name, "abc")
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
            "英大文字をあと1文字、数字をあと1文字加えてください。",
            "Add 1 more upper-case letter and 1 more digit.",
        ),
        (
            json!({"rule": "kinds", "required": 2, "of": kinds}),
            "abcdef",
            "文字の種類が足りません。次のうち、あと1種類を加えてください：英大文字、数字。",
            "Add 1 more kind of characters: upper case or digits.",
        ),
        (
            json!({"rule": "characters", "forbidden": [{"name": "digit"}]}),
            "abc12",
            "数字（0-9）は使えません。2文字を取り除いてください。",
            "Do not use digits (0-9): remove 2 characters.",
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
            "同じ文字が3回続いています。2回までにしてください。",
            "The same character is repeated 3 times in a row: use it at most 2 times in a row.",
        ),
        (
            json!({"rule": "repetition", "max": 1, "block": 2}),
            "abab",
            "同じ2文字の並びが2回続いています。1回までにしてください。",
            "The same 2 characters are repeated 2 times in a row: use them at most 1 time in a row.",
        ),
        (
            json!({"rule": "occurrences", "max": 2}),
            "abaca",
            "同じ文字が全体で3回使われています。2回までにしてください。",
            "The same character is used 3 times in total: use it at most 2 times.",
        ),
        (
            json!({"rule": "number-range", "from": 1900, "to": 2099}),
            "a1980",
            "年などの数が含まれています。1900から2099までの数は使えません。",
            "Leave out the number, such as a year: none from 1900 to 2099 is accepted.",
        ),
        (
            json!({"rule": "number-range", "from": 0, "to": 0, "dates": true}),
            "19801231",
            "8桁の日付が含まれています。別の文字にしてください。",
            "Leave out the date of eight digits.",
        ),
        (
            json!({"rule": "sequence", "length": 3, "of": ["numeric"]}),
            "a123",
            "推測されやすい並び（数字の順）が含まれています。続けて使うのは3文字未満にしてください。",
            "Break up the sequence: use fewer than 3 characters in the order of the digits.",
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
            "ほかのサービスからの流出が7回確認されているパスワードです。別のものにしてください。",
            "Choose another password: this one has been seen 7 times in data breaches.",
        ),
        (
            json!({"rule": "breached", "max": 9}),
            "abcdef",
            "現在、流出の有無を確認できません。しばらくしてからもう一度お試しください。",
            "We currently cannot check whether this password is known from data breaches. Please try again later.",
        ),
        (
            json!({"rule": "reuse", "last": 3}),
            "abcdef",
            "直近3個のパスワードのいずれかと同じです。別のものにしてください。",
            "Choose another password: this one is among your last 3 passwords.",
        ),
        (
            json!({"rule": "similarity", "min": 3}),
            "abcdef",
            "現在のパスワードと似ています（違いは1文字）。3文字以上変えてください。",
            "Too similar to the current password: change at least 3 characters (1 so far).",
        ),
        (
            json!({"rule": "guessability", "min_score": 3}),
            "abcdef",
            "推測されやすいパスワードです（強度1、必要な強度は3以上、最大4）。言葉を増やすか、長くしてください。",
            "Too easy to guess: add words or make it longer (strength 1, at least 3 of 4 needed).",
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
            "No 4 or more characters in the order of the digits (nor from its end back to its beginning)",
        ),
        (
            json!({"rule": "blocklist", "list": "common", "reversed": true}),
            "よく使われるパスワードではない（逆から書いたものも不可）",
            "Not a commonly used password (nor written backwards)",
        ),
        (
            json!({"rule": "blocklist", "list": "common", "contained": 5, "reversed": true}),
            "よく使われるパスワード（5文字以上）を含まない（逆から書いたものも不可）",
            "Not a commonly used password, nor containing one of 5 or more characters (nor written backwards)",
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
    for (at, language) in LANGUAGES.into_iter().enumerate() {
        let sentences: HashSet<String> = rules
            .iter()
            .map(|rule| in_each_language(rule)[at].clone())
            .collect();
        assert_eq!(sentences.len(), rules.len(), "{}", language.tag());
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
        (
            kinds(1, 1),
            "「one」の文字（1）を1文字以上使う",
            "At least 1 character of the kind “one” (1)",
        ),
        (
            kinds(1, 2),
            "one（1）、two（2）の2種類のうち、1種類以上を使う",
            "At least 1 of these 2 kinds: one (1), two (2)",
        ),
        (
            kinds(2, 2),
            "one（1）、two（2）をすべて使う",
            "All of these: one (1) and two (2)",
        ),
    ] {
        assert_eq!(sentences(&rule), [ja, en], "{rule}");
    }
}

/// Returns the English and Japanese sentence about a password and its user.
fn refused_for(rule: &Value, password: &str, context: &Context<'_>) -> [String; 2] {
    let policy = policy(rule);
    let report = policy.check(password, context);
    let violation = report.violations().next().unwrap();
    [Language::En, Language::Ja].map(|language| message::violation(language, violation))
}

#[test]
fn a_sentence_says_which_kind_is_missing_and_how_much_of_it() {
    let none = Context::new();
    let digits = json!({"rule": "kinds", "required": 1, "of": [{"name": "digit", "min": 2}]});
    assert_eq!(
        refused_for(&digits, "abcdefg1", &none),
        ["Add 1 more digit.", "数字をあと1文字加えてください。"]
    );
    assert_eq!(
        refused_for(&digits, "abcdefg", &none),
        ["Add 2 more digits.", "数字をあと2文字加えてください。"]
    );
    assert_eq!(
        sentences(&digits),
        ["数字（0-9）を2文字以上使う", "At least 2 digits (0-9)"]
    );
    let some = json!({"rule": "kinds", "required": 2, "of": [
        {"name": "lower"}, {"name": "digit", "min": 2}, {"name": "special", "characters": "!?"}]});
    assert_eq!(
        refused_for(&some, "abc1", &none)[0],
        "Add 1 more kind of characters: 1 more digit or special characters."
    );
    assert_eq!(
        sentences(&some)[1],
        "At least 2 of these 3 kinds: lower case (a-z), 2 or more digits (0-9), special characters (!?)"
    );
}

#[test]
fn a_kind_is_described_by_its_ranges_and_characters() {
    let german = json!({"name": "lower", "characters": "äöüß", "ranges": [["a", "z"], ["é", "é"]]});
    let rule = json!({"rule": "characters", "allowed": [german]});
    assert_eq!(
        sentences(&rule),
        [
            "英小文字（a-z、é、ä、ö、ü、ß）だけを使う",
            "Only lower case (a-z, é, ä, ö, ü, ß)",
        ]
    );
    assert_eq!(
        refused_for(&rule, "aÀB", &Context::new())[0],
        "Use only lower case (a-z, é, ä, ö, ü, ß): remove 2 other characters."
    );
    // Signs are written out: a range of them does not show which they are.
    let signs = json!({"name": "special", "characters": "ß_", "ranges": [[":", "@"], ["¡", "¿"], ["!", "#"]]});
    assert_eq!(
        sentences(&json!({"rule": "characters", "forbidden": [signs]}))[1],
        "No special characters (¡-¿, ß, :;<=>?@!\"#_)"
    );
    let signs = json!({"name": "special", "ranges": [[" ", "/"]]});
    assert_eq!(
        sentences(&json!({"rule": "characters", "forbidden": [signs]}))[1],
        "No special characters ( !\"#$%&'()*+,-./)"
    );
    // A space is not visible at the end of a range.
    let ascii = json!({"name": "ASCII", "characters": "ß", "ranges": [[" ", "~"]]});
    assert_eq!(
        sentences(&json!({"rule": "characters", "allowed": [ascii]}))[1],
        "Only ASCII"
    );
    let entra = Policy::entra();
    let mut requirements = entra.requirements();
    let allowed = requirements.find(|it| it.code() == "characters").unwrap();
    let each = LANGUAGES.map(|language| message::requirement(language, &allowed));
    assert_eq!(
        each,
        [
            "Nur Buchstaben ohne Umlaute, Ziffern und Sonderzeichen",
            "Only plain letters, digits and symbols",
            "Solo letras sin tilde, números y símbolos",
            "Caractères autorisés\u{202f}: lettres sans accent, chiffres et symboles",
            "半角の英字・数字・記号だけを使う",
            "다음 문자만 사용 가능: 영문자, 숫자, 특수문자",
            "只能使用半角英文字母、数字和符号",
        ]
    );
}

#[test]
fn alternatives_are_one_sentence() {
    let rule = json!({"rule": "any-of", "groups": [
        [{"rule": "length", "min": 12}, {"rule": "kinds", "required": 2, "of": [{"name": "lower"}, {"name": "digit"}]}],
        [{"rule": "length", "min": 4, "max": 9, "unit": "words"}, {"rule": "breached"}]]});
    assert_eq!(
        in_each_language(&rule)[..2],
        [
            "Eine dieser Möglichkeiten: mindestens 12 Zeichen und alle diese Zeichenarten: Kleinbuchstaben (a-z) und Ziffern (0-9); \
             oder 4 bis 9 Wörter (Buchstaben und Ziffern, dazwischen andere Zeichen) und kein Passwort, das aus Datenlecks bekannt ist",
            "One of these: at least 12 characters and all of these: lower case (a-z) and digits (0-9); \
             or 4 to 9 words (letters and digits, with other characters between them) and not a password known from data breaches",
        ]
    );
}

#[test]
fn the_last_password_is_the_current_one() {
    let rule = json!({"rule": "reuse", "last": 1});
    let each = in_each_language(&rule);
    assert_eq!(each[0], "Anders als das aktuelle Passwort");
    assert_eq!(each[1], "Different from your current password");
    assert_eq!(each[4], "現在のパスワードと異なる");
    assert_eq!(
        refused_for(&rule, "blue7Kite!", &Context::new().reused(true)),
        [
            "Choose another password: this one is your current password.",
            "現在のパスワードと同じです。別のものにしてください。",
        ]
    );
}

#[test]
fn a_sentence_names_the_place() {
    let none = Context::new();
    let at = |place: &str| json!({"rule": "characters", "where": place, "forbidden": [{"name": "digit"}]});
    assert_eq!(
        refused_for(&at("start"), "1abc", &none),
        [
            "Do not use digits (0-9) as the first character.",
            "先頭の文字に数字（0-9）は使えません。",
        ]
    );
    assert_eq!(
        refused_for(&at("end"), "abc1", &none)[0],
        "Do not use digits (0-9) as the last character."
    );
    let edges = json!({"rule": "white-space", "where": "edges"});
    assert_eq!(
        refused_for(&edges, "abc ", &none)[0],
        "Remove the white space at the start or the end (1 character)."
    );
    let control = policy(&edges);
    let report = control.check("a\tb\n", &none);
    let sentence = report
        .violations()
        .map(|one| message::violation(Language::En, one));
    assert!(sentence.eq([
        "Remove 2 control characters such as tabs or line breaks.",
        "Remove the white space at the start or the end (1 character).",
    ]));
}

#[test]
fn a_list_of_the_policy_s_own_has_its_name() {
    let list = ["kite"]
        .into_iter()
        .collect::<genkan::blocklist::WordList>();
    let context = Context::new().blocklist("products", &list);
    let context = context.blocklist("common", &list);
    let mut rule = json!({"rule": "blocklist", "list": "products"});
    assert_eq!(
        refused_for(&rule, "kite", &context)[0],
        "Choose another password: this one is on the list “products”."
    );
    assert_eq!(sentences(&rule)[1], "Not on the list “products”");
    rule["contained"] = json!(3);
    rule["label"] = json!({"ja": "製品名", "en": "Product names"});
    assert_eq!(
        refused_for(&rule, "my-kite", &context),
        [
            "Leave out the part that is on the list “Product names”.",
            "「製品名」のリストにある語が含まれています。その部分を別の文字にしてください。",
        ]
    );
    rule = json!({"rule": "blocklist", "list": "common", "contained": 3});
    assert_eq!(
        refused_for(&rule, "my-kite", &context)[0],
        "Leave out the commonly used password that is a part of this one."
    );
}

#[test]
fn a_user_name_is_called_so() {
    let whole = json!({"rule": "local-part", "min_piece": 65_536});
    assert_eq!(
        sentences(&whole),
        [
            "メールアドレスの@より前の部分を含まない",
            "No part of your email address before the @",
        ]
    );
    assert_eq!(
        refused_for(&whole, "my-taro", &Context::new().email("taro")),
        [
            "Leave out your user name.",
            "ユーザー名が含まれています。別の文字にしてください。",
        ]
    );
    assert_eq!(
        refused_for(&whole, "my-taro", &Context::new().email("taro@example.jp"))[0],
        "Leave out the part of your email address before the @."
    );
    let named = json!({"rule": "local-part", "min_piece": 4, "of": "user-name", "reversed": true});
    assert_eq!(
        sentences(&named),
        [
            "ユーザー名を含まない（4文字以上の一部、逆から書いたものも不可）",
            "Not your user name (nor a piece of 4 or more characters, nor written backwards)",
        ]
    );
}

#[test]
fn a_kind_has_the_label_of_the_language() {
    let label = json!({"en": "Umlauts", "ja": "ウムラウト", "zh": "变音字母", "de": "Umlaute"});
    let kind = json!({"name": "umlaut", "characters": "äöü", "label": label});
    let rule = json!({"rule": "kinds", "required": 1, "of": [kind]});
    let policy = policy(&rule);
    let report = policy.check("abc", &Context::new());
    let violation = report.violations().next().unwrap();
    let sentences = LANGUAGES.map(|language| message::violation(language, violation));
    assert_eq!(
        sentences,
        [
            "Noch erforderlich: 1 Zeichen der Art „Umlaute“.",
            "Add 1 more character of the kind “Umlauts”.",
            "Añade 1 carácter de tipo «umlaut» más.",
            "Ajoutez encore 1 caractère de type «\u{202f}umlaut\u{202f}».",
            "「ウムラウト」の文字をあと1文字加えてください。",
            "다음을 더 추가해 주세요: ‘umlaut’ 문자 1자.",
            "还需要1个“变音字母”类字符。",
        ]
    );
    let json = serde_json::to_value(violation).unwrap();
    assert_eq!(
        json["missing"],
        json!([{"name": "umlaut", "more": 1, "label": label}])
    );
}

#[test]
fn numbers_have_the_plural_form_of_the_language() {
    let reuse = |last: u32| in_each_language(&json!({"rule": "reuse", "last": last}));
    assert_eq!(reuse(2)[0], "Anders als die letzten 2 Passwörter");
    assert_eq!(reuse(2)[3], "Différent de vos 2 derniers mots de passe");
    // Zero is plural in English and singular in French.
    let none = in_each_language(&json!({"rule": "length", "min": 0}));
    assert_eq!(none[1], "At least 0 characters");
    assert_eq!(none[3], "Au moins 0 caractère");
}

/// Returns every sentence about a report.
fn all_sentences(language: &Sentences, report: &Report<'_>) -> Vec<String> {
    let items = report.items().iter().flat_map(|item| {
        [
            message::requirement(language, &item.requirement),
            message::status(language, &item.status),
        ]
    });
    let violations = report
        .violations()
        .map(|one| message::violation(language, one));
    let hints = report
        .hints()
        .iter()
        .map(|one| message::hint(language, one));
    items.chain(violations).chain(hints).collect()
}

/// Returns what a violation asks for: what a sentence may not say, such as the
/// position, is left out.
fn asked_for(violation: &genkan::policy::Violation<'_>) -> Value {
    let mut asked = serde_json::to_value(violation).unwrap();
    let fields = asked.as_object_mut().unwrap();
    fields.remove("at");
    if let (Some(required), Some(actual)) = (fields.remove("required"), fields.get("actual")) {
        let more = required.as_u64().unwrap() - actual.as_u64().unwrap();
        fields.insert("actual".into(), json!(more));
    }
    if let Some(of) = fields.get_mut("of").and_then(Value::as_object_mut) {
        for kinds in ["allowed", "forbidden"] {
            for kind in of
                .get_mut(kinds)
                .and_then(Value::as_array_mut)
                .into_iter()
                .flatten()
            {
                // How many there are does not matter to this rule.
                kind.as_object_mut().unwrap().remove("min");
            }
        }
    }
    asked
}

fn context() -> Context<'static> {
    static WORDS: std::sync::LazyLock<genkan::blocklist::WordList> =
        std::sync::LazyLock::new(|| ["abc", "taro"].into_iter().collect());
    Context::new()
        .email("taro")
        .email("abc@example.com")
        .word(ContextSource::Name, "taro")
        .word(ContextSource::Company, "abc")
        .current_password("taro1")
        .blocklist("a", &*WORDS)
        .reused(true)
        .score(0)
        .breached(Some(9))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// No sentence of any language is empty or has a place that is not filled.
    #[test]
    fn every_sentence_is_complete(
        policy in policies::policy(), password in "\\PC{0,12}|[a-c0-3 ]{0,12}(taro)?",
    ) {
        let report = policy.check(&password, &context());
        for language in LANGUAGES {
            for text in all_sentences(language, &report) {
                let is_complete = !text.is_empty() && !text.contains(['{', '}', '|']);
                prop_assert!(is_complete && !text.contains("  "), "{}: {}", language.tag(), text);
                let is_plain = !text.contains(['<', '>']) && !text.chars().any(char::is_control);
                prop_assert!(is_plain && text.trim() == text, "{}: {}", language.tag(), text);
            }
        }
    }

    /// Two violations that ask for different things have different sentences.
    #[test]
    fn different_violations_have_different_sentences(
        policies in prop::collection::vec(policies::policy(), 2..6),
        password in "[a-c0-3 あ]{0,12}(taro)?",
    ) {
        let context = context();
        let reports: Vec<_> = policies.iter().map(|policy| policy.check(&password, &context)).collect();
        let violations: Vec<_> = reports.iter().flat_map(Report::violations).collect();
        for (at, one) in violations.iter().enumerate() {
            for other in violations.iter().take(at) {
                for language in LANGUAGES {
                    let [one_text, other_text] = [one, other].map(|each| message::violation(language, each));
                    prop_assert_eq!(one_text == other_text, asked_for(one) == asked_for(other), "{}", one_text);
                }
            }
        }
    }
}

/// What typographers of a language expect.
#[test]
fn templates_follow_the_typography_of_their_language() {
    let particles = ['을', '를', '은', '는', '이', '가', '와', '과'];
    for language in LANGUAGES {
        for (key, template) in language.templates() {
            let shown = format!("{} {key}: {template}", language.tag());
            // A view as text is the view of a screen reader.
            assert!(
                !template.contains(['<', '>', '&', '"', '\'', '\t']),
                "{shown}"
            );
            let has_invisible = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
            assert!(!template.contains(has_invisible), "{shown}");
            if !key.starts_with("list.") && !key.starts_with("any-of.") {
                assert_eq!(template.trim(), template, "{shown}");
            }
            // A page joins several.
            if key.starts_with("violation.") || key.starts_with("hint.") {
                let end = match language.tag() {
                    "ja" | "zh-Hans" => '。',
                    _ => '.',
                };
                assert!(template.ends_with(end), "{shown}");
            }
            match language.tag() {
                "fr" => {
                    for (at, _) in template.match_indices([':', ';', '!', '?', '»']) {
                        assert!(template[..at].ends_with('\u{202f}'), "{shown}");
                    }
                    assert_eq!(
                        template.matches('«').count(),
                        template.matches("«\u{202f}").count()
                    );
                }
                "de" => {
                    assert_eq!(template.matches('„').count(), template.matches('“').count());
                    assert!(!template.contains('”'), "{shown}");
                }
                "es" => assert!(!template.contains(['“', '”', '¡']), "{shown}"),
                "ko" => {
                    for (at, _) in template.match_indices('}') {
                        let next = template[at + 1..].chars().next();
                        assert!(
                            !next.is_some_and(|next| particles.contains(&next)),
                            "{shown}"
                        );
                    }
                }
                "zh-Hans" => {
                    assert!(
                        !template.contains([',', ':', ';', '!', '?', '(', ')', ' ']),
                        "{shown}"
                    );
                }
                "ja" => assert!(
                    !template.contains([',', ':', '!', '?', '(', ')', ' ']),
                    "{shown}"
                ),
                "en" => {}
                other => panic!("{other}"),
            }
        }
    }
    let tags = LANGUAGES.map(Sentences::tag);
    assert_eq!(tags, ["de", "en", "es", "fr", "ja", "ko", "zh-Hans"]);
}
