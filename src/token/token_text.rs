use core::fmt;

use base32ct::{Base32Unpadded, Encoding as _};
use zeroize::Zeroizing;

use super::token;

/// The text of a [`Token`](super::Token). Anyone who has it can use the token.
///
/// The memory is zeroized on drop. `Debug` shows the purpose only.
///
/// ```
/// # use genkan::time::Timestamp;
/// # use genkan::token::{Key, KeyId, Keyring, Links, Reset};
/// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// # let mut rng = ChaCha20Rng::seed_from_u64(1);
/// # let now = Timestamp::from_unix_seconds(1_800_000_000);
/// # let links = Links::new("example.com", Keyring::new(Key::new(KeyId::new(1), [7; 32])));
/// let issued = links.issue::<Reset>(7_i64, "taro@example.com", now, &mut rng);
/// let text = issued.token.expose();
/// let url = format!("https://example.com/reset/{}", text.as_str());
/// assert_eq!(format!("{text:?}"), "TokenText(gkn_rst_..)");
/// ```
#[must_use]
pub struct TokenText(Zeroizing<[u8; Self::LENGTH]>);

impl TokenText {
    /// The length of every text, in characters.
    pub(super) const LENGTH: usize = PREFIX + token::LENGTH / 5 * 8;

    /// Returns the text as a string slice.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&*self.0).unwrap_or_default()
    }

    pub(super) fn new(prefix: &str, token: &[u8; token::LENGTH]) -> Self {
        let mut text = Zeroizing::new([0; Self::LENGTH]);
        let (start, rest) = text.split_at_mut(PREFIX);
        start.copy_from_slice(prefix.as_bytes());
        let encoded = Base32Unpadded::encode(token, rest);
        debug_assert!(encoded.is_ok(), "the array has the length of the text");
        Self(text)
    }
}

impl AsRef<str> for TokenText {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for TokenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = self.as_str().get(..PREFIX).unwrap_or_default();
        write!(f, "TokenText({prefix}..)")
    }
}

/// The length of every purpose's prefix.
const PREFIX: usize = 8;
