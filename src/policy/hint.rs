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
    ) -> impl Iterator<Item = Self> {
        // How many there are, and where the first one is. A candidate has at
        // most `max_bytes` characters, so both fit.
        let (mut narrow, mut wide, mut invisible) = ((0, 0), (0, 0), (0, 0));
        let has_uncounted = has_uncounted(candidate, kinds.clone());
        if has_uncounted || !candidate.is_ascii() {
            for (at, c) in (0..).zip(candidate.prepared().chars()) {
                let is_counted = || {
                    let mut kinds = kinds.clone();
                    kinds.any(|rule| rule.counts(candidate.unicode(), c))
                };
                let (count, first) = if is_invisible(c) {
                    &mut invisible
                } else if !has_uncounted || is_counted() {
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
        let bytes = candidate.prepared().as_bytes();
        let has_edge_space = bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ');
        let hint = |(count, at), hint: fn(u32, u32) -> Self| (count > 0).then(|| hint(count, at));
        let hints = [
            hint(narrow, |count, at| Self::UncountedCharacter { count, at }),
            hint(wide, |count, at| Self::FullWidth { count, at }),
            has_edge_space.then_some(Self::EdgeSpace),
            hint(invisible, |count, at| Self::Invisible { count, at }),
        ];
        hints.into_iter().flatten()
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

/// Returns whether a password may have characters that no rule counts. If no
/// rule counts any, no hint is given.
fn has_uncounted<'k>(
    candidate: &Candidate<'_, impl Unicode>,
    kinds: impl Iterator<Item = &'k KindsRule>,
) -> bool {
    let mut uncounted = candidate.ascii();
    let mut has_rule = false;
    for rule in kinds {
        uncounted = uncounted.without(rule.counted_ascii());
        has_rule = true;
    }
    has_rule && !(candidate.is_ascii() && uncounted.is_empty())
}
