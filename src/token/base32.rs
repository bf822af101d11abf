//! Base32 in lower case (RFC 4648 section 6), eight characters at a time: they
//! lie beside each other in one number, and what is done to one is done to
//! all. No branch and no address depends on what they are.

/// Five bytes as eight characters.
pub(super) fn encode(bytes: &[u8; 5]) -> [u8; 8] {
    let [a, b, c, d, e] = *bytes;
    let bits = u64::from_be_bytes([0, 0, 0, a, b, c, d, e]);
    // In two, in four, in eight: five bits to a byte.
    let bits = (bits & 0xff_fff0_0000) << 12 | bits & 0x0f_ffff;
    let bits = (bits & 0x000f_fc00_000f_fc00) << 6 | bits & 0x03ff_0000_03ff;
    let values = (bits & 0x03e0_03e0_03e0_03e0) << 3 | bits & 0x001f_001f_001f_001f;
    let digits = at_least(values, 26);
    // From 26 on it is '2', not the character after 'z'.
    let text = values + all(b'a') - (filled(digits) & all(b'a' + 26 - b'2'));
    text.to_be_bytes()
}

/// Eight characters as five bytes, and whether they all are of the alphabet.
pub(super) fn decode(text: &[u8; 8]) -> ([u8; 5], bool) {
    let text = u64::from_be_bytes(*text);
    let is_ascii = text & all(0x80) == 0;
    let text = text & all(0x7f);
    let letters = at_least(text, b'a') & !at_least(text, b'z' + 1);
    let digits = at_least(text, b'2') & !at_least(text, b'7' + 1);
    let is_known = letters | digits == all(1);
    // The last five bits of 'a' are one, those of '2' are 26 less eight. Where
    // a character is unknown this is nonsense, and so is not used.
    let values = (text & all(0x1f)).wrapping_sub(letters) | digits << 3;
    let bits = (values & 0x1f00_1f00_1f00_1f00) >> 3 | values & 0x001f_001f_001f_001f;
    let bits = (bits & 0x03ff_0000_03ff_0000) >> 6 | bits & 0x03ff_0000_03ff;
    let bits = bits >> 12 & 0xff_fff0_0000 | bits & 0x0f_ffff;
    let [_, _, _, a, b, c, d, e] = bits.to_be_bytes();
    ([a, b, c, d, e], is_ascii & is_known)
}

/// One where a byte is at least `least`, zero elsewhere; all of them are less
/// than 128.
const fn at_least(bytes: u64, least: u8) -> u64 {
    (bytes + all(0x80 - least)) >> 7 & all(1)
}

/// All bits where a byte is one, none where it is zero.
const fn filled(ones: u64) -> u64 {
    (ones << 8).wrapping_sub(ones)
}

/// The same in every byte.
const fn all(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

#[cfg(test)]
mod tests {
    use base32ct::{Base32Unpadded, Encoding as _};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_base32(bytes: [u8; 5]) {
            let text = encode(&bytes);
            prop_assert_eq!(core::str::from_utf8(&text), Ok(&*Base32Unpadded::encode_string(&bytes)));
            prop_assert_eq!(decode(&text), (bytes, true));
        }

        #[test]
        fn what_is_read_is_what_base32_reads(text: [u8; 8]) {
            let mut bytes = [0; 5];
            let is_read = Base32Unpadded::decode(text, &mut bytes).is_ok();
            prop_assert_eq!(decode(&text).1, is_read);
        }
    }

    /// Every byte in every place, among characters of the alphabet.
    #[test]
    fn no_other_character_is_read() {
        for place in 0..8 {
            for byte in 0..=255 {
                let mut text = *b"a2z7m5q3";
                text[place] = byte;
                let is_known = matches!(byte, b'a'..=b'z' | b'2'..=b'7');
                let (bytes, is_read) = decode(&text);
                assert_eq!(is_read, is_known, "{byte} at {place}");
                if is_known {
                    assert_eq!(encode(&bytes), text);
                }
            }
        }
    }
}
