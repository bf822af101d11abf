/// What is generated.
///
/// # Examples
///
/// ```
/// use genkan::policy::generate::Form;
/// use genkan::policy::{Context, Policy};
/// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// # let mut rng = ChaCha20Rng::seed_from_u64(1);
///
/// let policy = Policy::nist_sp_800_63b_4_mfa();
/// let form = Form::Passphrase { words: &["kite", "lamp", "moss", "reed"] };
/// let generator = policy.generator(&form, &Context::new(), &mut rng)?;
/// let passphrase = generator.generate(&mut rng)?;
/// assert!(passphrase.split('-').all(|word| word.len() == 4));
/// # Ok::<(), genkan::policy::generate::Ungeneratable>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "callers write it out")]
pub enum Form<'w> {
    /// A password of all printable ASCII characters that the policy permits,
    /// except the space, which gets lost at an edge and in an email.
    Password {
        /// The number of characters. `None` is the smallest that gives 80 bits,
        /// but within the policy's smallest and largest length.
        length: Option<u32>,
        /// Whether the characters of [`LOOK_ALIKES`] are left out.
        without_look_alikes: bool,
    },
    /// A passphrase of words with hyphens between them, such as
    /// `kumo-sora-yuki`: as many words as give 80 bits, or more if the policy's
    /// length requires it.
    ///
    /// If the policy rejects such a passphrase, each word gets a capital, and a
    /// random digit and one of the policy's signs are added at the end.
    Passphrase {
        /// The words to draw from. Words with a hyphen, and words that are
        /// written like another one in the passphrase, are left out.
        words: &'w [&'w str],
    },
}

impl Default for Form<'_> {
    /// A password of the default length.
    fn default() -> Self {
        Self::Password {
            length: None,
            without_look_alikes: false,
        }
    }
}

/// The characters that people confuse when they copy a password from paper or
/// a screen, grouped by what they look like. All of a group are left out: a
/// reader of a `0` does not know that there is no `O`.
///
/// Japanese fonts show `\` as ¥ and `~` as an overline.
pub const LOOK_ALIKES: [&str; 11] = [
    "0Oo", "1Il|!", "2Zz", "5Ss", "6Gb", "8B", "9gq", "'`\"", ".,", ":;", "-_~\\",
];
