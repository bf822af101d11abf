//! The policy accepts every password that its exported rules allow a generator
//! to make.

use std::collections::BTreeSet;

use genkan::Language;
use genkan::policy::export::NotExportable;
use genkan::policy::{Context, Document, Policy};
use password_rules_parser::CharacterClass;
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

use crate::support::passwordrules::{generate, parse};
use crate::support::policies;

fn holds(policy: &Policy, seed: u64) -> Result<usize, TestCaseError> {
    let exported = match policy.password_rules() {
        Ok(exported) => exported,
        Err(reason) => {
            let japanese = reason.sentence(Language::Ja);
            prop_assert!(japanese.ends_with('。'));
            prop_assert_ne!(japanese, reason.sentence(Language::En));
            return Ok(0);
        }
    };
    let theirs = password_rules_parser::parse_password_rules(exported.as_str(), true);
    let ours = parse(exported.as_str());
    let theirs = theirs.map_err(|error| TestCaseError::fail(format!("{exported}: {error:?}")))?;
    prop_assert_eq!(theirs.min_length.unwrap_or(0) as usize, ours.min);
    prop_assert_eq!(theirs.max_length.map(|max| max as usize), ours.max);
    prop_assert_eq!(
        theirs.max_consecutive.map(|max| max as usize),
        ours.consecutive
    );
    let both = |rules: &password_rules_parser::PasswordRules| {
        let classes = rules.allowed.iter().chain(rules.required.iter().flatten());
        classes.flat_map(characters).collect::<BTreeSet<char>>()
    };
    is_read_as(&both(&theirs), ours.characters())?;
    prop_assert_eq!(theirs.required.len(), ours.required.len());
    for (theirs, ours) in theirs.required.iter().zip(&ours.required) {
        let theirs: BTreeSet<char> = theirs.iter().flat_map(characters).collect();
        is_read_as(&theirs, ours.iter().copied().collect())?;
    }
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let context = Context::new();
    let mut made = 0;
    for _ in 0..20 {
        let Some(password) = generate(&ours, |n| rng.next_u32() as usize % n) else {
            continue;
        };
        made += 1;
        let report = policy.check(&password, &context);
        prop_assert!(!report.is_refused(), "{exported}\n{password:?}\n{report:?}");
    }
    Ok(made)
}

/// Checks that another parser reads no character that we have not written, and
/// all that we have. It may take a class that has all of its `special` for that,
/// which loses `/` and `\`.
fn is_read_as(theirs: &BTreeSet<char>, mut ours: BTreeSet<char>) -> Result<(), TestCaseError> {
    ours.retain(|c| !matches!(c, '/' | '\\') || theirs.contains(c));
    prop_assert_eq!(theirs, &ours);
    Ok(())
}

/// Returns the characters of a class of the grammar.
pub(crate) fn characters(class: &CharacterClass) -> Vec<char> {
    match class {
        CharacterClass::Upper => ('A'..='Z').collect(),
        CharacterClass::Lower => ('a'..='z').collect(),
        CharacterClass::Digit => ('0'..='9').collect(),
        CharacterClass::Special => SPECIAL.chars().collect(),
        CharacterClass::AsciiPrintable | CharacterClass::Unicode => (' '..='~').collect(),
        CharacterClass::Custom(custom) => custom.clone(),
    }
}

/// The class `special` as 1Password reads it: without `/` and `\`.
pub(crate) const SPECIAL: &str = " -~!@#$%^&*_+=`|(){}[:;\"'<>,.?]";

