use alloc::string::String;
use alloc::vec::Vec;

use super::{Policy, Rule};

/// A policy as data: one versioned document that the server serves and the
/// page loads.
///
/// It becomes a [`Policy`] by `try_into`, which checks what the types cannot
/// say.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Document, Policy};
///
/// let json = serde_json::to_string(&Document::from(&Policy::support_center()))?;
/// let document: Document = serde_json::from_str(&json)?;
/// assert_eq!(Policy::try_from(document)?, Policy::support_center());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Document {
    /// The version of the document's form; this crate reads version 1.
    pub version: u32,
    /// The policy's name, for people and logs.
    pub name: String,
    /// The largest accepted password, in bytes of UTF-8.
    pub max_bytes: u32,
    /// The rules, in the order in which they are told.
    pub rules: Vec<Rule>,
}

impl Document {
    /// A document of the version that this crate reads.
    #[must_use]
    pub fn new(name: &str, max_bytes: u32, rules: Vec<Rule>) -> Self {
        Self {
            version: VERSION,
            name: name.into(),
            max_bytes,
            rules,
        }
    }
}

impl From<&Policy> for Document {
    fn from(policy: &Policy) -> Self {
        Self::new(&policy.name, policy.max_bytes, policy.rules.clone())
    }
}

impl TryFrom<Document> for Policy {
    type Error = InvalidDocument;

    fn try_from(document: Document) -> Result<Self, InvalidDocument> {
        if document.version != VERSION {
            return Err(InvalidDocument::Version(document.version));
        }
        if document.max_bytes == 0 || document.max_bytes > LARGEST {
            return Err(InvalidDocument::MaxBytes(document.max_bytes));
        }
        for rule in &document.rules {
            match rule {
                // A code point has at least one byte.
                Rule::Length(rule) if rule.min > document.max_bytes => {
                    return Err(InvalidDocument::Length {
                        min: rule.min,
                        max_bytes: document.max_bytes,
                    });
                }
                Rule::Kinds(rule) if !(1..=4).contains(&rule.required) => {
                    return Err(InvalidDocument::Required(rule.required));
                }
                Rule::Kinds(rule) if !is_special_alphabet(&rule.special) => {
                    return Err(InvalidDocument::Special);
                }
                Rule::LocalPart(rule) if rule.min_piece == 0 => {
                    return Err(InvalidDocument::MinPiece);
                }
                _ => {}
            }
        }
        Ok(Self {
            name: document.name,
            max_bytes: document.max_bytes,
            rules: document.rules,
        })
    }
}

/// Why a document is no policy: for whoever wrote it.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidDocument {
    /// A version that this crate does not read.
    #[error("version: {0} is not known here; write {VERSION}")]
    Version(u32),
    /// A bound of nothing, or one that bounds nothing.
    #[error("max_bytes: {0} is out of range; write 1 to {LARGEST}")]
    MaxBytes(u32),
    /// A length that no accepted password can have.
    #[error("length: min {min} cannot be reached within max_bytes {max_bytes}")]
    #[non_exhaustive]
    Length {
        /// The length asked for, in code points.
        min: u32,
        /// The bound, in bytes.
        max_bytes: u32,
    },
    /// A number of kinds that there are not.
    #[error("kinds: required {0} is out of range; write 1 to 4")]
    Required(u32),
    /// An alphabet that is empty, repeats itself, or is not punctuation.
    #[error("kinds: special must be ASCII punctuation, each character once")]
    Special,
    /// Every password contains the empty piece.
    #[error("local-part: min_piece must be at least 1")]
    MinPiece,
}

impl InvalidDocument {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Version(_) => "policy-version",
            Self::MaxBytes(_) => "policy-max-bytes",
            Self::Length { .. } => "policy-length",
            Self::Required(_) => "policy-required",
            Self::Special => "policy-special",
            Self::MinPiece => "policy-min-piece",
        }
    }
}

fn is_special_alphabet(special: &str) -> bool {
    let is_once = |(at, c): (usize, char)| special.find(c) == Some(at);
    !special.is_empty()
        && special.chars().all(|c| c.is_ascii_punctuation())
        && special.char_indices().all(is_once)
}

const VERSION: u32 = 1;
/// 64 KiB: a bound larger than this protects nothing.
const LARGEST: u32 = 65_536;
