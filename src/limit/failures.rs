use core::time::Duration;

use super::Cell;
use super::cell::LONGEST;
use crate::time::Timestamp;
use crate::token::PurposeName;

/// A limit for consecutive wrong guesses: the first ones are free, then each is
/// followed by a wait twice as long as the one before, and at the ceiling no
/// guess is allowed until a new password is set.
///
/// A guess is counted before it is verified, so concurrent guesses all count.
/// A right one [resets the count](super::refund).
///
/// ```
/// use genkan::limit::Failures;
///
/// // Five, then waits of 30 s, 1 min, 2 min … 1 h, and no more than 50.
/// assert!(Failures::new(5, 30, 3_600, 50).is_some());
/// assert!(Failures::new(5, 30, 3_600, 51).is_none());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Fields"))]
pub struct Failures {
    free: u32,
    first_delay: u32,
    most_delay: u32,
    ceiling: u32,
    is_kept: bool,
}

impl Failures {
    /// The highest ceiling. With the [guesses of the browsers that an account
    /// knows](DeviceFailures::MOST), they are the 100 consecutive failures that
    /// NIST SP 800-63B-4 section 3.2.2 allows.
    pub const CEILING: u32 = 50;

    /// Returns a limit of `free` guesses without a wait, then waits from
    /// `first_delay` seconds, doubling, to `most_delay` seconds, and no guess
    /// after `ceiling` of them; `None` if a number is out of range.
    ///
    /// At least 1 is free; the ceiling is at least that and at most
    /// [`CEILING`](Self::CEILING); the first delay is at least a second, the
    /// longest at least the first and at most a day.
    #[must_use]
    pub const fn new(free: u32, first_delay: u32, most_delay: u32, ceiling: u32) -> Option<Self> {
        let is_in_range = free >= 1
            && free <= ceiling
            && ceiling <= Self::CEILING
            && first_delay >= 1
            && first_delay <= most_delay
            && most_delay <= LONGEST;
        if !is_in_range {
            return None;
        }
        Some(Self::of(free, first_delay, most_delay, ceiling))
    }

    /// Returns the limit for numbers that are known to be in range.
    pub(super) const fn of(free: u32, first_delay: u32, most_delay: u32, ceiling: u32) -> Self {
        Self {
            free,
            first_delay,
            most_delay,
            ceiling,
            is_kept: true,
        }
    }

    /// The same limit for an address that is not registered, or for a browser
    /// that will be unknown: its count protects no password 30 days later, and
    /// may be deleted then.
    pub(super) const fn forgotten(self) -> Self {
        Self {
            is_kept: false,
            ..self
        }
    }

    /// Returns the cell with one more guess, or the first second at which
    /// another one is allowed; `None` if none ever is.
    pub(super) fn charge(
        self,
        cell: Option<Cell>,
        now: Timestamp,
    ) -> Result<Cell, Option<Timestamp>> {
        let before = cell.map_or(0, |cell| cell.count);
        if before >= self.ceiling {
            return Err(None);
        }
        // A wrong clock must not cause a wait; the count stays.
        let wait = cell.filter(|cell| !cell.is_from_a_wrong_clock(now) && now < cell.at);
        if let Some(cell) = wait {
            return Err(Some(cell.at));
        }
        let count = before.saturating_add(1);
        let at = now + Duration::from_secs(self.delay(count).into());
        Ok(Cell {
            at,
            count,
            ends: (!self.is_kept).then(|| at + FORGOTTEN_AFTER),
        })
    }

    /// Returns the wait after this many failures, in seconds.
    fn delay(self, count: u32) -> u32 {
        let Some(doublings) = count.checked_sub(self.free) else {
            return 0;
        };
        1_u32
            .checked_shl(doublings)
            .and_then(|factor| self.first_delay.checked_mul(factor))
            .map_or(self.most_delay, |delay| delay.min(self.most_delay))
    }
}

/// A limit for consecutive wrong guesses from one browser that an account
/// knows. After them, it counts as a browser that the account does not know.
///
/// ```
/// use genkan::limit::DeviceFailures;
///
/// assert!(DeviceFailures::new(5).is_some());
/// assert!(DeviceFailures::new(0).is_none());
/// assert!(DeviceFailures::new(6).is_none());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "u32"))]
pub struct DeviceFailures(u32);

impl DeviceFailures {
    /// The most guesses of one browser.
    pub const MOST: u32 = 5;

    /// Returns a limit of so many guesses; `None` unless there is at least 1 and
    /// at most [`MOST`](Self::MOST).
    #[must_use]
    pub const fn new(guesses: u32) -> Option<Self> {
        if guesses == 0 || guesses > Self::MOST {
            return None;
        }
        Some(Self(guesses))
    }

