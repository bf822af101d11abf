use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::template::Value::{Number, Text};
use super::template::fill;
use crate::policy::rules::{CharactersRule, Kind, SequencePattern};
use crate::policy::texts::Sentences;
use crate::policy::{ContextSource, Labels};

/// Returns words as a list that ends with "or".
pub(super) fn any_of(language: &Sentences, words: impl Iterator<Item = String>) -> String {
    list(language, words, language.templates.list_or)
}

/// Returns words as a list that ends with "and".
pub(super) fn all_of(language: &Sentences, words: impl Iterator<Item = String>) -> String {
    list(language, words, language.templates.list_and)
}

/// Returns words as a list without a last conjunction.
pub(super) fn listed(language: &Sentences, words: impl Iterator<Item = String>) -> String {
    list(language, words, language.templates.list_separator)
}

fn list(language: &Sentences, words: impl Iterator<Item = String>, last: &str) -> String {
    let words: Vec<String> = words.collect();
    let Some((end, others)) = words.split_last() else {
        return String::new();
    };
    if others.is_empty() {
        return end.clone();
    }
    others.join(language.templates.list_separator) + last + end
}

/// Returns the name of a list: its label, or the policy's name for it.
pub(super) fn list_name<'l>(language: &Sentences, label: &'l Labels, name: &'l str) -> &'l str {
    label.in_language(language.tag()).unwrap_or(name)
}

/// Returns whether a list is that of common passwords, which sentences call so.
pub(super) fn is_common(label: &Labels, name: &str) -> bool {
    label.is_empty() && name == "common"
}

/// Returns the name of a kind: its label, the crate's name, or the policy's.
fn name<'k>(language: &'k Sentences, kind: &'k Kind) -> &'k str {
    let templates = &language.templates;
    if let Some(label) = kind.label.in_language(language.tag()) {
        return label;
    }
    match kind.name.as_str() {
        "lower" => templates.kind_lower,
        "upper" => templates.kind_upper,
        "digit" => templates.kind_digit,
        "special" => templates.kind_special,
        "other-letter" => templates.kind_other_letter,
        "other" => templates.kind_other,
        own => own,
    }
}

/// Returns a kind as a noun in the form for a number.
fn noun(language: &Sentences, kind: &Kind, number: u32) -> String {
    let templates = &language.templates;
    let label = kind.label.in_language(language.tag());
    let (template, name) = match (label, kind.name.as_str()) {
        (Some(label), _) => (templates.noun_own, label),
        (None, "lower") => (templates.noun_lower, ""),
        (None, "upper") => (templates.noun_upper, ""),
        (None, "digit") => (templates.noun_digit, ""),
        (None, "special") => (templates.noun_special, ""),
        (None, "other-letter") => (templates.noun_other_letter, ""),
        (None, "other") => (templates.noun_other, ""),
        (None, own) => (templates.noun_own, own),
    };
    fill(
        language,
        template,
        &[("n", Number(number)), ("kind", Text(name))],
    )
}

/// Returns the characters of a kind. If it has ranges: these as `a-z`, and other
/// characters one by one, but signs of ASCII together at the end, since `:-@`
/// does not show which these are. Nothing if a range begins or ends with a space, as
/// that of all ASCII: the kind's name says more.
fn characters(language: &Sentences, kind: &Kind) -> String {
    if kind.ranges.is_empty() {
        return match (kind.name.as_str(), kind.characters.as_str()) {
            ("lower", "") => "a-z".into(),
            ("upper", "") => "A-Z".into(),
            ("digit", "") => "0-9".into(),
            (_, characters) => characters.into(),
        };
    }
    let single = kind.characters.chars().map(|c| (c, c));
    let all = kind.ranges.iter().copied().chain(single);
    let (signs, others): (Vec<_>, Vec<_>) = all.partition(|(first, last)| are_signs(*first, *last));
    let is_space = |(first, last): &(char, char)| *first == ' ' || *last == ' ';
    if others.iter().any(is_space) {
        return String::new();
    }
    let others = others.into_iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => [first.to_string(), last.to_string()].join("-"),
    });
    let signs: String = signs
        .into_iter()
        .flat_map(|(first, last)| first..=last)
        .collect();
    let signs = Some(signs).filter(|signs| !signs.is_empty());
    listed(language, others.chain(signs))
}

