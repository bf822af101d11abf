//! The rules as data: every rule reads back, and errors name the field.

use std::collections::{BTreeMap, BTreeSet};

use genkan::policy::rules::{
    AnyOfRule, BlocklistRule, BreachedRule, CharacterPosition, CharactersRule, ContextWordRule,
    GuessabilityRule, Identifier, Kind, KindsRule, LengthRule, LocalPartRule, NumberRangeRule,
    OccurrencesRule, RepetitionRule, ReuseRule, SequencePattern, SequenceRule, SimilarityRule,
    TierRule, Unit, WhiteSpacePosition, WhiteSpaceRule,
};
use genkan::policy::{ContextSource, Document, Labels, Policy, Rule};
use serde_json::{Value, json};

use super::try_policy;

/// One of each rule, with every field.
fn examples() -> Vec<Value> {
    vec![
        json!({"rule": "length", "min": 8, "max": 72, "unit": "bytes"}),
        json!({"rule": "kinds", "required": 2, "of": [
            {"name": "lower", "min": 2},
            {"name": "greek", "characters": "ς", "ranges": [["α", "ω"]]},
        ]}),
        json!({"rule": "local-part", "min_piece": 3, "reversed": true, "look_alikes": true,
               "min_whole": 4, "min_east_asian": 2, "consecutive": true, "accents": true,
               "of": "user-name"}),
        json!({"rule": "context-word", "sources": ["address", "name", "company", "service",
               "birthday", "phone", "employee-number", "user-name"],
               "min_piece": 3, "reversed": true, "look_alikes": true,
               "min_whole": 4, "min_east_asian": 2, "consecutive": true, "accents": true}),
        json!({"rule": "characters", "allowed": [{"name": "lower"}],
               "forbidden": [{"name": "quotes", "characters": "\"'"}], "where": "end"}),
        json!({"rule": "white-space", "where": "edges"}),
        json!({"rule": "repetition", "max": 2, "block": 4}),
        json!({"rule": "repetition", "max": 2, "of": [{"name": "lower"}]}),
        json!({"rule": "occurrences", "max": 4}),
        json!({"rule": "sequence", "length": 4, "of":
               ["alphabetic", "numeric", "qwerty", "jis", "azerty", "qwertz", "ten-key"], "wrap": true, "columns": true}),
        json!({"rule": "number-range", "from": 1900, "to": 2099, "dates": true}),
        json!({"rule": "blocklist", "list": "common", "contained": 4, "reversed": true,
               "look_alikes": true, "one_edit": true, "points": 5, "label": {"en": "Words"}}),
        json!({"rule": "breached", "max": 3, "fail_open": true}),
        json!({"rule": "reuse", "last": 5}),
        json!({"rule": "similarity", "min": 4}),
        json!({"rule": "guessability", "min_score": 3}),
        json!({"rule": "tier", "from": 8, "below": 12, "rules": [{"rule": "occurrences", "max": 4}]}),
        json!({"rule": "any-of", "groups": [[{"rule": "occurrences", "max": 4}],
               [{"rule": "length", "min": 20}, {"rule": "reuse", "last": 1}]]}),
    ]
}

#[test]
fn every_rule_reads_back_as_itself() {
    for rule in examples() {
        let policy = try_policy(&json!([rule])).unwrap();
        let document = serde_json::to_value(Document::from(&policy)).unwrap();
        assert_eq!(document["rules"][0], rule);
        let read: Document = serde_json::from_value(document).unwrap();
        assert_eq!(Policy::try_from(read).unwrap(), policy);
        // Defaults of its fields are left out, and read back.
        assert_eq!(policy.rules()[0].code(), rule["rule"].as_str().unwrap());
    }
}

