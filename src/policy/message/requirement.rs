use alloc::string::String;
use alloc::vec::Vec;

use super::list::{
    all_of, any_of, described_kind, described_noun, is_common, kinds_of, list_name, listed,
    pattern, source,
};
use super::template::Value::{Number, Text};
use super::template::fill;
use crate::policy::limits::LONGEST_WORD;
use crate::policy::rules::{
    BlocklistRule, CharacterPosition, CharactersRule, Identifier, KindsRule, LengthRange,
    LengthRule, LocalPartRule, Unit, WhiteSpacePosition,
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
            let mut notes = Vec::new();
            add_piece(language, &mut notes, templates.note_piece, rule.min_piece);
            add_disguises(language, &mut notes, rule.reversed, rule.look_alikes);
            noted(language, requirement, notes)
        }
        Rule::Characters(rule) => characters(language, rule),
        Rule::WhiteSpace(rule) => match rule.position {
            WhiteSpacePosition::Anywhere => templates.requirement_white_space_anywhere.into(),
            WhiteSpacePosition::Edges => templates.requirement_white_space_edges.into(),
        },
        Rule::Repetition(rule) => {
            let template = if rule.block == 1 {
                templates.requirement_repetition
            } else {
                templates.requirement_repetition_block
            };
            sentence(
                template,
                &[("max", Number(rule.max)), ("block", Number(rule.block))],
            )
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
            let notes = rule.wrap.then(|| templates.note_wrap.into());
            noted(language, requirement, notes)
        }
        Rule::NumberRange(rule) => {
            let values = [("from", Number(rule.from)), ("to", Number(rule.to))];
            let requirement = sentence(templates.requirement_number_range, &values);
            let notes = rule.dates.then(|| templates.note_dates.into());
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
        Rule::Reuse(rule) => sentence(templates.requirement_reuse, &[("last", Number(rule.last))]),
        Rule::Similarity(rule) => sentence(
            templates.requirement_similarity,
            &[("min", Number(rule.min))],
        ),
        Rule::Guessability(rule) => sentence(
            templates.requirement_guessability,
            &[("min", Number(rule.min_score))],
        ),
        Rule::Tier(_) => String::new(),
    }
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

/// Adds that pieces of a word are rejected, if any can be so long.
fn add_piece(language: &Sentences, notes: &mut Vec<String>, template: &str, min_piece: u32) {
    if min_piece < LONGEST_WORD {
        let values = [("min_piece", Number(min_piece))];
        notes.push(fill(language, template, &values));
    }
}

/// Adds the other spellings that are rejected.
fn add_disguises(language: &Sentences, notes: &mut Vec<String>, reversed: bool, look_alikes: bool) {
    let templates = &language.templates;
    if reversed {
        notes.push(templates.note_reversed.into());
    }
    if look_alikes {
        notes.push(templates.note_look_alikes.into());
    }
}

fn length(language: &Sentences, rule: &LengthRule) -> String {
    let templates = &language.templates;
    let template = match (rule.max, rule.unit) {
        (None, Unit::CodePoints) => templates.requirement_length,
        (None, Unit::Bytes) => templates.requirement_length_bytes,
        (Some(_), Unit::CodePoints) if rule.min == 0 => templates.requirement_length_most,
        (Some(_), Unit::Bytes) if rule.min == 0 => templates.requirement_length_most_bytes,
        (Some(_), Unit::CodePoints) => templates.requirement_length_range,
        (Some(_), Unit::Bytes) => templates.requirement_length_range_bytes,
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
    if let [kind] = rule.of() {
        let noun = described_noun(language, kind, kind.min);
        let values = [("min", Number(kind.min)), ("kind", Text(&noun))];
        return fill(language, templates.requirement_kinds_one, &values);
    }
    let count = rule.of().len() as u32;
    let names = rule.of().iter().map(|kind| described_kind(language, kind));
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
    let mut notes = Vec::new();
    add_piece(language, &mut notes, piece, rule.min_piece);
    add_disguises(language, &mut notes, rule.reversed, rule.look_alikes);
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
    let template = match (is_common(&rule.label, &rule.list), rule.contained) {
        (true, None) => templates.requirement_blocklist,
        (true, Some(_)) => templates.requirement_blocklist_contained,
        (false, None) => templates.requirement_list,
        (false, Some(_)) => templates.requirement_list_contained,
    };
    let list = list_name(language, &rule.label, &rule.list);
    let length = rule.contained.unwrap_or(0);
    let values = [("list", Text(list)), ("length", Number(length))];
    let requirement = fill(language, template, &values);
    let mut notes = Vec::new();
    add_disguises(language, &mut notes, rule.reversed, false);
    noted(language, requirement, notes)
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
