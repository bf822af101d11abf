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

    /// The hints for a password, given which characters count toward no kind.
    #[inline(never)]
    pub(super) fn all(
        candidate: &Candidate<'_, impl Unicode>,
        is_uncounted: impl Fn(char) -> bool,
    ) -> [Option<Self>; 3] {
        let text = candidate.prepared();
        let is_full_width = |c: char| matches!(c, '\u{ff01}'..='\u{ff5e}');
        let uncounted = occurrences(text, |c| !is_full_width(c) && is_uncounted(c))
            .map(|(at, count)| Self::UncountedCharacter { count, at });
        let full_width = occurrences(text, |c| is_full_width(c) && is_uncounted(c))
            .map(|(at, count)| Self::FullWidth { count, at });
        let has_edge = Self::has_edge_space(candidate);
        [uncounted, full_width, has_edge.then_some(Self::EdgeSpace)]
    }

    #[inline]
    pub(super) fn has_edge_space(candidate: &Candidate<'_, impl Unicode>) -> bool {
        let bytes = candidate.prepared().as_bytes();
        bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ')
    }
}

/// Where the first such character is, and how many there are.
fn occurrences(text: &str, is_wanted: impl Fn(char) -> bool) -> Option<(u32, u32)> {
    let first = text.chars().position(&is_wanted)?;
    let count = text.chars().filter(|c| is_wanted(*c)).count();
    // A candidate has at most `max_bytes` characters, so both fit.
    Some((first as u32, count as u32))
}