/// The constructors make the rules of the document.
#[test]
fn every_rule_is_made_without_a_document() {
    let greek = Kind::new("greek", "ς").range('α', 'ω');
    let quotes = vec![Kind::new("quotes", "\"'")];
    let orders = SequencePattern::ALL[..7].to_vec();
    let words = Labels::new([("en", "Words")]).unwrap();
    let made = [
        Rule::Length(LengthRule::new(8).at_most(72).in_unit(Unit::Bytes)),
        Rule::Kinds(KindsRule::new(
            2,
            vec![Kind::new("lower", "").at_least(2), greek],
        )),
        Rule::LocalPart(LocalPartRule::new(3).of(Identifier::UserName)),
        Rule::ContextWord(ContextWordRule::new(ContextSource::ALL.to_vec(), 3)),
        Rule::Characters(CharactersRule::forbidden(quotes).at(CharacterPosition::End)),
        Rule::WhiteSpace(WhiteSpaceRule::new(WhiteSpacePosition::Edges)),
        Rule::Repetition(RepetitionRule::new(2).blocks(4)),
        Rule::Repetition(RepetitionRule::new(2).of_kinds(vec![Kind::new("lower", "")])),
        Rule::Occurrences(OccurrencesRule::new(4)),
        Rule::Sequence(SequenceRule::new(4, orders).wrapping().and_columns()),
        Rule::NumberRange(NumberRangeRule::new(1900, 2099).dates()),
        Rule::Blocklist(BlocklistRule::new("common").contained(4).labelled(words)),
        Rule::Breached(BreachedRule::new().fail_open()),
        Rule::Reuse(ReuseRule::new(5)),
        Rule::Similarity(SimilarityRule::new(4)),
        Rule::Guessability(GuessabilityRule::new(3)),
        Rule::Tier(TierRule::below(12, vec![Rule::Occurrences(OccurrencesRule::new(4))]).from(8)),
        Rule::AnyOf(AnyOfRule::new(vec![
            vec![Rule::Occurrences(OccurrencesRule::new(4))],
            vec![
                Rule::Length(LengthRule::new(20)),
                Rule::Reuse(ReuseRule::new(1)),
            ],
        ])),
    ];
    assert_eq!(made.len(), examples().len());
    for (made, mut written) in made.iter().zip(examples()) {
        // Other options are fields.
        let fields = written.as_object_mut().unwrap();
        let others = [
            "reversed",
            "look_alikes",
            "allowed",
            "min_whole",
            "min_east_asian",
            "consecutive",
            "accents",
            "one_edit",
            "points",
        ];
        fields.retain(|name, _| !others.contains(&name.as_str()));
        if made.code() == "breached" {
            fields.insert("max".into(), json!(0));
        }
        assert_eq!(serde_json::to_value(made).unwrap(), written);
    }
    let letters = CharactersRule::allowed(vec![Kind::new("lower", "")]);
    assert_eq!(
        serde_json::to_value(letters).unwrap(),
        json!({"allowed": [{"name": "lower"}]})
    );
    assert_eq!(BreachedRule::default(), BreachedRule::new());
}

#[test]
fn a_field_that_may_be_left_out_is_left_out() {
    for rule in [
        json!({"rule": "length", "min": 8}),
        json!({"rule": "local-part", "min_piece": 3}),
        json!({"rule": "context-word", "sources": ["name"], "min_piece": 3}),
        json!({"rule": "repetition", "max": 2}),
        json!({"rule": "number-range", "from": 1900, "to": 2099}),
        json!({"rule": "blocklist", "list": "common"}),
        json!({"rule": "kinds", "required": 1, "of": [{"name": "other-letter"}]}),
        json!({"rule": "characters", "forbidden": [{"name": "digit"}]}),
    ] {
        let policy = try_policy(&json!([rule])).unwrap();
        let document = serde_json::to_value(Document::from(&policy)).unwrap();
        assert_eq!(document["rules"][0], rule);
    }
}

