use alloc::vec::Vec;

use crate::policy::ascii_set::AsciiSet;
use crate::policy::constraints::Constraints;
use crate::policy::rules::KindsRule;

/// How many characters of which kinds the rules about kinds require.
pub(super) struct KindNeeds {
    rules: Vec<Need>,
    /// Whether no character is of the kinds of two rules.
    is_apart: bool,
}

/// What one rule requires.
struct Need {
    required: usize,
    /// The kinds of which there are characters, and how many each needs.
    of: Vec<(AsciiSet, u32)>,
    /// Whether no character is of two kinds.
    is_apart: bool,
}

impl KindNeeds {
    /// Returns what is required of these characters: `None` if a rule requires
    /// more kinds than they have.
    pub(super) fn new(constraints: &Constraints<'_>, alphabet: AsciiSet) -> Option<Self> {
        let rules = constraints.kinds().map(|rule| Need::new(rule, alphabet));
        let rules: Vec<Need> = rules.collect::<Option<_>>()?;
        let is_apart = are_apart(rules.iter().flat_map(|need| &need.of));
        Some(Self { rules, is_apart })
    }

    /// Returns how many further characters a beginning needs at least.
    pub(super) fn further(&self, text: &str) -> u32 {
        let each = self.rules.iter().map(|need| need.further(text));
        together(each, self.is_apart)
    }

    /// Returns the characters of all kinds of which a beginning has too few.
    pub(super) fn wanted(&self, text: &str) -> AsciiSet {
        let kinds = self.rules.iter().flat_map(|need| &need.of);
        kinds
            .filter(|kind| missing(kind, text) != 0)
            .fold(AsciiSet::default(), |all, (kind, _)| all.or(*kind))
    }
}

impl Need {
    fn new(rule: &KindsRule, alphabet: AsciiSet) -> Option<Self> {
        let of = rule.counted();
        let of = of.map(|(kind, ascii)| (ascii.and(alphabet), kind.min));
        let of: Vec<_> = of.filter(|(kind, _)| !kind.is_empty()).collect();
        let required = rule.required() as usize;
        let is_apart = are_apart(&of);
        (of.len() >= required).then_some(Self {
            required,
            of,
            is_apart,
        })
    }

    fn further(&self, text: &str) -> u32 {
        let mut missing: Vec<u32> = self.of.iter().map(|kind| missing(kind, text)).collect();
        missing.sort_unstable();
        together(missing.into_iter().take(self.required), self.is_apart)
    }
}

/// Returns how many characters of a kind are missing.
fn missing((kind, min): &(AsciiSet, u32), text: &str) -> u32 {
    let present = text.chars().filter(|c| kind.contains(*c)).count();
    min.saturating_sub(present as u32)
}

/// Returns whether no character is in two of the kinds.
fn are_apart<'k>(kinds: impl IntoIterator<Item = &'k (AsciiSet, u32)>) -> bool {
    let mut all = AsciiSet::default();
    kinds.into_iter().all(|(kind, _)| {
        let is_apart = all.and(*kind).is_empty();
        all = all.or(*kind);
        is_apart
    })
}

/// Returns how many characters are needed in all: the sum if no character can
/// serve several kinds, and the largest number otherwise.
fn together(each: impl Iterator<Item = u32>, is_apart: bool) -> u32 {
    if is_apart {
        each.fold(0, u32::saturating_add)
    } else {
        each.max().unwrap_or(0)
    }
}
