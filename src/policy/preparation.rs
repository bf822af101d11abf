use alloc::borrow::Cow;

use crate::text::{Unicode, prepare};

/// In which form a password is judged and handed to the hasher.
///
/// Whoever verifies a password later must bring it into the same form first
/// ([`Policy::prepare`](super::Policy::prepare)).
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Preparation {
    /// Every non-ASCII space becomes U+0020, then NFC, so that two devices that
    /// encode the same letters differently produce the same password: RFC 8265
    /// section 4.2.2 (OpaqueString), NIST SP 800-63B-4 section 3.1.1.2.
    #[default]
    OpaqueString,
    /// As it was received: for a system whose stored hashes are of the raw
    /// text. Control characters are refused all the same.
    AsIs,
}

impl Preparation {
    /// The stable name: `opaque-string`, `as-is`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OpaqueString => "opaque-string",
            Self::AsIs => "as-is",
        }
    }

    pub(super) fn apply<'t>(self, unicode: &impl Unicode, text: &'t str) -> Cow<'t, str> {
        match self {
            Self::OpaqueString => prepare(unicode, text),
            Self::AsIs => Cow::Borrowed(text),
        }
    }

    #[cfg(feature = "serde")]
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
