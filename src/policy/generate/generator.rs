use alloc::string::String;
use core::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::characters::{self, Characters};
use super::entropy::{log2, share};
use super::words::{self, Words};
use super::{Form, Ungeneratable};
use crate::policy::construction::Construction;
use crate::policy::{Context, Policy};
use crate::text::Unicode;

/// Generates passwords of one form that a policy accepts for one person.
///
/// Every password that it can generate is equally likely: all parts of a
/// password are drawn uniformly, and if the policy rejects the password, all of
/// it is drawn again.
///
/// # Examples
///
#[cfg_attr(feature = "unicode-normalization", doc = "```")]
#[cfg_attr(not(feature = "unicode-normalization"), doc = "```ignore")]
/// use genkan::policy::generate::Form;
/// use genkan::policy::{Context, Policy};
/// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// # let mut rng = ChaCha20Rng::seed_from_u64(1);
///
/// let policy = Policy::support_center();
/// let form = Form::Password { length: Some(12), without_look_alikes: true };
/// let generator = policy.generator(&form, &Context::new(), &mut rng)?;
/// let password = generator.generate(&mut rng)?;
/// assert_eq!(password.len(), 12);
/// assert!(!password.contains(['0', 'O', '1', 'l']));
/// // 61 characters to the twelfth are 71 bits; some of those are rejected.
/// assert!((69..=71).contains(&generator.bits(&mut rng)));
/// # Ok::<(), genkan::policy::generate::Ungeneratable>(())
/// ```
pub struct Generator<'a, U> {
    policy: &'a Policy,
    unicode: &'a U,
    context: Context<'a>,
    source: Source<'a>,
}

/// What a password is drawn from.
enum Source<'a> {
    Characters(Characters<'a>),
    Words(Words),
}

impl Policy {
    /// Returns a random password that the policy accepts.
    ///
    /// It breaks no rule that can be checked with this context.
    /// [`accept`](Self::accept) checks the rest, such as a list that is missing
    /// here, and the facts about one password: [`reused`](Context::reused),
    /// [`breached`](Context::breached) and [`score`](Context::score).
    ///
    /// It is of the default [`Form`]; [`generator`](Self::generator) generates
    /// several passwords, other lengths and passphrases. The work is bounded.
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
    /// assert_eq!(password.len(), 13);
    /// # Ok::<(), genkan::policy::generate::Ungeneratable>(())
    /// ```
    #[cfg(feature = "unicode-normalization")]
    pub fn generate(
        &self,
        context: &Context<'_>,
        rng: &mut impl CryptoRng,
    ) -> Result<Zeroizing<String>, Ungeneratable> {
        let found = find(self, &crate::text::Tables, &Form::default(), context, rng);
        found.map(|(_, password)| password)
    }

    /// Returns a generator of passwords or passphrases that the policy accepts.
    ///
    /// It generates what [`generate`](Self::generate) promises, in this form.
    /// If the policy accepts so few passwords that random draws find none, a
    /// password is built, and the generator draws from all that have as many
    /// characters of each kind as that one, in any order.
    ///
    /// # Errors
    ///
    /// If the policy does not permit the length, no such password exists, none
    /// was found, or there are too few words.
    #[cfg(feature = "unicode-normalization")]
    pub fn generator<'a>(
        &'a self,
        form: &Form<'_>,
        context: &Context<'a>,
        rng: &mut impl CryptoRng,
    ) -> Result<Generator<'a, crate::text::Tables>, Ungeneratable> {
        self.generator_with(&crate::text::Tables, form, context, rng)
    }

    /// Does what [`generator`](Self::generator) does, with the caller's Unicode
    /// operations.
    ///
    /// # Errors
    ///
    /// As for [`generator`](Self::generator).
    pub fn generator_with<'a, U: Unicode>(
        &'a self,
        unicode: &'a U,
        form: &Form<'_>,
        context: &Context<'a>,
        rng: &mut impl CryptoRng,
    ) -> Result<Generator<'a, U>, Ungeneratable> {
        find(self, unicode, form, context, rng).map(|(generator, _)| generator)
    }
}

