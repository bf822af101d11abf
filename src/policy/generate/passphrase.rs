use alloc::string::String;
use alloc::vec::Vec;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::draw::below;
use super::{BITS, Ungeneratable, draws};
use crate::policy::{Context, Policy};
use crate::text::Unicode;

impl Policy {
    /// Returns a random passphrase of words that the policy accepts, such as
    /// `kumo-sora-hana…`.
    ///
    /// The words are drawn uniformly from the different ones given, as many as
    /// give 80 bits, or more if the policy's length requires it. If the policy
    /// requires kinds of characters, each word gets a capital, and a random
    /// digit and one of the policy's signs are added at the end. If the policy
    /// rejects a passphrase, all of it is drawn again, so every accepted one of
    /// that form is equally likely, given that no word has a hyphen.
    ///
    /// # Errors
    ///
    /// If there are too few words, or the policy accepts none of the forms: its
    /// largest length may be too small for enough words.
    ///
    /// # Examples
    ///
    /// ```
    /// use genkan::policy::{Context, Policy};
    /// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    /// # let mut rng = ChaCha20Rng::seed_from_u64(1);
    ///
    /// let words = ["kumo", "sora", "hana", "yuki"];
    /// let policy = Policy::support_center();
    /// let passphrase = policy.generate_passphrase(&words, &Context::new(), &mut rng)?;
    /// assert!(policy.check(&passphrase, &Context::new()).is_accepted());
    /// # Ok::<(), genkan::policy::generate::Ungeneratable>(())
    /// ```
    #[cfg(feature = "unicode-normalization")]
    pub fn generate_passphrase(
        &self,
        words: &[&str],
        context: &Context<'_>,
        rng: &mut impl CryptoRng,
    ) -> Result<Zeroizing<String>, Ungeneratable> {
        self.generate_passphrase_with(&crate::text::Tables, words, context, rng)
    }

    /// Does what [`generate_passphrase`](Self::generate_passphrase) does, with
    /// the caller's Unicode operations.
    ///
    /// # Errors
    ///
    /// As for [`generate_passphrase`](Self::generate_passphrase).
    pub fn generate_passphrase_with(
        &self,
        unicode: &impl Unicode,
        words: &[&str],
        context: &Context<'_>,
        rng: &mut impl CryptoRng,
    ) -> Result<Zeroizing<String>, Ungeneratable> {
        let mut words: Vec<&str> = words.iter().copied().filter(|w| !w.is_empty()).collect();
        words.sort_unstable();
        words.dedup();
        let shortest = words.iter().map(|word| word.chars().count()).min();
        let (Some(shortest), true) = (shortest, words.len() > 1) else {
            return Err(Ungeneratable::TooFewWords);
        };
        let context = &context.without_answers();
        let all = self.constraints();
        let longest = all.iter().map(|constraints| constraints.max).max();
        let constraints = all.first().ok_or(Ungeneratable::Unsatisfiable)?;
        let most = longest.unwrap_or(0);
        let enough = draws(words.len() as u32, BITS, most);
        // A hyphen follows each word but the last.
        let per_word = shortest as u32 + 1;
        let long_enough = (constraints.min + 1).div_ceil(per_word);
        let signs: Vec<char> = {
            let all = constraints.drawn().iter();
            all.filter(|c| !c.is_ascii_alphanumeric() && *c != '-')
                .collect()
        };
        let count = enough.max(long_enough);
        for signs in [None, Some(signs.as_slice())] {
            for _ in 0..TRIES {
                let passphrase = phrase(&words, count, signs, rng);
                if passphrase.len() <= self.max_bytes as usize
                    && !self.check_with(unicode, &passphrase, context).is_refused()
                {
                    return Ok(passphrase);
                }
            }
        }
        Err(Ungeneratable::TooRare)
    }
}

/// The number of draws of each form: a form matches a policy mostly or never.
const TRIES: u32 = 256;

fn phrase(
    words: &[&str],
    count: u32,
    signs: Option<&[char]>,
    rng: &mut impl CryptoRng,
) -> Zeroizing<String> {
    let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
    // Growing would leave a copy behind. An upper-case letter may have three
    // times the bytes. There is one hyphen less than words; a digit and a sign
    // follow.
    let size = (3 * longest + 1) * count as usize + 1;
    let mut phrase = Zeroizing::new(String::with_capacity(size));
    for at in 0..count {
        if at > 0 {
            phrase.push('-');
        }
        let word = words.get(below(words.len() as u32, rng) as usize);
        let mut letters = word.copied().unwrap_or_default().chars();
        if let (Some(_), Some(first)) = (signs, letters.clone().next()) {
            letters.next();
            phrase.extend(first.to_uppercase());
        }
        phrase.push_str(letters.as_str());
    }
    if let Some(signs) = signs {
        phrase.extend(char::from_digit(below(10, rng), 10));
        phrase.extend(signs.get(below(signs.len() as u32, rng) as usize));
    }
    phrase
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng as _;

    use super::*;

    /// The capacity is enough for the largest upper-case letters: growing would
    /// leave a copy behind.
    #[test]
    fn the_reserved_memory_fits_every_passphrase() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        for count in 1..100 {
            // Three characters of two bytes each.
            let phrase = phrase(&["ΐ"], count, Some(&['!']), &mut rng);
            assert!(phrase.starts_with("\u{399}\u{308}\u{301}"));
            assert_eq!(phrase.capacity(), phrase.len());
        }
    }
}
