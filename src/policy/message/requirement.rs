use alloc::string::String;
use alloc::vec::Vec;

use super::list::{
    all_of, any_kind, any_of, described_kind, described_noun, is_common, kinds_of, list_name,
    listed, pattern, source,
};
use super::template::Value::{Number, Text};
use super::template::fill;
use crate::policy::limits::LONGEST_WORD;
use crate::policy::rules::{
    BlocklistRule, CharacterPosition, CharactersRule, Identifier, Kind, KindsRule, LengthRange,
    LengthRule, LocalPartRule, Unit, WhiteSpacePosition, WordSearch,
};
use crate::policy::texts::Sentences;
use crate::policy::{Requirement, Rule};

/// Returns a requirement as a line of a list.
#[must_use]
pub fn requirement<'s>(
    language: impl Into<&'s Sentences>,
    requirement: &Requirement<'_>,
) -> String {
    let language = language.into();
    let templates = &language.templates;
    match requirement {
        Requirement::Size { max } => fill(
            language,
            templates.requirement_size,
            &[("max", Number(*max))],
        ),
        Requirement::ControlCharacters => templates.requirement_control_characters.into(),
        Requirement::Rule(asked) => rule(language, asked),
        Requirement::Tier {
            rule: asked,
            within,
        } => tier(language, &rule(language, asked), *within),
    }
}

fn rule(language: &Sentences, rule: &Rule) -> String {
    let templates = &language.templates;
    let sentence = |template: &str, values: &[_]| fill(language, template, values);
    match rule {
        Rule::Length(rule) => length(language, rule),
        Rule::Kinds(rule) => kinds(language, rule),
        Rule::LocalPart(rule) => local_part(language, rule),
        Rule::ContextWord(rule) => {
            let sources = rule.sources.iter().copied();
            let names = sources.map(|of| source(language, of).into());
            let sources = any_of(language, names);
            let requirement = sentence(
                templates.requirement_context_word,
                &[("sources", Text(&sources))],
            );
            let notes = word_notes(language, rule.words, templates.note_piece);
            noted(language, requirement, notes)
        }
        Rule::Characters(rule) => characters(language, rule),
        Rule::WhiteSpace(rule) => match rule.position {
            WhiteSpacePosition::Anywhere => templates.requirement_white_space_anywhere.into(),
            WhiteSpacePosition::Edges => templates.requirement_white_space_edges.into(),
        },
        Rule::Repetition(rule) => {
            let template = match (rule.of.is_empty(), rule.block) {
                (false, _) => templates.requirement_repetition_kinds,
                (true, 1) => templates.requirement_repetition,
                (true, _) => templates.requirement_repetition_block,
            };
            let kinds = any_kind(language, &rule.of);
            let values = [
                ("max", Number(rule.max)),
                ("block", Number(rule.block)),
                ("kinds", Text(&kinds)),
            ];
            sentence(template, &values)
        }
        Rule::Occurrences(rule) => sentence(
            templates.requirement_occurrences,
            &[("max", Number(rule.max))],
        ),
        Rule::Sequence(rule) => {
            let patterns = rule.of.iter().copied();
            let names = patterns.map(|of| pattern(language, of).into());
            let patterns = any_of(language, names);
            let values = [
                ("patterns", Text(&patterns)),
                ("length", Number(rule.length)),
            ];
            let requirement = sentence(templates.requirement_sequence, &values);
            let notes = asked([
                (rule.columns, templates.note_columns),
                (rule.wrap, templates.note_wrap),
            ]);
            noted(language, requirement, notes)
        }
        Rule::NumberRange(rule) => {
            let values = [("from", Number(rule.from)), ("to", Number(rule.to))];
            let requirement = sentence(templates.requirement_number_range, &values);
            let notes = asked([(rule.dates, templates.note_dates)]);
            noted(language, requirement, notes)
        }
        Rule::Blocklist(rule) => blocklist(language, rule),
        Rule::Breached(rule) => {
            let template = match rule.max {
                0 => templates.requirement_breached,
                _ => templates.requirement_breached_max,
            };
            sentence(template, &[("max", Number(rule.max))])
        }
        Rule::Reuse(rule) => {
            let template = match rule.last {
                1 => templates.requirement_reuse_one,
                _ => templates.requirement_reuse,
            };
            sentence(template, &[("last", Number(rule.last))])
        }
        Rule::Similarity(rule) => sentence(
            templates.requirement_similarity,
            &[("min", Number(rule.min))],
        ),
        Rule::Guessability(rule) => sentence(
            templates.requirement_guessability,
            &[("min", Number(rule.min_score))],
        ),
        Rule::Tier(_) => String::new(),
        Rule::AnyOf(rule) => {
            let groups = rule.groups.iter().map(|group| {
                let rules = group.iter().map(|each| self::rule(language, each));
                let rules = rules.map(|each| within_sentence(&each));
                rules.collect::<Vec<_>>().join(templates.any_of_and)
            });
            let groups = groups.collect::<Vec<_>>().join(templates.any_of_or);
            sentence(templates.requirement_any_of, &[("groups", Text(&groups))])
        }
    }
}

