use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;

use base32ct::{Base32Unpadded, Encoding as _};
use rand_core::CryptoRng;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::{Purpose, Rejection, Selector, TokenText};
use crate::time::Timestamp;

/// A token: the secret that an email or a cookie carries.
///
/// Its text is a prefix that names the purpose, then 64 characters of
/// lower-case base32 (RFC 4648 section 6) for the selector (16 bytes), the
/// verifier (20 random bytes) and a checksum: 72 characters that a double
/// click selects whole and that no mail program breaks. Each token has exactly
/// one text.
///
/// The checksum is the first four bytes of the SHA-256 of the prefix, the
/// selector and the verifier.
///
/// The memory is zeroized on drop. `Debug` shows the purpose only.
///
/// ```
/// use genkan::token::{Rejection, Reset, Token};
///
/// let rejection = "gkn_rst_mistyped".parse::<Token<Reset>>().unwrap_err();
/// assert_eq!(rejection, Rejection::Malformed);
/// ```
pub struct Token<P: Purpose> {
    /// Selector, verifier, checksum.
    bytes: Zeroizing<[u8; LENGTH]>,
    purpose: PhantomData<P>,
}

impl<P: Purpose> Token<P> {
    /// The length of every token's text, in characters.
    pub const TEXT_LENGTH: usize = TokenText::LENGTH;

    /// Parses the text of a token.
    ///
    /// The checksum detects a mistyped or truncated text before any record is
    /// looked up. It does not stop an attacker; the MAC does.
    ///
    /// # Errors
    ///
    /// [`Rejection::Malformed`], whatever is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let text = text.strip_prefix(P::PREFIX).ok_or(Rejection::Malformed)?;
        let mut bytes = Zeroizing::new([0; LENGTH]);
        let length = Base32Unpadded::decode(text, &mut *bytes).map(<[u8]>::len);
        let (content, checksum) = bytes.split_at(CONTENT);
        if length == Ok(LENGTH) && checksum == checksum_of::<P>(content) {
            Ok(Self {
                bytes,
                purpose: PhantomData,
            })
        } else {
            Err(Rejection::Malformed)
        }
    }

    /// Returns the token's text. Anyone who has it can use the token, so it
    /// belongs in the email or the cookie and nowhere else.
    pub fn expose(&self) -> TokenText {
        TokenText::new(P::PREFIX, &self.bytes)
    }

    /// Returns the part by which the token's record is found.
    #[must_use]
    pub fn selector(&self) -> Selector {
        let mut bytes = [0; Selector::LENGTH];
        bytes.copy_from_slice(&self.bytes[..Selector::LENGTH]);
        Selector::from_bytes(bytes)
    }

    pub(super) fn generate(now: Timestamp, rng: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; LENGTH]);
        let (content, checksum) = bytes.split_at_mut(CONTENT);
        rng.fill_bytes(content);
        if let Some(selector) = content.first_chunk_mut() {
            *selector = Selector::generate(now, *selector).to_bytes();
        }
        checksum.copy_from_slice(&checksum_of::<P>(content));
        Self {
            bytes,
            purpose: PhantomData,
        }
    }

    /// Returns selector and verifier.
    pub(super) fn content(&self) -> &[u8] {
        &self.bytes[..CONTENT]
    }
}

impl<P: Purpose> FromStr for Token<P> {
    type Err = Rejection;

    fn from_str(text: &str) -> Result<Self, Rejection> {
        Self::parse(text)
    }
}

impl<P: Purpose> fmt::Debug for Token<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}..)", P::PREFIX)
    }
}

/// Returns the checksum. A CRC-32 would be as good against typing errors, but
/// its tables are indexed by the bytes of the verifier, which the CPU cache
/// would reveal.
fn checksum_of<P: Purpose>(content: &[u8]) -> [u8; 4] {
    let hash = Sha256::new().chain_update(P::PREFIX);
    let [a, b, c, d, ..] = <[u8; 32]>::from(hash.chain_update(content).finalize());
    [a, b, c, d]
}

/// Selector and verifier, in bytes.
const CONTENT: usize = Selector::LENGTH + 20;
/// The whole token, in bytes: a multiple of five, so that no bit of its
/// base32 is left over and there is one spelling.
pub(super) const LENGTH: usize = CONTENT + 4;
