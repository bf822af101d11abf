//! A case for every rule, with a text that costs it as much work as possible.

use std::hint::black_box;

use genkan::blocklist::WordList;
use genkan::policy::rules::{
    BlocklistRule, BreachedRule, CharactersRule, ContextWordRule, GuessabilityRule, Kind,
    KindsRule, LengthRule, LocalPartRule, NumberRangeRule, OccurrencesRule, RepetitionRule,
    ReuseRule, SequencePattern, SequenceRule, SimilarityRule, TierRule, WhiteSpacePosition,
    WhiteSpaceRule,
};
use genkan::policy::{Context, ContextSource, Document, Policy, Rule};

/// The names of the cases: those of the rules, and variants after a slash.
pub(crate) const CASES: [&str; 20] = [
    "length",
    "kinds",
    "local-part",
    "local-part/wide",
    "context-word",
    "characters",
    "white-space",
    "repetition",
    "occurrences",
    "occurrences/kanji",
    "sequence",
    "number-range",
    "number-range/dates",
    "blocklist",
    "breached",
    "reuse",
    "similarity",
    "guessability",
    "tier",
    "control-characters",
];

/// Checks a text of so many characters so many times; returns `false` if there
/// is no such case.
pub(crate) fn run(case: &str, times: usize, length: usize) -> bool {
    let Some((rule, text)) = rule(case) else {
        return false;
    };
    let Ok(policy) = Policy::try_from(Document::new(case, 65_536, rule.into_iter().collect()))
    else {
        return false;
    };
    let password: String = text.chars().cycle().take(length).collect();
    let old = format!("x{}", password.replacen('a', "bb", 3));
    let known = format!("{}b@example.com", "a".repeat(63));
    let list: WordList = ["correct", "horse", "battery", "staple-and-more"]
        .into_iter()
        .collect();
    let context = Context::new()
        .email(&known)
        .word(ContextSource::Name, &known)
        .blocklist("common", &list)
        .current_password(&old)
        .reused(false)
        .breached(Some(0))
        .score(4);
    for _ in 0..times {
        let report = policy.check(black_box(&password), black_box(&context));
        black_box(report.is_accepted());
    }
    true
}

fn rule(case: &str) -> Option<(Option<Rule>, String)> {
    let text = |text: &str| text.to_owned();
    let kinds = || {
        let messages = [Kind::new("lower", ""), Kind::new("other-letter", "")];
        Rule::Kinds(KindsRule::new(
            2,
            messages.map(|kind| kind.at_least(2)).to_vec(),
        ))
    };
    let (rule, text) = match case {
        "length" => (Rule::Length(LengthRule::new(8)), text("あ")),
        "kinds" => (kinds(), text("あ")),
        "local-part" | "local-part/wide" => {
            let mut rule = LocalPartRule::new(3);
            rule.words.reversed = true;
            rule.words.look_alikes = true;
            // Almost the word, repeatedly; or a text that must be folded first.
            let is_wide = case.ends_with("wide");
            let text = text(if is_wide {
                "ａａａａａａａｃ"
            } else {
                "aaaaaaac"
            });
            (Rule::LocalPart(rule), text)
        }
        "context-word" => {
            let mut rule = ContextWordRule::new(vec![ContextSource::Name], 3);
            rule.words.reversed = true;
            rule.words.look_alikes = true;
            (Rule::ContextWord(rule), text("aaaaaaac"))
        }
        "characters" => {
            let rule = CharactersRule::allowed(vec![Kind::new("lower", "").range('а', 'я')]);
            (Rule::Characters(rule), text("あ"))
        }
        "white-space" => (
            Rule::WhiteSpace(WhiteSpaceRule::new(WhiteSpacePosition::Edges)),
            text(" "),
        ),
        "repetition" => (
            Rule::Repetition(RepetitionRule::new(60_000).blocks(16)),
            text("a"),
        ),
        "occurrences" => (
            Rule::Occurrences(OccurrencesRule::new(60_000)),
            (' '..='~').rev().collect(),
        ),
        "occurrences/kanji" => (
            Rule::Occurrences(OccurrencesRule::new(60_000)),
            // Different characters, in no order.
            (0..1_009_u32)
                .filter_map(|at| char::from_u32(0x4e00 + at * 617 % 1_009))
                .collect(),
        ),
        "sequence" => {
            let rule = SequenceRule::new(60_000, SequencePattern::ALL[..7].to_vec()).wrapping();
            (
                Rule::Sequence(rule),
                text("abcdefghijklmnopqrstuvwxyz0987654321"),
            )
        }
        "number-range" => (
            Rule::NumberRange(NumberRangeRule::new(100_000, 999_999_999)),
            text("00000"),
        ),
        "number-range/dates" => (
            Rule::NumberRange(NumberRangeRule::new(999_999_999, 999_999_999).dates()),
            text("2099129"),
        ),
        "blocklist" => {
            let mut rule = BlocklistRule::new("common").contained(3);
            rule.reversed = true;
            (Rule::Blocklist(rule), text("Abcdefghij"))
        }
        "breached" => (Rule::Breached(BreachedRule::new()), text("a")),
        "reuse" => (Rule::Reuse(ReuseRule::new(5)), text("a")),
        "similarity" => (Rule::Similarity(SimilarityRule::new(16)), text("abcdefgh")),
        "guessability" => (Rule::Guessability(GuessabilityRule::new(4)), text("a")),
        "tier" => (
            Rule::Tier(TierRule::below(60_000, vec![kinds()])),
            text("あ"),
        ),
        "control-characters" => return Some((None, text("\u{85}a"))),
        _ => return None,
    };
    Some((Some(rule), text))
}
