use alloc::borrow::Cow;

use crate::code::codes;
use crate::text::{Unicode, prepare};

codes! {
    /// The form in which a password is checked and hashed.
    ///
    /// A caller that verifies a password later must bring it into the same form
    /// first ([`Policy::prepare`](super::Policy::prepare)).
    #[derive(Default)]
    #[non_exhaustive]
    pub enum Preparation: Data {
        /// Every non-ASCII space becomes U+0020, then NFC, so that two devices that
        /// encode the same letters differently produce the same password: RFC 8265
        /// section 4.2.2 (OpaqueString), NIST SP 800-63B-4 section 3.1.1.2.
        #[default]
        OpaqueString = "opaque-string",
        /// As it was received: for a system whose stored hashes are of the raw
        /// text. Control characters are still rejected.
        AsIs = "as-is",
    }
}

impl Preparation {
    pub(super) fn apply<'t>(self, unicode: &impl Unicode, text: &'t str) -> Cow<'t, str> {
        match self {
            Self::OpaqueString => prepare(unicode, text),
            Self::AsIs => Cow::Borrowed(text),
        }
    }
}
