use super::Listener;
use super::candidate::Candidate;
use crate::text::Unicode;

/// Something worth knowing about a password that refuses nothing by itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "code", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Hint {
    /// Characters that count toward the length and toward no kind of any rule
    /// that counts kinds.
    #[non_exhaustive]
    UncountedCharacter {
        /// How many there are.
        count: u32,
        /// Where the first one is, in code points of the prepared password.
        at: u32,
    },
    /// Full-width letters, digits or signs, which are not the half-width ones
    /// and count toward no kind either.
    #[non_exhaustive]
    FullWidth {
        /// How many there are.
        count: u32,
        /// Where the first one is, in code points of the prepared password.
        at: u32,
    },
    /// A space at the start or the end, which is part of the password.
    EdgeSpace,
}

impl Hint {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UncountedCharacter { .. } => "uncounted-character",
            Self::FullWidth { .. } => "full-width",
            Self::EdgeSpace => "edge-space",
        }
    }

    /// Tells of the characters that count toward no kind, given which these are.
    #[inline(never)]
    pub(super) fn uncounted<'p>(
        candidate: &Candidate<'_, impl Unicode>,
        is_uncounted: impl Fn(char) -> bool,
        to: &mut impl Listener<'p>,
    ) {
        // How many there are, and where the first one is. A candidate has at
        // most `max_bytes` characters, so both fit.
        let mut narrow = (0, 0);
        let mut wide = (0, 0);
        for (at, c) in (0..).zip(candidate.prepared().chars()) {
            if is_uncounted(c) {
                let is_wide = matches!(c, '\u{ff01}'..='\u{ff5e}');
                let (count, first) = if is_wide { &mut wide } else { &mut narrow };
                if *count == 0 {
                    *first = at;
                }
                *count += 1;
            }
        }
        if let (count @ 1.., at) = narrow {
            to.hint(Self::UncountedCharacter { count, at });
        }
        if let (count @ 1.., at) = wide {
            to.hint(Self::FullWidth { count, at });
        }
    }

    #[inline]
    pub(super) fn has_edge_space(candidate: &Candidate<'_, impl Unicode>) -> bool {
        let bytes = candidate.prepared().as_bytes();
        bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ')
    }
}