#[test]
fn an_unknown_field_or_a_missing_one_is_named() {
    for rule in examples() {
        let mut rules: Vec<(Value, String)> = Vec::new();
        let mut more = rule.clone();
        more["surplus"] = json!(1);
        rules.push((more, "surplus".into()));
        for field in [
            "min",
            "required",
            "of",
            "min_piece",
            "sources",
            "where",
            "max",
            "length",
            "from",
            "to",
            "list",
            "last",
            "min_score",
            "rules",
        ] {
            let is_optional = matches!(
                (rule["rule"].as_str().unwrap(), field),
                ("length" | "breached", "max")
                    | ("tier", "from")
                    | ("characters", "where")
                    | ("local-part" | "repetition", "of")
            );
            let mut less = rule.clone();
            if !is_optional && less.as_object_mut().unwrap().remove(field).is_some() {
                rules.push((less, field.into()));
            }
        }
        for (rule, named) in rules {
            let document = json!({"version": 1, "name": "n", "max_bytes": 64, "rules": [rule]});
            let error = serde_json::from_value::<Document>(document).unwrap_err();
            assert!(error.to_string().contains(&named), "{rule}: {error}");
        }
    }
    for (rule, named) in [
        (json!({"rule": "lenght", "min": 8}), "lenght"),
        (
            json!({"rule": "length", "min": 8, "unit": "letters"}),
            "letters",
        ),
        (
            json!({"rule": "sequence", "length": 3, "of": ["dvorak"]}),
            "dvorak",
        ),
        (
            json!({"rule": "white-space", "where": "nowhere"}),
            "nowhere",
        ),
        (
            json!({"rule": "context-word", "min_piece": 3, "sources": ["pet"]}),
            "pet",
        ),
        (
            json!({"rule": "sequence", "length": 3, "of": ["date"]}),
            "date",
        ),
        (
            json!({"rule": "local-part", "min_piece": 3, "of": "phone"}),
            "phone",
        ),
        (
            json!({"rule": "blocklist", "list": "x", "label": {"en": ""}}),
            "label",
        ),
        (
            json!({"rule": "kinds", "required": 1, "of": [{"name": "lower", "label": {"e n": "x"}}]}),
            "label",
        ),
        (
            json!({"rule": "kinds", "required": 1, "of": [{"name": "lower", "most": 2}]}),
            "most",
        ),
        (json!({"rule": "length", "min": -1}), "-1"),
        (
            json!({"rule": "length", "min": 4_294_967_296_u64}),
            "4294967296",
        ),
        (json!({"min": 8}), "rule"),
    ] {
        let document = json!({"version": 1, "name": "n", "max_bytes": 64, "rules": [rule]});
        let error = serde_json::from_value::<Document>(document).unwrap_err();
        assert!(error.to_string().contains(named), "{error}");
    }
}

/// Each number just outside its range, and just inside.
#[test]
fn each_number_has_its_range() {
    for (rule, field, inside, outside) in [
        (
            json!({"rule": "local-part"}),
            "min_piece",
            vec![1, 65_536],
            vec![0, 65_537],
        ),
        (
            json!({"rule": "context-word", "sources": ["name"]}),
            "min_piece",
            vec![1, 65_536],
            vec![0, 65_537],
        ),
        (
            json!({"rule": "repetition"}),
            "max",
            vec![1, 65_536],
            vec![0, 65_537],
        ),
        (
            json!({"rule": "repetition", "max": 2}),
            "block",
            vec![1, 16],
            vec![0, 17],
        ),
        (
            json!({"rule": "occurrences"}),
            "max",
            vec![1, 65_536],
            vec![0, 65_537],
        ),
        (
            json!({"rule": "sequence", "of": ["qwerty"]}),
            "length",
            vec![3, 65_536],
            vec![0, 2, 65_537],
        ),
        (
            json!({"rule": "number-range", "from": 5}),
            "to",
            vec![5, 999_999_999],
            vec![4, 1_000_000_000],
        ),
        (
            json!({"rule": "blocklist", "list": "l"}),
            "contained",
            vec![3, 32],
            vec![0, 2, 33],
        ),
        (
            json!({"rule": "blocklist", "list": "l", "contained": 3}),
            "points",
            vec![1, 65_536],
            vec![0, 65_537],
        ),
        (
            json!({"rule": "local-part", "min_piece": 3}),
            "min_whole",
            vec![1, 65_536],
            vec![0, 65_537],
        ),
        (
            json!({"rule": "context-word", "sources": ["name"], "min_piece": 3}),
            "min_east_asian",
            vec![1, 65_536],
            vec![0, 65_537],
        ),
        (
            json!({"rule": "reuse"}),
            "last",
            vec![1, 65_536],
            vec![0, 65_537],
        ),
        (
            json!({"rule": "similarity"}),
            "min",
            vec![1, 16],
            vec![0, 17],
        ),
        (
            json!({"rule": "guessability"}),
            "min_score",
            vec![1, 4],
            vec![0, 5],
        ),
        (
            json!({"rule": "tier", "from": 4, "rules": [{"rule": "reuse", "last": 1}]}),
            "below",
            vec![5],
            vec![4, 0],
        ),
    ] {
        let with = |number: u32| {
            let mut rule = rule.clone();
            rule[field] = json!(number);
            try_policy(&json!([rule]))
        };
        for number in inside {
            assert!(with(number).is_ok(), "{rule} {field} {number}");
        }
        for number in outside {
            let error = with(number).unwrap_err();
            assert_eq!(error.code(), "policy-range", "{rule} {field} {number}");
            let shown = error.to_string();
            assert!(shown.contains(field), "{shown}");
            assert!(
                shown.starts_with(&format!("rules[0].{field}: {number} ")),
                "{shown}"
            );
            // In a tier and in a group as well.
            if rule["rule"] != "tier" {
                let mut inner = rule.clone();
                inner[field] = json!(number);
                let first = json!({"rule": "reuse", "last": 1});
                let tier = json!({"rule": "tier", "below": 9, "rules": [first, inner]});
                let group = json!({"rule": "any-of", "groups": [[first], [first, inner]]});
                for (outer, path) in [(tier, "rules[1]"), (group, "groups[1][1]")] {
                    let inside = try_policy(&json!([first, outer])).unwrap_err();
                    assert_eq!(inside.code(), error.code());
                    let moved = shown.replace("rules[0]", &format!("rules[1].{path}"));
                    assert_eq!(inside.to_string(), moved);
                }
            }
        }
    }
}

