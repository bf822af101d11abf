use super::Cell;
use super::cell::LONGEST;
use crate::time::Timestamp;

/// A limit for units over time: a burst at once, and as many again in every
/// period.
///
/// It is the generic cell rate algorithm (ITU-T I.371) in whole numbers: a
/// cell holds the time at which it is empty again, every unit moves that time
/// by `period / burst` seconds, and it is never more than a period ahead. So in
/// any span of time there are at most `burst + span * burst / period` units.
///
/// ```
/// use genkan::limit::Rate;
///
/// let rate = Rate::new(5, 9_000).unwrap(); // five, then one in half an hour
/// assert_eq!((rate.burst(), rate.period()), (5, 9_000));
/// assert!(Rate::new(0, 60).is_none());
/// assert!(Rate::new(1, 86_401).is_none());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Fields"))]
pub struct Rate {
    burst: u32,
    period: u32,
}

impl Rate {
    /// Returns a rate; `None` unless `burst` is at least 1 and `period` is 1
    /// second to a day.
    #[must_use]
    pub const fn new(burst: u32, period: u32) -> Option<Self> {
        if burst == 0 || period == 0 || period > LONGEST {
            return None;
        }
        Some(Self { burst, period })
    }

    /// Returns the rate for numbers that are known to be in range.
    pub(super) const fn of(burst: u32, period: u32) -> Self {
        Self { burst, period }
    }

    /// Returns the largest number of units at once.
    #[must_use]
    pub const fn burst(self) -> u32 {
        self.burst
    }

    /// Returns the period in seconds.
    #[must_use]
    pub const fn period(self) -> u32 {
        self.period
    }

    /// Returns the cell with one more unit, or the first second with room for
    /// it.
    pub(super) fn charge(self, cell: Option<Cell>, now: Timestamp) -> Result<Cell, Timestamp> {
        let full = (u128::from(now.unix_seconds()) + u128::from(self.period)) * self.parts();
        let after = self.empty_at(cell, now) + u128::from(self.period);
        if after > full {
            let room = after.div_ceil(self.parts()) - u128::from(self.period);
            return Err(timestamp(room));
        }
        // A time after the last timestamp is never allowed.
        self.cell(after).ok_or_else(|| timestamp(u128::MAX))
    }

    /// Returns the cell with one unit less; `None` if it is empty then.
    pub(super) fn refund(self, cell: Cell, now: Timestamp) -> Option<Cell> {
        let empty_now = u128::from(now.unix_seconds()) * self.parts();
        let charged = self.empty_at(Some(cell), now);
        let before = charged.saturating_sub(u128::from(self.period));
        (before > empty_now).then(|| self.cell(before)).flatten()
    }

    /// Returns when the cell is empty, at the earliest now, in parts of a
    /// second. A second has as many parts as the burst has units, so that a
    /// unit is a whole number of parts.
    fn empty_at(self, cell: Option<Cell>, now: Timestamp) -> u128 {
        let empty_now = u128::from(now.unix_seconds()) * self.parts();
        cell.filter(|cell| !cell.is_from_a_wrong_clock(now))
            .map_or(empty_now, |cell| {
                // The burst may have been larger when the cell was written.
                let part = cell.count.min(self.burst - 1);
                let at = u128::from(cell.at.unix_seconds()) * self.parts() + u128::from(part);
                at.max(empty_now)
            })
    }

    fn cell(self, empty_at: u128) -> Option<Cell> {
        let ends = u64::try_from(empty_at.div_ceil(self.parts())).ok()?;
        Some(Cell {
            at: timestamp(empty_at / self.parts()),
            // It fits: it is less than the burst.
            count: u32::try_from(empty_at % self.parts()).ok()?,
            ends: Some(Timestamp::from_unix_seconds(ends)),
        })
    }

    const fn parts(self) -> u128 {
        self.burst as u128
    }
}

/// Returns the timestamp, saturated.
fn timestamp(seconds: u128) -> Timestamp {
    Timestamp::from_unix_seconds(u64::try_from(seconds).unwrap_or(u64::MAX))
}

/// The rate as a configuration has it.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    burst: u32,
    seconds: u32,
}

#[cfg(feature = "serde")]
impl TryFrom<Fields> for Rate {
    type Error = &'static str;

    fn try_from(fields: Fields) -> Result<Self, Self::Error> {
        Self::new(fields.burst, fields.seconds)
            .ok_or("burst is at least 1, seconds are at least 1 and at most 86400")
    }
}
