//! The module for all rules.

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

use core::ptr;

use genkan::policy::rules::{
    AnyOfRule, BlocklistRule, BreachedRule, CharacterPosition, CharactersRule, ContextWordRule,
    GuessabilityRule, Kind, KindsRule, LengthRule, LocalPartRule, NumberRangeRule, OccurrencesRule,
    RepetitionRule, ReuseRule, SequencePattern, SequenceRule, SimilarityRule, TierRule, Unit,
    WhiteSpacePosition, WhiteSpaceRule, WordSearch,
};
use genkan::policy::{
    ContextSource, Document, Forbidden, InvalidDocument, Item, Policy, Preparation, Rule, Status,
    Violation,
};

use genkan_wasm::wire::{MALFORMED, Reader, Report, basic_row, read_context};
use genkan_wasm::{Browser, ModulePolicy};

genkan_wasm::export!(AnyPolicy, frees: true);

/// By this export, JavaScript recognizes the module that has all rules.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn all() {}

/// A policy of any rules.
struct AnyPolicy(Policy);

impl ModulePolicy for AnyPolicy {
    /// Reads the canonical form: `src/policy/canonical.rs`.
    fn read(document: &[u8]) -> Result<Self, u32> {
        // SAFETY: pkg/ts/extended.ts writes texts with `TextEncoder`.
        let mut from = unsafe { Reader::new(document) };
        let mut document = Document::new("", from.number(), from.list(rule));
        if from.has_more() {
            document.preparation = from.choice(
                [Preparation::OpaqueString, Preparation::AsIs],
                Preparation::code,
            );
        }
        if !from.is_done() {
            return Err(MALFORMED);
        }
        let policy = Policy::try_from(document).map_err(|error| problem(&error))?;
        Ok(Self(policy))
    }

    fn requirements(&self) -> usize {
        // Less code than to count those of `Policy::requirements`.
        let rules = self.0.rules().iter().map(|rule| match rule {
            Rule::Tier(tier) => tier.rules.len(),
            _ => 1,
        });
        2 + rules.sum::<usize>()
    }

    fn check(&self, context: &[u8], password: &str, to: &mut Report) {
        let report = self
            .0
            .check_with(&Browser, password, &read_context(context));
        for item in report.items() {
            to.status(item.status, row);
            if let Some(at) = rule_of_group(item) {
                to.add_to_tag(GROUPED * (at as u32 + 1));
            }
        }
        report.hints().iter().for_each(|hint| to.hint(*hint));
    }
}

/// Returns which rule of the groups, counted from the first group on, a
/// violation is of, if JavaScript needs the rule to read it.
fn rule_of_group(item: &Item<'_>) -> Option<usize> {
    let (Some(Rule::AnyOf(any_of)), Status::Unmet(violation)) =
        (item.requirement.rule(), item.status)
    else {
        return None;
    };
    let is_of = |rule: &Rule| match (rule, violation) {
        (Rule::Kinds(rule), Violation::TooFewKinds { missing, .. }) => missing.are_of(rule),
        (Rule::Characters(rule), Violation::ForbiddenCharacter { of, .. }) => {
            matches!(of, Forbidden::Characters(of) if ptr::eq(of, rule))
        }
        (Rule::WhiteSpace(rule), Violation::ForbiddenCharacter { of, .. }) => {
            matches!(of, Forbidden::WhiteSpace(of) if ptr::eq(of, rule))
        }
        (Rule::Repetition(rule), Violation::Repetition { max, .. }) => {
            rule.of.is_empty() && rule.max == max
        }
        (Rule::Repetition(rule), Violation::KindRepetition { max, .. }) => {
            !rule.of.is_empty() && rule.max == max
        }
        (Rule::Occurrences(rule), Violation::Occurrences { max, .. }) => rule.max == max,
        (Rule::Sequence(rule), Violation::Sequence { length, .. }) => rule.length == length,
        (Rule::NumberRange(rule), Violation::NumberRange { from, to, .. }) => {
            (rule.from, rule.to) == (from, to)
        }
        (Rule::Reuse(rule), Violation::Reused { last, .. }) => rule.last == last,
        _ => false,
    };
    any_of.groups.iter().flatten().position(is_of)
}

/// What is added to the tag of a violation for each rule of the groups before
/// its own, and for its own.
const GROUPED: u32 = 32;