#[test]
fn invalid_values_of_valid_types_are_rejected() {
    let kind = |kind: Value| json!({"rule": "kinds", "required": 1, "of": [kind]});
    for (rule, code, named) in [
        (
            json!({"rule": "length", "min": 9, "max": 8}),
            "policy-length",
            "rules[0].min: 9",
        ),
        (
            json!({"rule": "length", "min": 65_537}),
            "policy-length",
            "rules[0].min: 65537",
        ),
        (
            json!({"rule": "kinds", "required": 0, "of": [{"name": "lower"}]}),
            "policy-required",
            "rules[0].required: 0",
        ),
        (
            json!({"rule": "kinds", "required": 2, "of": [{"name": "lower"}]}),
            "policy-required",
            "rules[0].required: 2",
        ),
        (
            json!({"rule": "kinds", "required": 1, "of": []}),
            "policy-required",
            "rules[0].required: 1",
        ),
        (
            kind(json!({"name": "special"})),
            "policy-kind",
            "rules[0].of[0].characters: ",
        ),
        (
            kind(json!({"name": "", "characters": "a"})),
            "policy-kind",
            "rules[0].of[0].name: ",
        ),
        (
            kind(json!({"name": "a\u{7}", "characters": "a"})),
            "policy-kind",
            "rules[0].of[0].name: ",
        ),
        (
            kind(json!({"name": "a", "characters": "a\n"})),
            "policy-kind",
            "rules[0].of[0].characters: ",
        ),
        (
            kind(json!({"name": "a", "characters": "aa"})),
            "policy-kind",
            "rules[0].of[0].characters: ",
        ),
        (
            kind(json!({"name": "a", "ranges": [["b", "a"]]})),
            "policy-kind",
            "rules[0].of[0].ranges: ",
        ),
        (
            kind(json!({"name": "lower", "min": 0})),
            "policy-required",
            "rules[0].required: 1",
        ),
        (
            json!({"rule": "characters"}),
            "policy-list",
            "rules[0].allowed",
        ),
        (
            json!({"rule": "characters", "allowed": [{"name": "other"}]}),
            "policy-list",
            "rules[0].allowed[0].name",
        ),
        (
            json!({"rule": "characters", "allowed": [{"name": "lower", "min": 0}]}),
            "policy-range",
            "rules[0].allowed[0].min: 0",
        ),
        (
            json!({"rule": "repetition", "max": 2, "block": 2, "of": [{"name": "lower"}]}),
            "policy-range",
            "rules[0].block: 2",
        ),
        (
            json!({"rule": "blocklist", "list": "l", "points": 5}),
            "policy-list",
            "rules[0].points",
        ),
        (
            json!({"rule": "any-of", "groups": [[{"rule": "reuse", "last": 1}]]}),
            "policy-list",
            "rules[0].groups: write 2 to 8",
        ),
        (
            json!({"rule": "any-of", "groups": [[{"rule": "reuse", "last": 1}], []]}),
            "policy-list",
            "rules[0].groups[1]",
        ),
        (
            json!({"rule": "any-of", "groups": [[{"rule": "reuse", "last": 1}], [{"rule": "tier", "rules": []}]]}),
            "policy-list",
            "rules[0].groups[1][0].rule",
        ),
        (
            json!({"rule": "characters", "allowed": [{"name": "x"}]}),
            "policy-kind",
            "rules[0].allowed[0].characters",
        ),
        (
            json!({"rule": "characters", "forbidden": [{"name": "x"}]}),
            "policy-kind",
            "rules[0].forbidden[0].characters",
        ),
        (
            json!({"rule": "context-word", "sources": [], "min_piece": 3}),
            "policy-list",
            "sources",
        ),
        (
            json!({"rule": "sequence", "length": 3, "of": []}),
            "policy-list",
            "of",
        ),
        (
            json!({"rule": "blocklist", "list": ""}),
            "policy-list",
            "list",
        ),
        (
            json!({"rule": "tier", "below": 3, "rules": []}),
            "policy-list",
            "rules",
        ),
        (
            json!({"rule": "tier", "below": 3, "rules": [{"rule": "tier", "below": 2, "rules": []}]}),
            "policy-list",
            "rules",
        ),
    ] {
        let error = try_policy(&json!([rule])).unwrap_err();
        assert_eq!(error.code(), code, "{rule}");
        assert!(error.to_string().contains(named), "{error}");
    }
}

