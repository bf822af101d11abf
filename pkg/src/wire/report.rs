use genkan::policy::{Hint, Listener, Span, Status, Violation};

/// A report in numbers: how many follow; for each requirement its status, in the
/// policy's order; then the hints.
pub(crate) struct Numbers([u32; 1 + MOST]);

impl Numbers {
    pub(crate) const fn new() -> Self {
        Self([0; 1 + MOST])
    }

    pub(crate) const fn clear(&mut self) {
        self.0[0] = 0;
    }

    pub(crate) const fn as_ptr(&self) -> *const u32 {
        self.0.as_ptr()
    }

    fn push(&mut self, number: u32) {
        self.0[0] += 1;
        let at = self.0[0] as usize;
        if let Some(place) = self.0.get_mut(at) {
            *place = number;
        }
    }

    fn extend(&mut self, numbers: &[u32]) {
        numbers.iter().for_each(|number| self.push(*number));
    }
}

/// A violation has five numbers, and a policy 32 requirements at most; there are
/// three hints of three numbers.
const MOST: usize = 32 * 5 + 3 * 3;

impl<'p> Listener<'p> for Numbers {
    fn status(&mut self, status: Status<'p>) {
        match status {
            Status::Met => self.push(0),
            Status::NotApplicable => self.push(1),
            Status::Unjudged => self.push(2),
            Status::Unmet(violation) => self.violation(&violation),
        }
    }

    fn hint(&mut self, hint: Hint) {
        self.extend(&match hint {
            Hint::UncountedCharacter { count, at, .. } => [0, count, at],
            Hint::FullWidth { count, at, .. } => [1, count, at],
            Hint::EdgeSpace => [2, 0, 0],
            _ => [UNKNOWN; 3],
        });
    }
}

impl Numbers {
    fn violation(&mut self, violation: &Violation<'_>) {
        let place = |at: &Span| (at.start, at.end);
        self.extend(&match violation {
            Violation::TooLong {
                max, actual, unit, ..
            } => [3, *max, *actual, *unit as u32, 0],
            Violation::ForbiddenCharacter { count, at, .. } => {
                let (start, end) = place(at);
                [4, *count, start, end, 0]
            }
            Violation::TooShort {
                min, actual, unit, ..
            } => [5, *min, *actual, *unit as u32, 0],
            Violation::TooFewKinds {
                required,
                actual,
                missing,
                ..
            } => [6, *required, *actual, u32::from(missing.bits()), 0],
            Violation::ContainsLocalPart { at, .. } => {
                let (start, end) = place(at);
                [7, start, end, 0, 0]
            }
            // Only the larger module finds the others.
            _ if !cfg!(feature = "every-rule") => [UNKNOWN, 0, 0, 0, 0],
            Violation::ContainsContextWord { source, at, .. } => {
                let (start, end) = place(at);
                [8, *source as u32, start, end, 0]
            }
            Violation::Repetition {
                max, actual, at, ..
            } => {
                let (start, end) = place(at);
                [9, *max, *actual, start, end]
            }
            Violation::Sequence { pattern, at, .. } => {
                let (start, end) = place(at);
                [10, *pattern as u32, start, end, 0]
            }
            Violation::TooSimilar { min, actual, .. } => [11, *min, *actual, 0, 0],
            // Of what is judged elsewhere there is no violation here.
            _ => [UNKNOWN, 0, 0, 0, 0],
        });
    }
}

/// What this crate does not know; the TypeScript side refuses it.
const UNKNOWN: u32 = u32::MAX;
