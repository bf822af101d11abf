use crate::policy::rules::{Kinds, SequencePattern, Unit};
use crate::policy::{ContextSource, Span};

/// The reason why a password is rejected, for the person who is choosing it.
///
/// The codes are stable and are the keys of every translation. A violation
/// carries numbers and positions, never a part of the password or of the
/// personal data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "code", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Violation<'p> {
    /// Longer than accepted. If it exceeds `max_bytes`, nothing else was
    /// checked.
    #[non_exhaustive]
    TooLong {
        /// The largest accepted size.
        max: u32,
        /// The size of this password.
        actual: u32,
        /// What is counted.
        unit: Unit,
    },
    /// Contains characters that are not accepted, such as control characters.
    #[non_exhaustive]
    ForbiddenCharacter {
        /// How many there are.
        count: u32,
        /// The first run of them.
        at: Span,
    },
    /// Shorter than required.
    #[non_exhaustive]
    TooShort {
        /// The smallest accepted length.
        min: u32,
        /// The length of this password.
        actual: u32,
        /// What is counted.
        unit: Unit,
    },
    /// Fewer kinds of characters than required.
    #[non_exhaustive]
    TooFewKinds {
        /// How many kinds are required.
        required: u32,
        /// How many kinds this password has.
        actual: u32,
        /// The kinds of which more would help.
        missing: Kinds<'p>,
    },
    /// Contains the part of the address before the @, or a piece of it.
    #[non_exhaustive]
    ContainsLocalPart {
        /// Where.
        at: Span,
    },
    /// Contains a word about the person or the service.
    #[non_exhaustive]
    ContainsContextWord {
        /// The source of the word.
        source: ContextSource,
        /// Where.
        at: Span,
    },
    /// Repeats a character, or a block of characters, too often.
    #[non_exhaustive]
    Repetition {
        /// The accepted number of times.
        max: u32,
        /// The number of times in this password.
        actual: u32,
        /// From the beginning of the first occurrence to the end of the last
        /// one.
        at: Span,
    },
    /// A well-known order, such as an alphabet's, a keyboard row's, or a date.
    #[non_exhaustive]
    Sequence {
        /// The order.
        pattern: SequencePattern,
        /// Where.
        at: Span,
    },
    /// On a list of common passwords, or containing a word of it.
    #[non_exhaustive]
    Blocklisted {
        /// Where; the whole password if that is on the list.
        at: Span,
    },
    /// Seen in breaches, or it is unknown whether it was.
    #[non_exhaustive]
    Breached {
        /// The number of times; 0 if it is unknown and the policy rejects
        /// unknown ones.
        count: u64,
    },
    /// One of the person's earlier passwords.
    Reused,
    /// Almost the password that it replaces.
    #[non_exhaustive]
    TooSimilar {
        /// How many characters must differ.
        min: u32,
        /// The number that differ.
        actual: u32,
    },
    /// Too easy to guess.
    #[non_exhaustive]
    TooGuessable {
        /// The smallest accepted score, 0 to 4.
        min: u32,
        /// The score of this password.
        actual: u32,
    },
}

impl Violation<'_> {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "too-long",
            Self::ForbiddenCharacter { .. } => "forbidden-character",
            Self::TooShort { .. } => "too-short",
            Self::TooFewKinds { .. } => "too-few-kinds",
            Self::ContainsLocalPart { .. } => "contains-local-part",
            Self::ContainsContextWord { .. } => "contains-context-word",
            Self::Repetition { .. } => "repetition",
            Self::Sequence { .. } => "sequence",
            Self::Blocklisted { .. } => "blocklisted",
            Self::Breached { .. } => "breached",
            Self::Reused => "reused",
            Self::TooSimilar { .. } => "too-similar",
            Self::TooGuessable { .. } => "too-guessable",
        }
    }
}
