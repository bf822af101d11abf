use alloc::string::String;
use alloc::vec::Vec;

use super::PasswordManager;

/// Something about a policy that would trouble people.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "code", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Finding {
    /// No password of printable ASCII meets the policy.
    Unsatisfiable,
    /// None does for the person of the context, such as one whose local part
    /// is a single digit where all passwords are digits.
    UnsatisfiableHere,
    /// Neither a password was found nor that there is none.
    Undecided,
    /// Much of what a password manager generates on its own is refused.
    #[non_exhaustive]
    RefusesGenerated {
        /// The manager.
        manager: PasswordManager,
        /// How many of the samples are refused.
        refused: u32,
        /// How many samples there are.
        of: u32,
        /// One that is refused, made up for this.
        example: String,
        /// Why, as codes of violations.
        violations: Vec<&'static str>,
    },
    /// Passwords are accepted of which bcrypt would drop the end.
    #[non_exhaustive]
    ExceedsBcrypt {
        /// The largest accepted size, in bytes.
        max: u32,
        /// What bcrypt takes, in bytes.
        limit: u32,
    },
    /// The same letters are another password where a device encodes them
    /// differently.
    NotNormalized,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Severity {
    /// People are locked out.
    Error,
    /// People are hindered.
    Warning,
    /// It matters under a condition that the policy does not know.
    Note,
}

impl Severity {
    /// The stable name: `error`, `warning`, `note`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl Finding {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unsatisfiable => "unsatisfiable",
            Self::UnsatisfiableHere => "unsatisfiable-here",
            Self::Undecided => "undecided",
            Self::RefusesGenerated { .. } => "refuses-generated",
            Self::ExceedsBcrypt { .. } => "exceeds-bcrypt",
            Self::NotNormalized => "not-normalized",
        }
    }

    /// How much it matters.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Unsatisfiable | Self::UnsatisfiableHere => Severity::Error,
            Self::Undecided | Self::RefusesGenerated { .. } => Severity::Warning,
            Self::ExceedsBcrypt { .. } | Self::NotNormalized => Severity::Note,
        }
    }
}
