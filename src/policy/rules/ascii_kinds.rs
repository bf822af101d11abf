use super::candidate::Candidate;
use crate::policy::Hint;
use crate::policy::ascii_set::AsciiSet;
use crate::policy::limits::MOST_KINDS;
use crate::text::Unicode;

/// What a [`KindsRule`](super::KindsRule) checks, for kinds that have characters
/// of ASCII only, one of which is enough.
///
/// A program that needs no other kinds, such as the browser's module for the
/// documented policy, links less with it. There are at most 16.
///
/// # Examples
///
/// ```
/// use genkan::policy::Preparation;
/// use genkan::policy::rules::{AsciiKinds, Candidate};
/// use genkan::text::Tables;
///
/// let kinds: AsciiKinds = [("lower", ""), ("digit", ""), ("sign", "+-")].into_iter().collect();
/// let candidate = Candidate::new(&Tables, Preparation::OpaqueString, "kite-lamp");
/// let (present, missing) = kinds.count(&candidate);
/// // One more digit: four bits for each kind, those of the first one the lowest.
/// assert_eq!((present, missing), (2, 0x010));
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct AsciiKinds {
    // In place, because a vector would link code that makes it grow.
    sets: [AsciiSet; MOST_KINDS],
    count: usize,
}

/// Each kind by its name and its characters, as [`Kind::new`](super::Kind::new)
/// has them.
impl<'k> FromIterator<(&'k str, &'k str)> for AsciiKinds {
    fn from_iter<I: IntoIterator<Item = (&'k str, &'k str)>>(kinds: I) -> Self {
        let mut all = Self::default();
        for (place, (name, own)) in all.sets.iter_mut().zip(kinds) {
            *place = set(name, own);
            all.count += 1;
        }
        all
    }
}

fn set(name: &str, characters: &str) -> AsciiSet {
    if !characters.is_empty() {
        return characters.chars().collect();
    }
    match name {
        "lower" => AsciiSet::LOWER,
        "upper" => AsciiSet::UPPER,
        "digit" => AsciiSet::DIGITS,
        _ => AsciiSet::default(),
    }
}

impl AsciiKinds {
    /// Returns how many kinds are present, and how many characters of each kind
    /// are missing, as [`MissingKinds::bits`](super::MissingKinds::bits).
    #[must_use]
    pub fn count(&self, candidate: &Candidate<'_, impl Unicode>) -> (u32, u64) {
        let (mut present, mut missing) = (0, 0);
        for (at, kind) in (0..).zip(self.sets.iter().take(self.count)) {
            if candidate.ascii().and(*kind).is_empty() {
                missing |= 1 << (4 * at);
            } else {
                present += 1;
            }
        }
        (present, missing)
    }

    /// Calls `found` with each [hint](Hint::of) for a password, given the kinds
    /// of each rule that counts them.
    pub fn hints<'k>(
        candidate: &Candidate<'_, impl Unicode>,
        rules: impl Iterator<Item = &'k Self>,
        found: impl FnMut(Hint),
    ) {
        let mut counted = None;
        for kinds in rules {
            let before = counted.unwrap_or_default();
            let sets = kinds.sets.iter().take(kinds.count);
            counted = Some(sets.fold(before, |all, kind| kind.or(all)));
        }
        Hint::each(candidate, counted, |_| false, found);
    }
}
