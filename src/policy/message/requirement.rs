use alloc::format;
use alloc::string::String;

use super::fill;
use super::list::{any_of, described};
use super::template::Value::{Number, Text};
use crate::language::Language;
use crate::policy::rules::{
    CharacterPosition, CharactersRule, Kind, KindsRule, LengthRange, LengthRule, Unit,
    WhiteSpacePosition,
};
use crate::policy::{Requirement, Rule};

/// Returns a requirement as a line of a list.
#[must_use]
pub fn requirement(language: Language, requirement: &Requirement<'_>) -> String {
    match requirement {
        Requirement::Size { max } => fill(language, "requirement.size", &[("max", Number(*max))]),
        Requirement::ControlCharacters => fill(language, "requirement.control-characters", &[]),
        Requirement::Rule(asked) => rule(language, asked),
        Requirement::Tier {
            rule: asked,
            within,
        } => tier(language, &rule(language, asked), *within),
    }
}

fn rule(language: Language, rule: &Rule) -> String {
    let sentence = |key: &str, values: &[_]| fill(language, &format!("requirement.{key}"), values);
    match rule {
        Rule::Length(rule) => length(language, rule),
        Rule::Kinds(rule) => kinds(language, rule),
        Rule::LocalPart(rule) => {
            let disguises = disguises(language, rule.reversed, rule.look_alikes);
            let values = [
                ("min_piece", Number(rule.min_piece)),
                ("disguises", Text(&disguises)),
            ];
            sentence("local-part", &values)
        }
        Rule::ContextWord(rule) => {
            let sources = rule.sources.iter();
            let names =
                sources.map(|source| fill(language, &format!("source.{}", source.code()), &[]));
            let sources = any_of(language, names);
            let disguises = disguises(language, rule.reversed, rule.look_alikes);
            let values = [
                ("sources", Text(&sources)),
                ("min_piece", Number(rule.min_piece)),
                ("disguises", Text(&disguises)),
            ];
            sentence("context-word", &values)
        }
        Rule::Characters(rule) => characters(language, rule),
        Rule::WhiteSpace(rule) => match rule.position {
            WhiteSpacePosition::Anywhere => sentence("white-space.anywhere", &[]),
            WhiteSpacePosition::Edges => sentence("white-space.edges", &[]),
        },
        Rule::Repetition(rule) => {
            let key = if rule.block == 1 {
                "repetition"
            } else {
                "repetition.block"
            };
            sentence(
                key,
                &[("max", Number(rule.max)), ("block", Number(rule.block))],
            )
        }
        Rule::Occurrences(rule) => sentence("occurrences", &[("max", Number(rule.max))]),
        Rule::Sequence(rule) => {
            let patterns = rule.of.iter();
            let names =
                patterns.map(|pattern| fill(language, &format!("pattern.{}", pattern.code()), &[]));
            let patterns = any_of(language, names);
            let values = [
                ("patterns", Text(&patterns)),
                ("length", Number(rule.length)),
            ];
            sentence(
                if rule.wrap {
                    "sequence.wrap"
                } else {
                    "sequence"
                },
                &values,
            )
        }
        Rule::NumberRange(rule) => {
            let key = if rule.dates {
                "number-range.dates"
            } else {
                "number-range"
            };
            sentence(key, &[("from", Number(rule.from)), ("to", Number(rule.to))])
        }
        Rule::Blocklist(rule) => {
            let key = match (rule.contained, rule.reversed) {
                (None, false) => "blocklist",
                (None, true) => "blocklist.reversed",
                (Some(_), false) => "blocklist.contained",
                (Some(_), true) => "blocklist.contained.reversed",
            };
            sentence(key, &[("length", Number(rule.contained.unwrap_or(0)))])
        }
        Rule::Breached(_) => sentence("breached", &[]),
        Rule::Reuse(rule) => sentence("reuse", &[("last", Number(rule.last))]),
        Rule::Similarity(rule) => sentence("similarity", &[("min", Number(rule.min))]),
        Rule::Guessability(_) => sentence("guessability", &[]),
        Rule::Tier(_) => String::new(),
    }
}

/// Returns the other spellings that are rejected, as the end of a list.
fn disguises(language: Language, reversed: bool, look_alikes: bool) -> String {
    let part = |is_refused: bool, key| {
        let words = is_refused.then(|| fill(language, key, &[]));
        words.unwrap_or_default()
    };
    part(reversed, "disguise.reversed") + &part(look_alikes, "disguise.look-alikes")
}

fn length(language: Language, rule: &LengthRule) -> String {
    let key = match (rule.max, rule.unit) {
        (None, Unit::CodePoints) => "requirement.length",
        (None, Unit::Bytes) => "requirement.length.bytes",
        (Some(_), Unit::CodePoints) if rule.min == 0 => "requirement.length.most",
        (Some(_), Unit::Bytes) if rule.min == 0 => "requirement.length.most.bytes",
        (Some(_), Unit::CodePoints) => "requirement.length.range",
        (Some(_), Unit::Bytes) => "requirement.length.range.bytes",
    };
    let max = rule.max.unwrap_or(0);
    fill(
        language,
        key,
        &[("min", Number(rule.min)), ("max", Number(max))],
    )
}

fn kinds(language: Language, rule: &KindsRule) -> String {
    let count = rule.of().len() as u32;
    let key = match (count, rule.required() == count) {
        (1, _) => "requirement.kinds.one",
        (_, true) => "requirement.kinds.all",
        (_, false) => "requirement.kinds",
    };
    let names = rule.of().iter().map(|kind| described(language, kind));
    let separator = fill(language, "list.separator", &[]);
    let kinds = names.collect::<alloc::vec::Vec<_>>().join(&separator);
    let values = [
        ("required", Number(rule.required())),
        ("count", Number(count)),
        ("kinds", Text(&kinds)),
    ];
    fill(language, key, &values)
}

fn characters(language: Language, rule: &CharactersRule) -> String {
    let list = |kinds: &[Kind]| {
        let names = kinds.iter().map(|kind| described(language, kind));
        any_of(language, names)
    };
    let (allowed, forbidden) = (list(&rule.allowed), list(&rule.forbidden));
    let (key, kinds) = match (allowed.is_empty(), forbidden.is_empty()) {
        (true, _) => ("forbidden", &forbidden),
        (false, true) => ("allowed", &allowed),
        (false, false) => ("both", &allowed),
    };
    let place = match rule.position {
        CharacterPosition::Anywhere => "",
        CharacterPosition::Start => ".start",
        CharacterPosition::End => ".end",
    };
    let values = [("kinds", Text(kinds)), ("except", Text(&forbidden))];
    fill(
        language,
        &format!("requirement.characters.{key}{place}"),
        &values,
    )
}

fn tier(language: Language, requirement: &str, within: LengthRange) -> String {
    let key = match (within.from, within.below) {
        (0, Some(_)) => "requirement.tier.below",
        (_, Some(_)) => "requirement.tier.between",
        (_, None) => "requirement.tier.from",
    };
    let values = [
        ("requirement", Text(requirement)),
        ("from", Number(within.from)),
        ("below", Number(within.below.unwrap_or(0))),
    ];
    fill(language, key, &values)
}
