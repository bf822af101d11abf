//! Random policies, all valid.

use genkan::policy::rules::{
    BlocklistRule, BreachedRule, CharacterPosition, CharactersRule, ContextWordRule,
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
    (kinds(), 1_usize..=4).prop_map(|(kinds, required)| {
        let required = required.min(kinds.len()) as u32;
        Rule::Kinds(KindsRule::new(required, kinds))
    })
}

fn length() -> impl Strategy<Value = Rule> {
    (0_u32..20, prop::option::of(0_u32..40), any::<bool>()).prop_map(|(min, more, is_bytes)| {
        let mut rule = LengthRule::new(min);
        rule.max = more.map(|more| (min + more).max(1));
        if is_bytes {
            rule.unit = Unit::Bytes;
        }
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
        (1_u32..5, any::<bool>(), any::<bool>()).prop_map(|(min, reversed, look_alikes)| {
            let mut rule = LocalPartRule::new(min);
            rule.reversed = reversed;
            rule.look_alikes = look_alikes;
            Rule::LocalPart(rule)
        }),
        (subsequence(ContextSource::ALL.to_vec(), 1..=4), 1_u32..5)
            .prop_map(|(sources, min)| Rule::ContextWord(ContextWordRule::new(sources, min))),
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
        (1_u32..30).prop_map(|max| Rule::Occurrences(OccurrencesRule::new(max))),
        (3_u32..6, patterns(), any::<bool>()).prop_map(|(length, of, wrap)| {
            let mut rule = SequenceRule::new(length, of);
            rule.wrap = wrap;
            Rule::Sequence(rule)
        }),
        (0_u32..3000, 0_u32..3000, any::<bool>()).prop_map(|(from, more, dates)| {
            let mut rule = NumberRangeRule::new(from, from + more);
            rule.dates = dates;
            Rule::NumberRange(rule)
        }),
        ("[a-z]{1,8}", prop::option::of(3_u32..9)).prop_map(|(list, contained)| {
            let mut rule = BlocklistRule::new(&list);
            rule.contained = contained;
            Rule::Blocklist(rule)
        }),
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

/// Returns a policy of up to five rules.
pub(crate) fn policy() -> impl Strategy<Value = Policy> {
    let rule = prop_oneof![8 => rule(), 1 => tier()];
    let preparation = prop_oneof![
        3 => Just(Preparation::OpaqueString),
        1 => Just(Preparation::AsIs),
    ];
    (60_u32..1100, preparation, prop::collection::vec(rule, 0..5)).prop_map(
        |(max_bytes, preparation, rules)| {
            let document = Document::new("random", max_bytes, rules).prepared(preparation);
            Policy::try_from(document).unwrap()
        },
    )
}
