use alloc::string::String;
use alloc::vec::Vec;

use super::PasswordManager;
use crate::code::codes;

/// A problem that a policy would cause for people.
///
/// # Examples
///
/// ```
/// use genkan::policy::lint::{Finding, Severity};
/// use genkan::policy::{Context, Policy};
///
/// let policy = Policy::support_center();
/// let findings = policy.lint(&Context::new());
/// let [bcrypt @ Finding::ExceedsBcrypt { max: 1024, limit: 72, .. }] = findings.as_slice() else {
///     panic!("{findings:?}");
/// };
/// assert_eq!(bcrypt.severity(), Severity::Note);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "code", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Finding {
    /// No password of printable ASCII meets the policy.
    Unsatisfiable,
    /// No password meets it for the person of the context, such as one whose
    /// local part is a single digit if all passwords are digits.
    UnsatisfiableHere,
    /// The search ended without finding a password or proving that none exists.
    Undecided,
    /// The policy rejects many passwords that a password manager generates by
    /// default.
    #[non_exhaustive]
    RefusesGenerated {
        /// The manager.
        manager: PasswordManager,
        /// How many of the samples are rejected.
        refused: u32,
        /// How many samples there are.
        of: u32,
        /// A sample that is rejected.
        example: String,
        /// Why, as codes of violations.
        violations: Vec<&'static str>,
    },
    /// Rules cannot be checked with this context, so every password is rejected
    /// unless the caller provides what they need
    /// ([`Policy::needs`](crate::policy::Policy::needs)).
    #[non_exhaustive]
    Unchecked {
        /// The codes of the rules.
        rules: Vec<&'static str>,
    },
    /// The policy accepts passwords whose end bcrypt would drop.
    #[non_exhaustive]
    ExceedsBcrypt {
        /// The largest accepted size, in bytes.
        max: u32,
        /// The bytes that bcrypt hashes.
        limit: u32,
    },
    /// Two devices that encode the same letters differently produce different
    /// passwords.
    NotNormalized,
}

codes! {
    /// How much a finding matters.
    #[non_exhaustive]
    pub enum Severity: Data {
        /// People are locked out.
        Error = "error",
        /// People are hindered.
        Warning = "warning",
        /// It matters under a condition that the policy cannot know.
        Note = "note",
    }
}

impl Finding {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unsatisfiable => "unsatisfiable",
            Self::UnsatisfiableHere => "unsatisfiable-here",
            Self::Undecided => "undecided",
            Self::RefusesGenerated { .. } => "refuses-generated",
            Self::Unchecked { .. } => "unchecked",
            Self::ExceedsBcrypt { .. } => "exceeds-bcrypt",
            Self::NotNormalized => "not-normalized",
        }
    }

    /// Returns how much it matters.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Unsatisfiable | Self::UnsatisfiableHere => Severity::Error,
            Self::Undecided | Self::RefusesGenerated { .. } => Severity::Warning,
            Self::Unchecked { .. } | Self::ExceedsBcrypt { .. } | Self::NotNormalized => {
                Severity::Note
            }
        }
    }
}
