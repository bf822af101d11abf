use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::draw::below;
use super::{BITS, TRIES, Ungeneratable, draws};
use crate::policy::ascii_set::AsciiSet;
use crate::policy::constraints::Constraints;
use crate::policy::construction::Construction;
use crate::policy::rules::KindsRule;
use crate::policy::{Context, Policy};
use crate::text::Unicode;

impl Policy {
    /// Returns a random password that the policy accepts.
    ///
    /// It breaks no rule that can be checked with this context.
    /// [`accept`](Self::accept) checks the rest, such as a list that is missing
    /// here, and the facts about one password: [`reused`](Context::reused),
    /// [`breached`](Context::breached) and [`score`](Context::score).
    ///
    /// It is drawn from printable ASCII without the space: if the policy counts
    /// kinds, only from the characters that it counts. Its length is the
    /// smallest that gives 80 bits, but within the policy's smallest and
    /// largest length.
    ///
    /// Every password of that length that the policy accepts is equally
    /// likely: characters are drawn uniformly, and if the policy rejects a
    /// password, *all* of it is drawn again. If the policy accepts so few that
    /// none is found, a password is built, and every one that has as many
    /// characters of each kind as that one, in any order, is equally likely.
    ///
    /// The work is bounded.
    ///
    /// # Errors
    ///
    /// If no such password exists, or none was found.
    ///
    /// # Examples
    ///
    /// ```
    /// use genkan::policy::{Context, Policy};
    /// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    /// # let mut rng = ChaCha20Rng::seed_from_u64(1);
    ///
    /// let policy = Policy::support_center();
    /// let context = Context::new().email("taro.yamada@example.co.jp");
    /// let password = policy.generate(&context, &mut rng)?;
    /// assert!(policy.check(&password, &context).is_accepted());
    /// assert_eq!(password.len(), 14);
    /// # Ok::<(), genkan::policy::generate::Ungeneratable>(())
    /// ```
    #[cfg(feature = "unicode-normalization")]
    pub fn generate(
        &self,
        context: &Context<'_>,
        rng: &mut impl CryptoRng,
    ) -> Result<Zeroizing<String>, Ungeneratable> {
        self.generate_with(&crate::text::Tables, context, rng)
    }

    /// Does what [`generate`](Self::generate) does, with the caller's Unicode
    /// operations.
    ///
    /// # Errors
    ///
    /// As for [`generate`](Self::generate).
    pub fn generate_with(
        &self,
        unicode: &impl Unicode,
        context: &Context<'_>,
        rng: &mut impl CryptoRng,
    ) -> Result<Zeroizing<String>, Ungeneratable> {
        let context = &context.without_answers();
        let mut all: Vec<(u32, Constraints<'_>)> = self
            .constraints()
            .into_iter()
            .map(|constraints| (length(&constraints), constraints))
            .filter(|(length, _)| *length > 0)
            .collect();
        // First those with enough bits, the shortest first; then the longest.
        all.sort_by_key(|(length, constraints)| {
            let is_enough = draws(constraints.drawn().len(), BITS, u32::MAX) <= *length;
            is_enough.then_some(*length).ok_or(Reverse(*length))
        });
        for (length, constraints) in &all {
            let positions = positions(constraints, *length);
            if let Some(password) = draw(constraints, unicode, context, positions, false, rng) {
                return Ok(password);
            }
        }
        let mut reason = Ungeneratable::Unsatisfiable;
        for (_, constraints) in &all {
            match constraints.construct(unicode, context) {
                Construction::Found(built) => {
                    reason = Ungeneratable::TooRare;
                    let positions = built.chars().map(|c| alike(constraints, c)).collect();
                    if let Some(password) =
                        draw(constraints, unicode, context, positions, true, rng)
                    {
                        return Ok(password);
                    }
                }
                Construction::Impossible => {}
                Construction::Unknown => reason = Ungeneratable::TooRare,
            }
        }
        Err(reason)
    }
}

/// Returns the length to draw. It gives four more bits than wanted, which make
/// up for rejected draws, up to fifteen of sixteen.
fn length(constraints: &Constraints<'_>) -> u32 {
    draws(constraints.drawn().len(), BITS + 4, constraints.max).max(constraints.min)
}

/// Returns the set that the character in each position is drawn from. Those of
/// the first and the last position may differ, because of rules about them.
fn positions(constraints: &Constraints<'_>, length: u32) -> Vec<AsciiSet> {
    let drawn = constraints.drawn();
    let at = |edge: AsciiSet| {
        let counted = drawn.and(edge);
        if counted.is_empty() { edge } else { counted }
    };
    let (first, last) = (at(constraints.first), at(constraints.last));
    let mut positions = alloc::vec![drawn; length as usize];
    if let Some(position) = positions.last_mut() {
        *position = last;
    }
    if let Some(position) = positions.first_mut() {
        *position = if length == 1 { first.and(last) } else { first };
    }
    positions
}

/// Returns the characters that are of the same kinds as this one.
fn alike(constraints: &Constraints<'_>, one: char) -> AsciiSet {
    let is_alike = |other: char| {
        let mut kinds = constraints.kinds().flat_map(KindsRule::of);
        kinds.all(|kind| kind.contains(one) == kind.contains(other))
    };
    AsciiSet::of(|other| constraints.alphabet.contains(other) && is_alike(other))
}

/// Draws a character from each of the sets, optionally in a random order, until
/// the policy accepts the password.
fn draw(
    constraints: &Constraints<'_>,
    unicode: &impl Unicode,
    context: &Context<'_>,
    mut positions: Vec<AsciiSet>,
    is_mixed: bool,
    rng: &mut impl CryptoRng,
) -> Option<Zeroizing<String>> {
    if positions.contains(&AsciiSet::default()) {
        return None;
    }
    // A long password costs more per try.
    let tries = TRIES.min(BUDGET / positions.len().max(1) as u32).max(64);
    for _ in 0..tries {
        if is_mixed {
            // Fisher and Yates.
            for at in (1..positions.len()).rev() {
                positions.swap(at, below(at as u32 + 1, rng) as usize);
            }
        }
        let mut password = Zeroizing::new(String::with_capacity(positions.len()));
        for position in &positions {
            password.extend(position.nth(below(position.len(), rng)));
        }
        if constraints.accepts(unicode, context, &password) {
            return Some(password);
        }
    }
    None
}

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
    use crate::text::Tables;

    #[test]
    fn every_order_is_equally_likely() {
        let policy = Policy::try_from(Document::new("", 64, Vec::new())).unwrap();
        let constraints = policy.constraints().remove(0);
        let positions: Vec<AsciiSet> = "abcd".chars().map(|c| [c].into_iter().collect()).collect();
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let mut counts: HashMap<String, u32> = HashMap::new();
        for _ in 0..24_000 {
            let context = Context::new();
            let drawn = draw(
                &constraints,
                &Tables,
                &context,
                positions.clone(),
                true,
                &mut rng,
            );
            *counts.entry(drawn.unwrap().to_string()).or_default() += 1;
        }
        assert_eq!(counts.len(), 24);
        // 23 degrees of freedom: 49.7 is exceeded once in a thousand times.
        let square: f64 = counts
            .values()
            .map(|count| (f64::from(*count) - 1_000.0).powi(2) / 1_000.0)
            .sum();
        assert!(square < 49.7, "{counts:?}");
    }
}
