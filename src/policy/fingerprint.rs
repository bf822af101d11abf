use core::fmt;

use sha2::{Digest as _, Sha256};

use crate::hex::Hex;
use crate::policy::Policy;

/// The identity of a policy's rules: SHA-256 of their canonical form.
///
/// It does not depend on the spelling of a document: the order of its JSON
/// keys, its white space, and whether a default is written or left out. The
/// name does not count. Every other field does, and so does the order of the
/// rules, which is the order of a report.
///
/// If a page and a server have different fingerprints, the page is outdated:
/// its verdict on a password may differ from the server's.
///
/// `Display` writes the first 128 bits as 32 lower-case hexadecimal digits.
/// They are enough to distinguish policies, and fit a header or a log line.
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
    /// Returns all 256 bits.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.0.first_chunk::<16>().ok_or(fmt::Error)?;
        Hex(first).fmt(f)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Policy {
    /// Returns the identity of the policy's rules.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Sha256::digest(self.canonical()).into())
    }
}