/// Returns the number of an error: its position, from 1, in `PROBLEMS` of
/// `pkg/ts/extended.ts`.
fn problem(error: &InvalidDocument) -> u32 {
    match error.code() {
        "policy-max-bytes" => 3,
        "policy-length" => 4,
        "policy-required" => 5,
        "policy-kind" => 6,
        "policy-range" => 7,
        "policy-list" => 8,
        "policy-too-many-rules" => 9,
        _ => MALFORMED,
    }
}

fn rule(from: &mut Reader<'_>) -> Rule {
    match from.text() {
        "length" => {
            let mut rule = LengthRule::new(from.number());
            rule.max = from.optional();
            rule.unit = from.choice(Unit::ALL, Unit::code);
            Rule::Length(rule)
        }
        "kinds" => Rule::Kinds(KindsRule::new(from.number(), from.list(kind))),
        "local-part" => Rule::LocalPart(LocalPartRule::with(word_search(from))),
        "context-word" => {
            let sources = from.list(|from| from.choice(ContextSource::ALL, ContextSource::code));
            Rule::ContextWord(ContextWordRule::with(sources, word_search(from)))
        }
        "characters" => {
            let mut rule = CharactersRule::allowed(from.list(kind));
            rule.forbidden = from.list(kind);
            // It is left out if it is `anywhere`.
            for position in [CharacterPosition::Start, CharacterPosition::End] {
                if from.skip_text(position.code()) {
                    rule.position = position;
                }
            }
            Rule::Characters(rule)
        }
        "white-space" => {
            let positions = [WhiteSpacePosition::Anywhere, WhiteSpacePosition::Edges];
            let position = from.choice(positions, WhiteSpacePosition::code);
            Rule::WhiteSpace(WhiteSpaceRule::new(position))
        }
        "repetition" => {
            let mut rule = RepetitionRule::new(from.number()).blocks(from.number());
            if from.skip_text("of") {
                rule.of = from.list(kind);
            }
            Rule::Repetition(rule)
        }
        "occurrences" => Rule::Occurrences(OccurrencesRule::new(from.number())),
        "sequence" => {
            let length = from.number();
            let of = from.list(|from| from.choice(SequencePattern::ALL, SequencePattern::code));
            let mut rule = SequenceRule::new(length, of);
            rule.wrap = from.flag();
            rule.columns = from.skip_text("columns");
            Rule::Sequence(rule)
        }
        "number-range" => {
            let mut rule = NumberRangeRule::new(from.number(), from.number());
            rule.dates = from.flag();
            Rule::NumberRange(rule)
        }
        "blocklist" => {
            let mut rule = BlocklistRule::new(from.text());
            rule.contained = from.optional();
            rule.reversed = from.flag();
            rule.look_alikes = from.skip_text("look_alikes");
            rule.one_edit = from.skip_text("one_edit");
            rule.points = from.optional_after("points");
            Rule::Blocklist(rule)
        }
        "breached" => {
            let mut rule = BreachedRule::new();
            rule.max = from.number();
            rule.fail_open = from.flag();
            Rule::Breached(rule)
        }
        "reuse" => Rule::Reuse(ReuseRule::new(from.number())),
        "similarity" => Rule::Similarity(SimilarityRule::new(from.number())),
        "guessability" => Rule::Guessability(GuessabilityRule::new(from.number())),
        "any-of" => Rule::AnyOf(AnyOfRule::new(from.list(|from| from.list(rule)))),
        code => {
            from.must(code == "tier");
            let first = from.number();
            let below = from.optional();
            let mut tier = TierRule::below(0, from.list(rule)).from(first);
            tier.below = below;
            Rule::Tier(tier)
        }
    }
}

fn word_search(from: &mut Reader<'_>) -> WordSearch {
    let mut words = WordSearch::new(from.number());
    words.reversed = from.flag();
    words.look_alikes = from.flag();
    words.min_whole = from.optional_after("min_whole");
    words.min_east_asian = from.optional_after("min_east_asian");
    words.consecutive = from.skip_text("consecutive");
    words.accents = from.skip_text("accents");
    words
}

fn kind(from: &mut Reader<'_>) -> Kind {
    let mut kind = Kind::new(from.text(), from.text());
    kind.ranges = from.list(|from| (from.character(), from.character()));
    kind.min = from.number();
    kind
}

