use alloc::vec::Vec;

use super::Kind;

/// Something worth knowing about a password that refuses nothing by itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "code", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Hint {
    /// Characters that count toward the length and toward no kind.
    #[non_exhaustive]
    UncountedCharacter {
        /// How many there are.
        count: u32,
        /// Where the first one is, in code points of the prepared password.
        at: u32,
    },
    /// Full-width letters, digits or signs, which are not the half-width ones.
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

    /// The hints for a prepared password. `special` is the policy's alphabet
    /// of special characters, where it counts kinds at all.
    pub(crate) fn all(prepared: &str, special: Option<&str>) -> Vec<Self> {
        let mut hints = Vec::new();
        if let Some(special) = special {
            let is_full_width = |c: char| matches!(c, '\u{ff01}'..='\u{ff5e}');
            let uncounted = |c: char| Kind::of(c, special).is_none() && !is_full_width(c);
            if let Some((at, count)) = occurrences(prepared, uncounted) {
                hints.push(Self::UncountedCharacter { count, at });
            }
            if let Some((at, count)) = occurrences(prepared, is_full_width) {
                hints.push(Self::FullWidth { count, at });
            }
        }
        if prepared.starts_with(' ') || prepared.ends_with(' ') {
            hints.push(Self::EdgeSpace);
        }
        hints
    }
}

/// Where the first such character is, and how many there are.
fn occurrences(text: &str, is_wanted: impl Fn(char) -> bool) -> Option<(u32, u32)> {
    let first = text.chars().position(&is_wanted)?;
    let count = text.chars().filter(|c| is_wanted(*c)).count();
    // A candidate has at most `max_bytes` characters, so both fit.
    Some((first as u32, count as u32))
}
