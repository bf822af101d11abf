//! The checksum of a token: what is left of its prefix and content, read as one
//! great number, when it is divided by the largest prime below 2³². (The check
//! digits of ISO/IEC 7064, which an IBAN has, are such a remainder, of 97.) In
//! Python: `int.from_bytes(prefix + content) % 4294967291`.
//!
//! A prime divides a product only where it divides a factor, so a change that
//! lies within 31 bits of these is found whatever it is: six characters of a
//! token's text. Of all others one in 2³² is missed.

use super::base32::WORDS;

/// The checksum of a prefix and of all words but the last four bytes, its own
/// place. No branch and no address depends on what they are.
pub(super) fn checksum(prefix: u64, words: &[u64; WORDS]) -> u32 {
    let [a, b, c, d, last] = *words;
    let sum = [prefix, a, b, c, d].into_iter().fold(0, |sum, word| {
        let sum = times_2_32(sum) + (word >> 32);
        times_2_32(sum) + (word & LOWEST)
    });
    let sum = times_2_32(sum) + (last >> 32);
    // Less than 2⁵⁶; and once more, it is less than twice the prime.
    let sum = times_2_32(sum >> 32) + (sum & LOWEST);
    let less = sum.wrapping_sub(PRIME);
    let was_less = (less >> 63).wrapping_neg();
    less.wrapping_add(PRIME & was_less) as u32
}

/// As far as the remainder goes: 2³² is five more than the prime. (There are
/// processors whose multiplication takes a time that depends on the numbers.)
const fn times_2_32(number: u64) -> u64 {
    (number << 2) + number
}

/// The lowest 32 bits.
const LOWEST: u64 = 0xffff_ffff;
const PRIME: u64 = (1 << 32) - 5;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn naive(prefix: u64, words: [u64; WORDS]) -> u32 {
        let words = [[prefix].as_slice(), &words].concat();
        let bytes = words.iter().flat_map(|word| word.to_be_bytes());
        let bytes = bytes.take(8 + WORDS * 8 - 4);
        let remainder = bytes.fold(0, |remainder, byte| {
            (remainder << 8 | u64::from(byte)) % PRIME
        });
        remainder as u32
    }

    proptest! {
        #[test]
        fn it_is_the_remainder(prefix: u64, words: [u64; WORDS]) {
            prop_assert_eq!(checksum(prefix, &words), naive(prefix, words));
        }

        /// A change within 31 bits, wherever they begin.
        #[test]
        fn what_lies_together_is_found(
            words: [u64; WORDS],
            at in 0_u32..=4 * 64 - 31,
            change in 1_u32..1 << 31,
        ) {
            let (at, shift) = (at as usize / 64, at % 64);
            let [high, low] = {
                let change = u128::from(change) << (128 - 31 - shift);
                [(change >> 64) as u64, change as u64]
            };
            let mut changed = words;
            changed[at] ^= high;
            changed[at + 1] ^= low;
            prop_assert_ne!(checksum(7, &changed), checksum(7, &words));
        }
    }

    /// Where the sums are largest, and where the remainder is next to the prime.
    #[test]
    fn at_its_ends_too() {
        let mut most = [u64::MAX; WORDS];
        assert_eq!(checksum(u64::MAX, &most), naive(u64::MAX, most));
        most = [0; WORDS];
        for last in [0, 1, PRIME - 1, PRIME, PRIME + 1, LOWEST] {
            most[WORDS - 1] = last << 32;
            assert_eq!(u64::from(checksum(0, &most)), last % PRIME);
        }
    }
}
