//! The part of a policy that Apple's grammar can express.

use alloc::string::String;
use alloc::vec::Vec;

use super::grammar::Properties;
use super::{NotExportable, USUAL};
use crate::policy::Rule;
use crate::policy::ascii_set::AsciiSet;
use crate::policy::constraints::Constraints;
use crate::policy::rules::{
    Kind, KindsRule, SequencePattern, SequenceRule, Unit, WhiteSpacePosition,
};
use crate::policy::rules::{keyboard_columns, keyboard_rows};

/// Returns the `passwordrules` that keep a generator within the constraints.
pub(super) fn text(constraints: &Constraints<'_>) -> Result<String, NotExportable> {
    let allowed = permitted(constraints)?;
    let mut max = constraints.max;
    let mut consecutive: Option<u32> = None;
    for rule in &constraints.rules {
        let refusal = NotExportable::Rule { rule: rule.code() };
        match rule {
            // A generator keeps to no number of these.
            Rule::Length(rule) => match rule.unit {
                Unit::CodePoints | Unit::Bytes => {}
                Unit::DifferentCharacters if rule.min <= 1 && rule.max.is_none() => {}
                Unit::Words if rule.min == 0 && rule.max.is_none() => {}
                Unit::DifferentCharacters | Unit::Words => return Err(refusal),
            },
            Rule::Repetition(rule) if rule.max >= max => {}
            Rule::Repetition(rule) if rule.block == 1 && rule.of.is_empty() => {
                consecutive = Some(consecutive.unwrap_or(rule.max).min(rule.max));
            }
            Rule::Repetition(_) => return Err(refusal),
            // No character can occur more often than there are characters.
            Rule::Occurrences(rule) if rule.max >= max => {}
            Rule::Occurrences(rule) if rule.max >= constraints.min.max(USUAL) => max = rule.max,
            Rule::Occurrences(_) => return Err(refusal),
            Rule::Sequence(rule) => {
                let longest = rule
                    .of
                    .iter()
                    .map(|pattern| longest_run(allowed, *pattern, rule));
                if longest.max().unwrap_or(0) >= rule.length {
                    return Err(refusal);
                }
            }
            _ => {}
        }
    }
    let required = required(constraints, allowed)?;
    if required.len() > max as usize {
        return Err(NotExportable::Kinds);
    }
    let properties = Properties {
        min: constraints.min,
        max,
        consecutive,
    };
    Ok(properties.render(&required, allowed))
}

/// Returns the characters that a generator may draw from.
fn permitted(constraints: &Constraints<'_>) -> Result<AsciiSet, NotExportable> {
    let has = |is_so: fn(&Rule) -> bool| constraints.rules.iter().any(|rule| is_so(rule));
    let is_edged = |rule: &Rule| matches!(rule, Rule::WhiteSpace(rule) if rule.position == WhiteSpacePosition::Edges);
    let has_numbers = |rule: &Rule| match rule {
        Rule::NumberRange(_) => true,
        Rule::Sequence(rule) => {
            let of = &rule.of;
            of.contains(&SequencePattern::Numeric) || of.contains(&SequencePattern::TenKey)
        }
        _ => false,
    };
    let mut permitted = constraints.alphabet;
    // The grammar has neither positions nor numbers, so what breaks a rule
    // there is left out everywhere.
    for rule in &constraints.rules {
        if let Rule::Characters(rule) = rule {
            permitted = permitted.and(AsciiSet::of(|c| rule.accepts_ascii(c)));
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

/// Returns the length of the longest part of a row that can be written with
/// some characters: `u32::MAX` if the row wraps and all of it can be written.
fn longest_run(alphabet: AsciiSet, pattern: SequencePattern, rule: &SequenceRule) -> u32 {
    let wrap = rule.wrap;
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
        // A second round finds the parts that wrap.
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
    let columns = if rule.columns {
        keyboard_columns(pattern)
    } else {
        &[]
    };
    keyboard_rows(pattern)
        .iter()
        .chain(columns)
        .map(longest)
        .max()
        .unwrap_or(0)
}

/// Returns the kinds to be required: of each rule as many as it requires, the
/// first ones for which one character is enough.
fn required(
    constraints: &Constraints<'_>,
    allowed: AsciiSet,
) -> Result<Vec<AsciiSet>, NotExportable> {
    let mut required = Vec::new();
    for rule in constraints.kinds() {
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
    let usable = |(kind, ascii): (&Kind, AsciiSet)| {
        let characters = ascii.and(allowed);
        (kind.min == 1 && !characters.is_empty()).then_some(characters)
    };
    rule.counted().filter_map(usable).collect()
}
