use genkan::policy::{Hint, Listener, Status, Violation};

/// A report in rows of five numbers: how many follow; for each requirement one,
/// in the policy's order, that begins with its status; then the hints.
#[repr(C)]
pub(crate) struct Numbers {
    count: u32,
    rows: [[u32; 5]; MOST],
}

/// A policy has 32 requirements at most, and there are three hints.
const MOST: usize = 32 + 3;

impl Numbers {
    pub(crate) const fn new() -> Self {
        Self {
            count: 0,
            rows: [[0; 5]; MOST],
        }
    }

    pub(crate) const fn clear(&mut self) {
        self.count = 0;
    }

    /// Where the count is, with the rows behind it.
    pub(crate) const fn as_ptr(&self) -> *const u32 {
        (&raw const *self).cast()
    }

    fn push(&mut self, row: [u32; 5]) {
        if let Some(place) = self.rows.get_mut(self.count as usize) {
            *place = row;
            self.count += 1;
        }
    }
}

impl<'p> Listener<'p> for Numbers {
    fn status(&mut self, status: Status<'p>) {
        self.push(match status {
            Status::Met => [0; 5],
            Status::NotApplicable => [1, 0, 0, 0, 0],
            Status::Unjudged => [2, 0, 0, 0, 0],
            Status::Unmet(violation) => row(&violation),
        });
    }

    fn hint(&mut self, hint: Hint) {
        self.push(match hint {
            Hint::UncountedCharacter { count, at, .. } => [0, count, at, 0, 0],
            Hint::FullWidth { count, at, .. } => [1, count, at, 0, 0],
            Hint::EdgeSpace => [2, 0, 0, 0, 0],
            _ => [UNKNOWN; 5],
        });
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
        // Only the larger module finds the others.
        _ if !cfg!(feature = "every-rule") => [UNKNOWN; 5],
        Violation::ContainsContextWord { source, at, .. } => {
            [8, source as u32, at.start, at.end, 0]
        }
        Violation::Repetition {
            max, actual, at, ..
        } => [9, max, actual, at.start, at.end],
        Violation::Sequence { pattern, at, .. } => [10, pattern as u32, at.start, at.end, 0],
        Violation::TooSimilar { min, actual, .. } => [11, min, actual, 0, 0],
        // Of what is judged elsewhere there is no violation here.
        _ => [UNKNOWN; 5],
    }
}

/// What this crate does not know; the TypeScript side refuses it.
const UNKNOWN: u32 = u32::MAX;
