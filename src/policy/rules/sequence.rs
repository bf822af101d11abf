use alloc::vec::Vec;

use super::candidate::Candidate;
use super::keyboard::{Key, ROWS, keys, keys_of, row_numbers};
use super::sequence_pattern::SequencePattern;
use crate::policy::span::Span;
use crate::policy::status::Status;
use crate::policy::violation::Violation;
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
    pub of: Vec<SequencePattern>,
    /// Whether an order goes on from its end with its beginning: `yzab`,
    /// `8901`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "core::ops::Not::not")
    )]
    pub wrap: bool,
}

impl SequenceRule {
    /// No sequence of this length or longer in any of these orders.
    #[must_use]
    pub const fn new(length: u32, of: Vec<SequencePattern>) -> Self {
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

    /// Checks a password.
    pub fn check(&self, candidate: &Candidate<'_, impl Unicode>) -> Status<'static> {
        let mut walks = [Walk::default(); ROWS];
        for (at, c) in (0_u32..).zip(candidate.prepared().chars()) {
            for key in keys(small(c)) {
                if let Some(walk) = walks.get_mut(usize::from(key.row)) {
                    walk.step(at, *key, self.wrap);
                }
            }
        }
        for pattern in &self.of {
            let of_pattern = walks.get(row_numbers(*pattern)).unwrap_or_default();
            for Walk { longest, end, .. } in of_pattern {
                if *longest >= self.length {
                    let pattern = *pattern;
                    let at = Span::new((end - longest) as usize, *end as usize);
                    return Status::Unmet(Violation::Sequence { pattern, at });
                }
            }
        }
        Status::Met
    }
}

/// The small form of a character; a letter whose small form is several keeps
/// its own.
fn small(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut small = c.to_lowercase();
    if small.len() == 1 {
        small.next().unwrap_or(c)
    } else {
        c
    }
}

/// The runs along one row.
#[derive(Clone, Copy, Default)]
struct Walk {
    /// Behind the last character that is on the row, in code points.
    next: u32,
    /// Its key.
    key: u8,
    /// How many characters up to it go from key to key.
    up: u32,
    /// And how many go back.
    down: u32,
    /// The longest run, and its end.
    longest: u32,
    end: u32,
}

impl Walk {
    fn step(&mut self, at: u32, key: Key, wrap: bool) {
        let keys = keys_of(key.row);
        let follows = |one: u8, next: u8| next == one + 1 || (wrap && one + 1 == keys && next == 0);
        // At the start nothing stands before, and nothing is counted either.
        let is_beside = self.next == at;
        let (up, down) = (self.up, self.down);
        self.up = if is_beside && follows(self.key, key.at) {
            up + 1
        } else {
            1
        };
        self.down = if is_beside && follows(key.at, self.key) {
            down + 1
        } else {
            1
        };
        self.next = at + 1;
        self.key = key.at;
        let run = self.up.max(self.down);
        if run > self.longest {
            self.longest = run;
            self.end = at + 1;
        }
    }
}
