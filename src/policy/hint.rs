use alloc::vec::Vec;

use super::ascii_set::AsciiSet;
use super::rules::{Candidate, KindsRule};
use crate::text::Unicode;

/// A remark about a password that does not reject it.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Hint, Policy};
///
/// let policy = Policy::support_center();
/// let report = policy.check("Kite７７", &Context::new());
/// assert!(matches!(report.hints(), [Hint::FullWidth { count: 2, at: 4, .. }]));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "code", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Hint {
    /// Characters that count toward the length, but not as any kind of any rule
    /// that counts kinds.
    #[non_exhaustive]
    UncountedCharacter {
        /// How many there are.
        count: u32,
        /// Where the first one is, in code points of the prepared password.
        at: u32,
    },
    /// Full-width letters, digits or signs, which differ from the half-width
    /// ones and do not count as any kind either.
    #[non_exhaustive]
    FullWidth {
        /// How many there are.
        count: u32,
        /// Where the first one is, in code points of the prepared password.
        at: u32,
    },
    /// A space at the start or the end, which is part of the password.
    EdgeSpace,
    /// Characters that are not shown, such as a zero-width space or a soft
    /// hyphen, which are often pasted by accident. They are part of the
    /// password.
    #[non_exhaustive]
    Invisible {
        /// How many there are.
        count: u32,
        /// Where the first one is, in code points of the prepared password.
        at: u32,
    },
}

impl Hint {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UncountedCharacter { .. } => "uncounted-character",
            Self::FullWidth { .. } => "full-width",
            Self::EdgeSpace => "edge-space",
            Self::Invisible { .. } => "invisible",
        }
    }

    /// Returns the hints for a password, given the rules that count its kinds
    /// of characters.
    pub fn of<'k>(
        candidate: &Candidate<'_, impl Unicode>,
        kinds: impl Iterator<Item = &'k KindsRule> + Clone,
    ) -> Vec<Self> {
        let all = kinds.clone().map(KindsRule::counted_ascii);
        let counted = all.reduce(AsciiSet::or);
        let is_counted = |c| {
            let mut kinds = kinds.clone();
            kinds.any(|rule| rule.counts(candidate.unicode(), c))
        };
        let mut hints = Vec::new();
        Self::each(candidate, counted, is_counted, |hint| hints.push(hint));
        hints
    }

    /// Calls `found` with each hint. `counted` are the ASCII characters that the
    /// rules count, if there are rules that count any; `is_counted` returns
    /// whether they count another one.
    pub(super) fn each(
        candidate: &Candidate<'_, impl Unicode>,
        counted: Option<AsciiSet>,
        is_counted: impl Fn(char) -> bool,
        mut found: impl FnMut(Self),
    ) {
        // How many there are, and where the first one is. A candidate has at
        // most `max_bytes` characters, so both fit.
        let [mut narrow, mut wide, mut invisible] = [(0, 0); 3];
        let uncounted = counted.map(|counted| candidate.ascii().without(counted));
        if !candidate.is_ascii() || uncounted.is_some_and(|uncounted| !uncounted.is_empty()) {
            for (at, c) in (0..).zip(candidate.prepared().chars()) {
                let is_uncounted = || {
                    uncounted.is_some_and(|uncounted| {
                        uncounted.contains(c) || (!c.is_ascii() && !is_counted(c))
                    })
                };
                let (count, first) = if is_invisible(c) {
                    &mut invisible
                } else if !is_uncounted() {
                    continue;
                } else if matches!(c, '\u{ff01}'..='\u{ff5e}') {
                    &mut wide
                } else {
                    &mut narrow
                };
                if *count == 0 {
                    *first = at;
                }
                *count += 1;
            }
        }
        if let (count @ 1.., at) = narrow {
            found(Self::UncountedCharacter { count, at });
        }
        if let (count @ 1.., at) = wide {
            found(Self::FullWidth { count, at });
        }
        let bytes = candidate.prepared().as_bytes();
        if bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ') {
            found(Self::EdgeSpace);
        }
        if let (count @ 1.., at) = invisible {
            found(Self::Invisible { count, at });
        }
    }
}

/// Returns whether a character is not shown: the soft hyphen, and those of
/// general category `Cf` that join, separate or order others.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}