/// Whether the grammar can express which characters this policy permits: it has
/// no positions, no numbers, no rows of keys, no tiers and no groups.
fn permits_characters_everywhere(policy: &Policy) -> bool {
    let json = serde_json::to_string(&Document::from(policy)).unwrap();
    let others = [
        "\"where\"",
        "\"number-range\"",
        "\"sequence\"",
        "\"tier\"",
        "\"any-of\"",
    ];
    !others.iter().any(|other| json.contains(other))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    /// A password manager draws from all that the policy permits.
    #[test]
    fn every_character_of_an_accepted_password_is_allowed(
        policy in policies::policy().prop_filter("positions", permits_characters_everywhere),
        passwords in prop::collection::vec("[ -~]{1,40}", 16),
    ) {
        if let Ok(exported) = policy.password_rules() {
            let allowed = parse(exported.as_str()).characters();
            for password in passwords {
                if !policy.check(&password, &Context::new()).is_refused() {
                    let left_out = password.chars().find(|c| !allowed.contains(c));
                    prop_assert_eq!(left_out, None, "{} {}", exported, password);
                }
            }
        }
    }

    #[test]
    fn a_generator_that_follows_the_rules_is_accepted(
        policy in policies::policy(),
        seed in any::<u64>(),
    ) {
        holds(&policy, seed)?;
    }

    #[test]
    fn html_and_json_schema_reject_no_accepted_password(
        policy in policies::policy(),
        password in "[a-cA-C0-3!#あか😀]{0,30}",
    ) {
        let report = policy.check(&password, &Context::new());
        if !report.is_refused() {
            let prepared = policy.prepare(&password);
            let schema = policy.string_schema();
            let length = prepared.chars().count() as u32;
            prop_assert!((schema.min_length..=schema.max_length).contains(&length));
            let attributes = policy.html_attributes();
            let units = prepared.encode_utf16().count() as u32;
            prop_assert!(attributes.minlength.unwrap_or(0) <= units);
        }
    }
}

#[test]
fn every_preset_has_password_rules_that_hold() {
    for name in Policy::PRESETS {
        let policy = Policy::preset(name).unwrap();
        let rules = policy.password_rules().unwrap();
        for seed in 0..50 {
            assert!(holds(&policy, seed).unwrap() > 0, "{name}: {rules}");
        }
    }
}

#[test]
fn the_exports_of_well_known_policies_are_these() {
    let rules = |policy: Policy| policy.password_rules().unwrap().to_string();
    assert_eq!(
        rules(Policy::auth0_excellent()),
        "minlength: 10; maxlength: 72; max-consecutive: 2; required: lower; required: upper; \
         required: digit; allowed: ascii-printable;"
    );
    assert_eq!(
        Policy::owasp_asvs_5()
            .password_rules()
            .unwrap()
            .not_carried(),
        ["blocklist", "local-part", "context-word", "breached"]
    );
    assert_eq!(
        Policy::support_center().html_attributes().to_string(),
        "autocomplete=\"new-password\" minlength=\"6\" passwordrules=\"minlength: 6; \
         maxlength: 1024; required: lower; required: upper; required: digit; \
         allowed: ascii-printable;\""
    );
    let schema: serde_json::Value =
        serde_json::from_str(&Policy::nist_sp_800_63b_4().string_schema().to_string()).unwrap();
    assert_eq!(schema["minLength"], 15);
    assert_eq!(schema["pattern"], "^[^\\u0000-\\u001f\\u007f-\\u009f]*$");
}

/// Requirements that a schema cannot express are named, and no others.
#[test]
fn what_a_schema_cannot_express_is_named() {
    let policy = |rules: &str| {
        let json = format!("{{\"version\":1,\"name\":\"\",\"max_bytes\":100,\"rules\":[{rules}]}}");
        let document: genkan::policy::Document = serde_json::from_str(&json).unwrap();
        Policy::try_from(document).unwrap()
    };
    let schema = |rules: &str| policy(rules).string_schema();
    assert_eq!(schema("").not_carried, ["size"]);
    let length = "{\"rule\":\"length\",\"min\":3}";
    assert_eq!(schema(length).not_carried, ["size"]);
    let bytes =
        "{\"rule\":\"length\",\"min\":3,\"unit\":\"bytes\"},{\"rule\":\"occurrences\",\"max\":2}";
    assert_eq!(schema(bytes).not_carried, ["size", "length", "occurrences"]);
    // The grammar cannot express rules about the person.
    let rules = Policy::support_center().password_rules().unwrap();
    assert_eq!(rules.not_carried(), ["local-part"]);
    // If lengths have different rules, those that generators prefer are
    // exported.
    let digit = "[{\"rule\":\"kinds\",\"required\":1,\"of\":[{\"name\":\"digit\"}]}]";
    let short = format!("{{\"rule\":\"tier\",\"below\":12,\"rules\":{digit}}}");
    let long = format!("{{\"rule\":\"tier\",\"from\":40,\"rules\":{digit}}}");
    for (rules, expected) in [
        (
            short.clone(),
            "minlength: 12; maxlength: 100; allowed: ascii-printable;",
        ),
        (long.clone(), "maxlength: 39; allowed: ascii-printable;"),
        (
            format!("{short},{long}"),
            "minlength: 12; maxlength: 39; allowed: ascii-printable;",
        ),
    ] {
        assert_eq!(policy(&rules).password_rules().unwrap().as_str(), expected);
    }
    // A policy without a smallest length exports none.
    assert_eq!(
        policy("").html_attributes().to_string(),
        "autocomplete=\"new-password\" passwordrules=\"maxlength: 100; allowed: ascii-printable;\""
    );
}

