//! Compares the result of the search with all texts of a few characters.

use alloc::format;
use alloc::{vec, vec::Vec};

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;
use crate::policy::rules::{
    CharacterPosition, CharactersRule, Kind, KindsRule, LengthRule, LocalPartRule, NumberRangeRule,
    OccurrencesRule, RepetitionRule, SequencePattern, SequenceRule, Unit, WhiteSpacePosition,
    WhiteSpaceRule,
};
use crate::policy::{Document, Policy};
use crate::text::Tables;

fn kinds() -> impl Strategy<Value = Vec<Kind>> {
    let all = Vec::from([
        Kind::new("lower", ""),
        Kind::new("upper", ""),
        Kind::new("digit", ""),
        Kind::new("sign", "!"),
        Kind::new("first", "aB1"),
        Kind::new("space", " "),
    ]);
    let mins = prop::collection::vec(1_u32..4, 6);
    (subsequence(all, 1..=4), mins).prop_map(|(mut kinds, mins)| {
        for (kind, min) in kinds.iter_mut().zip(mins) {
            kind.min = min;
        }
        kinds
    })
}

fn rule() -> impl Strategy<Value = Rule> {
    let place = prop_oneof![Just(CharacterPosition::Start), Just(CharacterPosition::End)];
    prop_oneof![
        2 => (1_u32..6, prop::option::of(0_u32..4)).prop_map(|(min, more)| {
            let mut rule = LengthRule::new(min);
            rule.max = more.map(|more| min + more);
            Rule::Length(rule)
        }),
        2 => (0_u32..4, prop::option::of(0_u32..2), any::<bool>()).prop_map(|(min, more, words)| {
            let unit = if words { Unit::Words } else { Unit::DifferentCharacters };
            let mut rule = LengthRule::new(min).in_unit(unit);
            rule.max = more.map(|more| min + more);
            Rule::Length(rule)
        }),
        3 => (kinds(), 1_usize..=4, any::<bool>()).prop_map(|(mut kinds, required, other)| {
            let required = required.min(kinds.len());
            if other {
                kinds.push(Kind::new("other", ""));
            }
            Rule::Kinds(KindsRule::new(required as u32, kinds))
        }),
        1 => (1_u32..3, kinds())
            .prop_map(|(max, of)| Rule::Repetition(RepetitionRule::new(max).of_kinds(of))),
        2 => (kinds(), place.clone())
            .prop_map(|(kinds, place)| Rule::Characters(CharactersRule::allowed(kinds).at(place))),
        2 => (kinds(), place)
            .prop_map(|(kinds, place)| Rule::Characters(CharactersRule::forbidden(kinds).at(place))),
        1 => prop_oneof![Just(WhiteSpacePosition::Anywhere), Just(WhiteSpacePosition::Edges)]
            .prop_map(|place| Rule::WhiteSpace(WhiteSpaceRule::new(place))),
        2 => (1_u32..4, 1_u32..3)
            .prop_map(|(max, block)| Rule::Repetition(RepetitionRule::new(max).blocks(block))),
        2 => (1_u32..4).prop_map(|max| Rule::Occurrences(OccurrencesRule::new(max))),
        1 => Just(Rule::Sequence(SequenceRule::new(3, Vec::from([SequencePattern::Alphabetic])))),
        1 => (0_u32..12, 0_u32..12).prop_map(|(from, more)| {
            Rule::NumberRange(NumberRangeRule::new(from, from + more))
        }),
        1 => Just(Rule::LocalPart(LocalPartRule::new(1))),
    ]
}

/// Policies of which every password has some of five characters, and not many.
fn policy() -> impl Strategy<Value = (Policy, Vec<char>)> {
    let characters = subsequence(Vec::from(['a', 'b', 'c', 'B', '1', '2', '!', ' ']), 1..=4);
    let rules = prop::collection::vec(rule(), 0..5);
    (characters, 4_u32..7, rules).prop_filter_map("valid", |(characters, max, mut rules)| {
        let only = Kind::new("few", &characters.iter().collect::<String>());
        rules.push(Rule::Characters(CharactersRule::allowed(Vec::from([only]))));
        let policy = Policy::try_from(Document::new("", max, rules)).ok()?;
        Some((policy, characters))
    })
}

/// Every text of these characters, up to a length.
fn texts(characters: &[char], longest: u32) -> Vec<String> {
    let mut all = Vec::from([String::new()]);
    let mut from = 0;
    for _ in 0..longest {
        let shorter = all[from..].to_vec();
        from = all.len();
        for text in shorter {
            all.extend(characters.iter().map(|c| format!("{text}{c}")));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn a_found_password_is_accepted_and_an_impossible_one_does_not_exist(
        (policy, characters) in policy(),
    ) {
        let context = Context::new().email("ab@example.com");
        for constraints in policy.constraints() {
            let is_there = |text: &String| {
                !text.is_empty()
                    && (constraints.min..=constraints.max).contains(&(text.len() as u32))
                    && policy.check(text, &context).is_accepted()
            };
            let one = texts(&characters, constraints.max).into_iter().find(is_there);
            match constraints.construct(&Tables, &context) {
                Construction::Found(text) => prop_assert!(is_there(&text), "{text:?}"),
                Construction::Impossible => prop_assert_eq!(one, None),
                Construction::Unknown => prop_assert!(false, "so few texts can all be tried"),
            }
        }
    }
}

/// Characters that no rule requires are of every kind.
#[test]
fn free_characters_are_of_every_kind() {
    let rules = Vec::from([Rule::Length(LengthRule::new(14))]);
    let policy = Policy::try_from(Document::new("", 64, rules)).unwrap();
    let built = policy
        .constraints()
        .remove(0)
        .construct(&Tables, &Context::new());
    let Construction::Found(text) = built else {
        panic!("any text will do");
    };
    for is_so in [
        |c: char| c.is_ascii_lowercase(),
        |c: char| c.is_ascii_uppercase(),
        |c: char| c.is_ascii_digit(),
        |c: char| c.is_ascii_punctuation(),
    ] {
        assert!(text.chars().any(is_so), "{text:?}");
    }
}
