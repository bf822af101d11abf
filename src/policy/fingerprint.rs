use core::fmt;

use sha2::{Digest as _, Sha256};

use crate::policy::Policy;

/// What tells one policy from another: SHA-256 of its canonical form
/// ([`Policy::canonical`]).
///
/// It is the same however a document spells a policy: the order of its JSON
/// keys, its white space, and whether a default is written or left out. The
/// name does not count, every other field does, and so does the order of the
/// rules, which is the order of a report.
///
/// A page that was judged under one fingerprint and a server that has another
/// know that the page is old, and not the password bad.
///
/// It is shown as 32 lower-case hexadecimal digits, the first 128 bits: nobody
/// finds a second policy for those, and they fit a header or a log line.
///
/// # Examples
///
/// ```
/// use genkan::policy::Policy;
///
/// let fingerprint = Policy::support_center().fingerprint();
/// assert_eq!(fingerprint.to_string().len(), 32);
/// assert_ne!(fingerprint, Policy::owasp_asvs_5().fingerprint());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// All 256 bits.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .take(16)
            .try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Policy {
    /// What tells this policy from every other.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Sha256::digest(self.canonical()).into())
    }
}
