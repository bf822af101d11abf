use super::{Kind, Kinds};

/// Why a password is refused: for the person who is choosing it.
///
/// The codes are stable and are the keys of every translation. A violation
/// carries numbers, never a part of the password or of the address.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "code", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Violation {
    /// More bytes than the policy looks at; nothing else was judged.
    #[non_exhaustive]
    TooLong {
        /// The largest accepted size, in bytes of UTF-8.
        max: u32,
        /// The size of this password, in bytes of UTF-8.
        actual: u32,
    },
    /// Contains control characters.
    #[non_exhaustive]
    ForbiddenCharacter {
        /// How many there are.
        count: u32,
    },
    /// Fewer code points than asked for.
    #[non_exhaustive]
    TooShort {
        /// The smallest accepted length, in code points.
        min: u32,
        /// The length of this password, in code points.
        actual: u32,
    },
    /// Fewer kinds of characters than asked for.
    #[non_exhaustive]
    TooFewKinds {
        /// How many kinds are asked for.
        required: u32,
        /// How many kinds this password has.
        actual: u32,
        /// The kinds that it does not have.
        missing: Kinds,
    },
    /// Contains the part of the address before the @, or a piece of it.
    ContainsLocalPart,
}

impl Violation {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "too-long",
            Self::ForbiddenCharacter { .. } => "forbidden-character",
            Self::TooShort { .. } => "too-short",
            Self::TooFewKinds { .. } => "too-few-kinds",
            Self::ContainsLocalPart => "contains-local-part",
        }
    }

    /// The kinds of which one more would help, where that is the trouble.
    pub fn missing_kinds(&self) -> impl Iterator<Item = Kind> {
        let missing = match self {
            Self::TooFewKinds { missing, .. } => *missing,
            _ => Kinds::default(),
        };
        missing.iter()
    }
}