/// Only passwords that the policy rejects are excluded.
#[test]
fn the_requirements_of_each_rule_are_exported() {
    let rules = |rules: &str| {
        let json = format!("{{\"version\":1,\"name\":\"\",\"max_bytes\":100,\"rules\":[{rules}]}}");
        let document: genkan::policy::Document = serde_json::from_str(&json).unwrap();
        let policy = Policy::try_from(document).unwrap();
        match policy.password_rules() {
            Ok(rules) => rules.to_string(),
            Err(reason) => reason.code().to_owned(),
        }
    };
    let length =
        |min: u32, max: u32| format!("{{\"rule\":\"length\",\"min\":{min},\"max\":{max}}}");
    let often = |max: u32| format!("{{\"rule\":\"occurrences\",\"max\":{max}}}");
    let repeated = |max: u32, block: u32| {
        format!("{{\"rule\":\"repetition\",\"max\":{max},\"block\":{block}}}")
    };
    let sequence = |length: u32, of: &str| {
        format!("{{\"rule\":\"sequence\",\"length\":{length},\"of\":[\"{of}\"]}}")
    };
    let ring = |length: u32| {
        format!(
            "{{\"rule\":\"sequence\",\"length\":{length},\"of\":[\"alphabetic\"],\"wrap\":true}}"
        )
    };
    let only = |characters: &str| {
        format!(
            "{{\"rule\":\"characters\",\"allowed\":[{{\"name\":\"only\",\"characters\":\"{characters}\"}}]}}"
        )
    };
    let every = "maxlength: 100; allowed: ascii-printable;";
    let no_digits = "maxlength: 100; allowed: lower, upper, [- !\"#$%&'()*+,./:;<=>?@[\\^_`{|}~]];";
    let digit = "{\"rule\":\"kinds\",\"required\":1,\"of\":[{\"name\":\"digit\"}]}";
    let three = "{\"rule\":\"kinds\",\"required\":3,\"of\":[{\"name\":\"lower\"},\
                 {\"name\":\"upper\"},{\"name\":\"digit\"}]}";
    for (asked, expected) in [
        // If a character may occur as often as there are characters, the rule
        // cannot be broken, and has no effect on the length.
        (often(100), every.into()),
        (often(25), "maxlength: 25; allowed: ascii-printable;".into()),
        (often(20), "maxlength: 20; allowed: ascii-printable;".into()),
        (often(19), "export-rule".into()),
        (
            format!("{},{}", length(26, 90), often(25)),
            "export-rule".into(),
        ),
        (
            format!("{},{}", length(8, 10), often(10)),
            "minlength: 8; maxlength: 10; allowed: ascii-printable;".into(),
        ),
        (
            format!("{},{}", length(8, 24), often(30)),
            "minlength: 8; maxlength: 24; allowed: ascii-printable;".into(),
        ),
        (
            format!("{},{}", length(8, 10), repeated(10, 2)),
            "minlength: 8; maxlength: 10; allowed: ascii-printable;".into(),
        ),
        (
            format!("{},{}", length(8, 10), repeated(9, 1)),
            "minlength: 8; maxlength: 10; max-consecutive: 9; allowed: ascii-printable;".into(),
        ),
        (
            format!("{},{}", length(8, 10), repeated(9, 2)),
            "export-rule".into(),
        ),
        // As many characters as kinds are enough.
        (
            format!("{},{three}", length(3, 3)),
            "minlength: 3; maxlength: 3; required: lower; required: upper; required: digit; \
             allowed: ascii-printable;"
                .into(),
        ),
        (format!("{},{three}", length(2, 2)), "export-kinds".into()),
        // A manager that draws from what is required alone would make digits
        // only.
        (
            format!("{},{}", length(8, 10), digit),
            "minlength: 8; maxlength: 10; required: digit; allowed: ascii-printable;".into(),
        ),
        (
            format!("{digit},{}", only("abc-]0123456789!")),
            "maxlength: 100; required: digit; allowed: [-!abc]];".into(),
        ),
        (
            format!("{digit},{}", only("0123456789")),
            "maxlength: 100; required: digit;".into(),
        ),
        // Without digits, numbers and rows of digits cannot be written.
        (
            "{\"rule\":\"number-range\",\"from\":1900,\"to\":2099}".into(),
            no_digits.into(),
        ),
        (sequence(3, "numeric"), no_digits.into()),
        (sequence(3, "ten-key"), no_digits.into()),
        (sequence(3, "alphabetic"), "export-rule".into()),
        (sequence(26, "alphabetic"), "export-rule".into()),
        (sequence(27, "alphabetic"), every.into()),
        // A row wraps only if all of it can be written.
        (ring(1_000), "export-rule".into()),
        (
            format!("{},{}", only("xyzabcd"), ring(8)),
            "maxlength: 100; allowed: [abcdxyz];".into(),
        ),
        (
            format!("{},{}", only("xyzabcd"), ring(7)),
            "export-rule".into(),
        ),
        (
            format!("{},{}", only("xyzabcd"), sequence(5, "alphabetic")),
            "maxlength: 100; allowed: [abcdxyz];".into(),
        ),
    ] {
        let expected: String = expected;
        assert_eq!(rules(&asked), expected, "{asked}");
    }
    // Of several reasons, that of the lengths that generators prefer is
    // reported.
    let kana =
        "{\"rule\":\"characters\",\"allowed\":[{\"name\":\"kana\",\"ranges\":[[\"ぁ\",\"ん\"]]}]}";
    let two = "{\"rule\":\"kinds\",\"required\":1,\"of\":[{\"name\":\"digit\",\"min\":2}]}";
    let tiers = |below: u32| {
        format!(
            "{{\"rule\":\"tier\",\"below\":{below},\"rules\":[{kana}]}},\
             {{\"rule\":\"tier\",\"from\":{below},\"rules\":[{two}]}}"
        )
    };
    assert_eq!(rules(&tiers(12)), "export-kinds");
    assert_eq!(rules(&tiers(40)), "export-characters");
}

