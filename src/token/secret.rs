use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;

use ctutils::CtEq as _;
use rand_core::CryptoRng;

use super::base32::{CHARACTERS, WORDS, decode, encode};
use super::checksum::checksum;
use super::wiped::Wiped;
use super::{Purpose, Rejection, Selector, Timestamp};

/// A token: what the mail or the cookie carries.
///
/// As text it is a prefix that names the purpose, then 64 characters of
/// lower-case base32 (RFC 4648 section 6) for selector, secret and a checksum:
/// 72 characters that a double click selects whole, that no mail program
/// breaks, and of which each token has exactly one spelling.
///
/// The checksum is what is left of the prefix and the 36 bytes between, read as
/// one great number, when it is divided by 4,294,967,291. In Python:
/// `int.from_bytes(prefix + content) % 4294967291`.
///
/// Its memory is zeroized when it is dropped; its `Debug` shows the purpose.
pub struct Token<P: Purpose> {
    /// Selector (16 bytes), verifier (20), checksum (4). The highest byte of
    /// each word comes first.
    words: Wiped<u64, WORDS>,
    purpose: PhantomData<P>,
}

impl<P: Purpose> Token<P> {
    /// The length of every token's text, in characters.
    pub const TEXT_LENGTH: usize = size_of::<u64>() + CHARACTERS;

    /// The prefix of every token's text.
    pub(super) const PREFIX: u64 = prefix(P::NAME.prefix());

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
            .and_then(|text| <&[u8; CHARACTERS]>::try_from(text.as_bytes()).ok())
            .ok_or(Rejection::Malformed)?;
        let (words, is_known) = decode(text);
        let [.., last] = words;
        let is_right = checksum(Self::PREFIX, &words).ct_eq(&(last as u32));
        // Asked at the end, so that the time does not tell where it is wrong.
        if is_known & bool::from(is_right) {
            Ok(Self::of(words))
        } else {
            Err(Rejection::Malformed)
        }
    }

    /// The token's text. Whoever reads it holds the token, so it goes into the
    /// mail or the cookie and nowhere else.
    pub fn expose(&self) -> TokenText {
        let mut text = TokenText(Wiped::zeros());
        if let Some((prefix, rest)) = text.0.split_first_mut() {
            *prefix = Self::PREFIX.to_be_bytes();
            rest.copy_from_slice(&*Wiped(encode(&self.words)));
        }
        text
    }

    /// The part by which the token's record is found.
    #[must_use]
    pub fn selector(&self) -> Selector {
        let [first, second, ..] = *self.words;
        let selector = u128::from(covered(first)) << 64 | u128::from(second);
        Selector::from_bytes(selector.to_be_bytes())
    }

    pub(super) fn generate(now: Timestamp, rng: &mut impl CryptoRng) -> Self {
        let mut random = Wiped([[0; 4]; CONTENT / 4]);
        rng.fill_bytes(random.as_flattened_mut());
        let [_, b, c, d, e, f, g, h, i] = random.map(u32::from_be_bytes).map(u64::from);
        // The lowest bytes, which start anew in 2106: an order, not a date.
        let time = now.unix_seconds() << 32;
        let mut words = [
            covered(time | b),
            c << 32 | d,
            e << 32 | f,
            g << 32 | h,
            i << 32,
        ];
        let checksum = checksum(Self::PREFIX, &words);
        let [.., last] = &mut words;
        *last |= u64::from(checksum);
        Self::of(words)
    }

    fn of(words: [u64; WORDS]) -> Self {
        Self {
            words: Wiped(words),
            purpose: PhantomData,
        }
    }

    /// Selector and verifier, of which the second is the secret.
    pub(super) fn content(&self) -> ([u64; WORDS - 1], u32) {
        let [a, b, c, d, last] = *self.words;
        ([a, b, c, d], (last >> 32) as u32)
    }
}

/// The text of a [`Token`], which whoever reads it holds.
///
/// Its memory is zeroized when it is dropped; its `Debug` shows the purpose.
#[must_use]
pub struct TokenText(Wiped<[u8; 8], { 1 + CHARACTERS / 8 }>);

impl TokenText {
    /// As a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // The alphabet is ASCII.
        str::from_utf8(self.0.as_flattened()).unwrap_or_default()
    }
}

impl Deref for TokenText {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for TokenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [prefix, ..] = *self.0;
        write!(
            f,
            "TokenText({}..)",
            str::from_utf8(&prefix).unwrap_or_default()
        )
    }
}

impl<P: Purpose> fmt::Debug for Token<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}..)", P::NAME.prefix())
    }
}

const SECRET: usize = 20;
const CONTENT: usize = Selector::LENGTH + SECRET;

/// Its eight bytes as one word.
const fn prefix(text: &str) -> u64 {
    match text.as_bytes().first_chunk() {
        Some(bytes) => u64::from_be_bytes(*bytes),
        None => 0,
    }
}

/// Lays four random bytes of a selector over the time before them, or takes
/// them off.
const fn covered(first: u64) -> u64 {
    first ^ first << 32
}

#[cfg(test)]
mod tests {
    use super::super::{PurposeName, Reset};
    use super::*;

    #[test]
    fn the_lengths_are_those_that_are_written() {
        assert_eq!(CONTENT + size_of::<u32>(), WORDS * size_of::<u64>());
        assert_eq!(Token::<Reset>::TEXT_LENGTH, 72);
    }

    #[test]
    fn every_prefix_is_a_word() {
        for name in PurposeName::ALL {
            assert_eq!(
                prefix(name.prefix()).to_be_bytes(),
                name.prefix().as_bytes()
            );
        }
    }
}
