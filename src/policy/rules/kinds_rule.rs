use alloc::vec::Vec;

use super::candidate::Candidate;
use super::kind::Kind;
use super::missing_kinds::MissingKinds;
use crate::policy::ascii_set::AsciiSet;
use crate::policy::{Status, Violation};
use crate::text::Unicode;

/// At least `required` of some kinds of characters.
///
/// The documented policy of the support center requires 3 of 4. NIST SP
/// 800-63B-4 section 3.1.1.2, requirement 5, and OWASP ASVS 5.0 6.2.5 forbid
/// such rules.
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::{Kind, KindsRule};
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::Kinds(KindsRule::new(2, vec![Kind::new("lower", ""), Kind::new("digit", "")]));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("kite", &Context::new()).is_accepted());
/// assert!(policy.check("kite7", &Context::new()).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "Fields", into = "Fields"))]
pub struct KindsRule {
    required: u32,
    of: Vec<Kind>,
    /// The ASCII characters of each kind.
    ascii: Vec<AsciiSet>,
}

impl KindsRule {
    /// Returns the rule that requires `required` of these kinds, 16 at most.
    #[must_use]
    pub fn new(required: u32, of: Vec<Kind>) -> Self {
        let ascii = of.iter().map(ascii_of).collect();
        Self {
            required,
            of,
            ascii,
        }
    }

    /// Returns how many kinds are required.
    #[must_use]
    pub const fn required(&self) -> u32 {
        self.required
    }

    /// Returns the kinds, 16 at most.
    #[must_use]
    pub fn of(&self) -> &[Kind] {
        &self.of
    }

    /// Checks a password.
    pub fn check(&self, candidate: &Candidate<'_, impl Unicode>) -> Status<'_> {
        let (mut present, mut missing) = (0, 0);
        let kinds = self.of.iter().zip(&self.ascii);
        for (at, (kind, ascii)) in (0..).zip(kinds) {
            let more = missing_of(kind, *ascii, candidate);
            if more == 0 {
                present += 1;
            }
            missing |= u64::from(more) << (4 * at);
        }
        if present >= self.required {
            return Status::Met;
        }
        Status::Unmet(Violation::TooFewKinds {
            required: self.required,
            actual: present,
            missing: MissingKinds::new(&self.of, missing),
        })
    }

    /// Returns whether a character is of one of the kinds.
    #[must_use]
    pub fn counts(&self, unicode: &impl Unicode, c: char) -> bool {
        self.of.iter().any(|kind| kind.contains_with(unicode, c))
    }

    /// Returns the ASCII characters that are of one of the kinds.
    pub(in crate::policy) fn counted_ascii(&self) -> AsciiSet {
        let sets = self.ascii.iter();
        sets.fold(AsciiSet::default(), |all, ascii| all.or(*ascii))
    }
}

/// Returns how many more characters of a kind a password needs.
fn missing_of(kind: &Kind, ascii: AsciiSet, candidate: &Candidate<'_, impl Unicode>) -> u32 {
    if kind.min == 1 {
        if !candidate.ascii().and(ascii).is_empty() {
            return 0;
        } else if candidate.is_ascii() {
            return 1;
        }
    }
    let mut more = kind.min;
    for c in candidate.prepared().chars() {
        if more > 0 && kind.contains_with(candidate.unicode(), c) {
            more -= 1;
        }
    }
    more
}

/// Returns the ASCII characters of a kind.
fn ascii_of(kind: &Kind) -> AsciiSet {
    let ascii = '\0'..='\x7f';
    // No letter of ASCII is an "other letter".
    ascii.filter(|c| kind.contains_by(|_| false, *c)).collect()
}

/// The rule as a document has it.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    required: u32,
    of: Vec<Kind>,
}

#[cfg(feature = "serde")]
impl From<Fields> for KindsRule {
    fn from(fields: Fields) -> Self {
        Self::new(fields.required, fields.of)
    }
}

#[cfg(feature = "serde")]
impl From<KindsRule> for Fields {
    fn from(rule: KindsRule) -> Self {
        Self {
            required: rule.required,
            of: rule.of,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::string::String;
    use std::vec;
    use std::vec::Vec;

    use super::*;

    #[test]
    fn a_rule_counts_the_ascii_characters_of_all_its_kinds() {
        let sign = Kind::new("sign", "!é").range('a', 'c');
        let kinds = vec![Kind::new("digit", ""), sign, Kind::new("other-letter", "")];
        let rule = KindsRule::new(1, kinds);
        let sets: Vec<String> = rule.ascii.iter().map(|set| set.iter().collect()).collect();
        assert_eq!(sets, ["0123456789", "!abc", ""]);
        assert!(rule.counted_ascii().iter().eq("!0123456789abc".chars()));
    }
}
