//! Base32 in lower case (RFC 4648 section 6), a whole token at a time: what is
//! done to one character is done to each, many at once. No branch and no
//! address depends on what they are.

use super::wiped::Wiped;

/// Of a token, each of eight bytes: with no bit left over, hence one spelling.
pub(super) const WORDS: usize = 5;
/// As many as eight for five bytes.
pub(super) const CHARACTERS: usize = WORDS * 8 / 5 * 8;

/// Words, the highest byte first, as characters.
pub(super) fn encode(words: &[u64; WORDS]) -> [[u8; 8]; CHARACTERS / 8] {
    let [a, b, c, d, e] = *words;
    let fives = [
        a >> 24,
        a << 16 | b >> 48,
        b >> 8,
        b << 32 | c >> 32,
        c << 8 | d >> 56,
        d >> 16,
        d << 24 | e >> 40,
        e,
    ];
    fives.map(|five| {
        let values = spread(five);
        // From 26 on it is '2', not the character after 'z'.
        let digits = (values + all(0x80 - 26)) & all(0x80);
        let digits = digits - (digits >> 7);
        let text = values + all(b'a') - (digits & all(b'a' + 26 - b'2'));
        text.to_be_bytes()
    })
}

/// Characters as words, and whether all of them are of the alphabet. Where one
/// is not, the words are nonsense.
pub(super) fn decode(text: &[u8; CHARACTERS]) -> ([u64; WORDS], bool) {
    let mut values = Wiped(*text);
    let mut unknown = 0;
    for value in values.iter_mut() {
        let character = *value;
        // How far it is from the letters, and how far from the digits.
        let letter = character.wrapping_sub(b'a').saturating_sub(25);
        let digit = character.wrapping_sub(b'2').saturating_sub(5);
        unknown |= letter.min(digit);
        // The last five bits of 'a' are one, those of '2' are 26 less eight.
        let is_letter = all_if_negative(character << 1);
        *value = ((character & 0x1f) + 8).wrapping_sub(is_letter & 9);
    }
    let mut fives = [0; CHARACTERS / 8];
    for (five, eight) in fives.iter_mut().zip(values.as_chunks().0) {
        *five = gathered(u64::from_le_bytes(*eight));
    }
    let [a, b, c, d, e, f, g, h] = fives;
    let words = [
        a << 24 | b >> 16,
        b << 48 | c << 8 | d >> 32,
        d << 32 | e >> 8,
        e << 56 | f << 16 | g >> 24,
        g << 40 | h,
    ];
    (words, unknown == 0)
}

/// The lowest forty bits, five to a byte.
const fn spread(five: u64) -> u64 {
    // In two, in four, in eight.
    let bits = (five & 0xff_fff0_0000) << 12 | five & 0x0f_ffff;
    let bits = (bits & 0x000f_fc00_000f_fc00) << 6 | bits & 0x03ff_0000_03ff;
    (bits & 0x03e0_03e0_03e0_03e0) << 3 | bits & 0x001f_001f_001f_001f
}

/// The lowest five bits of each byte, those of the lowest byte first.
const fn gathered(values: u64) -> u64 {
    // Of two, of four, of eight.
    let bits = values << 5 & 0x03e0_03e0_03e0_03e0 | values >> 8 & 0x001f_001f_001f_001f;
    let bits = bits << 10 & 0x000f_fc00_000f_fc00 | bits >> 16 & 0x03ff_0000_03ff;
    bits << 20 & 0xff_fff0_0000 | bits >> 32
}

/// The same in every byte.
const fn all(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// All bits where the highest is set, otherwise none.
const fn all_if_negative(byte: u8) -> u8 {
    (byte.cast_signed() >> 7).cast_unsigned()
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use base32ct::{Base32Unpadded, Encoding as _};
    use proptest::prelude::*;

    use super::*;

    fn bytes(words: &[u64; WORDS]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    proptest! {
        #[test]
        fn it_is_base32(words: [u64; WORDS]) {
            let text = encode(&words);
            let naive = Base32Unpadded::encode_string(&bytes(&words));
            prop_assert_eq!(core::str::from_utf8(text.as_flattened()), Ok(&*naive));
            prop_assert_eq!(decode(text.as_flattened().first_chunk().unwrap()), (words, true));
        }
    }

    /// Every byte in every place, among characters of the alphabet.
    #[test]
    fn no_other_character_is_read() {
        for place in 0..CHARACTERS {
            for byte in 0..=255 {
                let mut text = *b"a2z7m5q3".repeat(8).first_chunk().unwrap();
                text[place] = byte;
                let (words, is_read) = decode(&text);
                let mut naive = [0; WORDS * 8];
                let is_known = Base32Unpadded::decode(text, &mut naive).is_ok();
                assert_eq!(is_known, matches!(byte, b'a'..=b'z' | b'2'..=b'7'));
                assert_eq!(is_read, is_known, "{byte} at {place}");
                if is_known {
                    assert_eq!(bytes(&words), naive);
                    assert_eq!(encode(&words).as_flattened(), text);
                }
            }
        }
    }
}