fn row(violation: &Violation<'_>) -> [u32; 5] {
    match *violation {
        Violation::ContainsContextWord { source, at, .. } => {
            [8, source as u32, at.start, at.end, 0]
        }
        Violation::Repetition {
            actual, block, at, ..
        } => [9, actual, block, at.start, at.end],
        Violation::KindRepetition { actual, at, .. } => [18, actual, at.start, at.end, 0],
        Violation::Sequence { pattern, at, .. } => [10, pattern as u32, at.start, at.end, 0],
        Violation::TooSimilar { min, actual, .. } => [11, min, actual, 0, 0],
        // JavaScript passes no larger count.
        Violation::Breached { count, .. } => [12, count as u32, 0, 0, 0],
        Violation::Reused { .. } => [13, 0, 0, 0, 0],
        Violation::TooGuessable { min, actual, .. } => [14, min, actual, 0, 0],
        Violation::Occurrences { actual, at, .. } => [15, actual, at.start, at.end, 0],
        Violation::NumberRange { at, .. } => [16, at.start, at.end, 0, 0],
        Violation::Date { at, .. } => [17, at.start, at.end, 0, 0],
        _ => basic_row(violation),
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;

    use super::*;

    fn text(text: &str) -> Vec<u8> {
        [&(text.len() as u32).to_be_bytes(), text.as_bytes()].concat()
    }

    fn numbers(numbers: &[u32]) -> Vec<u8> {
        numbers
            .iter()
            .flat_map(|number| number.to_be_bytes())
            .collect()
    }

    fn rule(name: &str, fields: &[Vec<u8>]) -> Vec<u8> {
        [text(name), fields.concat()].concat()
    }

    fn kind(name: &str, characters: &str, min: u32) -> Vec<u8> {
        [text(name), text(characters), numbers(&[0, min])].concat()
    }

    fn document(max_bytes: u32, rules: &[Vec<u8>]) -> Vec<u8> {
        let bounds = numbers(&[max_bytes, rules.len() as u32]);
        [bounds, rules.concat()].concat()
    }

    fn length(min: u32, max: Option<u32>) -> Vec<u8> {
        let fields = [
            numbers(&[min]),
            vec![max.is_some().into()],
            numbers(&[max.unwrap_or(0)]),
            text("code-points"),
        ];
        rule("length", &fields)
    }

    fn documented() -> Vec<u8> {
        let kinds = rule(
            "kinds",
            &[
                numbers(&[3, 4]),
                kind("lower", "", 1),
                kind("upper", "", 1),
                kind("digit", "", 1),
                kind("special", "!@#$%^&*", 1),
            ],
        );
        let local_part = rule("local-part", &[numbers(&[3]), vec![0, 0]]);
        document(1024, &[length(6, None), kinds, local_part])
    }

    fn read(bytes: &[u8]) -> Result<Policy, u32> {
        AnyPolicy::read(bytes).map(|AnyPolicy(policy)| policy)
    }

    #[test]
    fn a_document_is_read() {
        let document = documented();
        assert_eq!(
            read(&document).unwrap().rules(),
            Policy::support_center().rules()
        );
        for end in 0..document.len() {
            assert_eq!(read(&document[..end]), Err(MALFORMED), "{end}");
        }
        let as_is = [document, text("as-is")].concat();
        assert_eq!(read(&as_is).unwrap().preparation(), Preparation::AsIs);
    }

    #[test]
    fn an_invalid_document_is_rejected() {
        let of = |rule: Vec<u8>| document(1024, &[rule]);
        let refused = [
            (vec![], MALFORMED),
            ([document(1024, &[]), vec![0]].concat(), MALFORMED),
            (of(rule("classes", &[])), MALFORMED),
            (of(rule("white-space", &[text("nowhere")])), MALFORMED),
            (
                of(rule("characters", &[numbers(&[0, 0]), text("middle")])),
                MALFORMED,
            ),
            (document(0, &[]), 3),
            (document(6, &[length(7, None)]), 4),
            (document(8, &[length(7, Some(6))]), 4),
            (
                of(rule("kinds", &[numbers(&[2, 1]), kind("lower", "", 1)])),
                5,
            ),
            (
                of(rule("kinds", &[numbers(&[1, 1]), kind("lower", "aa", 1)])),
                6,
            ),
            (of(rule("local-part", &[numbers(&[0]), vec![0, 0]])), 7),
            (
                of(rule("tier", &[numbers(&[0]), vec![0], numbers(&[0, 0])])),
                8,
            ),
            (document(1024, &vec![length(1, None); 257]), 9),
        ];
        for (document, problem) in refused {
            assert_eq!(read(&document), Err(problem), "{document:?}");
        }
    }
}
