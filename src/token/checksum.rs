//! The checksum of a token: CRC-32 as in RFC 1952 section 8, which
//! every language has and scanners for leaked tokens can compute.
//!
//! The usual ways to compute it look up a table at places that depend on the
//! data, and a processor's cache remembers the places. But a CRC is linear:
//! each bit that is set adds a constant of its own, in whatever order.

/// The length of a checksum, in bytes.
pub(super) const LENGTH: usize = 4;

/// The checksum of a prefix with zeros behind it, as many as `N`.
pub(super) const fn of_zeros<const N: usize>(prefix: &str) -> u32 {
    let mut rest = prefix.as_bytes();
    let mut remainder = u32::MAX;
    while let [byte, after @ ..] = rest {
        remainder ^= *byte as u32;
        remainder = divided(remainder, 8);
        rest = after;
    }
    !divided(remainder, N * 8)
}

/// What each bit of four bytes adds, when nothing comes after the last: the
/// lowest bits of the four beside each other, then the next.
pub(super) type Weights = [[u32; 4]; 8];

/// The weights of so many times four bytes.
pub(super) const fn weights<const N: usize>() -> [Weights; N] {
    let mut weights = [[[0; 4]; 8]; N];
    let mut remainder = 1;
    let mut from_the_end = 0;
    while from_the_end < N * 32 {
        remainder = divided(remainder, 1);
        let bit = N * 32 - 1 - from_the_end;
        weights[bit / 32][bit % 8][bit / 8 % 4] = remainder;
        from_the_end += 1;
    }
    weights
}

/// The checksum of bytes behind a prefix: that of as many zeros there, and
/// what their bits add. The time that this takes says nothing of them.
pub(super) fn checksum(of_zeros: u32, weights: &[Weights], bytes: &[u8]) -> [u8; LENGTH] {
    // Four sums beside each other, which a processor adds to at once.
    let mut sums = [0; 4];
    for (bytes, weights) in bytes.as_chunks::<4>().0.iter().zip(weights) {
        let bytes = bytes.map(u32::from);
        for (bit, weights) in weights.iter().enumerate() {
            for ((sum, weight), byte) in sums.iter_mut().zip(weights).zip(bytes) {
                *sum ^= weight & (byte >> bit & 1).wrapping_neg();
            }
        }
        // It does not matter which sum is which; but where they stay apart,
        // the compiler takes four of these loops at once and then has to
        // gather each weight from another place, which takes twice the time.
        let [a, b, c, d] = sums;
        sums = [b, c, d, a];
    }
    let crc = sums.iter().fold(of_zeros, |crc, sum| crc ^ sum);
    crc.to_be_bytes()
}

/// Divided by the variable, so many times, modulo the polynomial.
const fn divided(mut remainder: u32, times: usize) -> u32 {
    let mut done = 0;
    while done < times {
        let is_odd = remainder & 1 == 1;
        remainder >>= 1;
        if is_odd {
            remainder ^= POLYNOMIAL;
        }
        done += 1;
    }
    remainder
}

/// The polynomial of RFC 1952, its lowest power first.
const POLYNOMIAL: u32 = 0xedb8_8320;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_usual_checksum(bytes: [u8; 36]) {
            static WEIGHTS: [Weights; 9] = weights();
            const OF_ZEROS: u32 = of_zeros::<36>("genkan_r");
            let mut usual = crc32fast::Hasher::new();
            usual.update(b"genkan_r");
            usual.update(&bytes);
            let usual = usual.finalize().to_be_bytes();
            prop_assert_eq!(checksum(OF_ZEROS, &WEIGHTS, &bytes), usual);
        }
    }
}