#[test]
fn a_policy_without_safe_password_rules_has_a_reason() {
    let reason = |rules: &str| {
        let json = format!("{{\"version\":1,\"name\":\"\",\"max_bytes\":100,\"rules\":[{rules}]}}");
        let document: genkan::policy::Document = serde_json::from_str(&json).unwrap();
        Policy::try_from(document)
            .unwrap()
            .password_rules()
            .unwrap_err()
    };
    let length = "{\"rule\":\"length\",\"min\":0,\"max\":8},{\"rule\":\"length\",\"min\":9}";
    assert_eq!(reason(length), NotExportable::Length);
    let kana =
        "{\"rule\":\"characters\",\"allowed\":[{\"name\":\"kana\",\"ranges\":[[\"ぁ\",\"ん\"]]}]}";
    assert_eq!(reason(kana), NotExportable::Characters);
    let two = "{\"rule\":\"kinds\",\"required\":1,\"of\":[{\"name\":\"digit\",\"min\":2}]}";
    assert_eq!(reason(two), NotExportable::Kinds);
    let rows = "{\"rule\":\"sequence\",\"length\":3,\"of\":[\"qwerty\"]}";
    assert_eq!(reason(rows).code(), "export-rule");
    assert!(reason(rows).to_string().contains("sequence"));
    // Of the vowels, only u, i and o are neighbours.
    let vowels =
        "{\"rule\":\"characters\",\"allowed\":[{\"name\":\"v\",\"characters\":\"aeiou\"}]}";
    assert_eq!(reason(&format!("{vowels},{rows}")).code(), "export-rule");
    for (reason, code, part) in [
        (reason(length), "export-length", ["no length", "長さ"]),
        (reason(kana), "export-characters", ["character", "半角文字"]),
        (reason(two), "export-kinds", ["Too few kinds", "種類"]),
        (reason(rows), "export-rule", ["sequence", "「sequence」"]),
    ] {
        assert_eq!(reason.code(), code);
        let (en, ja) = (reason.sentence(Language::En), reason.sentence(Language::Ja));
        let (part_en, part_ja) = (part[0].to_lowercase(), part[1]);
        assert!(
            en.to_lowercase().contains(&part_en) && en.ends_with('.'),
            "{en}"
        );
        assert!(en.starts_with(char::is_uppercase), "{en}");
        assert!(ja.contains(part_ja) && ja.ends_with('。'), "{ja}");
    }
}
