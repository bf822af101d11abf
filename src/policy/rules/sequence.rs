use alloc::vec::Vec;

use super::keyboard::rows;
use crate::policy::candidate::Candidate;
use crate::policy::{Span, Status, Violation};
use crate::text::Unicode;

/// No `length` or more characters in a well-known order, forwards or backwards,
/// whatever their case.
///
/// NIST SP 800-63B (revision 3) section 5.1.1.2 names sequential characters
/// such as `1234abcd` for a blocklist.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct SequenceRule {
    /// The shortest sequence that is refused, in code points, at least 3.
    pub length: u32,
    /// Which orders.
    pub of: Vec<Pattern>,
}

/// A well-known order of characters.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Pattern {
    /// `abc`.
    Alphabetic,
    /// `123`.
    Numeric,
    /// A row of the US keyboard: `qwe`.
    Qwerty,
    /// A row of the Japanese keyboard (JIS X 6002): `@[` beside `p`.
    Jis,
    /// A row of the French keyboard: `aze`.
    Azerty,
    /// A row of the German keyboard: `tzu`.
    Qwertz,
    /// A line on the ten-key pad, diagonals too, or down a telephone's: `147`,
    /// `159`, `2580`.
    TenKey,
    /// A number of the refused range.
    Number,
    /// A date.
    Date,
}

impl Pattern {
    /// Every pattern.
    pub const ALL: [Self; 9] = [
        Self::Alphabetic,
        Self::Numeric,
        Self::Qwerty,
        Self::Jis,
        Self::Azerty,
        Self::Qwertz,
        Self::TenKey,
        Self::Number,
        Self::Date,
    ];

    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Alphabetic => "alphabetic",
            Self::Numeric => "numeric",
            Self::Qwerty => "qwerty",
            Self::Jis => "jis",
            Self::Azerty => "azerty",
            Self::Qwertz => "qwertz",
            Self::TenKey => "ten-key",
            Self::Number => "number",
            Self::Date => "date",
        }
    }
}

impl SequenceRule {
    /// No sequence of this length or longer in any of these orders.
    #[must_use]
    pub const fn new(length: u32, of: Vec<Pattern>) -> Self {
        Self { length, of }
    }

    pub(in crate::policy) fn judge(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
    ) -> Status<'static> {
        let mut text = candidate.characters();
        for c in text.iter_mut() {
            // A letter whose small form is several keeps its own.
            let mut small = c.to_lowercase();
            if small.len() == 1 {
                *c = small.next().unwrap_or(*c);
            }
        }
        for pattern in &self.of {
            for row in rows(*pattern) {
                if let Some(at) = longest(&text, row, self.length as usize) {
                    let pattern = *pattern;
                    return Status::Unmet(Violation::Sequence { pattern, at });
                }
            }
        }
        Status::Met
    }
}

/// The longest run along a row, where it is long enough.
fn longest(text: &[char], row: &str, length: usize) -> Option<Span> {
    let places = text.iter().map(|c| row.chars().position(|key| key == *c));
    let mut best = (0, 0);
    let mut before: Option<usize> = None;
    let (mut up, mut down) = (0, 0);
    for (at, place) in places.enumerate() {
        let (one, other) = match (before, place) {
            (Some(before), Some(place)) => (place == before + 1, before == place + 1),
            _ => (false, false),
        };
        up = if one {
            up + 1
        } else {
            usize::from(place.is_some())
        };
        down = if other {
            down + 1
        } else {
            usize::from(place.is_some())
        };
        let run = up.max(down);
        if run > best.0 {
            best = (run, at + 1);
        }
        before = place;
    }
    let (run, end) = best;
    (run >= length).then(|| Span::new(end - run, end))
}
