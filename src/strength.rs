//! The estimate of how many guesses a password withstands. It rejects nothing.

/// An estimate by the method of zxcvbn (Wheeler, USENIX Security 2016), which
/// knows common passwords, names, words, dates and keyboard walks.
///
/// # Examples
///
/// ```
/// use genkan::strength::Strength;
///
/// // Accepted by the documented policy, and among the first to be tried.
/// assert_eq!(Strength::of("Passw0rd", &[]).score(), 0);
/// assert_eq!(Strength::of("quiet-lamp-orbit-92", &[]).score(), 4);
/// ```
///
/// A policy that needs a score gets it from the context. An estimate takes
/// milliseconds and a check microseconds, so make it on the server:
///
#[cfg_attr(feature = "unicode-normalization", doc = "```")]
#[cfg_attr(not(feature = "unicode-normalization"), doc = "```ignore")]
/// use genkan::policy::{Context, Document, Policy, Rule};
/// use genkan::policy::rules::GuessabilityRule;
/// use genkan::strength::Strength;
///
/// let rules = vec![Rule::Guessability(GuessabilityRule::new(3))];
/// let policy = Policy::try_from(Document::new("hard_to_guess", 1024, rules))?;
///
/// let email = "taro.yamada@example.co.jp";
/// for (password, is_accepted) in [("Passw0rd2026", false), ("quiet-lamp-orbit-92", true)] {
///     let score = Strength::of(&policy.prepare(password), &["taro", "yamada"]).score();
///     let context = Context::new().email(email).score(score);
///     assert_eq!(policy.check(password, &context).is_accepted(), is_accepted);
/// }
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Strength {
    score: u8,
    guesses_log10: f64,
}

impl Strength {
    /// Estimates a password, given words that an attacker would try first, such
    /// as the person's name and address. At most the first 100 characters are
    /// used, so that the work is bounded.
    #[must_use]
    pub fn of(password: &str, words: &[&str]) -> Self {
        let estimate = zxcvbn::zxcvbn(password, words);
        Self {
            score: estimate.score().into(),
            guesses_log10: estimate.guesses_log10(),
        }
    }

    /// Returns the score, from 0, guessed at once, to 4, very hard to guess.
    #[must_use]
    pub const fn score(self) -> u8 {
        self.score
    }

    /// Returns the number of guesses as a power of ten.
    #[must_use]
    pub const fn guesses_log10(self) -> f64 {
        self.guesses_log10
    }
}
