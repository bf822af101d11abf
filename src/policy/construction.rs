use alloc::string::String;
use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::alphabet::Alphabet;
use super::candidate::Candidate;
use super::outline::Outline;
use super::{Context, KindsRule, Place, Rule, Status, WhiteSpace};
use crate::text::Unicode;

/// Whether there is a password of printable ASCII at all.
#[derive(Debug)]
pub(super) enum Construction {
    /// Here is one.
    Found(Zeroizing<String>),
    /// There is none.
    Impossible,
    /// Neither was shown within the bound of the work.
    Unknown,
}

impl Outline<'_> {
    /// Builds a password that meets every rule about texts and known words,
    /// character by character, going back where a rule is broken that no further
    /// character mends; or shows that there is none.
    ///
    /// There is none where a bound says so (kinds that need more characters
    /// than fit, characters that may not occur often enough), or where every
    /// way was tried.
    pub(super) fn construct(&self, unicode: &impl Unicode, context: &Context<'_>) -> Construction {
        let alphabet = Alphabet::of(|c| {
            let mut bytes = [0; 4];
            let text: &str = c.encode_utf8(&mut bytes);
            self.alphabet.contains(c) && self.judges(unicode, context, text, is_of_no_place)
        });
        let Some(needed) = self.needed("", alphabet) else {
            return Construction::Impossible;
        };
        let length = self.min.max(needed);
        let is_too_often = self.rules.iter().any(|rule| {
            matches!(rule, Rule::Occurrences(rule)
                if rule.max.saturating_mul(alphabet.len()) < length)
        });
        if length > self.max || (alphabet.is_empty() && length > 0) || is_too_often {
            return Construction::Impossible;
        }
        if length > LONGEST {
            return Construction::Unknown;
        }
        let mut search = Search {
            outline: self,
            unicode,
            context,
            alphabet,
            length,
            budget: BUDGET,
            is_exhaustive: true,
        };
        let mut text = Zeroizing::new(String::with_capacity(length as usize));
        if search.extend(&mut text) {
            return Construction::Found(text);
        }
        if search.is_exhaustive && search.budget > 0 {
            Construction::Impossible
        } else {
            Construction::Unknown
        }
    }

    /// Whether a text breaks no rule about texts and known words.
    pub(super) fn accepts(
        &self,
        unicode: &impl Unicode,
        context: &Context<'_>,
        text: &str,
    ) -> bool {
        self.judges(unicode, context, text, |rule| !asks_caller(rule))
    }

    /// Whether a text breaks no rule that the caller answers for, perhaps with
    /// a slow hash.
    pub(super) fn is_approved(
        &self,
        unicode: &impl Unicode,
        context: &Context<'_>,
        text: &str,
    ) -> bool {
        self.judges(unicode, context, text, asks_caller)
    }

    fn judges(
        &self,
        unicode: &impl Unicode,
        context: &Context<'_>,
        text: &str,
        is_wanted: fn(&Rule) -> bool,
    ) -> bool {
        let candidate = Candidate::new(unicode, self.preparation, text);
        let mut rules = self.rules.iter().filter(|rule| is_wanted(rule));
        rules.all(|rule| !matches!(rule.judge(&candidate, context), Status::Unmet(_)))
    }

    /// Whether a beginning breaks no rule that stays broken whatever follows.
    fn keeps(&self, unicode: &impl Unicode, context: &Context<'_>, text: &str) -> bool {
        self.judges(unicode, context, text, stays_broken)
    }

    /// How many further characters the rules about kinds ask for at least;
    /// `None` where no number of them is enough.
    fn needed(&self, text: &str, alphabet: Alphabet) -> Option<u32> {
        self.kinds()
            .map(|rule| needed(rule, text, alphabet))
            .try_fold(0, |most, needed| Some(most.max(needed?)))
    }
}

/// The longest password that is built, in characters.
const LONGEST: u32 = 256;
/// How many characters are tried in all.
const BUDGET: u32 = 20_000;

