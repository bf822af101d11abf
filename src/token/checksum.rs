//! The checksum of a token: CRC-32 as in RFC 1952 section 8, which
//! every language has and scanners for leaked tokens can compute.
//!
//! The usual ways to compute it look up a table at places that depend on the
//! data, and a processor's cache remembers the places. So the part of the data
//! that is secret goes another way: a CRC is linear, and each bit that is set
//! adds a constant of its own.

use super::Selector;

/// The length of a checksum, in bytes.
pub(super) const LENGTH: usize = 4;

/// The length of the secret part, in bytes.
pub(super) const SECRET: usize = 20;

/// The checksum over a prefix and a selector, which anybody may know, and a
/// secret, which the time that this takes says nothing of.
pub(super) fn checksum(
    prefix: &str,
    selector: &[u8; Selector::LENGTH],
    secret: &[u8; SECRET],
) -> [u8; LENGTH] {
    let mut known = crc32fast::Hasher::new();
    known.update(prefix.as_bytes());
    known.update(selector);
    known.update(&[0; SECRET]);
    let mut crc = known.finalize();
    for (byte, weights) in secret.iter().zip(&WEIGHTS) {
        for (bit, weight) in weights.iter().enumerate() {
            let is_set = u32::from(byte >> bit & 1);
            crc ^= weight & is_set.wrapping_neg();
        }
    }
    crc.to_be_bytes()
}

/// What each bit of each byte adds.
static WEIGHTS: [[u32; 8]; SECRET] = weights();

/// From the last bit back: each bit adds what the bit after it adds, divided
/// once more.
const fn weights() -> [[u32; 8]; SECRET] {
    let mut weights = [[0; 8]; SECRET];
    let mut remainder: u32 = 1;
    let mut from_the_end = 0;
    while from_the_end < SECRET * 8 {
        remainder = if remainder & 1 == 1 {
            remainder >> 1 ^ POLYNOMIAL
        } else {
            remainder >> 1
        };
        weights[SECRET - 1 - from_the_end / 8][7 - from_the_end % 8] = remainder;
        from_the_end += 1;
    }
    weights
}

/// The polynomial of RFC 1952, its lowest power first.
const POLYNOMIAL: u32 = 0xedb8_8320;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_usual_checksum(selector: [u8; Selector::LENGTH], secret: [u8; SECRET]) {
            let mut usual = crc32fast::Hasher::new();
            usual.update(b"genkan_r");
            usual.update(&selector);
            usual.update(&secret);
            let usual = usual.finalize().to_be_bytes();
            prop_assert_eq!(checksum("genkan_r", &selector, &secret), usual);
        }
    }
}
