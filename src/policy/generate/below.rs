use rand_core::CryptoRng;

/// Returns a number below `n`, each equally likely; 0 if `n` is 0.
///
/// Of the 2³² words of the generator it discards those above the largest
/// multiple of `n`, which are fewer than half.
pub(super) fn below(n: u32, rng: &mut impl CryptoRng) -> u32 {
    if n == 0 {
        return 0;
    }
    let over = (u32::MAX % n + 1) % n;
    loop {
        let word = rng.next_u32();
        if word <= u32::MAX - over {
            return word % n;
        }
    }
}

#[cfg(test)]
mod tests {
    use core::convert::Infallible;
    use std::vec::Vec;

    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng as _;
    use rand_core::{TryCryptoRng, TryRng};

    #[test]
    fn every_number_is_equally_likely() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let mut counts = [0_u32; 7];
        for _ in 0..70_000 {
            counts[below(7, &mut rng) as usize] += 1;
        }
        // Six degrees of freedom: 22.5 is exceeded once in a thousand times.
        let square: f64 = counts
            .iter()
            .map(|count| (f64::from(*count) - 10_000.0).powi(2) / 10_000.0)
            .sum();
        assert!(square < 22.5, "{counts:?}");
        assert_eq!(below(0, &mut rng), 0);
        assert_eq!(below(1, &mut rng), 0);
    }

    /// A generator that returns the given words one after the other.
    struct Words(Vec<u32>);

    impl TryRng for Words {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            Ok(self.0.remove(0))
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            Ok(self.0.remove(0).into())
        }

        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
            bytes.fill(0);
            Ok(())
        }
    }

    impl TryCryptoRng for Words {}

    /// Words up to the largest multiple are used, and those above it are
    /// discarded.
    #[test]
    fn words_above_the_largest_multiple_are_discarded() {
        for n in (1..300).chain([1 << 16, 1 << 31, (1 << 31) + 1, u32::MAX - 1, u32::MAX]) {
            let multiple = (1_u64 << 32) / u64::from(n) * u64::from(n);
            let last = u32::try_from(multiple - 1).unwrap();
            assert_eq!(below(n, &mut Words([last].into())), n - 1, "{n}");
            if let Some(over) = last.checked_add(1) {
                for over in [over, u32::MAX] {
                    let mut words = Words([over, 1, 7].into());
                    assert_eq!(below(n, &mut words), 1 % n, "{n}");
                    assert_eq!(words.0, [7]);
                }
            }
        }
    }
}