/// Every example in `docs/rules.md` is a rule, and every rule has an example.
#[test]
fn the_documented_examples_are_rules() {
    let text = include_str!("../../../docs/rules.md");
    let mut shown = BTreeSet::new();
    let blocks = text.lines().filter(|line| line.starts_with("{\"rule\""));
    let spans = text
        .lines()
        .filter(|line| line.starts_with('|'))
        .flat_map(|line| {
            // Odd parts are code; two characters in it are the grave accent itself.
            line.split(" `{")
                .skip(1)
                .filter_map(|rest| rest.split("}`").next())
        });
    let spans = spans.map(|span| format!("{{{span}}}"));
    let mut count = 0;
    for rule in blocks.map(String::from).chain(spans) {
        let rule = rule.replace("[…]", "[{\"rule\": \"occurrences\", \"max\": 4}]");
        let rule: Value =
            serde_json::from_str(&rule).unwrap_or_else(|error| panic!("{rule}: {error}"));
        shown.insert(try_policy(&json!([rule])).unwrap().rules()[0].code());
        count += 1;
    }
    assert!(count > 40, "{count}");
    let every = examples();
    for rule in &every {
        let code = rule["rule"].as_str().unwrap();
        assert!(
            shown.contains(code) && text.contains(&format!("### `{code}`")),
            "{code}"
        );
        for (field, _) in rule.as_object().unwrap() {
            assert!(
                field == "rule" || text.contains(&format!("`{field}`")),
                "{code} {field}"
            );
        }
    }
}

/// The documentation of each rule has its JSON with every field.
#[test]
fn the_documentation_of_a_rule_has_its_json() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/policy/rules");
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let mut is_json = false;
        let json = text.lines().filter_map(|line| {
            let line = line.strip_prefix("/// ")?;
            is_json = line == "```json" || (is_json && line != "```");
            (is_json && line != "```json").then_some(line)
        });
        let json = json.collect::<Vec<_>>().join("\n");
        for rule in serde_json::Deserializer::from_str(&json).into_iter() {
            let rule: Value = rule.unwrap();
            let read = try_policy(&json!([rule])).unwrap();
            // No field has its default.
            assert_eq!(serde_json::to_value(&read.rules()[0]).unwrap(), rule);
            let code = rule["rule"].as_str().unwrap().to_owned();
            let fields = rule.as_object().unwrap().keys().cloned();
            shown.entry(code).or_default().extend(fields);
        }
    }
    let mut every: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for rule in examples() {
        let code = rule["rule"].as_str().unwrap().to_owned();
        let fields = rule.as_object().unwrap().keys().cloned();
        every.entry(code).or_default().extend(fields);
    }
    assert_eq!(shown, every);
}

