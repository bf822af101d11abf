use super::candidate::Candidate;
use super::rules::{
    BlocklistRule, BreachedRule, CharactersRule, ContextWordRule, GuessabilityRule, KindsRule,
    LengthRule, LocalPartRule, NumberRangeRule, OccurrencesRule, RepetitionRule, ReuseRule,
    SequenceRule, SimilarityRule, TierRule, WhiteSpaceRule,
};
use super::{Context, Status};
use crate::text::Unicode;

/// One rule of a policy, with its numbers.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "rule", rename_all = "kebab-case"))]
#[non_exhaustive]
#[repr(u8)]
pub enum Rule {
    /// A smallest, and where wanted a largest, length.
    Length(LengthRule),
    /// A smallest number of kinds of characters.
    Kinds(KindsRule),
    /// No part of the address before the @.
    LocalPart(LocalPartRule),
    /// No other word that is known of the person or the service.
    ContextWord(ContextWordRule),
    /// Characters that are accepted, or that are not.
    Characters(CharactersRule),
    /// No white space, or none at the edges.
    WhiteSpace(WhiteSpaceRule),
    /// No character, or block of them, many times in a row.
    Repetition(RepetitionRule),
    /// No character many times in all.
    Occurrences(OccurrencesRule),
    /// No alphabet, numbers or keyboard rows in their order.
    Sequence(SequenceRule),
    /// No numbers of a range, such as years, and no dates.
    NumberRange(NumberRangeRule),
    /// Not on a list.
    Blocklist(BlocklistRule),
    /// Not seen in breaches.
    Breached(BreachedRule),
    /// None of the person's earlier passwords.
    Reuse(ReuseRule),
    /// Not almost the password that it replaces.
    Similarity(SimilarityRule),
    /// Hard enough to guess.
    Guessability(GuessabilityRule),
    /// Further rules for passwords of some lengths only.
    Tier(TierRule),
}

impl Rule {
    /// The stable name, as in the document.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Length(_) => "length",
            Self::Kinds(_) => "kinds",
            Self::LocalPart(_) => "local-part",
            Self::ContextWord(_) => "context-word",
            Self::Characters(_) => "characters",
            Self::WhiteSpace(_) => "white-space",
            Self::Repetition(_) => "repetition",
            Self::Occurrences(_) => "occurrences",
            Self::Sequence(_) => "sequence",
            Self::NumberRange(_) => "number-range",
            Self::Blocklist(_) => "blocklist",
            Self::Breached(_) => "breached",
            Self::Reuse(_) => "reuse",
            Self::Similarity(_) => "similarity",
            Self::Guessability(_) => "guessability",
            Self::Tier(_) => "tier",
        }
    }

    /// Judges one that the policy does not judge by itself: apart from it, so
    /// that the few that it does are not held up by what these need.
    #[inline(never)]
    pub(super) fn judge<'p>(
        &'p self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'p> {
        match self {
            Self::Length(rule) => rule.judge(candidate),
            Self::Kinds(rule) => rule.judge(rule.scan(candidate)),
            Self::LocalPart(rule) => rule.judge(candidate, context),
            Self::ContextWord(rule) => rule.judge(candidate, context),
            Self::Characters(rule) => rule.judge(candidate),
            Self::WhiteSpace(rule) => rule.judge(candidate),
            Self::Repetition(rule) => rule.judge(candidate),
            Self::Occurrences(rule) => rule.judge(candidate),
            Self::Sequence(rule) => rule.judge(candidate),
            Self::NumberRange(rule) => rule.judge(candidate),
            Self::Blocklist(rule) => rule.judge(candidate, context),
            Self::Breached(rule) => rule.judge(candidate, context),
            Self::Reuse(rule) => rule.judge(candidate, context),
            Self::Similarity(rule) => rule.judge(candidate, context),
            Self::Guessability(rule) => rule.judge(candidate, context),
            // A tier's rules are judged one by one.
            Self::Tier(_) => Status::NotApplicable,
        }
    }
}

/// Whether this build judges more than the rules of the documented policy.
pub(super) const EVERY_RULE: bool = cfg!(feature = "every-rule");

/// What is counted.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Unit {
    /// Unicode code points (NIST SP 800-63B-4 section 3.1.1.2).
    #[default]
    CodePoints,
    /// Bytes of UTF-8, which is what a hasher's limit counts: bcrypt takes 72.
    Bytes,
}

/// Lengths of passwords, in code points.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[expect(clippy::exhaustive_structs, reason = "a range has two ends")]
pub struct Within {
    /// The smallest of them.
    pub from: u32,
    /// The first that is too large, where there is one.
    pub below: Option<u32>,
}

impl Within {
    pub(super) const fn contains(self, length: u32) -> bool {
        length >= self.from
            && match self.below {
                Some(below) => length < below,
                None => true,
            }
    }
}
