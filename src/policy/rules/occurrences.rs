use alloc::vec::Vec;
use core::cmp::Reverse;

use zeroize::{DefaultIsZeroes, Zeroizing};

use super::candidate::Candidate;
use crate::policy::{Span, Status, Violation};
use crate::text::Unicode;

/// No character more than `max` times in all.
///
/// In a document:
///
/// ```json
/// {"rule": "occurrences", "max": 4}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::OccurrencesRule;
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::Occurrences(OccurrencesRule::new(2));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("banana", &Context::new()).is_accepted());
/// assert!(policy.check("kite", &Context::new()).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct OccurrencesRule {
    /// The accepted number of times, at least 1.
    pub max: u32,
}

impl OccurrencesRule {
    /// No character more than `max` times in all.
    #[must_use]
    pub const fn new(max: u32) -> Self {
        Self { max }
    }

    /// Checks a password.
    pub fn check(&self, candidate: &Candidate<'_, impl Unicode>) -> Status<'static> {
        let mut ascii = Zeroizing::new([Seen::default(); 128]);
        // Reserved at its full size: growing would leave a copy behind.
        let mut others: Zeroizing<Vec<(char, u32)>> = Zeroizing::new(Vec::new());
        if !candidate.is_ascii() {
            others.reserve_exact(candidate.length() as usize);
        }
        for (at, c) in (0_u32..).zip(candidate.prepared().chars()) {
            match ascii.get_mut(c as usize) {
                Some(seen) => seen.again(at),
                None => others.push((c, at)),
            }
        }
        others.sort_unstable();
        let others = others.chunk_by(|(one, _), (next, _)| one == next);
        let others = others.map(|same| {
            let mut seen = Seen::default();
            same.iter().for_each(|(_, at)| seen.again(*at));
            seen
        });
        // Among equals, the one that begins first.
        let most = ascii
            .iter()
            .copied()
            .chain(others)
            .max_by_key(|seen| (seen.count, Reverse(seen.first)));
        match most {
            Some(Seen { count, first, last }) if count > self.max => {
                Status::Unmet(Violation::Occurrences {
                    max: self.max,
                    actual: count,
                    at: Span::new(first as usize, last as usize + 1),
                })
            }
            _ => Status::Met,
        }
    }
}

/// Returns how often a character occurs, and where.
#[derive(Clone, Copy, Default)]
struct Seen {
    count: u32,
    first: u32,
    last: u32,
}

impl Seen {
    const fn again(&mut self, at: u32) {
        if self.count == 0 {
            self.first = at;
        }
        self.count += 1;
        self.last = at;
    }
}

impl DefaultIsZeroes for Seen {}