/// The rules of tiers count one by one.
#[test]
fn there_are_256_rules_at_most() {
    let rule = json!({"rule": "reuse", "last": 1});
    for count in [31, 255, 256, 257, 300] {
        let flat = json!(vec![rule.clone(); count]);
        let tier = json!({"rule": "tier", "rules": vec![rule.clone(); count - 20]});
        let mut tiers = vec![rule.clone(); 20];
        tiers.push(tier);
        for rules in [flat, json!(tiers)] {
            let code = try_policy(&rules).err().map(|error| error.code());
            assert_eq!(code, (count > 256).then_some("policy-too-many-rules"));
        }
    }
}

/// An error has the path of what is wrong, and lists what is possible there.
#[test]
fn an_error_of_a_document_has_a_path() {
    let document =
        |rules: Value| json!({"version": 1, "name": "n", "max_bytes": 64, "rules": rules});
    let length = json!({"rule": "length", "min": 8});
    for (document, expected) in [
        (
            json!([]),
            "the document: a list is not possible; write an object",
        ),
        (
            json!({"version": 1, "name": "n", "max_bytes": 64}),
            "rules: missing; write it",
        ),
        (
            json!({"version": 1, "name": "n", "max_bytes": 64, "min": 1, "rules": []}),
            "min: not a field here; write $schema, version, name, max_bytes, preparation, rules",
        ),
        (
            document(json!([length, ["length", 8]])),
            "rules[1]: a list is not possible; write an object",
        ),
        (
            document(json!([length, {"rule": "length", "min": "8"}])),
            "rules[1].min: \"8\" is not possible; write a whole number from 0 to 4294967295",
        ),
        (
            document(json!([{"rule": "length", "min": 8.5}])),
            "rules[0].min: 8.5 is not possible; write a whole number from 0 to 4294967295",
        ),
        (
            document(json!([{"rule": "length", "min": 8, "unit": "signs"}])),
            "rules[0].unit: \"signs\" is not possible; \
             write code-points, bytes, different-characters, words",
        ),
        (
            document(json!([{"rule": "lenght", "min": 8}])),
            "rules[0].rule: \"lenght\" is not a rule; write length, kinds, local-part, \
             context-word, characters, white-space, repetition, occurrences, sequence, \
             number-range, blocklist, breached, reuse, similarity, guessability, tier, any-of",
        ),
        (
            document(
                json!([{"rule": "kinds", "required": 1, "of": [{"name": "x", "ranges": [["a", "bc"]]}]}]),
            ),
            "rules[0].of[0].ranges[0]: a list is not possible; \
             write a list of two characters, the first and the last",
        ),
        (
            document(
                json!([length, {"rule": "tier", "rules": [length, {"rule": "reuse", "last": 0}]}]),
            ),
            "rules[1].rules[1].last: 0 is out of range; write 1 to 65536",
        ),
        (
            document(
                json!([length, {"rule": "any-of", "groups": [[length], [{"rule": "reuse", "last": 0}]]}]),
            ),
            "rules[1].groups[1][0].last: 0 is out of range; write 1 to 65536",
        ),
    ] {
        let error = serde_json::from_value::<Policy>(document).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    let twice = r#"{"version": 1, "version": 1, "name": "n", "max_bytes": 64, "rules": []}"#;
    let error = serde_json::from_str::<Policy>(twice).unwrap_err();
    assert_eq!(error.to_string(), "version: given twice; write it once");
}

/// A number is the same in every notation, and the schema for an editor counts
/// for nothing.
#[test]
fn a_document_may_have_its_schema_and_whole_numbers_of_any_notation() {
    let text = r#"{"$schema": "policy.schema.json", "version": 1.0, "name": "n", "max_bytes": 6.4e1,
        "rules": [{"rule": "length", "min": 8.0, "max": null}]}"#;
    let read: Policy = serde_json::from_str(text).unwrap();
    let plain = json!({"version": 1, "name": "n", "max_bytes": 64, "rules": [{"rule": "length", "min": 8}]});
    let plain: Policy = serde_json::from_value(plain).unwrap();
    assert_eq!(read, plain);
    assert_eq!(read.fingerprint(), plain.fingerprint());
}
