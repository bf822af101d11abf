use rand_core::CryptoRng;

/// A number below `n`, each equally likely; 0 where `n` is.
///
/// Of the 2³² words of the generator those above the largest multiple of `n`
/// are thrown away, which are fewer than half.
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
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng as _;

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
}
