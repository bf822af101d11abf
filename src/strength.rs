//! How many guesses a password would stand, estimated. It refuses nothing.

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
#[derive(Clone, Copy, Debug)]
pub struct Strength {
    score: u8,
    guesses_log10: f64,
}

impl Strength {
    /// Estimates a password, given words that an attacker would try first,
    /// such as the person's name and address. At most the first 100
    /// characters are looked at, so that the work is bounded.
    #[must_use]
    pub fn of(password: &str, words: &[&str]) -> Self {
        let estimate = zxcvbn::zxcvbn(password, words);
        Self {
            score: estimate.score().into(),
            guesses_log10: estimate.guesses_log10(),
        }
    }

    /// From 0, guessed at once, to 4, out of reach.
    #[must_use]
    pub const fn score(self) -> u8 {
        self.score
    }

    /// The number of guesses as a power of ten.
    #[must_use]
    pub const fn guesses_log10(self) -> f64 {
        self.guesses_log10
    }
}