/// Returns a requirement as it is written within a sentence: its first letter in
/// lower case.
fn within_sentence(requirement: &str) -> String {
    let mut characters = requirement.chars();
    let first = characters.next().into_iter().flat_map(char::to_lowercase);
    first.collect::<String>() + characters.as_str()
}

/// Returns a requirement with what it rejects, too.
fn noted(
    language: &Sentences,
    requirement: String,
    notes: impl IntoIterator<Item = String>,
) -> String {
    let notes = listed(language, notes.into_iter());
    if notes.is_empty() {
        return requirement;
    }
    let values = [("requirement", Text(&requirement)), ("notes", Text(&notes))];
    fill(language, language.templates.note, &values)
}

/// Returns the notes that are asked for.
fn asked<const N: usize>(notes: [(bool, &str); N]) -> impl Iterator<Item = String> {
    let asked = notes.into_iter().filter(|(is_asked, _)| *is_asked);
    asked.map(|(_, note)| note.into())
}

/// Returns the notes about the words that are rejected, given the one about
/// pieces.
fn word_notes(language: &Sentences, words: WordSearch, piece: &str) -> Vec<String> {
    let templates = &language.templates;
    let east_asian = words.min_east_asian.unwrap_or(LONGEST_WORD);
    let values = [
        ("min_piece", Number(words.min_piece)),
        ("min_east_asian", Number(east_asian)),
    ];
    // No part is as long as the longest word.
    let has_pieces = words.min_piece < LONGEST_WORD;
    let notes = [
        (has_pieces, piece),
        (east_asian < LONGEST_WORD, templates.note_east_asian),
        (words.consecutive && has_pieces, templates.note_consecutive),
        (words.reversed, templates.note_reversed),
        (words.look_alikes, templates.note_look_alikes),
        (words.accents, templates.note_accents),
    ];
    let asked = notes.iter().filter(|(is_asked, _)| *is_asked);
    asked
        .map(|(_, note)| fill(language, note, &values))
        .collect()
}

fn length(language: &Sentences, rule: &LengthRule) -> String {
    let templates = &language.templates;
    let [least, range, most] = match rule.unit {
        Unit::CodePoints => [
            templates.requirement_length,
            templates.requirement_length_range,
            templates.requirement_length_most,
        ],
        Unit::Bytes => [
            templates.requirement_length_bytes,
            templates.requirement_length_range_bytes,
            templates.requirement_length_most_bytes,
        ],
        Unit::DifferentCharacters => [
            templates.requirement_length_different_characters,
            templates.requirement_length_range_different_characters,
            templates.requirement_length_most_different_characters,
        ],
        Unit::Words => [
            templates.requirement_length_words,
            templates.requirement_length_range_words,
            templates.requirement_length_most_words,
        ],
    };
    let template = match (rule.max, rule.min) {
        (None, _) => least,
        (Some(_), 0) => most,
        (Some(_), _) => range,
    };
    let max = rule.max.unwrap_or(0);
    fill(
        language,
        template,
        &[("min", Number(rule.min)), ("max", Number(max))],
    )
}

