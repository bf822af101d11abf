use alloc::vec::Vec;

use super::keyboard::{NONE, rows};
use crate::policy::candidate::Candidate;
use crate::policy::{Span, Status, Violation};
use crate::text::Unicode;

/// No `length` or more characters in a well-known order, forwards or backwards,
/// whatever their case, and on a keyboard with and without shift.
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
    /// Whether an order goes on from its end with its beginning: `yzab`,
    /// `8901`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "core::ops::Not::not")
    )]
    pub wrap: bool,
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
        Self {
            length,
            of,
            wrap: false,
        }
    }

    /// Orders that go on from their end with their beginning, too.
    #[must_use]
    pub const fn wrapping(mut self) -> Self {
        self.wrap = true;
        self
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
                if let Some(at) = longest(&text, row, self.length as usize, self.wrap) {
                    let pattern = *pattern;
                    return Status::Unmet(Violation::Sequence { pattern, at });
                }
            }
        }
        Status::Met
    }
}

/// The longest run along a row, where it is long enough.
fn longest(text: &[char], row: &[&str], length: usize, wrap: bool) -> Option<Span> {
    let keys = row.first().map_or(0, |layer| layer.chars().count());
    let place = |c: char| {
        let mut layers = row.iter();
        layers.find_map(|layer| layer.chars().position(|key| key == c && key != NONE))
    };
    let follows =
        |one: usize, next: usize| next == one + 1 || (wrap && one + 1 == keys && next == 0);
    let mut best = (0, 0);
    let mut before: Option<usize> = None;
    let (mut up, mut down) = (0, 0);
    for (at, c) in text.iter().enumerate() {
        let place = place(*c);
        let alone = usize::from(place.is_some());
        let (is_up, is_down) = match (before, place) {
            (Some(before), Some(place)) => (follows(before, place), follows(place, before)),
            _ => (false, false),
        };
        up = if is_up { up + 1 } else { alone };
        down = if is_down { down + 1 } else { alone };
        let run = up.max(down);
        if run > best.0 {
            best = (run, at + 1);
        }
        before = place;
    }
    let (run, end) = best;
    (run >= length).then(|| Span::new(end - run, end))
}