/// Returns whether a range has only signs of ASCII, or the space and such signs.
fn are_signs(first: char, last: char) -> bool {
    let mut range = first..=last;
    first.is_ascii() && last.is_ascii() && range.all(|c| c == ' ' || c.is_ascii_punctuation())
}

/// Returns the words for a kind with its characters.
fn described(language: &Sentences, kind: &Kind, words: String) -> String {
    let characters = characters(language, kind);
    if characters.is_empty() {
        return words;
    }
    let values = [("kind", Text(&words)), ("characters", Text(&characters))];
    fill(language, language.templates.described_kind, &values)
}

/// Returns a kind with its characters, as a noun in the form for a number.
pub(super) fn described_noun(language: &Sentences, kind: &Kind, number: u32) -> String {
    described(language, kind, noun(language, kind, number))
}

/// Returns a kind with its characters, and with its number if that is above one.
pub(super) fn described_kind(language: &Sentences, kind: &Kind) -> String {
    if kind.min == 1 {
        return described(language, kind, name(language, kind).into());
    }
    let noun = described_noun(language, kind, kind.min);
    let values = [("min", Number(kind.min)), ("kind", Text(&noun))];
    fill(language, language.templates.counted_kind, &values)
}

/// Returns a kind that is missing: its name, or how many more are needed if one
/// is not enough.
pub(super) fn missing_kind(language: &Sentences, kind: &Kind, more: u32) -> String {
    if kind.min == 1 {
        name(language, kind).into()
    } else {
        more_of_kind(language, kind, more)
    }
}

/// Returns how many more characters of a kind are needed.
pub(super) fn more_of_kind(language: &Sentences, kind: &Kind, more: u32) -> String {
    let noun = noun(language, kind, more);
    let values = [("more", Number(more)), ("kind", Text(&noun))];
    fill(language, language.templates.more_of_kind, &values)
}

/// Returns kinds as a list that ends with "or". How many there are does not
/// matter.
pub(super) fn any_kind(language: &Sentences, kinds: &[Kind]) -> String {
    let names = kinds
        .iter()
        .map(|kind| described(language, kind, name(language, kind).into()));
    any_of(language, names)
}

/// Returns the kinds that a rule allows and those that it forbids, as lists.
pub(super) fn kinds_of(language: &Sentences, rule: &CharactersRule) -> [String; 2] {
    [&rule.allowed, &rule.forbidden].map(|kinds| any_kind(language, kinds))
}

/// Returns the words for a source.
pub(super) const fn source(language: &Sentences, source: ContextSource) -> &'static str {
    let templates = &language.templates;
    match source {
        ContextSource::Address => templates.source_address,
        ContextSource::Name => templates.source_name,
        ContextSource::Company => templates.source_company,
        ContextSource::Service => templates.source_service,
        ContextSource::Birthday => templates.source_birthday,
        ContextSource::Phone => templates.source_phone,
        ContextSource::EmployeeNumber => templates.source_employee_number,
        ContextSource::UserName => templates.source_user_name,
    }
}

/// Returns the words for an order.
pub(super) const fn pattern(language: &Sentences, pattern: SequencePattern) -> &'static str {
    let templates = &language.templates;
    match pattern {
        SequencePattern::Alphabetic => templates.pattern_alphabetic,
        SequencePattern::Numeric => templates.pattern_numeric,
        SequencePattern::Qwerty => templates.pattern_qwerty,
        SequencePattern::Jis => templates.pattern_jis,
        SequencePattern::Azerty => templates.pattern_azerty,
        SequencePattern::Qwertz => templates.pattern_qwertz,
        SequencePattern::TenKey => templates.pattern_ten_key,
    }
}
