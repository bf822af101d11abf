/// The reason why no password can be generated, for the author of the policy.
///
/// # Examples
///
/// ```
/// use genkan::policy::generate::{Form, Ungeneratable};
/// use genkan::policy::{Context, Policy};
/// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// # let mut rng = ChaCha20Rng::seed_from_u64(1);
///
/// let policy = Policy::support_center();
/// let form = Form::Password { length: Some(4), without_look_alikes: false };
/// let error = policy.generator(&form, &Context::new(), &mut rng).unwrap_err();
/// assert!(matches!(error, Ungeneratable::Length { asked: 4, min: 6, max: 1024, .. }));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Ungeneratable {
    /// The policy permits no password of the length that was asked for.
    #[error("the policy permits no password of {asked} characters; choose {min} to {max}")]
    #[non_exhaustive]
    Length {
        /// The length that was asked for.
        asked: u32,
        /// The smallest of the permitted lengths that are nearest to it.
        min: u32,
        /// The largest of them.
        max: u32,
    },
    /// No password of the characters and lengths that may be drawn meets the
    /// policy for this person.
    #[error("no password of the characters to draw from meets the policy for this person")]
    Unsatisfiable,
    /// Passwords that meet the policy are too rare to be found by chance.
    #[error("passwords that meet the policy are too rare to be found by chance")]
    TooRare,
    /// Fewer than two different words were given.
    #[error("a passphrase needs a list of at least two different words")]
    TooFewWords,
}

impl Ungeneratable {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length { .. } => "length",
            Self::Unsatisfiable => "unsatisfiable",
            Self::TooRare => "too-rare",
            Self::TooFewWords => "too-few-words",
        }
    }
}
