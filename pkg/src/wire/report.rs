use alloc::vec;

use genkan::policy::{Hint, Status, Violation};

/// A report in rows of five numbers: how many follow; one for each
/// requirement, in the policy's order, that begins with its status; the hints.
pub(crate) struct Report {
    rows: &'static mut [[u32; 5]],
    count: u32,
}

impl Report {
    pub(crate) const fn empty() -> Self {
        Self {
            rows: &mut [],
            count: 0,
        }
    }

    /// One with room for so many requirements and for every hint.
    pub(crate) fn of(requirements: usize) -> Self {
        Self {
            rows: vec![[0; 5]; 1 + requirements + HINTS].leak(),
            count: 0,
        }
    }

    pub(crate) const fn clear(&mut self) {
        self.count = 0;
    }

    /// Writes how many rows there are, and returns where they are.
    pub(crate) fn finish(&mut self) -> *const u32 {
        if let Some([count, ..]) = self.rows.first_mut() {
            *count = self.count;
        }
        self.rows.as_ptr().cast()
    }

    pub(crate) fn status(&mut self, status: Status<'_>) {
        self.push(match status {
            Status::Met => [0; 5],
            Status::NotApplicable => [1, 0, 0, 0, 0],
            Status::Unjudged => [2, 0, 0, 0, 0],
            Status::Unmet(violation) => row(&violation),
        });
    }

    pub(crate) fn hint(&mut self, hint: Hint) {
        self.push(match hint {
            Hint::UncountedCharacter { count, at, .. } => [0, count, at, 0, 0],
            Hint::FullWidth { count, at, .. } => [1, count, at, 0, 0],
            Hint::EdgeSpace => [2, 0, 0, 0, 0],
            _ => [UNKNOWN; 5],
        });
    }

    fn push(&mut self, row: [u32; 5]) {
        self.count += 1;
        if let Some(place) = self.rows.get_mut(self.count as usize) {
            *place = row;
        }
    }
}

fn row(violation: &Violation<'_>) -> [u32; 5] {
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
        } => [6, required, actual, missing.bits().into(), 0],
        Violation::ContainsLocalPart { at, .. } => [7, at.start, at.end, 0, 0],
        Violation::ContainsContextWord { source, at, .. } => {
            [8, source as u32, at.start, at.end, 0]
        }
        Violation::Repetition {
            max, actual, at, ..
        } => [9, max, actual, at.start, at.end],
        Violation::Sequence { pattern, at, .. } => [10, pattern as u32, at.start, at.end, 0],
        Violation::TooSimilar { min, actual, .. } => [11, min, actual, 0, 0],
        // JavaScript gives no larger count.
        Violation::Breached { count, .. } => [12, count as u32, 0, 0, 0],
        Violation::Reused => [13, 0, 0, 0, 0],
        Violation::TooGuessable { min, actual, .. } => [14, min, actual, 0, 0],
        // The browser has no lists.
        _ => [UNKNOWN; 5],
    }
}

/// How many hints there may be.
const HINTS: usize = 3;

/// What this crate does not know; the TypeScript side throws an error.
const UNKNOWN: u32 = u32::MAX;