    /// Returns the limit for the largest number.
    pub(super) const fn most() -> Self {
        Self(Self::MOST)
    }

    /// Returns the limit of a browser's cell. No guess is followed by a wait.
    /// The cell is kept for as long as the browser is known after it: 30 days,
    /// the longest lifetime of a token.
    pub(super) const fn failures(self) -> Failures {
        Failures::of(self.0, 1, 1, self.0).forgotten()
    }
}

#[cfg(feature = "serde")]
impl TryFrom<u32> for DeviceFailures {
    type Error = &'static str;

    fn try_from(guesses: u32) -> Result<Self, Self::Error> {
        Self::new(guesses).ok_or("at least 1 and at most 5 guesses of a known browser are possible")
    }
}

/// A limit for consecutive wrong codes of a second factor: the first ones are
/// free, then each is followed by a wait twice as long as the one before.
///
/// Unlike [`Failures`] it has no ceiling, because the wait protects a code of six
/// digits already, and an operator who is locked out would need two others. By default there are 5 codes, then waits from
/// 30 seconds to a day: 16 codes on the first day and one on each further day.
/// If three of a million codes are accepted at a time, the chance of a right one
/// is 1 in 20,000 on the first day and 1 in 900 after a year. No numbers allow
/// more than 45 codes in a day.
///
/// ```
/// use genkan::limit::CodeFailures;
///
/// assert!(CodeFailures::new(5, 30, 86_400).is_some());
/// // The longest wait is at least an hour, and at most 10 codes are free.
/// assert!(CodeFailures::new(5, 30, 3_599).is_none());
/// assert!(CodeFailures::new(11, 30, 86_400).is_none());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "CodeFields"))]
pub struct CodeFailures(Failures);

impl CodeFailures {
    /// Returns a limit of `free` codes without a wait, then waits from
    /// `first_delay` seconds, doubling, to `most_delay` seconds; `None` if a
    /// number is out of range.
    ///
    /// At least 1 and at most 10 codes are free; the first delay is at least a
    /// second and at most the longest, which is from an hour to a day.
    #[must_use]
    pub const fn new(free: u32, first_delay: u32, most_delay: u32) -> Option<Self> {
        let is_in_range = free >= 1
            && free <= 10
            && first_delay >= 1
            && first_delay <= most_delay
            && most_delay >= 60 * 60
            && most_delay <= LONGEST;
        if !is_in_range {
            return None;
        }
        Some(Self::of(free, first_delay, most_delay))
    }

    /// Returns the limit for numbers that are known to be in range.
    pub(super) const fn of(free: u32, first_delay: u32, most_delay: u32) -> Self {
        Self(Failures::of(free, first_delay, most_delay, u32::MAX))
    }

    pub(super) const fn failures(self) -> Failures {
        self.0
    }
}

/// NIST SP 800-63B-4 section 3.2.2.
const _: () = {
    let browsers = PurposeName::Device.per_principal();
    assert!(Failures::CEILING + DeviceFailures::MOST * browsers <= 100);
};

const FORGOTTEN_AFTER: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The limit as a configuration has it.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    free: u32,
    first_delay_seconds: u32,
    most_delay_seconds: u32,
    ceiling: u32,
}

#[cfg(feature = "serde")]
impl TryFrom<Fields> for Failures {
    type Error = &'static str;

    fn try_from(fields: Fields) -> Result<Self, Self::Error> {
        let Fields {
            free,
            first_delay_seconds,
            most_delay_seconds,
            ceiling,
        } = fields;
        Self::new(free, first_delay_seconds, most_delay_seconds, ceiling).ok_or(
            "1 <= free <= ceiling <= 50 and \
             1 <= first_delay_seconds <= most_delay_seconds <= 86400 must hold",
        )
    }
}

/// The limit of codes as a configuration has it.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeFields {
    free: u32,
    first_delay_seconds: u32,
    most_delay_seconds: u32,
}

#[cfg(feature = "serde")]
impl TryFrom<CodeFields> for CodeFailures {
    type Error = &'static str;

    fn try_from(fields: CodeFields) -> Result<Self, Self::Error> {
        let CodeFields {
            free,
            first_delay_seconds,
            most_delay_seconds,
        } = fields;
        Self::new(free, first_delay_seconds, most_delay_seconds).ok_or(
            "1 <= free <= 10, 1 <= first_delay_seconds <= most_delay_seconds and \
             3600 <= most_delay_seconds <= 86400 must hold",
        )
    }
}
