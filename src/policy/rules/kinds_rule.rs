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
/// In a document:
///
/// ```json
/// {"rule": "kinds", "required": 3, "of": [
///   {"name": "lower"}, {"name": "upper"}, {"name": "digit", "min": 2},
///   {"name": "special", "characters": "!@#$%^&*"}
/// ]}
/// ```
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct KindsRule {
    required: u32,
    of: Vec<Kind>,
    /// The ASCII characters of each kind.
    #[cfg_attr(feature = "serde", serde(skip))]
    ascii: Vec<AsciiSet>,
}

impl KindsRule {
    /// Returns the rule that requires `required` of these kinds, 16 at most.
    #[must_use]
    pub fn new(required: u32, of: Vec<Kind>) -> Self {
        let ascii = of.iter().map(|kind| ascii_of(&of, kind)).collect();
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
            if kind.min > 0 {
                let more = self.missing_of(kind, *ascii, candidate);
                if more == 0 {
                    present += 1;
                }
                missing |= u64::from(more) << (4 * at);
            }
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

    /// Returns how many more characters of a kind a password needs.
    fn missing_of(
        &self,
        kind: &Kind,
        ascii: AsciiSet,
        candidate: &Candidate<'_, impl Unicode>,
    ) -> u32 {
        if kind.min == 1 {
            if !candidate.ascii().and(ascii).is_empty() {
                return 0;
            } else if candidate.is_ascii() {
                return 1;
            }
        }
        let mut more = kind.min;
        for c in candidate.prepared().chars() {
            if more > 0 && is_of(&self.of, kind, candidate.unicode(), c) {
                more -= 1;
            }
        }
        more
    }

    /// Returns whether a character is of one of the kinds.
    #[must_use]
    pub fn counts(&self, unicode: &impl Unicode, c: char) -> bool {
        let mut of = self.of.iter();
        of.any(|kind| kind.min > 0 && is_of(&self.of, kind, unicode, c))
    }

    /// Returns each kind that is counted, with its ASCII characters.
    pub(in crate::policy) fn counted(&self) -> impl Iterator<Item = (&Kind, AsciiSet)> {
        let kinds = self.of.iter().zip(self.ascii.iter().copied());
        kinds.filter(|(kind, _)| kind.min > 0)
    }

    /// Returns the ASCII characters that are of one of the kinds.
    pub(in crate::policy) fn counted_ascii(&self) -> AsciiSet {
        let counted = self.counted();
        counted.fold(AsciiSet::default(), |all, (_, ascii)| all.or(ascii))
    }
}

/// Returns whether a character is of one of these kinds.
pub(super) fn is_of(of: &[Kind], kind: &Kind, unicode: &impl Unicode, c: char) -> bool {
    if kind.is_other() {
        !of.iter().any(|other| other.contains_with(unicode, c))
    } else {
        kind.contains_with(unicode, c)
    }
}

/// Returns the ASCII characters of one of these kinds.
fn ascii_of(of: &[Kind], kind: &Kind) -> AsciiSet {
    let ascii = '\0'..='\x7f';
    let is_other = kind.is_other();
    ascii
        .filter(|c| {
            if is_other {
                !of.iter().any(|kind| kind.contains_ascii(*c))
            } else {
                kind.contains_ascii(*c)
            }
        })
        .collect()
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

    #[test]
    fn the_kind_other_has_what_no_other_kind_has() {
        let kinds = vec![
            Kind::new("other", ""),
            Kind::new("lower", ""),
            Kind::new("upper", "").at_least(0),
            Kind::new("other-letter", ""),
        ];
        let rule = KindsRule::new(1, kinds);
        let [other, ..] = rule.ascii[..] else {
            panic!("there are four");
        };
        let letters = ('\0'..='\x7f').filter(|c| !c.is_ascii_alphabetic());
        assert!(other.iter().eq(letters));
        assert!(rule.counted_ascii().iter().all(|c| !c.is_ascii_uppercase()));
        assert!(!rule.counted_ascii().is_empty());
    }
}
