use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use base32ct::{Base32Unpadded, Encoding as _};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{Purpose, Rejection, Selector, checksum};

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
    body: Zeroizing<[u8; BODY]>,
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
            .filter(|text| text.len() == TEXT)
            .ok_or(Rejection::Malformed)?;
        let mut body = Zeroizing::new([0; BODY]);
        Base32Unpadded::decode(text, &mut *body).map_err(|_| Rejection::Malformed)?;
        let token = Self {
            body,
            purpose: PhantomData,
        };
        let (_, checksum) = token.parts();
        if *checksum == token.checksum() {
            Ok(token)
        } else {
            Err(Rejection::Malformed)
        }
    }

    /// The token's text. Whoever reads it holds the token, so it goes into the
    /// mail or the cookie and nowhere else.
    #[must_use]
    pub fn expose(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(Self::TEXT_LENGTH));
        text.push_str(P::NAME.prefix());
        let mut buffer = Zeroizing::new([0; TEXT]);
        // The buffer has the encoded length, the only thing that can be wrong.
        text.push_str(Base32Unpadded::encode(&*self.body, &mut *buffer).unwrap_or_default());
        text
    }

    /// The part by which the token's record is found.
    #[must_use]
    pub fn selector(&self) -> Selector {
        let selector = self.body.first_chunk().copied();
        Selector::from_bytes(selector.unwrap_or_default())
    }

    pub(super) fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut token = Self {
            body: Zeroizing::new([0; BODY]),
            purpose: PhantomData,
        };
        if let Some(random) = token.body.first_chunk_mut::<RANDOM>() {
            rng.fill_bytes(random);
        }
        let checksum = token.checksum();
        if let Some(place) = token.body.last_chunk_mut() {
            *place = checksum;
        }
        token
    }

    /// What was drawn at random: selector and verifier, of which the second is
    /// the secret.
    pub(super) fn random(&self) -> &[u8] {
        self.parts().0
    }

    fn parts(&self) -> (&[u8], &[u8; checksum::LENGTH]) {
        self.body
            .split_last_chunk()
            .unwrap_or((&[], &[0; checksum::LENGTH]))
    }

    fn checksum(&self) -> [u8; checksum::LENGTH] {
        let (selector, verifier) = self
            .random()
            .split_first_chunk()
            .unwrap_or((&[0; Selector::LENGTH], &[]));
        let verifier = verifier.first_chunk().unwrap_or(&[0; checksum::SECRET]);
        checksum::checksum(P::NAME.prefix(), selector, verifier)
    }
}

impl<P: Purpose> fmt::Debug for Token<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}..)", P::NAME.prefix())
    }
}

const PREFIX: usize = 8;
const RANDOM: usize = Selector::LENGTH + checksum::SECRET;
const BODY: usize = RANDOM + checksum::LENGTH;
/// 40 bytes are 64 characters with no bit left over, hence one spelling.
const TEXT: usize = BODY / 5 * 8;

#[cfg(test)]
mod tests {
    use super::super::{PurposeName, Reset};
    use super::*;

    #[test]
    fn the_lengths_are_those_that_are_written() {
        assert_eq!(BODY % 5, 0);
        assert_eq!(Token::<Reset>::TEXT_LENGTH, 72);
        for name in PurposeName::ALL {
            assert_eq!(name.prefix().len(), PREFIX);
        }
    }
}
