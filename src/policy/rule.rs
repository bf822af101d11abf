use alloc::vec::Vec;

use super::context::Context;
use super::rules::{
    AnyOfRule, BlocklistRule, BreachedRule, Candidate, CharactersRule, ContextWordRule,
    GuessabilityRule, KindsRule, LengthRange, LengthRule, LocalPartRule, NumberRangeRule,
    OccurrencesRule, RepetitionRule, ReuseRule, SequenceRule, SimilarityRule, TierRule,
    WhiteSpaceRule,
};
use super::status::Status;
use crate::text::Unicode;

/// One rule of a policy, with its numbers.
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::LengthRule;
/// use genkan::policy::{Document, Policy, Rule};
///
/// let rule = Rule::Length(LengthRule::new(8));
/// assert_eq!(rule.code(), "length");
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule.clone()]))?;
/// assert_eq!(policy.rules(), [rule]);
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "rule", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Rule {
    /// A smallest length and, optionally, a largest.
    Length(LengthRule),
    /// A smallest number of kinds of characters.
    Kinds(KindsRule),
    /// No part of the address before the @.
    LocalPart(LocalPartRule),
    /// No other word that is known of the person or the service.
    ContextWord(ContextWordRule),
    /// Only some characters, or not some characters.
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
    /// All rules of one of several groups.
    AnyOf(AnyOfRule),
}

impl Rule {
    /// Returns the stable name, as in the document.
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
            Self::AnyOf(_) => "any-of",
        }
    }

    /// Checks a password.
    ///
    /// A tier does not apply as a whole: its rules are checked one by one.
    pub fn check<'p>(
        &'p self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'p> {
        match self {
            Self::Length(rule) => rule.check(candidate),
            Self::Kinds(rule) => rule.check(candidate),
            Self::LocalPart(rule) => rule.check(candidate, context.emails()),
            Self::ContextWord(rule) => rule.check(candidate, context),
            Self::Characters(rule) => rule.check(candidate),
            Self::WhiteSpace(rule) => rule.check(candidate),
            Self::Repetition(rule) => rule.check(candidate),
            Self::Occurrences(rule) => rule.check(candidate),
            Self::Sequence(rule) => rule.check(candidate),
            Self::NumberRange(rule) => rule.check(candidate),
            Self::Blocklist(rule) => rule.check(candidate, context),
            Self::Breached(rule) => rule.check(context),
            Self::Reuse(rule) => rule.check(context),
            Self::Similarity(rule) => rule.check(candidate, context),
            Self::Guessability(rule) => rule.check(context),
            Self::Tier(_) => Status::NotApplicable,
            Self::AnyOf(rule) => rule.check(candidate, context),
        }
    }

    /// Returns the rule, and those that are inside it: of a tier or of groups.
    pub(super) fn with_inner(&self) -> impl Iterator<Item = &Self> + Clone {
        let (tier, groups): (&[Self], &[Vec<Self>]) = match self {
            Self::Tier(tier) => (&tier.rules, &[]),
            Self::AnyOf(rule) => (&[], &rule.groups),
            _ => (&[], &[]),
        };
        core::iter::once(self)
            .chain(tier)
            .chain(groups.iter().flatten())
    }

    /// Adds the rule, or the rules of its groups, if they are about kinds.
    pub(super) fn add_kinds<'p>(&'p self, kinds: &mut Vec<&'p KindsRule>) {
        match self {
            Self::Kinds(rule) => kinds.push(rule),
            Self::AnyOf(rule) => {
                for group in &rule.groups {
                    group.iter().for_each(|rule| rule.add_kinds(kinds));
                }
            }
            _ => {}
        }
    }

    /// Returns the rule itself, or the rules of a tier and the lengths that
    /// they are for.
    pub(super) fn parts(&self) -> (&[Self], Option<LengthRange>) {
        match self {
            Self::Tier(tier) => (&tier.rules, Some(tier.within())),
            rule => (core::slice::from_ref(rule), None),
        }
    }
}
