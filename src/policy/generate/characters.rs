use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::below::below;
use super::entropy::log2;
use super::{BITS, LOOK_ALIKES, Ungeneratable, draws};
use crate::policy::Policy;
use crate::policy::ascii_set::AsciiSet;
use crate::policy::constraints::Constraints;
use crate::policy::rules::KindsRule;

/// Draws passwords from characters.
pub(super) struct Characters<'p> {
    pub(super) constraints: Constraints<'p>,
    /// The set that the character in each position is drawn from.
    positions: Vec<AsciiSet>,
    /// Whether the sets are put in a random order first.
    is_mixed: bool,
}

/// Returns the constraints to draw by: first those that give enough bits, the
/// shortest first; then the longest.
pub(super) fn constraints(
    policy: &Policy,
    asked: Option<u32>,
    without_look_alikes: bool,
) -> Result<Vec<Constraints<'_>>, Ungeneratable> {
    let mut all = policy.constraints();
    // An empty text is not a password.
    all.retain(|constraints| constraints.max > 0);
    if let Some(asked) = asked {
        let distance = |constraints: &&Constraints<'_>| {
            let too_short = constraints.min.max(1).saturating_sub(asked);
            too_short.max(asked.saturating_sub(constraints.max))
        };
        let nearest = all.iter().min_by_key(distance);
        let nearest = nearest.ok_or(Ungeneratable::Unsatisfiable)?;
        let (min, max) = (nearest.min.max(1), nearest.max);
        if !(min..=max).contains(&asked) {
            return Err(Ungeneratable::Length { asked, min, max });
        }
        all.retain(|constraints| (constraints.min..=constraints.max).contains(&asked));
        for constraints in &mut all {
            (constraints.min, constraints.max) = (asked, asked);
        }
    }
    if without_look_alikes {
        let look_alikes = LOOK_ALIKES.iter().flat_map(|group| group.chars()).collect();
        let clear = all.into_iter();
        all = clear.map(|some| some.without(look_alikes)).collect();
    }
    all.sort_by_key(|constraints| {
        let length = length(constraints);
        let is_enough = draws(constraints.drawn().len(), BITS, u32::MAX) <= length;
        is_enough.then_some(length).ok_or(Reverse(length))
    });
    Ok(all)
}

/// Returns the length to draw. It gives four more bits than wanted, which make
/// up for rejected draws, up to fifteen of sixteen.
fn length(constraints: &Constraints<'_>) -> u32 {
    draws(constraints.drawn().len(), BITS + 4, constraints.max).max(constraints.min)
}

impl<'p> Characters<'p> {
    /// Draws from all that the constraints permit. `None` if there is no
    /// character for some position.
    pub(super) fn of(constraints: &Constraints<'p>) -> Option<Self> {
        let drawn = constraints.drawn();
        // The first and the last character may have rules of their own.
        let at = |edge: AsciiSet| {
            let drawn = drawn.and(edge);
            if drawn.is_empty() { edge } else { drawn }
        };
        let (first, last) = (at(constraints.first), at(constraints.last));
        let mut positions = alloc::vec![drawn; length(constraints) as usize];
        if let Some(position) = positions.last_mut() {
            *position = last;
        }
        if let [position] = positions.as_mut_slice() {
            *position = first.and(last);
        } else if let Some(position) = positions.first_mut() {
            *position = first;
        }
        (!positions.contains(&AsciiSet::default())).then(|| Self {
            constraints: constraints.clone(),
            positions,
            is_mixed: false,
        })
    }

    /// Draws, in any order, characters of the same kinds as those of a text.
    pub(super) fn alike(constraints: &Constraints<'p>, text: &str) -> Self {
        let alike = |one: char| {
            let is_alike = |other: char| {
                let mut kinds = constraints.kinds().flat_map(KindsRule::counted);
                kinds.all(|(_, ascii)| ascii.contains(one) == ascii.contains(other))
            };
            AsciiSet::of(|other| constraints.alphabet.contains(other) && is_alike(other))
        };
        Self {
            constraints: constraints.clone(),
            positions: text.chars().map(alike).collect(),
            is_mixed: true,
        }
    }

    /// Draws a password, which the policy may reject.
    pub(super) fn draw(&self, rng: &mut impl CryptoRng) -> Zeroizing<String> {
        let mut order: Vec<usize> = (0..self.positions.len()).collect();
        if self.is_mixed {
            // Fisher and Yates.
            for at in (1..order.len()).rev() {
                order.swap(at, below(at as u32 + 1, rng) as usize);
            }
        }
        let mut password = Zeroizing::new(String::with_capacity(order.len()));
        for position in order.iter().filter_map(|at| self.positions.get(*at)) {
            password.extend(position.nth(below(position.len(), rng)));
        }
        password
    }

    /// Returns the binary logarithm of the number of passwords that can be drawn.
    pub(super) fn combinations(&self) -> f64 {
        let mut bits = 0.0;
        for (at, position) in self.positions.iter().enumerate() {
            bits += log2(f64::from(position.len()));
            if self.is_mixed {
                // Two sets are the same or have no character in common, so the
                // orders that differ are n! divided by one n! for each set.
                let before = self.positions.iter().take(at);
                let same = before.filter(|other| *other == position).count() + 1;
                bits += log2((at + 1) as f64 / same as f64);
            }
        }
        bits
    }

    /// Returns the number of draws after which a policy that rejects all is
    /// given up. A long password costs more per draw.
    pub(super) fn tries(&self) -> u32 {
        let length = self.positions.len().max(1) as u32;
        TRIES.min(BUDGET / length).max(64)
    }
}

const TRIES: u32 = 16_384;
/// The largest number of characters that are drawn.
const BUDGET: u32 = 1 << 20;

#[cfg(all(test, feature = "unicode-normalization"))]
mod tests {
    use std::collections::HashMap;
    use std::string::ToString as _;

    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng as _;

    use super::*;
    use crate::policy::Document;

    fn mixed(sets: &[&str]) -> Vec<AsciiSet> {
        sets.iter().map(|set| set.chars().collect()).collect()
    }

    #[test]
    fn every_order_is_equally_likely() {
        let policy = Policy::try_from(Document::new("", 64, Vec::new())).unwrap();
        let constraints = policy.constraints().remove(0);
        for (sets, all) in [
            (["a", "b", "c", "d"], 24_u32),
            (["ab", "1", "ab", "1"], 24),
            (["abc", "abc", "abc", "1"], 108),
        ] {
            let characters = Characters {
                constraints: constraints.clone(),
                positions: mixed(&sets),
                is_mixed: true,
            };
            let mut rng = ChaCha20Rng::seed_from_u64(1);
            let mut counts: HashMap<String, u32> = HashMap::new();
            for _ in 0..1_000 * all {
                let drawn = characters.draw(&mut rng).to_string();
                *counts.entry(drawn).or_default() += 1;
            }
            assert_eq!(counts.len(), all as usize);
            let error = characters.combinations() - f64::from(all).log2();
            assert!((-1e-6..1e-6).contains(&error), "{error}");
            let square: f64 = counts
                .values()
                .map(|count| (f64::from(*count) - 1_000.0).powi(2) / 1_000.0)
                .sum();
            // The statistic has the mean k and the variance 2k: five deviations.
            let freedom = f64::from(all - 1);
            assert!(
                square < freedom + 5.0 * (2.0 * freedom).sqrt(),
                "{counts:?}"
            );
        }
    }
}
