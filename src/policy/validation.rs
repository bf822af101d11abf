//! Checks what the types of a document cannot express.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;

use super::invalid_document::{InvalidDocument, Problem, Step};
use super::limits::{LARGEST, LONGEST, MOST_GROUPS, MOST_KINDS, MOST_OF_KIND, MOST_RULES, VERSION};
use crate::policy::rules::{
    BlocklistRule, CharactersRule, Kind, KindsRule, LengthRule, RepetitionRule, SequenceRule,
    TierRule, WordSearch,
};
use crate::policy::{Document, Policy, Rule};

/// The error is in a box, so that passing it on costs less code in the browser.
type Checked = Result<(), Box<InvalidDocument>>;

impl TryFrom<Document> for Policy {
    type Error = InvalidDocument;

    fn try_from(document: Document) -> Result<Self, InvalidDocument> {
        if document.version != VERSION {
            let problem = Problem::Version(document.version);
            return Err(InvalidDocument::new(problem).in_field("version"));
        }
        if document.max_bytes == 0 || document.max_bytes > LARGEST {
            let problem = Problem::MaxBytes {
                value: document.max_bytes,
                most: LARGEST,
            };
            return Err(InvalidDocument::new(problem).in_field("max_bytes"));
        }
        let policy = Self {
            name: document.name,
            max_bytes: document.max_bytes,
            preparation: document.preparation,
            rules: document.rules,
        };
        match check_rules(&policy) {
            Ok(()) => Ok(policy),
            Err(error) => Err(error.in_field("rules")),
        }
    }
}

fn check_rules(policy: &Policy) -> Checked {
    // A tier does not count, and what is inside a rule does.
    let counts = policy.rules.iter().map(|rule| match rule {
        Rule::Tier(tier) => tier.rules.len(),
        Rule::AnyOf(rule) => 1 + rule.groups.iter().map(Vec::len).sum::<usize>(),
        _ => 1,
    });
    must(counts.sum::<usize>() <= MOST_RULES, Problem::TooManyRules)?;
    each(&policy.rules, |rule| check_outer(rule, policy.max_bytes))?;
    // The ways to meet two such rules would multiply.
    let any_of = policy.rules.iter().enumerate();
    let mut any_of = any_of.filter(|(_, rule)| matches!(rule, Rule::AnyOf(_)));
    match any_of.nth(1) {
        None => Ok(()),
        Some((at, _)) => within(must(false, Problem::Second), Step::Index(at)),
    }
}

/// Checks a rule that is not inside another one.
fn check_outer(rule: &Rule, max_bytes: u32) -> Checked {
    match rule {
        Rule::Tier(tier) => check_tier(tier, max_bytes),
        Rule::AnyOf(rule) => {
            let is_valid = (2..=MOST_GROUPS).contains(&rule.groups.len());
            in_field("groups", must(is_valid, Problem::Groups))?;
            in_field(
                "groups",
                each(&rule.groups, |group| inner(group, max_bytes)),
            )
        }
        rule => check(rule, max_bytes),
    }
}

fn check_tier(tier: &TierRule, max_bytes: u32) -> Checked {
    if let Some(below) = tier.below {
        let least = tier.from.saturating_add(1);
        range("below", below, least, u32::MAX)?;
    }
    in_field("rules", inner(&tier.rules, max_bytes))
}

/// Checks the rules inside another one.
fn inner(rules: &[Rule], max_bytes: u32) -> Checked {
    must(!rules.is_empty(), Problem::Empty)?;
    each(rules, |rule| check(rule, max_bytes))
}

fn check(rule: &Rule, max_bytes: u32) -> Checked {
    match rule {
        Rule::Length(rule) => check_length(rule, max_bytes),
        Rule::Kinds(rule) => check_kinds(rule),
        Rule::LocalPart(rule) => check_words(rule.words),
        Rule::ContextWord(rule) => {
            in_field("sources", must(!rule.sources.is_empty(), Problem::Empty))?;
            check_words(rule.words)
        }
        Rule::Characters(rule) => check_characters(rule),
        Rule::WhiteSpace(_) | Rule::Breached(_) => Ok(()),
        Rule::Repetition(rule) => check_repetition(rule),
        Rule::Occurrences(rule) => range("max", rule.max, 1, LONGEST),
        Rule::Sequence(rule) => check_sequence(rule),
        Rule::NumberRange(rule) => range("to", rule.to, rule.from, 999_999_999),
        Rule::Blocklist(rule) => check_blocklist(rule),
        Rule::Reuse(rule) => range("last", rule.last, 1, LONGEST),
        Rule::Guessability(rule) => range("min_score", rule.min_score, 1, 4),
        Rule::Similarity(rule) => range("min", rule.min, 1, 16),
        Rule::Tier(_) | Rule::AnyOf(_) => in_field("rule", must(false, Problem::Nested)),
    }
}