impl<U: Unicode> Generator<'_, U> {
    /// Returns a random password.
    ///
    /// # Errors
    ///
    /// [`Ungeneratable::TooRare`] if every draw was rejected. The work is
    /// bounded.
    pub fn generate(&self, rng: &mut impl CryptoRng) -> Result<Zeroizing<String>, Ungeneratable> {
        let mut tries = 0..self.tries();
        tries
            .find_map(|_| self.draw(rng))
            .ok_or(Ungeneratable::TooRare)
    }

    /// Returns the entropy of a generated password in bits, rounded down: the
    /// binary logarithm of the number of passwords that can be generated.
    ///
    /// The number of passwords that the policy rejects is estimated by draws.
    /// The probability that the result is too large is below 2⁻⁴⁰; it is usually
    /// less than two bits too small.
    pub fn bits(&self, rng: &mut impl CryptoRng) -> u32 {
        let (mut accepted, mut tried) = (0, 0);
        while accepted < SAMPLE && tried < self.tries() {
            accepted += u32::from(self.draw(rng).is_some());
            tried += 1;
        }
        let share = share(accepted, tried);
        if share == 0.0 {
            return 0;
        }
        let combinations = match &self.source {
            Source::Characters(characters) => characters.combinations(),
            Source::Words(words) => words.combinations(),
        };
        // It saturates at 0.
        (combinations + log2(share)) as u32
    }

    /// Draws once. Returns the password if the policy accepts it.
    fn draw(&self, rng: &mut impl CryptoRng) -> Option<Zeroizing<String>> {
        match &self.source {
            Source::Characters(characters) => {
                let text = characters.draw(rng);
                let constraints = &characters.constraints;
                let is_accepted = constraints.accepts(self.unicode, &self.context, &text);
                is_accepted.then_some(text)
            }
            Source::Words(words) => {
                let text = words.draw(rng);
                let report = self.policy.check_with(self.unicode, &text, &self.context);
                (!report.is_refused()).then_some(text)
            }
        }
    }

    /// Returns the number of draws after which the generator gives up.
    fn tries(&self) -> u32 {
        match &self.source {
            Source::Characters(characters) => characters.tries(),
            // Such passphrases meet a policy mostly or never.
            Source::Words(_) => 256,
        }
    }
}

/// Returns the generator, and the first password that it has generated.
fn find<'a, U: Unicode>(
    policy: &'a Policy,
    unicode: &'a U,
    form: &Form<'_>,
    context: &Context<'a>,
    rng: &mut impl CryptoRng,
) -> Result<(Generator<'a, U>, Zeroizing<String>), Ungeneratable> {
    let context = context.without_answers();
    let mut first = |source| {
        let context = context.clone();
        let generator = Generator {
            policy,
            unicode,
            context,
            source,
        };
        let password = generator.generate(rng).ok()?;
        Some((generator, password))
    };
    let (length, without_look_alikes) = match *form {
        Form::Password {
            length,
            without_look_alikes,
        } => (length, without_look_alikes),
        Form::Passphrase { words } => {
            let mut sources = words::sources(policy, unicode, words)?.into_iter();
            let found = sources.find_map(|words| first(Source::Words(words)));
            return found.ok_or(Ungeneratable::TooRare);
        }
    };
    let all = characters::constraints(policy, length, without_look_alikes)?;
    for constraints in &all {
        let characters = Characters::of(constraints);
        if let Some(found) = characters.and_then(|some| first(Source::Characters(some))) {
            return Ok(found);
        }
    }
    let mut reason = Ungeneratable::Unsatisfiable;
    for constraints in &all {
        match constraints.construct(unicode, &context) {
            Construction::Found(built) => {
                reason = Ungeneratable::TooRare;
                let alike = Characters::alike(constraints, &built);
                if let Some(found) = first(Source::Characters(alike)) {
                    return Ok(found);
                }
            }
            Construction::Impossible => {}
            Construction::Unknown => reason = Ungeneratable::TooRare,
        }
    }
    Err(reason)
}

/// The number of accepted draws by which the entropy is estimated.
const SAMPLE: u32 = 256;

/// Shows nothing of the person.
impl<U> fmt::Debug for Generator<'_, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Generator").finish_non_exhaustive()
    }
}
