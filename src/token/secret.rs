use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use base32ct::{Base32Unpadded, Encoding as _};
use rand_core::CryptoRng;
use zeroize::{Zeroize as _, Zeroizing};

use super::{Purpose, Rejection, Selector};

/// A token: what the mail or the cookie carries.
///
/// As text it is a prefix that names the purpose, then 64 characters of
/// lower-case base32 (RFC 4648 section 6) for selector, secret and a checksum:
/// 72 characters that a double click selects whole, that no mail program
/// breaks, and of which each token has exactly one spelling.
///
/// Its memory is zeroized when it is dropped; its `Debug` shows the purpose.
pub struct Token<P: Purpose> {
    selector: Selector,
    verifier: [u8; VERIFIER],
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
        let mut bytes = Zeroizing::new([0; BODY]);
        Base32Unpadded::decode(text, &mut *bytes).map_err(|_| Rejection::Malformed)?;

        let (selector, rest) = bytes
            .split_first_chunk::<{ Selector::LENGTH }>()
            .ok_or(Rejection::Malformed)?;
        let (verifier, checksum) = rest
            .split_first_chunk::<VERIFIER>()
            .ok_or(Rejection::Malformed)?;
        let token = Self {
            selector: Selector::from_bytes(*selector),
            verifier: *verifier,
            purpose: PhantomData,
        };
        if checksum == token.checksum() {
            Ok(token)
        } else {
            Err(Rejection::Malformed)
        }
    }

    /// The token's text. Whoever reads it holds the token, so it goes into the
    /// mail or the cookie and nowhere else.
    #[must_use]
    pub fn expose(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new([0; BODY]);
        let parts = [
            &self.selector.to_bytes()[..],
            &self.verifier[..],
            &self.checksum()[..],
        ];
        for (byte, from) in bytes.iter_mut().zip(parts.into_iter().flatten()) {
            *byte = *from;
        }
        let mut text = Zeroizing::new(String::with_capacity(Self::TEXT_LENGTH));
        text.push_str(P::NAME.prefix());
        let mut buffer = Zeroizing::new([0; TEXT]);
        // The buffer has the encoded length, the only thing that can be wrong.
        text.push_str(Base32Unpadded::encode(&*bytes, &mut *buffer).unwrap_or_default());
        text
    }

    /// The part by which the token's record is found.
    #[must_use]
    pub const fn selector(&self) -> Selector {
        self.selector
    }

    pub(super) fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut selector = [0; Selector::LENGTH];
        rng.fill_bytes(&mut selector);
        let mut verifier = [0; VERIFIER];
        rng.fill_bytes(&mut verifier);
        Self {
            selector: Selector::from_bytes(selector),
            verifier,
            purpose: PhantomData,
        }
    }

    pub(super) const fn verifier(&self) -> &[u8; VERIFIER] {
        &self.verifier
    }

    fn checksum(&self) -> [u8; CHECKSUM] {
        let mut crc = crc32fast::Hasher::new();
        crc.update(P::NAME.prefix().as_bytes());
        crc.update(&self.selector.to_bytes());
        crc.update(&self.verifier);
        crc.finalize().to_be_bytes()
    }
}

impl<P: Purpose> Drop for Token<P> {
    fn drop(&mut self) {
        self.verifier.zeroize();
    }
}

impl<P: Purpose> fmt::Debug for Token<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}..)", P::NAME.prefix())
    }
}

const PREFIX: usize = 8;
const VERIFIER: usize = 20;
const CHECKSUM: usize = 4;
const BODY: usize = Selector::LENGTH + VERIFIER + CHECKSUM;
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