fn check_length(rule: &LengthRule, max_bytes: u32) -> Checked {
    // A code point has at least one byte, and a word at least one code point.
    let max = rule.max.unwrap_or(max_bytes).min(max_bytes);
    let min = rule.min;
    in_field("min", must(min <= max, Problem::Length { min, max }))
}

fn check_words(words: WordSearch) -> Checked {
    range("min_piece", words.min_piece, 1, LONGEST)?;
    range("min_whole", words.min_whole.unwrap_or(1), 1, LONGEST)?;
    range(
        "min_east_asian",
        words.min_east_asian.unwrap_or(1),
        1,
        LONGEST,
    )
}

fn check_kinds(rule: &KindsRule) -> Checked {
    kinds("of", rule.of(), true)?;
    let of = rule.counted().count() as u32;
    let required = rule.required();
    let is_valid = (1..=of).contains(&required);
    in_field(
        "required",
        must(is_valid, Problem::Required { required, of }),
    )
}

fn check_characters(rule: &CharactersRule) -> Checked {
    let is_valid = !(rule.allowed.is_empty() && rule.forbidden.is_empty());
    in_field("allowed", must(is_valid, Problem::Empty))?;
    kinds("allowed", &rule.allowed, false)?;
    kinds("forbidden", &rule.forbidden, false)
}

fn check_repetition(rule: &RepetitionRule) -> Checked {
    range("max", rule.max, 1, LONGEST)?;
    kinds("of", &rule.of, true)?;
    let most = if rule.of.is_empty() { 16 } else { 1 };
    range("block", rule.block, 1, most)
}

fn check_sequence(rule: &SequenceRule) -> Checked {
    in_field("of", must(!rule.of.is_empty(), Problem::Empty))?;
    range("length", rule.length, 3, LONGEST)
}

fn check_blocklist(rule: &BlocklistRule) -> Checked {
    in_field("list", must(!rule.list.is_empty(), Problem::Empty))?;
    range("contained", rule.contained.unwrap_or(3), 3, 32)?;
    let is_valid = rule.points.is_none() || rule.contained.is_some();
    in_field("points", must(is_valid, Problem::NotHere))?;
    range("points", rule.points.unwrap_or(1), 1, LONGEST)
}

/// Checks the kinds of a rule. Only in some rules a kind may be `other`, or have
/// none of its characters counted.
fn kinds(field: &'static str, kinds: &[Kind], are_together: bool) -> Checked {
    let is_first =
        |(at, kind): (usize, &Kind)| !kinds.iter().take(at).any(|other| other.name == kind.name);
    let is_valid = kinds.len() <= MOST_KINDS && kinds.iter().enumerate().all(is_first);
    in_field(field, must(is_valid, Problem::Kinds))?;
    let valid = |kind: &Kind| {
        if let Some(field) = kind.invalid_field() {
            return in_field(field, must(false, Problem::Kind));
        }
        in_field(
            "name",
            must(are_together || !kind.is_other(), Problem::NotHere),
        )?;
        range("min", kind.min, u32::from(!are_together), MOST_OF_KIND)
    };
    in_field(field, each(kinds, valid))
}

fn range(field: &'static str, value: u32, least: u32, most: u32) -> Checked {
    let is_valid = value >= least && value <= most;
    in_field(field, must(is_valid, Problem::Range { value, least, most }))
}

fn must(is_valid: bool, problem: Problem) -> Checked {
    if is_valid {
        Ok(())
    } else {
        Err(Box::new(InvalidDocument::new(problem)))
    }
}

fn in_field(field: &'static str, checked: Checked) -> Checked {
    within(checked, Step::Field(Cow::Borrowed(field)))
}

fn within(checked: Checked, step: Step) -> Checked {
    checked.map_err(|mut error| {
        error.add(step);
        error
    })
}

fn each<T>(all: &[T], check: impl Fn(&T) -> Checked) -> Checked {
    for (at, one) in all.iter().enumerate() {
        within(check(one), Step::Index(at))?;
    }
    Ok(())
}
