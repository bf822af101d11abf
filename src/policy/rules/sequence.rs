use alloc::vec::Vec;

use super::candidate::Candidate;
use super::keyboard::{NONE, columns, rows};
use super::sequence_pattern::SequencePattern;
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;
use crate::policy::{Span, Status, Violation};
use crate::text::Unicode;

/// No `length` or more characters in a well-known order, forwards or backwards,
/// whatever their case, and on a keyboard with and without shift.
///
/// NIST SP 800-63B (revision 3) section 5.1.1.2 names sequential characters
/// such as `1234abcd` for a blocklist.
///
/// In a document:
///
/// ```json
/// {"rule": "sequence", "length": 4, "of": ["alphabetic", "qwerty"], "wrap": true, "columns": true}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::{SequencePattern, SequenceRule};
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::Sequence(SequenceRule::new(4, vec![SequencePattern::Qwerty]));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("qwerty", &Context::new()).is_accepted());
/// assert!(policy.check("qwe-rty", &Context::new()).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct SequenceRule {
    /// The shortest sequence that is rejected, in code points, at least 3.
    pub length: u32,
    /// The orders.
    pub of: Vec<SequencePattern>,
    /// Whether an order continues from its end with its beginning: `yzab`,
    /// `8901`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub wrap: bool,
    /// Reject the columns of the keyboards, too: `1qaz2wsx`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub columns: bool,
}

impl SequenceRule {
    /// Returns the rule that rejects a sequence of this length or longer in any
    /// of these orders.
    #[must_use]
    pub const fn new(length: u32, of: Vec<SequencePattern>) -> Self {
        Self {
            length,
            of,
            wrap: false,
            columns: false,
        }
    }

    /// Also rejects sequences that continue from the end of an order with its
    /// beginning.
    #[must_use]
    pub const fn wrapping(mut self) -> Self {
        self.wrap = true;
        self
    }

    /// Also rejects the columns of the keyboards.
    #[must_use]
    pub const fn and_columns(mut self) -> Self {
        self.columns = true;
        self
    }

    /// Checks a password.
    pub fn check(&self, candidate: &Candidate<'_, impl Unicode>) -> Status<'static> {
        for pattern in self.of.iter().copied() {
            let columns = if self.columns { columns(pattern) } else { &[] };
            for row in rows(pattern).iter().chain(columns) {
                let (run, end) = longest_run(row, candidate.prepared(), self.wrap);
                let length = self.length;
                if run >= length {
                    let at = Span::new((end - run) as usize, end as usize);
                    return Status::Unmet(Violation::Sequence {
                        pattern,
                        length,
                        at,
                    });
                }
            }
        }
        Status::Met
    }
}

/// Returns the length of the longest run along a row and where it ends: the
/// first run, if several have that length.
fn longest_run(row: &[&str], text: &str, wrap: bool) -> (u32, u32) {
    // The key of each character of Latin-1, counted from 1. The rows have no
    // other characters.
    let mut keys = [0_u8; 256];
    let mut last = 0;
    for layer in row {
        for (key, c) in (1..).zip(layer.chars()) {
            last = last.max(key);
            if let Some(of) = keys.get_mut(c as usize).filter(|_| c != NONE) {
                *of = key;
            }
        }
    }
    let follows = |one: u8, next: u8| {
        one != 0 && next != 0 && (next == one + 1 || (wrap && one == last && next == 1))
    };
    let (mut before, mut up, mut down) = (0, 0, 0);
    let mut longest = (0, 0);
    for (end, c) in (1..).zip(text.chars()) {
        let key = keys.get(small(c) as usize).copied().unwrap_or(0);
        let one = u32::from(key != 0);
        up = if follows(before, key) { up + 1 } else { one };
        down = if follows(key, before) { down + 1 } else { one };
        if up.max(down) > longest.0 {
            longest = (up.max(down), end);
        }
        before = key;
    }
    longest
}

/// Returns the lower-case form of a character, if that is one character of
/// Latin-1, and otherwise the character.
///
/// `char::to_lowercase` would link its tables in the browser.
const fn small(c: char) -> char {
    match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => (c as u8 + 0x20) as char,
        'Ÿ' => 'ÿ',
        'ẞ' => 'ß',
        // The signs of kelvin and ångström.
        '\u{212a}' => 'k',
        '\u{212b}' => 'å',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn lower_case_is_that_of_unicode() {
        for c in '\0'..=char::MAX {
            let mut lower = c.to_lowercase();
            let lower = lower.next().filter(|_| lower.next().is_none());
            let is_latin_1 = |c: &char| *c <= '\u{ff}';
            let expected = lower.filter(is_latin_1).unwrap_or(c);
            assert_eq!(small(c), expected, "{c:?}");
        }
    }
}
