//! Random policies, all valid.

use genkan::policy::rules::{
    AnyOfRule, BlocklistRule, BreachedRule, CharacterPosition, CharactersRule, ContextWordRule,
    GuessabilityRule, Kind, KindsRule, LengthRule, LocalPartRule, NumberRangeRule, OccurrencesRule,
    RepetitionRule, ReuseRule, SequencePattern, SequenceRule, SimilarityRule, TierRule, Unit,
    WhiteSpacePosition, WhiteSpaceRule,
};
use genkan::policy::{ContextSource, Document, Policy, Preparation, Rule};
use proptest::prelude::*;
use proptest::sample::subsequence;

fn kinds() -> impl Strategy<Value = Vec<Kind>> {
    let all = vec![
        Kind::new("lower", ""),
        Kind::new("upper", ""),
        Kind::new("digit", ""),
        Kind::new("special", "!@#$%^&*"),
        Kind::new("sign", "-]_[^\\ ~"),
        Kind::new("vowel", "aeiou"),
        Kind::new("kana", "").range('ぁ', 'ん'),
        Kind::new("other-letter", ""),
    ];
    (subsequence(all, 1..=8), 1_u32..4).prop_map(|(mut kinds, min)| {
        kinds[0].min = min;
        kinds
    })
}

fn kinds_rule() -> impl Strategy<Value = Rule> {
    (kinds(), 1_usize..=4, 0..4).prop_map(|(mut kinds, required, other)| {
        let required = required.min(kinds.len()) as u32;
        if other < 2 {
            kinds.push(Kind::new("other", ""));
        }
        if other == 1 {
            kinds[0].min = 0;
        }
        Rule::Kinds(KindsRule::new(required, kinds))
    })
}

fn length() -> impl Strategy<Value = Rule> {
    let unit = prop_oneof![
        3 => Just(Unit::CodePoints),
        3 => Just(Unit::Bytes),
        1 => Just(Unit::DifferentCharacters),
        1 => Just(Unit::Words),
    ];
    (0_u32..20, prop::option::of(0_u32..40), unit).prop_map(|(min, more, unit)| {
        // Some policies are to be met.
        let min = match unit {
            Unit::Words => min % 4,
            _ => min,
        };
        let mut rule = LengthRule::new(min).in_unit(unit);
        rule.max = more.map(|more| (min + more).max(1));
        Rule::Length(rule)
    })
}

fn patterns() -> impl Strategy<Value = Vec<SequencePattern>> {
    subsequence(SequencePattern::ALL[..7].to_vec(), 1..=7)
}

fn place() -> impl Strategy<Value = CharacterPosition> {
    prop_oneof![
        2 => Just(CharacterPosition::Anywhere),
        1 => Just(CharacterPosition::Start),
        1 => Just(CharacterPosition::End),
    ]
}

