use core::ptr;

use genkan::policy::{Hint, Status, Violation};

use crate::list;

/// A report in rows of five numbers: how many follow; one for each
/// requirement, in the policy's order, that begins with its status; the hints.
pub struct Report {
    rows: &'static mut [[u32; 5]],
    count: u32,
    /// Whether a requirement is not met, or there is a hint.
    has_news: bool,
}

impl Report {
    pub const fn empty() -> Self {
        Self {
            rows: &mut [],
            count: 0,
            has_news: false,
        }
    }

    /// Returns an empty report with space for so many requirements and for
    /// every hint.
    pub fn of(requirements: usize) -> Self {
        Self {
            rows: list(1 + requirements + HINTS, || [0; 5]),
            ..Self::empty()
        }
    }

    pub const fn clear(&mut self) {
        self.count = 0;
        self.has_news = false;
    }

    /// Writes how many rows there are, and returns where they are. If every
    /// requirement is met and there is no hint, it returns null, so that
    /// JavaScript reads no row.
    pub fn finish(&mut self) -> *const u32 {
        if !self.has_news {
            return ptr::null();
        }
        if let Some([count, ..]) = self.rows.first_mut() {
            *count = self.count;
        }
        self.rows.as_ptr().cast()
    }

    /// Adds the status of a requirement; `row` is that of a violation.
    pub fn status(&mut self, status: Status<'_>, row: fn(&Violation<'_>) -> [u32; 5]) {
        self.push(match status {
            Status::Met => return self.add([0; 5]),
            Status::NotApplicable => [1, 0, 0, 0, 0],
            Status::Unchecked => [2, 0, 0, 0, 0],
            Status::Unmet(violation) => row(&violation),
        });
    }

    /// Adds to the tag of the last row.
    pub fn add_to_tag(&mut self, number: u32) {
        if let Some([place, ..]) = self.rows.get_mut(self.count as usize) {
            *place += number;
        }
    }

    pub fn hint(&mut self, hint: Hint) {
        self.push(match hint {
            Hint::UncountedCharacter { count, at, .. } => [0, count, at, 0, 0],
            Hint::FullWidth { count, at, .. } => [1, count, at, 0, 0],
            Hint::EdgeSpace => [2, 0, 0, 0, 0],
            Hint::Invisible { count, at, .. } => [3, count, at, 0, 0],
            _ => [UNKNOWN; 5],
        });
    }

    /// Adds the row of a requirement that is not met, or of a hint.
    pub fn push(&mut self, row: [u32; 5]) {
        self.has_news = true;
        self.add(row);
    }

    fn add(&mut self, row: [u32; 5]) {
        self.count += 1;
        if let Some(place) = self.rows.get_mut(self.count as usize) {
            *place = row;
        }
    }
}

/// The row of a violation of the documented rules.
pub fn basic_row(violation: &Violation<'_>) -> [u32; 5] {
    match *violation {
        Violation::TooLong {
            max, actual, unit, ..
        } => [3, max, actual, unit as u32, 0],
        Violation::ForbiddenCharacter { count, at, .. } => [4, count, at.start, at.end, 0],
        Violation::TooShort {
            min, actual, unit, ..
        } => [5, min, actual, unit as u32, 0],
        Violation::TooFewKinds {
            required,
            actual,
            missing,
            ..
        } => kinds_row(required, actual, missing.bits()),
        Violation::ContainsLocalPart { of, at, .. } => [7, at.start, at.end, of as u32, 0],
        _ => [UNKNOWN; 5],
    }
}

/// The row of a violation about kinds, with how many more characters of each kind
/// would be enough.
pub const fn kinds_row(required: u32, actual: u32, more: u64) -> [u32; 5] {
    [6, required, actual, more as u32, (more >> 32) as u32]
}

/// The largest number of hints.
const HINTS: usize = 4;

/// The row of a violation that this crate does not know; the TypeScript side
/// throws an error.
const UNKNOWN: u32 = u32::MAX;
