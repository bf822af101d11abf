use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use ctutils::CtEq as _;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::wiped::Wiped;
use super::{Purpose, Rejection, Selector, Timestamp, base32, checksum};

/// A token: what the mail or the cookie carries.
///
/// As text it is a prefix that names the purpose, then 64 characters of
/// lower-case base32 (RFC 4648 section 6) for selector, secret and a checksum:
/// 72 characters that a double click selects whole, that no mail program
/// breaks, and of which each token has exactly one spelling.
///
/// Its memory is zeroized when it is dropped; its `Debug` shows the purpose.
pub struct Token<P: Purpose> {
    /// Selector, verifier, checksum.
    body: Wiped<BODY>,
    purpose: PhantomData<P>,
}

impl<P: Purpose> Token<P> {
    /// The length of every token's text, in characters.
    pub const TEXT_LENGTH: usize = PREFIX + TEXT;

    /// Reads a token's text.
    ///
    /// The checksum refuses what was mistyped or cut off before anything is
    /// looked up. It is no protection against a forger: that is the MAC.
    ///
    /// # Errors
    ///
    /// [`Rejection::Malformed`], whatever is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let text = text
            .strip_prefix(P::NAME.prefix())
            .and_then(|text| <&[u8; TEXT]>::try_from(text.as_bytes()).ok())
            .ok_or(Rejection::Malformed)?;
        let mut token = Self {
            body: Wiped::ZERO,
            purpose: PhantomData,
        };
        let mut is_known = true;
        let places = token.body.as_chunks_mut().0.iter_mut();
        for (place, text) in places.zip(text.as_chunks().0) {
            let (bytes, are_known) = base32::decode(text);
            *place = bytes;
            is_known &= are_known;
        }
        // Asked at the end, so that the time does not tell where it is wrong.
        let is_right = token.parts().1.ct_eq(&token.checksum());
        if is_known & bool::from(is_right) {
            Ok(token)
        } else {
            Err(Rejection::Malformed)
        }
    }

    /// The token's text. Whoever reads it holds the token, so it goes into the
    /// mail or the cookie and nowhere else.
    #[must_use]
    pub fn expose(&self) -> Zeroizing<String> {
        let mut text = String::with_capacity(Self::TEXT_LENGTH);
        text.push_str(P::NAME.prefix());
        let mut characters = Wiped([0; TEXT]);
        let places = characters.as_chunks_mut().0.iter_mut();
        for (place, bytes) in places.zip(self.body.as_chunks().0) {
            *place = base32::encode(bytes);
        }
        // The alphabet is ASCII.
        text.push_str(core::str::from_utf8(&*characters).unwrap_or_default());
        Zeroizing::new(text)
    }

    /// The part by which the token's record is found.
    #[must_use]
    pub fn selector(&self) -> Selector {
        let mut selector = self.body.first_chunk().copied().unwrap_or_default();
        cover(&mut selector);
        Selector::from_bytes(selector)
    }

    pub(super) fn generate(now: Timestamp, rng: &mut impl CryptoRng) -> Self {
        let mut token = Self {
            body: Wiped::ZERO,
            purpose: PhantomData,
        };
        if let Some(content) = token.body.first_chunk_mut::<CONTENT>() {
            rng.fill_bytes(content);
        }
        if let Some(selector) = token.body.first_chunk_mut() {
            // The lowest bytes, which start anew in 2106: an order, not a date.
            let time = (now.unix_seconds() as u32).to_be_bytes();
            for (place, byte) in selector.iter_mut().zip(time) {
                *place = byte;
            }
            cover(selector);
        }
        let checksum = token.checksum();
        if let Some(place) = token.body.last_chunk_mut() {
            *place = checksum;
        }
        token
    }

    /// Selector and verifier, of which the second is the secret.
    pub(super) fn content(&self) -> &[u8; CONTENT] {
        self.parts().0
    }

    fn parts(&self) -> (&[u8; CONTENT], &[u8; checksum::LENGTH]) {
        let body = &*self.body;
        let content = body.first_chunk().unwrap_or(&[0; CONTENT]);
        let checksum = body.last_chunk().unwrap_or(&[0; checksum::LENGTH]);
        (content, checksum)
    }

    fn checksum(&self) -> [u8; checksum::LENGTH] {
        checksum::checksum(Self::OF_ZEROS, &WEIGHTS, self.content())
    }

    const OF_ZEROS: u32 = checksum::of_zeros::<CONTENT>(P::NAME.prefix());
}

impl<P: Purpose> fmt::Debug for Token<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}..)", P::NAME.prefix())
    }
}

const PREFIX: usize = 8;
const SECRET: usize = 20;
const CONTENT: usize = Selector::LENGTH + SECRET;
const BODY: usize = CONTENT + checksum::LENGTH;
/// What each bit of the content adds to the checksum.
static WEIGHTS: [checksum::Weights; CONTENT / 4] = checksum::weights();
/// 40 bytes are 64 characters with no bit left over, hence one spelling.
const TEXT: usize = BODY / 5 * 8;

/// Lays four random bytes of a selector over the time before them, or takes
/// them off.
fn cover(selector: &mut [u8; Selector::LENGTH]) {
    let [a, b, c, d, e, f, g, h, ..] = selector;
    for (time, random) in [(a, e), (b, f), (c, g), (d, h)] {
        *time ^= *random;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PurposeName, Reset};
    use super::*;

    #[test]
    fn the_lengths_are_those_that_are_written() {
        assert_eq!(BODY % 5, 0);
        assert_eq!(CONTENT % 4, 0);
        assert_eq!(Token::<Reset>::TEXT_LENGTH, 72);
        for name in PurposeName::ALL {
            assert_eq!(name.prefix().len(), PREFIX);
        }
    }
}
