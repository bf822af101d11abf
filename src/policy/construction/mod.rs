mod kind_needs;
mod search;
#[cfg(all(test, feature = "unicode-normalization"))]
mod tests;

use alloc::string::String;

use zeroize::Zeroizing;

use super::ascii_set::AsciiSet;
use super::constraints::Constraints;
use crate::policy::rules::{Candidate, LengthRule, Unit};
use crate::policy::{Context, Rule, Status};
use crate::text::Unicode;
use kind_needs::KindNeeds;
use search::Search;

/// The result of a search for a password of printable ASCII.
#[derive(Debug)]
pub(super) enum Construction {
    /// A password.
    Found(Zeroizing<String>),
    /// No such password exists.
    Impossible,
    /// The search ended without finding a password or proving that none exists.
    Unknown,
}

impl Constraints<'_> {
    /// Builds a password that meets every rule about texts and known words, or
    /// proves that none exists.
    ///
    /// It adds one character after the other, and backtracks if a rule would
    /// stay broken with any continuation. No password exists if a bound
    /// excludes it (kinds that need more characters than fit, characters that
    /// may not occur often enough), or if every combination was tried. An empty
    /// text is not a password, even if every rule accepts it.
    pub(super) fn construct(&self, unicode: &impl Unicode, context: &Context<'_>) -> Construction {
        let alphabet = AsciiSet::of(|c| {
            let mut bytes = [0; 4];
            self.alphabet.contains(c) && self.keeps(unicode, context, c.encode_utf8(&mut bytes))
        });
        let Some(needs) = KindNeeds::new(self, alphabet) else {
            return Construction::Impossible;
        };
        let length = self.min.max(needs.further("")).max(1);
        let is_too_often = self.rules.iter().any(|rule| {
            matches!(rule, Rule::Occurrences(rule)
                if rule.max.saturating_mul(alphabet.len()) < length)
        });
        let has_end = !self.last.and(alphabet).is_empty();
        if length > self.max || is_too_often || !has_end || !self.has_enough(alphabet) {
            return Construction::Impossible;
        }
        let mut budget = BUDGET;
        let mut is_all_tried = self.max <= LONGEST;
        for length in length..=self.max.min(LONGEST) {
            let share = budget.min(BUDGET_OF_LENGTH);
            let mut search = Search {
                constraints: self,
                unicode,
                context,
                alphabet,
                needs: &needs,
                length,
                budget: share,
                can_grow: false,
            };
            let mut text = Zeroizing::new(String::with_capacity(length as usize));
            if search.extend(&mut text) {
                return Construction::Found(text);
            }
            let is_tried = search.budget > 0;
            if is_tried && !search.can_grow {
                return Construction::Impossible;
            }
            is_all_tried &= is_tried;
            budget -= share - search.budget;
        }
        if is_all_tried {
            Construction::Impossible
        } else {
            Construction::Unknown
        }
    }

    /// Returns whether there are enough characters for the rules about different
    /// characters and words.
    fn has_enough(&self, alphabet: AsciiSet) -> bool {
        let in_words = alphabet.and(AsciiSet::of(char::is_alphanumeric));
        self.lengths().all(|rule| match rule.unit {
            Unit::DifferentCharacters => rule.min <= alphabet.len(),
            Unit::Words => match rule.min {
                0 => true,
                1 => !in_words.is_empty(),
                _ => !in_words.is_empty() && in_words != alphabet,
            },
            Unit::CodePoints | Unit::Bytes => true,
        })
    }

    /// Returns how many further characters a beginning needs at least, by the
    /// rules about different characters and words; `u32::MAX` if it already has
    /// too many of them.
    fn further(&self, text: &str) -> u32 {
        let each = self.lengths().map(|rule| {
            let (actual, each) = match rule.unit {
                Unit::DifferentCharacters => (text.chars().collect::<AsciiSet>().len(), 1),
                Unit::Words => (words(text), 2),
                Unit::CodePoints | Unit::Bytes => return 0,
            };
            if rule.max.is_some_and(|max| actual > max) {
                return u32::MAX;
            }
            let further = rule.min.saturating_sub(actual).saturating_mul(each);
            // Of a word, a character before it is there already.
            further.saturating_sub(u32::from(each == 2 && !ends_in_word(text)))
        });
        each.max().unwrap_or(0)
    }

    /// Returns the characters with which a beginning gets another word, if it
    /// needs one.
    fn wanted_for_words(&self, text: &str) -> Option<AsciiSet> {
        let mut words_rules = self.lengths().filter(|rule| rule.unit == Unit::Words);
        let is_missing = words_rules.any(|rule| words(text) < rule.min);
        let is_wanted = |c: char| c.is_alphanumeric() != ends_in_word(text);
        is_missing.then(|| AsciiSet::of(is_wanted))
    }

    fn lengths(&self) -> impl Iterator<Item = &LengthRule> {
        self.rules.iter().filter_map(|rule| match rule {
            Rule::Length(rule) => Some(rule),
            _ => None,
        })
    }

    /// Returns whether a text breaks no rule that can be checked.
    pub(super) fn accepts(
        &self,
        unicode: &impl Unicode,
        context: &Context<'_>,
        text: &str,
    ) -> bool {
        self.meets(unicode, context, text, |_| true)
    }

    fn meets(
        &self,
        unicode: &impl Unicode,
        context: &Context<'_>,
        text: &str,
        is_wanted: fn(&Rule) -> bool,
    ) -> bool {
        let candidate = Candidate::new(unicode, self.preparation, text);
        let mut rules = self.rules.iter().filter(|rule| is_wanted(rule));
        rules.all(|rule| !matches!(rule.check(&candidate, context), Status::Unmet(_)))
    }

    /// Returns whether a beginning breaks no rule that would stay broken with
    /// any continuation.
    fn keeps(&self, unicode: &impl Unicode, context: &Context<'_>, text: &str) -> bool {
        self.meets(unicode, context, text, stays_broken)
    }
}

/// Returns the number of words of a text.
fn words(text: &str) -> u32 {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).count() as u32
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(char::is_alphanumeric)
}

/// The longest password that is built, in characters.
const LONGEST: u32 = 256;
/// The number of characters that are tried in all.
const BUDGET: u32 = 3 * BUDGET_OF_LENGTH;
/// The number that is tried for passwords of one length. A longer one may
/// exist: the edges may need a character besides those of the kinds.
const BUDGET_OF_LENGTH: u32 = 20_000;

/// Returns whether a beginning that breaks a rule breaks it with any
/// continuation, and a character in any position. Rules about single characters
/// are in the alphabets.
const fn stays_broken(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::LocalPart(_)
            | Rule::ContextWord(_)
            | Rule::Repetition(_)
            | Rule::Occurrences(_)
            | Rule::Sequence(_)
            | Rule::NumberRange(_)
    )
}
