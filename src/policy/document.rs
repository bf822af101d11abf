use alloc::string::String;
use alloc::vec::Vec;

use super::limits::VERSION;
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;
use crate::policy::{Policy, Preparation, Rule};

/// A policy as data: one versioned document that the server serves and the
/// page loads.
///
/// `try_into` makes it a [`Policy`] and checks what the types cannot express.
/// [`Policy`] implements `Deserialize`, too, and does both at once.
///
/// A document is read from any format that describes itself, such as JSON or
/// TOML. An error has the path of the value that is wrong
/// ([`InvalidDocument`](super::InvalidDocument)). A whole number may be written
/// as `8.0`. A field `$schema`, for an editor, is ignored. A byte order mark is a
/// matter of the parser: `serde_json` rejects it, so if editors of Windows may
/// have written the file, pass `text.trim_start_matches('\u{feff}')`.
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Document {
    /// The version of the document's form; this crate reads version 1.
    pub version: u32,
    /// The policy's name, for people and logs.
    pub name: String,
    /// The largest accepted password, in bytes of UTF-8.
    pub max_bytes: u32,
    /// The form in which a password is checked and hashed.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub preparation: Preparation,
    /// The rules, in the order in which a report lists them.
    pub rules: Vec<Rule>,
}

impl Document {
    /// Returns a document of the version that this crate reads.
    #[must_use]
    pub fn new(name: &str, max_bytes: u32, rules: Vec<Rule>) -> Self {
        Self {
            version: VERSION,
            name: name.into(),
            max_bytes,
            preparation: Preparation::default(),
            rules,
        }
    }

    /// Sets the form in which a password is checked and hashed.
    #[must_use]
    pub const fn prepared(mut self, preparation: Preparation) -> Self {
        self.preparation = preparation;
        self
    }
}

impl From<&Policy> for Document {
    fn from(policy: &Policy) -> Self {
        Self::new(&policy.name, policy.max_bytes, policy.rules.clone()).prepared(policy.preparation)
    }
}
