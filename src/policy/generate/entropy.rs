//! Bits of entropy, never more than there are.

/// Returns the share of draws that a policy accepts, or less. The probability
/// that it returns more is below 2⁻⁴⁰.
///
/// It is the largest share for which so many accepted draws are too unlikely,
/// by the bound of Chernoff and Hoeffding: `accepted` or more of `tried` draws
/// have at most the probability 2^(-tried · divergence).
pub(super) fn share(accepted: u32, tried: u32) -> f64 {
    if accepted == 0 {
        return 0.0;
    }
    let tried = f64::from(tried);
    let seen = f64::from(accepted) / tried;
    let mut share = seen;
    while tried * divergence(seen, share) < 40.0 {
        share *= 0.99;
    }
    share
}

/// Returns the divergence of Kullback and Leibler of two shares, in bits.
fn divergence(seen: f64, share: f64) -> f64 {
    let part = |one: f64, other: f64| {
        if one > 0.0 {
            one * (log2(one) - log2(other))
        } else {
            0.0
        }
    };
    part(seen, share) + part(1.0 - seen, 1.0 - share)
}

/// Returns the binary logarithm of a positive number, at most 2⁻³⁰ too small.
///
/// `core` has no logarithm. It squares the fraction: if the square is at least
/// 2, the next binary digit is 1.
pub(super) fn log2(number: f64) -> f64 {
    const FRACTION: u64 = (1 << 52) - 1;
    let bits = number.to_bits();
    let mut digits = (bits >> 52) as f64 - 1023.0;
    let mut fraction = f64::from_bits(bits & FRACTION | 1023 << 52);
    let mut digit = 0.5;
    for _ in 0..32 {
        fraction *= fraction;
        if fraction >= 2.0 {
            fraction /= 2.0;
            digits += digit;
        }
        digit /= 2.0;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_that_of_std() {
        let mut number = 1e-6_f64;
        while number < 1e12 {
            let error = number.log2() - log2(number);
            assert!((-1e-9..1e-9).contains(&error), "{number}: {error}");
            number *= 1.003;
        }
        assert_eq!((log2(1.0), log2(64.0), log2(0.25)), (0.0, 6.0, -2.0));
    }

    /// Returns the probability of at least so many accepted draws, summed up.
    fn tail(accepted: u32, tried: u32, share: f64) -> f64 {
        let mut sum = 0.0;
        for count in accepted..=tried {
            let choices: f64 = (0..count)
                .map(|at| f64::from(tried - at).log2() - f64::from(at + 1).log2())
                .sum();
            let bits = choices
                + f64::from(count) * share.log2()
                + f64::from(tried - count) * (1.0 - share).log2();
            sum += bits.exp2();
        }
        sum
    }

    #[test]
    fn a_share_is_too_large_less_often_than_once_in_a_trillion_times() {
        let rare = (-40.0_f64).exp2();
        for (accepted, tried) in [
            (1, 1),
            (1, 16),
            (1, 1_000),
            (10, 16),
            (64, 64),
            (128, 256),
            (200, 256),
            (255, 256),
            (256, 256),
            (256, 4_000),
        ] {
            let share = share(accepted, tried);
            assert!(share > 0.0 && share < 1.0);
            assert!(tail(accepted, tried, share) <= rare, "{accepted} {tried}");
        }
        // It is not much smaller than it has to be.
        assert!(share(256, 256) > 0.88);
        assert!(share(128, 256) > 0.25);
        assert_eq!(share(0, 16_384), 0.0);
    }
}
