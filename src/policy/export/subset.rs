//! The part of a policy that Apple's grammar can say, and no more.

use alloc::string::String;
use alloc::vec::Vec;

use super::NotExportable;
use super::grammar::Written;
use super::password_rules::USUAL;
use crate::policy::Rule;
use crate::policy::ascii_set::AsciiSet;
use crate::policy::constraints::Constraints;
use crate::policy::rules::keyboard_rows;
use crate::policy::rules::{Kind, KindsRule, SequencePattern, WhiteSpacePosition};

/// What keeps a generator within an outline.
pub(super) fn text(outline: &Constraints<'_>) -> Result<String, NotExportable> {
    let allowed = permitted(outline)?;
    let mut max = outline.max;
    let mut consecutive: Option<u32> = None;
    for rule in &outline.rules {
        let refusal = NotExportable::Rule { rule: rule.code() };
        match rule {
            Rule::Repetition(rule) if rule.max >= max => {}
            Rule::Repetition(rule) if rule.block == 1 => {
                consecutive = Some(consecutive.unwrap_or(rule.max).min(rule.max));
            }
            Rule::Repetition(_) => return Err(refusal),
            // No character can occur more often than there are characters.
            Rule::Occurrences(rule) if rule.max >= max => {}
            Rule::Occurrences(rule) if rule.max >= outline.min.max(USUAL) => max = rule.max,
            Rule::Occurrences(_) => return Err(refusal),
            Rule::Sequence(rule) => {
                let longest = rule
                    .of
                    .iter()
                    .map(|pattern| longest_run(allowed, *pattern, rule.wrap));
                if longest.max().unwrap_or(0) >= rule.length {
                    return Err(refusal);
                }
            }
            _ => {}
        }
    }
    let required = required(outline, allowed)?;
    if required.len() > max as usize {
        return Err(NotExportable::Kinds);
    }
    let written = Written {
        min: outline.min,
        max,
        consecutive,
    };
    Ok(written.out(&required, allowed, &spelling(outline)))
}

/// The characters that a generator may draw from.
fn permitted(outline: &Constraints<'_>) -> Result<AsciiSet, NotExportable> {
    let has = |is_so: fn(&Rule) -> bool| outline.rules.iter().any(|rule| is_so(rule));
    let is_edged = |rule: &Rule| matches!(rule, Rule::WhiteSpace(rule) if rule.position == WhiteSpacePosition::Edges);
    let has_numbers = |rule: &Rule| match rule {
        Rule::NumberRange(_) => true,
        Rule::Sequence(rule) => {
            let of = &rule.of;
            of.contains(&SequencePattern::Numeric) || of.contains(&SequencePattern::TenKey)
        }
        _ => false,
    };
    let mut permitted = if outline.kinds().next().is_none() {
        outline.alphabet
    } else {
        outline.drawn()
    };
    // Neither a place nor a number can be told to a generator, so what breaks
    // a rule there is left out everywhere.
    for rule in &outline.rules {
        if let Rule::Characters(rule) = rule {
            permitted = permitted.and(AsciiSet::of(|c| rule.accepts(c)));
        }
    }
    if has(is_edged) {
        permitted = permitted.without(AsciiSet::of(|c| c == ' '));
    }
    if has(has_numbers) {
        permitted = permitted.without(AsciiSet::of(|c| c.is_ascii_digit()));
    }
    if permitted.is_empty() {
        return Err(NotExportable::Characters);
    }
    Ok(permitted)
}

/// The longest stretch of a row that can be written with some characters; no
/// end of it where the row is a ring and all of it can be written.
fn longest_run(alphabet: AsciiSet, pattern: SequencePattern, wrap: bool) -> u32 {
    let is_written = |c: char| {
        alphabet.contains(c.to_ascii_lowercase()) || alphabet.contains(c.to_ascii_uppercase())
    };
    let longest = |layers: &&[&str]| {
        let keys = layers
            .iter()
            .map(|layer| layer.chars().count())
            .max()
            .unwrap_or(0);
        let is_key_written = |key: usize| {
            let mut characters = layers.iter().filter_map(|layer| layer.chars().nth(key));
            characters.any(is_written)
        };
        // Once more around shows what goes on over the end of a ring.
        let around = if wrap { 2 * keys } else { keys };
        let mut best = (0_u32, 0_u32);
        for key in 0..around {
            best.1 = if is_key_written(key % keys) {
                best.1 + 1
            } else {
                0
            };
            best.0 = best.0.max(best.1);
        }
        if wrap && best.0 as usize == around {
            u32::MAX
        } else {
            best.0
        }
    };
    keyboard_rows(pattern)
        .iter()
        .map(longest)
        .max()
        .unwrap_or(0)
}

/// The kinds to be required: of each rule as many as it asks for, the first
/// that one character makes present.
fn required(outline: &Constraints<'_>, allowed: AsciiSet) -> Result<Vec<AsciiSet>, NotExportable> {
    let mut required = Vec::new();
    for rule in outline.kinds() {
        let of = usable(rule, allowed);
        let wanted = rule.required() as usize;
        if of.len() < wanted {
            return Err(NotExportable::Kinds);
        }
        for kind in of.into_iter().take(wanted) {
            if !required.contains(&kind) {
                required.push(kind);
            }
        }
    }
    Ok(required)
}

fn usable(rule: &KindsRule, allowed: AsciiSet) -> Vec<AsciiSet> {
    let usable = |kind: &Kind| {
        let characters = AsciiSet::of(|c| kind.contains(c)).and(allowed);
        (kind.min == 1 && !characters.is_empty()).then_some(characters)
    };
    rule.of().iter().filter_map(usable).collect()
}

/// The characters of the policy's kinds, as it spells them.
fn spelling(outline: &Constraints<'_>) -> String {
    let kinds = outline.kinds().flat_map(KindsRule::of);
    kinds.map(|kind| kind.characters.as_str()).collect()
}