fn kinds(language: &Sentences, rule: &KindsRule) -> String {
    let templates = &language.templates;
    let counted: Vec<&Kind> = rule.counted().map(|(kind, _)| kind).collect();
    if let [kind] = counted.as_slice() {
        let noun = described_noun(language, kind, kind.min);
        let values = [("min", Number(kind.min)), ("kind", Text(&noun))];
        return fill(language, templates.requirement_kinds_one, &values);
    }
    let count = counted.len() as u32;
    let names = counted
        .into_iter()
        .map(|kind| described_kind(language, kind));
    let (template, kinds) = if rule.required() == count {
        (templates.requirement_kinds_all, all_of(language, names))
    } else {
        (templates.requirement_kinds, listed(language, names))
    };
    let values = [
        ("required", Number(rule.required())),
        ("count", Number(count)),
        ("kinds", Text(&kinds)),
    ];
    fill(language, template, &values)
}

fn local_part(language: &Sentences, rule: &LocalPartRule) -> String {
    let templates = &language.templates;
    let (requirement, piece) = match rule.of {
        Identifier::Address => (templates.requirement_local_part, templates.note_local_part),
        Identifier::UserName => (templates.requirement_user_name, templates.note_piece),
    };
    let notes = word_notes(language, rule.words, piece);
    noted(language, requirement.into(), notes)
}

fn characters(language: &Sentences, rule: &CharactersRule) -> String {
    use CharacterPosition::{Anywhere, End, Start};

    let templates = &language.templates;
    let [allowed, forbidden] = kinds_of(language, rule);
    let is_both = !allowed.is_empty() && !forbidden.is_empty();
    let template = match (rule.position, allowed.is_empty(), is_both) {
        (Anywhere, true, _) => templates.requirement_characters_forbidden,
        (Anywhere, _, false) => templates.requirement_characters_allowed,
        (Anywhere, _, true) => templates.requirement_characters_both,
        (Start, true, _) => templates.requirement_characters_forbidden_start,
        (Start, _, false) => templates.requirement_characters_allowed_start,
        (Start, _, true) => templates.requirement_characters_both_start,
        (End, true, _) => templates.requirement_characters_forbidden_end,
        (End, _, false) => templates.requirement_characters_allowed_end,
        (End, _, true) => templates.requirement_characters_both_end,
    };
    let kinds = if allowed.is_empty() {
        &forbidden
    } else {
        &allowed
    };
    let values = [("kinds", Text(kinds)), ("except", Text(&forbidden))];
    fill(language, template, &values)
}

fn blocklist(language: &Sentences, rule: &BlocklistRule) -> String {
    let templates = &language.templates;
    let [whole, part, counted] = if is_common(&rule.label, &rule.list) {
        [
            templates.requirement_blocklist,
            templates.requirement_blocklist_contained,
            templates.requirement_blocklist_points,
        ]
    } else {
        [
            templates.requirement_list,
            templates.requirement_list_contained,
            templates.requirement_list_points,
        ]
    };
    let template = match (rule.contained, rule.points) {
        (None, _) => whole,
        (Some(_), None) => part,
        (Some(_), Some(_)) => counted,
    };
    let values = [
        ("list", Text(list_name(language, &rule.label, &rule.list))),
        ("length", Number(rule.contained.unwrap_or(0))),
        ("points", Number(rule.points.unwrap_or(0))),
    ];
    let requirement = fill(language, template, &values);
    let notes = [
        (rule.reversed, templates.note_reversed),
        (rule.look_alikes, templates.note_look_alikes),
        (rule.one_edit, templates.note_one_edit),
    ];
    noted(language, requirement, asked(notes))
}

fn tier(language: &Sentences, requirement: &str, within: LengthRange) -> String {
    let templates = &language.templates;
    let template = match (within.from, within.below) {
        (0, Some(_)) => templates.requirement_tier_below,
        (_, Some(_)) => templates.requirement_tier_between,
        (_, None) => templates.requirement_tier_from,
    };
    let values = [
        ("requirement", Text(requirement)),
        ("from", Number(within.from)),
        ("below", Number(within.below.unwrap_or(0))),
    ];
    fill(language, template, &values)
}