/// Whether a rule is about a list, a history or an estimate that the caller
/// has, so that no password can be built for it.
const fn asks_caller(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Blocklist(_)
            | Rule::Breached(_)
            | Rule::Reuse(_)
            | Rule::Similarity(_)
            | Rule::Guessability(_)
    )
}

const fn stays_broken(rule: &Rule) -> bool {
    match rule {
        Rule::LocalPart(_)
        | Rule::ContextWord(_)
        | Rule::Repetition(_)
        | Rule::Occurrences(_)
        | Rule::Sequence(_)
        | Rule::NumberRange(_) => true,
        Rule::Characters(rule) => !matches!(rule.place, Place::End),
        Rule::WhiteSpace(rule) => matches!(rule.place, WhiteSpace::Anywhere),
        _ => false,
    }
}

/// Whether a character that breaks a rule by itself breaks it wherever it
/// stands.
const fn is_of_no_place(rule: &Rule) -> bool {
    match rule {
        Rule::Characters(rule) => matches!(rule.place, Place::Anywhere),
        rule => stays_broken(rule),
    }
}

fn needed(rule: &KindsRule, text: &str, alphabet: Alphabet) -> Option<u32> {
    let of: Vec<Alphabet> = rule
        .of()
        .iter()
        .map(|kind| Alphabet::of_kind(kind).and(alphabet))
        .collect();
    let mut missing: Vec<u32> = Vec::new();
    for (kind, characters) in rule.of().iter().zip(&of) {
        let present = text.chars().filter(|c| kind.contains(*c)).count() as u32;
        let more = kind.min.saturating_sub(present);
        if more == 0 || !characters.is_empty() {
            missing.push(more);
        }
    }
    missing.sort_unstable();
    let wanted = missing.get(..rule.required() as usize)?;
    // One character can be of several kinds where they overlap.
    let is_apart = of.iter().enumerate().all(|(at, one)| {
        of.iter()
            .skip(at + 1)
            .all(|other| one.and(*other).is_empty())
    });
    if is_apart {
        Some(wanted.iter().fold(0, |all, more| all.saturating_add(*more)))
    } else {
        Some(wanted.last().copied().unwrap_or(0))
    }
}

struct Search<'s, 'c, U> {
    outline: &'s Outline<'s>,
    unicode: &'s U,
    context: &'s Context<'c>,
    alphabet: Alphabet,
    length: u32,
    budget: u32,
    /// Whether only rules that stay broken cut off a way, so that all longer
    /// passwords are cut off, too.
    is_exhaustive: bool,
}

impl<U: Unicode> Search<'_, '_, U> {
    fn extend(&mut self, text: &mut String) -> bool {
        let left = self.length.saturating_sub(text.len() as u32);
        if left == 0 {
            let is_accepted = self.outline.accepts(self.unicode, self.context, text);
            self.is_exhaustive &= is_accepted;
            return is_accepted;
        }
        for c in self.in_order(text) {
            if self.budget == 0 {
                return false;
            }
            self.budget -= 1;
            text.push(c);
            let needed = self.outline.needed(text, self.alphabet);
            if needed.is_none_or(|needed| needed >= left) {
                self.is_exhaustive = false;
            } else if self.outline.keeps(self.unicode, self.context, text) && self.extend(text) {
                return true;
            }
            text.pop();
        }
        false
    }

    /// The characters to be tried: those first that serve the most kinds that
    /// are missing, and not always the same ones first.
    fn in_order(&self, text: &str) -> Vec<char> {
        let serves = |c: char| {
            let kinds = self.outline.kinds().flat_map(KindsRule::of);
            let missing = kinds.filter(|kind| {
                let present = text.chars().filter(|c| kind.contains(*c)).count() as u32;
                present < kind.min && kind.contains(c)
            });
            missing.count()
        };
        let mut characters: Vec<char> = self.alphabet.iter().collect();
        let turn = (text.len() * 7) % characters.len().max(1);
        characters.rotate_left(turn);
        characters.sort_by_key(|c| core::cmp::Reverse(serves(*c)));
        characters
    }
}
