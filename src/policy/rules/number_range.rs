use super::candidate::Candidate;
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;
use crate::policy::{Span, Status, Violation};
use crate::text::Unicode;

/// No number of a range, such as the years 1900 to 2099, and optionally no date
/// of eight digits.
///
/// In a document:
///
/// ```json
/// {"rule": "number-range", "from": 1900, "to": 2099, "dates": true}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::NumberRangeRule;
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::NumberRange(NumberRangeRule::new(1900, 2099).dates());
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("kite2026", &Context::new()).is_accepted());
/// assert!(policy.check("kite7", &Context::new()).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct NumberRangeRule {
    /// The smallest number that is rejected.
    pub from: u32,
    /// The largest number that is rejected.
    pub to: u32,
    /// Reject dates of eight digits, too: a year from 1900 to 2099, a month and a
    /// day in any of the three usual orders. Every month has 31 days here.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub dates: bool,
}

impl NumberRangeRule {
    /// Returns the rule that rejects the numbers from the first to the last.
    #[must_use]
    pub const fn new(from: u32, to: u32) -> Self {
        Self {
            from,
            to,
            dates: false,
        }
    }

    /// Also rejects dates.
    #[must_use]
    pub const fn dates(mut self) -> Self {
        self.dates = true;
        self
    }

    /// Checks a password.
    pub fn check(&self, candidate: &Candidate<'_, impl Unicode>) -> Status<'static> {
        let text = candidate.characters();
        let date = text.windows(8).position(is_date);
        if let (true, Some(start)) = (self.dates, date) {
            let at = Span::new(start, start + 8);
            return Status::Unmet(Violation::Date { at });
        }
        // Leading zeros are not part of a number here, so a number has at most
        // as many digits as the largest.
        for length in digits(self.from)..=digits(self.to) {
            let found = text.windows(length).position(|window| {
                window.first() != Some(&'0') || length == 1
            } && number(window).is_some_and(|n| (self.from..=self.to).contains(&n)));
            if let Some(start) = found {
                let at = Span::new(start, start + length);
                let (from, to) = (self.from, self.to);
                return Status::Unmet(Violation::NumberRange { from, to, at });
            }
        }
        Status::Met
    }
}

const fn digits(number: u32) -> usize {
    match number.checked_ilog10() {
        Some(log) => log as usize + 1,
        None => 1,
    }
}

fn number(digits: &[char]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |number, c| {
        let digit = u8::try_from(*c).ok().filter(u8::is_ascii_digit)? - b'0';
        number.checked_mul(10)?.checked_add(u32::from(digit))
    })
}

/// Returns whether eight characters are a year from 1900 to 2099, a month and a
/// day, in one of the usual orders.
fn is_date(window: &[char]) -> bool {
    let part = |range: core::ops::Range<usize>| window.get(range).and_then(number);
    let is_year = |year: Option<u32>| year.is_some_and(|year| (1900..=2099).contains(&year));
    let is_month = |month: Option<u32>| month.is_some_and(|month| (1..=12).contains(&month));
    let is_day = |day: Option<u32>| day.is_some_and(|day| (1..=31).contains(&day));
    (is_year(part(0..4)) && is_month(part(4..6)) && is_day(part(6..8)))
        || (is_year(part(4..8)) && is_month(part(0..2)) && is_day(part(2..4)))
        || (is_year(part(4..8)) && is_month(part(2..4)) && is_day(part(0..2)))
}
