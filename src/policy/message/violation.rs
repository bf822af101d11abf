use alloc::string::String;

use super::list::{
    all_of, any_of, is_common, kinds_of, list_name, missing_kind, more_of_kind, pattern, source,
};
use super::template::Value::{Large, Number, Text};
use super::template::{Value, fill};
use crate::policy::rules::{
    CharacterPosition, CharactersRule, Identifier, MissingKinds, Unit, WhiteSpacePosition,
};
use crate::policy::texts::Sentences;
use crate::policy::{Forbidden, Violation};

/// Returns what is wrong and what to do, as a sentence.
#[must_use]
pub fn violation<'s>(language: impl Into<&'s Sentences>, violation: &Violation<'_>) -> String {
    let language = language.into();
    let templates = &language.templates;
    let number = |name, value: &u32| (name, Number(*value));
    let (template, values): (_, &[(_, Value<'_>)]) = match violation {
        Violation::TooLong { max, actual, unit } => (
            match unit {
                Unit::CodePoints => templates.violation_too_long,
                Unit::Bytes => templates.violation_too_long_bytes,
                Unit::DifferentCharacters => templates.violation_too_long_different_characters,
                Unit::Words => templates.violation_too_long_words,
            },
            &[number("max", max), number("actual", actual)],
        ),
        Violation::TooShort { min, actual, unit } => (
            match unit {
                Unit::CodePoints => templates.violation_too_short,
                Unit::Bytes => templates.violation_too_short_bytes,
                Unit::DifferentCharacters => templates.violation_too_short_different_characters,
                Unit::Words => templates.violation_too_short_words,
            },
            &[
                number("min", min),
                ("more", Number(min.saturating_sub(*actual))),
            ],
        ),
        Violation::ForbiddenCharacter { count, of, .. } => return forbidden(language, *count, *of),
        Violation::TooFewKinds {
            required,
            actual,
            missing,
        } => return too_few_kinds(language, required.saturating_sub(*actual), *missing),
        Violation::ContainsLocalPart { of, .. } => (
            match of {
                Identifier::Address => templates.violation_contains_local_part,
                Identifier::UserName => templates.violation_contains_user_name,
            },
            &[],
        ),
        Violation::ContainsContextWord { source: of, .. } => (
            templates.violation_contains_context_word,
            &[("source", Text(source(language, *of)))],
        ),
        Violation::Repetition {
            max, actual, block, ..
        } => (
            if *block == 1 {
                templates.violation_repetition
            } else {
                templates.violation_repetition_block
            },
            &[
                number("max", max),
                number("actual", actual),
                number("block", block),
            ],
        ),
        Violation::Occurrences { max, actual, .. } => (
            templates.violation_occurrences,
            &[number("max", max), number("actual", actual)],
        ),
        Violation::KindRepetition { max, actual, .. } => (
            templates.violation_kind_repetition,
            &[number("max", max), number("actual", actual)],
        ),
        Violation::Sequence {
            pattern: of,
            length,
            ..
        } => (
            templates.violation_sequence,
            &[
                ("pattern", Text(pattern(language, *of))),
                number("length", length),
            ],
        ),
        Violation::NumberRange { from, to, .. } => (
            templates.violation_number_range,
            &[number("from", from), number("to", to)],
        ),
        Violation::Date { .. } => (templates.violation_date, &[]),
        Violation::Blocklisted {
            list,
            label,
            is_part,
            ..
        } => (
            match (is_common(label, list), *is_part) {
                (true, false) => templates.violation_blocklisted,
                (true, true) => templates.violation_blocklisted_part,
                (false, false) => templates.violation_listed,
                (false, true) => templates.violation_listed_part,
            },
            &[("list", Text(list_name(language, label, list)))],
        ),
        Violation::Breached { count: 0 } => (templates.violation_breached_unknown, &[]),
        Violation::Breached { count } => {
            (templates.violation_breached, &[("count", Large(*count))])
        }
        Violation::Reused { last: 1 } => (templates.violation_reused_one, &[]),
        Violation::Reused { last } => (templates.violation_reused, &[number("last", last)]),
        Violation::TooSimilar { min, actual } => (
            templates.violation_too_similar,
            &[number("min", min), number("actual", actual)],
        ),
        Violation::TooGuessable { min, actual } => (
            templates.violation_too_guessable,
            &[number("min", min), number("actual", actual)],
        ),
    };
    fill(language, template, values)
}

fn too_few_kinds(language: &Sentences, more: u32, missing: MissingKinds<'_>) -> String {
    let templates = &language.templates;
    let (template, missing) = if missing.len() == more {
        let kinds = missing.iter();
        let kinds = kinds.map(|(kind, more)| more_of_kind(language, kind, more));
        (
            templates.violation_too_few_kinds_all,
            all_of(language, kinds),
        )
    } else {
        let kinds = missing.iter();
        let kinds = kinds.map(|(kind, more)| missing_kind(language, kind, more));
        (templates.violation_too_few_kinds, any_of(language, kinds))
    };
    let values = [("more", Number(more)), ("missing", Text(&missing))];
    fill(language, template, &values)
}

fn forbidden(language: &Sentences, count: u32, of: Forbidden<'_>) -> String {
    let templates = &language.templates;
    let template = match of {
        Forbidden::ControlCharacters => templates.violation_control_characters,
        Forbidden::WhiteSpace(rule) => match rule.position {
            WhiteSpacePosition::Anywhere => templates.violation_white_space_anywhere,
            WhiteSpacePosition::Edges => templates.violation_white_space_edges,
        },
        Forbidden::Characters(rule) => return forbidden_by(language, count, rule),
    };
    fill(language, template, &[("count", Number(count))])
}

fn forbidden_by(language: &Sentences, count: u32, rule: &CharactersRule) -> String {
    use CharacterPosition::{Anywhere, End, Start};

    let templates = &language.templates;
    let [allowed, forbidden] = kinds_of(language, rule);
    let is_both = !allowed.is_empty() && !forbidden.is_empty();
    let template = match (rule.position, allowed.is_empty(), is_both) {
        (Anywhere, true, _) => templates.violation_characters_forbidden,
        (Anywhere, _, false) => templates.violation_characters_allowed,
        (Anywhere, _, true) => templates.violation_characters_both,
        (Start, true, _) => templates.violation_characters_forbidden_start,
        (Start, _, false) => templates.violation_characters_allowed_start,
        (Start, _, true) => templates.violation_characters_both_start,
        (End, true, _) => templates.violation_characters_forbidden_end,
        (End, _, false) => templates.violation_characters_allowed_end,
        (End, _, true) => templates.violation_characters_both_end,
    };
    let kinds = if allowed.is_empty() {
        &forbidden
    } else {
        &allowed
    };
    let values = [
        ("count", Number(count)),
        ("kinds", Text(kinds)),
        ("except", Text(&forbidden)),
    ];
    fill(language, template, &values)
}
