use alloc::string::String;

use super::candidate::Candidate;
use super::rules::{KindsRule, LengthRule, LocalPartRule};
use super::{Context, Status};
use crate::text::Unicode;

/// One rule of a policy, with its numbers.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "rule", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Rule {
    /// A smallest number of code points.
    Length(LengthRule),
    /// A smallest number of kinds of characters.
    Kinds(KindsRule),
    /// No part of the address before the @.
    LocalPart(LocalPartRule),
}

impl Rule {
    pub(crate) fn requirement(&self) -> Requirement<'_> {
        match self {
            Self::Length(rule) => Requirement::Length { min: rule.min },
            Self::Kinds(rule) => Requirement::Kinds {
                required: rule.required,
                special: &rule.special,
            },
            Self::LocalPart(rule) => Requirement::LocalPart {
                min_piece: rule.min_piece,
            },
        }
    }

    pub(super) fn judge(
        &self,
        unicode: &impl Unicode,
        candidate: &mut Candidate<'_>,
        context: &Context,
    ) -> Status {
        match self {
            Self::Length(rule) => rule.judge(candidate),
            Self::Kinds(rule) => rule.judge(candidate),
            Self::LocalPart(rule) => rule.judge(unicode, candidate, context),
        }
    }

    pub(crate) const fn special(&self) -> Option<&String> {
        match self {
            Self::Kinds(rule) => Some(&rule.special),
            _ => None,
        }
    }
}

/// What a policy asks for, as it is told before a key is typed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "rule", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Requirement<'p> {
    /// No more than this size. Always asked for.
    #[non_exhaustive]
    Size {
        /// The largest size, in bytes of UTF-8.
        max: u32,
    },
    /// No control characters. Always asked for.
    Characters,
    /// At least this length.
    #[non_exhaustive]
    Length {
        /// The smallest length, in code points.
        min: u32,
    },
    /// At least this many kinds.
    #[non_exhaustive]
    Kinds {
        /// How many of the four kinds.
        required: u32,
        /// The characters that count as special.
        special: &'p str,
    },
    /// Nothing of the address before the @.
    #[non_exhaustive]
    LocalPart {
        /// The length from which a piece of the local part counts, in code
        /// points.
        min_piece: u32,
    },
}

impl Requirement<'_> {
    /// The stable name of the rule: `size`, `characters`, `length`, `kinds`,
    /// `local-part`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Size { .. } => "size",
            Self::Characters => "characters",
            Self::Length { .. } => "length",
            Self::Kinds { .. } => "kinds",
            Self::LocalPart { .. } => "local-part",
        }
    }
}