/// Returns a rule that is not a tier.
pub(crate) fn rule() -> impl Strategy<Value = Rule> {
    prop_oneof![
        length(),
        kinds_rule(),
        (1_u32..5, any::<[bool; 4]>(), prop::option::of(1_u32..9)).prop_map(
            |(min, [reversed, look_alikes, consecutive, accents], whole)| {
                let mut rule = LocalPartRule::new(min);
                rule.words.reversed = reversed;
                rule.words.look_alikes = look_alikes;
                rule.words.consecutive = consecutive && min > 1;
                rule.words.accents = accents;
                rule.words.min_whole = whole;
                Rule::LocalPart(rule)
            }
        ),
        (
            subsequence(ContextSource::ALL.to_vec(), 1..=4),
            1_u32..5,
            prop::option::of(1_u32..4),
            any::<bool>(),
        )
            .prop_map(|(sources, min, east_asian, consecutive)| {
                let mut rule = ContextWordRule::new(sources, min);
                rule.words.min_east_asian = east_asian;
                rule.words.consecutive = consecutive;
                Rule::ContextWord(rule)
            }),
        (kinds(), place())
            .prop_map(|(kinds, place)| Rule::Characters(CharactersRule::allowed(kinds).at(place))),
        (kinds(), place()).prop_map(|(kinds, place)| Rule::Characters(
            CharactersRule::forbidden(kinds).at(place)
        )),
        prop_oneof![
            Just(WhiteSpacePosition::Anywhere),
            Just(WhiteSpacePosition::Edges)
        ]
        .prop_map(|place| Rule::WhiteSpace(WhiteSpaceRule::new(place))),
        (1_u32..4, 1_u32..4)
            .prop_map(|(max, block)| Rule::Repetition(RepetitionRule::new(max).blocks(block))),
        (2_u32..9, kinds())
            .prop_map(|(max, of)| Rule::Repetition(RepetitionRule::new(max).of_kinds(of))),
        (1_u32..30).prop_map(|max| Rule::Occurrences(OccurrencesRule::new(max))),
        (3_u32..6, patterns(), any::<bool>(), any::<bool>()).prop_map(
            |(length, of, wrap, columns)| {
                let mut rule = SequenceRule::new(length, of);
                rule.wrap = wrap;
                rule.columns = columns;
                Rule::Sequence(rule)
            }
        ),
        (0_u32..3000, 0_u32..3000, any::<bool>()).prop_map(|(from, more, dates)| {
            let mut rule = NumberRangeRule::new(from, from + more);
            rule.dates = dates;
            Rule::NumberRange(rule)
        }),
        ("[a-z]{1,8}", prop::option::of(3_u32..9), any::<[bool; 3]>()).prop_map(
            |(list, contained, [look_alikes, one_edit, points])| {
                let mut rule = BlocklistRule::new(&list);
                rule.contained = contained;
                rule.look_alikes = look_alikes;
                rule.one_edit = one_edit;
                rule.points = contained.filter(|_| points);
                Rule::Blocklist(rule)
            }
        ),
        (0_u32..9, any::<bool>()).prop_map(|(max, fail_open)| {
            let mut rule = BreachedRule::new();
            rule.max = max;
            rule.fail_open = fail_open;
            Rule::Breached(rule)
        }),
        (1_u32..9).prop_map(|last| Rule::Reuse(ReuseRule::new(last))),
        (1_u32..9).prop_map(|min| Rule::Similarity(SimilarityRule::new(min))),
        (1_u32..5).prop_map(|min| Rule::Guessability(GuessabilityRule::new(min))),
    ]
}

fn tier() -> impl Strategy<Value = Rule> {
    let rules = prop::collection::vec(rule(), 1..3);
    (0_u32..30, prop::option::of(1_u32..30), rules).prop_map(|(from, more, rules)| {
        let mut tier = TierRule::below(1, rules).from(from);
        tier.below = more.map(|more| from + more);
        Rule::Tier(tier)
    })
}

fn any_of() -> impl Strategy<Value = Rule> {
    let group = prop::collection::vec(rule(), 1..3);
    prop::collection::vec(group, 2..4).prop_map(|groups| Rule::AnyOf(AnyOfRule::new(groups)))
}

/// Returns a policy of up to six rules.
pub(crate) fn policy() -> impl Strategy<Value = Policy> {
    let rule = prop_oneof![8 => rule(), 1 => tier()];
    let preparation = prop_oneof![
        3 => Just(Preparation::OpaqueString),
        1 => Just(Preparation::AsIs),
    ];
    let any_of = prop::option::weighted(0.15, any_of());
    let rules = prop::collection::vec(rule, 0..5);
    (60_u32..1100, preparation, rules, any_of).prop_map(
        |(max_bytes, preparation, mut rules, any_of)| {
            rules.extend(any_of);
            let document = Document::new("random", max_bytes, rules).prepared(preparation);
            Policy::try_from(document).unwrap()
        },
    )
}
