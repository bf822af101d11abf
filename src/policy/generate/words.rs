use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::below::below;
use super::entropy::log2;
use super::{BITS, Ungeneratable, draws};
use crate::policy::Policy;
use crate::text::Unicode;

/// Draws passphrases from words.
pub(super) struct Words {
    /// Different words as they are written in a passphrase, without a hyphen.
    words: Vec<String>,
    /// How many words a passphrase has.
    count: u32,
    /// The signs of which one follows the last word and a digit.
    signs: Option<Vec<char>>,
}

/// Returns what to draw from: the words as they are and, for a policy that
/// rejects that, capitalized words with a digit and a sign at the end.
pub(super) fn sources(
    policy: &Policy,
    unicode: &impl Unicode,
    words: &[&str],
) -> Result<Vec<Words>, Ungeneratable> {
    let all = policy.constraints();
    let constraints = all.first().ok_or(Ungeneratable::Unsatisfiable)?;
    let longest = all.iter().map(|constraints| constraints.max).max();
    let source = |signs: Option<Vec<char>>| {
        let written = |word: &&str| {
            let word = match &signs {
                Some(_) => capitalized(word),
                None => (*word).into(),
            };
            policy.prepare_with(unicode, &word).to_string()
        };
        // A hyphen separates two words.
        let words = words.iter().filter(|word| !word.contains('-'));
        let mut words: Vec<String> = words.map(written).collect();
        words.sort_unstable();
        words.dedup();
        words.retain(|word| !word.is_empty());
        let shortest = words.iter().map(|word| word.chars().count()).min();
        let (Some(shortest), true) = (shortest, words.len() > 1) else {
            return Err(Ungeneratable::TooFewWords);
        };
        let enough = draws(words.len() as u32, BITS, longest.unwrap_or(0));
        // A hyphen follows each word but the last.
        let long_enough = (constraints.min + 1).div_ceil(shortest as u32 + 1);
        Ok(Words {
            words,
            count: enough.max(long_enough),
            signs,
        })
    };
    let signs = constraints.counted().iter();
    let signs = signs.filter(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | ' '));
    let mut sources = Vec::from([source(None)?]);
    sources.extend(source(Some(signs.collect())));
    Ok(sources)
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter();
    first.flat_map(char::to_uppercase).chain(letters).collect()
}

impl Words {
    /// Draws a passphrase, which the policy may reject.
    pub(super) fn draw(&self, rng: &mut impl CryptoRng) -> Zeroizing<String> {
        let longest = self.words.iter().map(String::len).max().unwrap_or(0);
        // Growing would leave a copy behind. There is one hyphen less than
        // words; a digit and a sign follow.
        let size = (longest + 1) * self.count as usize + 1;
        let mut phrase = Zeroizing::new(String::with_capacity(size));
        for at in 0..self.count {
            if at > 0 {
                phrase.push('-');
            }
            let word = self.words.get(below(self.words.len() as u32, rng) as usize);
            phrase.push_str(word.map_or("", String::as_str));
        }
        if let Some(signs) = &self.signs {
            phrase.extend(char::from_digit(below(10, rng), 10));
            phrase.extend(signs.get(below(signs.len() as u32, rng) as usize));
        }
        phrase
    }

    /// Returns the binary logarithm of the number of passphrases that can be
    /// drawn.
    pub(super) fn combinations(&self) -> f64 {
        let words = f64::from(self.count) * log2(self.words.len() as f64);
        let signs = self
            .signs
            .as_ref()
            .map_or(0.0, |signs| log2(10.0) + log2(signs.len().max(1) as f64));
        words + signs
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng as _;

    use super::*;

    /// The capacity is enough for the longest words: growing would leave a copy
    /// behind.
    #[test]
    fn the_reserved_memory_fits_every_passphrase() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        for count in 1..100 {
            let words = Words {
                words: [capitalized("ΐ")].into(),
                count,
                signs: Some(['!'].into()),
            };
            let phrase = words.draw(&mut rng);
            // Three characters of two bytes each.
            assert!(phrase.starts_with("\u{399}\u{308}\u{301}"));
            assert_eq!(phrase.capacity(), phrase.len());
        }
    }
}
