use super::candidate::Candidate;
use super::unit::Unit;
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;
use crate::policy::{Status, Violation};
use crate::text::Unicode;

/// At least `min`, and optionally at most `max`, after preparation: characters,
/// bytes, different characters or words.
///
/// NIST SP 800-63B-4 section 3.1.1.2, requirements 1 and 4: each code point
/// counts as one character. A largest length in bytes is for a hasher that
/// reads no more (OWASP Password Storage Cheat Sheet: bcrypt, 72); longer
/// passwords are rejected, never cut off.
///
/// In a document:
///
/// ```json
/// {"rule": "length", "min": 8, "max": 72, "unit": "bytes"}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::LengthRule;
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::Length(LengthRule::new(8).at_most(20));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("kite7", &Context::new()).is_accepted());
/// assert!(policy.check("kite7kite", &Context::new()).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct LengthRule {
    /// The smallest accepted length.
    pub min: u32,
    /// The largest accepted length.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub max: Option<u32>,
    /// The unit that is counted.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub unit: Unit,
}

impl LengthRule {
    /// Returns the rule that requires at least `min` code points.
    #[must_use]
    pub const fn new(min: u32) -> Self {
        Self {
            min,
            max: None,
            unit: Unit::CodePoints,
        }
    }

    /// Sets the largest accepted length.
    #[must_use]
    pub const fn at_most(mut self, max: u32) -> Self {
        self.max = Some(max);
        self
    }

    /// Sets the unit that is counted.
    #[must_use]
    pub const fn in_unit(mut self, unit: Unit) -> Self {
        self.unit = unit;
        self
    }

    /// Checks a password.
    pub fn check(&self, candidate: &Candidate<'_, impl Unicode>) -> Status<'static> {
        let actual = match self.unit {
            Unit::CodePoints => candidate.length(),
            Unit::Bytes => candidate.prepared().len() as u32,
            Unit::DifferentCharacters => different(candidate),
            Unit::Words => words(candidate),
        };
        let unit = self.unit;
        match self.max {
            _ if actual < self.min => {
                let min = self.min;
                Status::Unmet(Violation::TooShort { min, actual, unit })
            }
            Some(max) if actual > max => Status::Unmet(Violation::TooLong { max, actual, unit }),
            _ => Status::Met,
        }
    }
}

/// Returns the number of different code points.
fn different(candidate: &Candidate<'_, impl Unicode>) -> u32 {
    let mut others = candidate.characters();
    others.retain(|c| !c.is_ascii());
    others.sort_unstable();
    let repeated = others.windows(2).filter(|pair| pair.first() == pair.last());
    candidate.ascii().len() + (others.len() - repeated.count()) as u32
}

/// Returns the number of runs of letters and digits.
fn words(candidate: &Candidate<'_, impl Unicode>) -> u32 {
    let (mut words, mut is_inside) = (0, false);
    for c in candidate.prepared().chars() {
        let is_of_word = candidate.unicode().is_alphanumeric(c);
        words += u32::from(is_of_word && !is_inside);
        is_inside = is_of_word;
    }
    words
}
