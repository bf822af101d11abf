use super::limits::{LARGEST, MOST_KINDS, MOST_OF_KIND, MOST_RULES, VERSION};

/// The reason why a document is not a policy, for the author of the document.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidDocument {
    /// The crate does not read this version.
    #[error("version: {0} is not known here; write {VERSION}")]
    Version(u32),
    /// `max_bytes` is 0, or so large that it protects nothing.
    #[error("max_bytes: {0} is out of range; write 1 to {LARGEST}")]
    MaxBytes(u32),
    /// The document has more rules than it may.
    #[error("rules: too many; write at most {MOST_RULES}, those of tiers included")]
    TooManyRules,
    /// A rule requires a length that no accepted password can have.
    #[error("length: min {min} cannot be reached within {max}")]
    #[non_exhaustive]
    Length {
        /// The required length.
        min: u32,
        /// The bound.
        max: u32,
    },
    /// More kinds are required than there are.
    #[error("kinds: required {required} is out of range; write 1 to {of}")]
    #[non_exhaustive]
    Required {
        /// How many are required.
        required: u32,
        /// How many there are.
        of: u32,
    },
    /// A kind has no name or no characters, repeats a character, or exceeds the
    /// number of kinds.
    #[error(
        "{rule}: a kind is not valid; give at most {MOST_KINDS}, each with a name of its own, \
         characters each once, ranges from first to last, and min from 1 to {MOST_OF_KIND}"
    )]
    #[non_exhaustive]
    Kind {
        /// The rule that has it.
        rule: &'static str,
    },
    /// A number of a rule is out of its range.
    #[error("{rule}: {field} is out of range; write {least} to {most}")]
    #[non_exhaustive]
    Range {
        /// The rule.
        rule: &'static str,
        /// Its field.
        field: &'static str,
        /// The smallest possible value.
        least: u32,
        /// The largest possible value.
        most: u32,
    },
    /// A list is empty but must not be, or has an entry that is not valid.
    #[error("{rule}: {field} is empty or has an entry that is not valid here")]
    #[non_exhaustive]
    List {
        /// The rule.
        rule: &'static str,
        /// Its field.
        field: &'static str,
    },
}

impl InvalidDocument {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Version(_) => "policy-version",
            Self::MaxBytes(_) => "policy-max-bytes",
            Self::TooManyRules => "policy-too-many-rules",
            Self::Length { .. } => "policy-length",
            Self::Required { .. } => "policy-required",
            Self::Kind { .. } => "policy-kind",
            Self::Range { .. } => "policy-range",
            Self::List { .. } => "policy-list",
        }
    }
}
