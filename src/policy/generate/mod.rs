//! Generates passwords that a policy accepts.

mod below;
mod characters;
mod entropy;
mod form;
mod generator;
mod ungeneratable;
mod words;

pub use form::{Form, LOOK_ALIKES};
pub use generator::Generator;
pub use ungeneratable::Ungeneratable;

/// The smallest strength of a generated password in bits, if the policy permits
/// it: far beyond what can be guessed, online or from a stolen hash.
const BITS: u32 = 80;

/// Returns the smallest number of draws, of `choices` each, that gives so many
/// bits, but at most `most`.
fn draws(choices: u32, bits: u32, most: u32) -> u32 {
    let wanted = 1_u128 << bits.min(127);
    let mut product = 1_u128;
    let mut draws = 0;
    while product < wanted && draws < most {
        product = product.saturating_mul(u128::from(choices));
        draws += 1;
        if choices < 2 {
            return most;
        }
    }
    draws
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_draws_are_the_fewest_that_give_the_bits() {
        for (choices, bits, most, expected) in [
            (2, 80, 100, 80),
            (16, 80, 100, 20),
            (17, 80, 100, 20),
            (15, 80, 100, 21),
            (2, 0, 100, 0),
            (10, 80, 3, 3),
            // Without a choice there are no bits.
            (1, 80, 7, 7),
            (0, 80, 7, 7),
        ] {
            assert_eq!(
                draws(choices, bits, most),
                expected,
                "{choices} {bits} {most}"
            );
        }
    }
}
