//! Readings of `passwordrules` by Apple's parser and by 1Password's, which
//! `export.rs` holds our exports against. They agree, but about two characters
//! of the class `special`, which no export of ours names.

use std::collections::BTreeSet;

use password_rules_parser::{PasswordRules, parse_password_rules};
use serde_json::Value;

use super::{cases, shared, text};
use crate::export::{SPECIAL, characters};

/// What a generator may do: the numbers, all characters, and the characters of
/// each required class.
#[derive(Debug, Default, Eq, PartialEq)]
struct Reading {
    min: Option<u64>,
    max: Option<u64>,
    consecutive: Option<u64>,
    all: BTreeSet<char>,
    required: BTreeSet<BTreeSet<char>>,
}

impl Reading {
    fn require(&mut self, class: BTreeSet<char>) {
        self.all.extend(&class);
        self.required.insert(class);
    }

    /// Leaves out the characters of Apple's `special` that 1Password's lacks.
    fn without_slashes(mut self) -> Self {
        let is_kept = |c: &char| !matches!(c, '/' | '\\');
        self.all.retain(is_kept);
        let required = self.required.into_iter();
        self.required = required
            .map(|class| class.into_iter().filter(is_kept).collect())
            .collect();
        self
    }
}

/// Returns the reading of 1Password's parser.
fn parsed(rules: &PasswordRules) -> Reading {
    let mut reading = Reading {
        min: rules.min_length.map(Into::into),
        max: rules.max_length.map(Into::into),
        consecutive: rules.max_consecutive.map(Into::into),
        all: rules.allowed.iter().flat_map(characters).collect(),
        required: BTreeSet::new(),
    };
    for classes in &rules.required {
        reading.require(classes.iter().flat_map(characters).collect());
    }
    reading
}

/// Returns a recorded class.
fn class(class: &Value) -> Vec<char> {
    match class.as_str() {
        Some("upper") => ('A'..='Z').collect(),
        Some("lower") => ('a'..='z').collect(),
        Some("digit") => ('0'..='9').collect(),
        Some("special") => SPECIAL.chars().collect(),
        Some("ascii-printable" | "unicode") => (' '..='~').collect(),
        Some(other) => panic!("{other}"),
        None => text(class, "custom").chars().collect(),
    }
}

fn classes(classes: &Value) -> BTreeSet<char> {
    classes.as_array().unwrap().iter().flat_map(class).collect()
}

/// Returns the recorded reading of Apple's parser.
fn apple(rules: &Value) -> Reading {
    let mut reading = Reading::default();
    for rule in rules.as_array().unwrap() {
        let value = &rule["value"];
        match text(rule, "name") {
            "required" => reading.require(classes(value)),
            "allowed" => reading.all.extend(classes(value)),
            "minlength" => reading.min = value.as_u64(),
            "maxlength" => reading.max = value.as_u64(),
            "max-consecutive" => reading.consecutive = value.as_u64(),
            other => panic!("{other}"),
        }
    }
    reading
}

#[test]
fn the_parsers_agree_on_the_grammar() {
    let Some(file) = shared("apple_password_rules_parser.json") else {
        return;
    };
    let (mut read, mut refused) = (0, 0);
    for case in cases(&file) {
        let (input, expected) = (text(case, "input"), &case["expected_1password"]);
        let Ok(rules) = parse_password_rules(input, true) else {
            assert!(expected.is_null(), "{input}");
            refused += 1;
            continue;
        };
        let ours = parsed(&rules);
        let mut theirs = Reading {
            min: expected["minlength"].as_u64(),
            max: expected["maxlength"].as_u64(),
            consecutive: expected["max-consecutive"].as_u64(),
            all: classes(&expected["allowed"]),
            required: BTreeSet::new(),
        };
        for required in expected["required"].as_array().unwrap() {
            theirs.require(classes(required));
        }
        assert_eq!(ours, theirs, "{input}");
        let (ours, apple) = (ours.without_slashes(), apple(&case["apple_rules"]));
        let apple = apple.without_slashes();
        assert_eq!(ours.all, apple.all, "{input}");
        assert_eq!(ours.required, apple.required, "{input}");
        read += 1;
    }
    assert_eq!((read, refused), (47, 28));
}

#[test]
fn the_parsers_agree_on_the_rules_of_real_sites() {
    let Some(file) = shared("apple_site_rules.json") else {
        return;
    };
    for case in cases(&file) {
        let input = text(case, "input");
        let rules = parse_password_rules(input, true).unwrap();
        let (ours, theirs) = (parsed(&rules), apple(&case["rules"]));
        assert_eq!(ours.without_slashes(), theirs.without_slashes(), "{input}");
    }
    assert_eq!(cases(&file).len(), 434);
}
