use alloc::borrow::ToOwned as _;
use alloc::string::String;
use core::fmt;

use rand_core::CryptoRng;
use sha2::{Digest as _, Sha256};

use crate::id::id;

/// Why an operator did something, in the operator's words.
///
/// The text may name people, so it must be erasable: a store keeps it beside
/// the audit log, and the log contains only its [digest](Self::digest). The
/// digest covers a random salt, so that a guessed text cannot be tested against
/// it after the reason was erased.
///
/// ```
/// use genkan::audit_log::{InvalidReason, Reason};
/// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// # let mut rng = ChaCha20Rng::seed_from_u64(1); // in production: the system's generator
///
/// let reason = Reason::new(" Left the company on 1 April. ", &mut rng)?;
/// assert_eq!(reason.text(), "Left the company on 1 April.");
/// assert_eq!(Reason::new("\n", &mut rng), Err(InvalidReason));
/// # Ok::<(), InvalidReason>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct Reason {
    salt: [u8; Self::SALT_LENGTH],
    text: String,
}

impl Reason {
    /// The longest text, in characters.
    pub const LONGEST: usize = 500;
    /// The length of the salt, in bytes.
    pub const SALT_LENGTH: usize = 16;

    /// Returns the reason with this text, without the white space around it.
    ///
    /// # Errors
    ///
    /// [`InvalidReason`] if the text is empty, is longer than
    /// [`LONGEST`](Self::LONGEST) characters or has control characters.
    pub fn new(text: &str, rng: &mut impl CryptoRng) -> Result<Self, InvalidReason> {
        let text = text.trim();
        let is_valid = !text.is_empty()
            && text.chars().count() <= Self::LONGEST
            && !text.chars().any(char::is_control);
        if !is_valid {
            return Err(InvalidReason);
        }
        let mut salt = [0; Self::SALT_LENGTH];
        rng.fill_bytes(&mut salt);
        Ok(Self::from_stored(salt, text.to_owned()))
    }

    /// Returns a reason that was stored before. Nothing is checked.
    #[must_use]
    pub const fn from_stored(salt: [u8; Self::SALT_LENGTH], text: String) -> Self {
        Self { salt, text }
    }

    /// Returns the salt.
    #[must_use]
    pub const fn salt(&self) -> [u8; Self::SALT_LENGTH] {
        self.salt
    }

    /// Returns the text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns SHA-256 over `genkan reason 1`, a zero byte, the salt and the
    /// text.
    #[must_use]
    pub fn digest(&self) -> ReasonDigest {
        let digest = Sha256::new()
            .chain_update(DOMAIN)
            .chain_update(self.salt)
            .chain_update(&self.text)
            .finalize();
        ReasonDigest::from_bytes(digest.into())
    }
}

/// The text may be personal data and must not reach a log.
impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reason(..)")
    }
}

id! {
    /// The digest of a [`Reason`]. An audit log keeps it instead of the text.
    pub struct ReasonDigest[32];
}

/// The text cannot be a [`Reason`].
///
/// # Examples
///
/// ```
/// use genkan::audit_log::{InvalidReason, Reason};
/// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// # let mut rng = ChaCha20Rng::seed_from_u64(1);
///
/// let long = "a".repeat(Reason::LONGEST + 1);
/// assert_eq!(Reason::new(&long, &mut rng), Err(InvalidReason));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the reason must be one line of 1 to {} characters", Reason::LONGEST)]
#[expect(clippy::exhaustive_structs, reason = "there is nothing more to report")]
pub struct InvalidReason;

const DOMAIN: &[u8] = b"genkan reason 1\0";
