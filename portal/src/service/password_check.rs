//! Checks a password by the policy for an account. Slow inputs, a hash or an
//! estimate, are computed beforehand and off the async threads.

use genkan::onboarding::{Account, PasswordMatch, Store, StoredPassword};
use genkan::policy::{AcceptedPassword, Context, Report};
use genkan::strength::Strength;
use zeroize::Zeroizing;

use super::{Error, Service};
use crate::passwords::{Person, TypedPassword};
use crate::store;

/// The slow inputs; `None` if the policy does not ask for them.
struct SlowInputs {
    score: Option<u8>,
    is_reused: Option<bool>,
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Reports on a password that is not going to be set.
    ///
    /// Whether it equals the last one stays unchecked: a visitor who has not
    /// proven to know that password must not be able to try it out.
    ///
    /// # Errors
    ///
    /// [`Error`] if the estimate fails.
    pub async fn check_password(
        &self,
        password: &str,
        person: &Person<'_>,
    ) -> Result<Report<'_>, Error> {
        let score = self.score(password, person).await?;
        let is_reused = None;
        let inputs = SlowInputs { score, is_reused };
        let context = self.context(password, person, None, inputs);
        Ok(self.policy_engine.policy().check(password, &context))
    }

    /// Accepts a password for an account. `old` is the current password, if it
    /// was typed. The inner error has every problem.
    pub(super) async fn accept(
        &self,
        password: &str,
        account: &Account,
        person: &Person<'_>,
        old: Option<&str>,
    ) -> Result<Result<AcceptedPassword, Box<Report<'_>>>, Error> {
        let score = self.score(password, person).await?;
        let is_reused = self.is_reused(password, account).await?;
        let inputs = SlowInputs { score, is_reused };
        let context = self.context(password, person, old, inputs);
        let policy = self.policy_engine.policy();
        let accepted = policy.accept(password, &context);
        Ok(accepted.map_err(|refused| Box::new(refused.into_report())))
    }

    /// Verifies a password, prepared as it was when it was set, against the
    /// stored one, or against a decoy if there is none.
    ///
    /// The size is limited to what any policy accepts, since a password that
    /// another policy accepted must still sign in.
    pub(super) async fn verify(
        &self,
        password: &str,
        stored: Option<StoredPassword>,
    ) -> Result<Option<PasswordMatch>, Error> {
        // A longer password cannot match; verifying it takes as long.
        let is_too_long = password.len() > LARGEST;
        let bounded = if is_too_long { "" } else { password };
        let policy = self.policy_engine.policy();
        let typed = TypedPassword {
            raw: Zeroizing::new(bounded.to_owned()),
            prepared: Zeroizing::new(policy.prepare(bounded).into_owned()),
        };
        let stored = stored.filter(|_| !is_too_long);
        Ok(self.hasher.verify(typed, stored).await?)
    }

    fn context<'c>(
        &'c self,
        password: &str,
        person: &Person<'c>,
        old: Option<&'c str>,
        inputs: SlowInputs,
    ) -> Context<'c> {
        let mut context = self.policy_engine.context(person);
        context = self.policy_engine.with_breaches(context, password);
        if let Some(old) = old {
            context = context.current_password(old);
        }
        if let Some(score) = inputs.score {
            context = context.score(score);
        }
        if let Some(is_reused) = inputs.is_reused {
            context = context.reused(is_reused);
        }
        context
    }

    /// Estimates how hard a password is to guess for an attacker who knows what
    /// the portal knows about its owner.
    async fn score(&self, password: &str, person: &Person<'_>) -> Result<Option<u8>, Error> {
        if !self.policy_engine.asks_for_estimate() || self.policy_engine.is_too_large(password) {
            return Ok(None);
        }
        let prepared = Zeroizing::new(self.policy_engine.policy().prepare(password).into_owned());
        let email = person.email.unwrap_or_default();
        let mut words = vec![email.to_owned()];
        for text in [email, person.name, person.company] {
            let pieces = text.split(|c: char| !c.is_alphanumeric());
            words.extend(pieces.filter(|piece| !piece.is_empty()).map(str::to_owned));
        }
        let estimate = move || {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            Strength::of(&prepared, &words).score()
        };
        Ok(Some(self.hasher.run(estimate).await?))
    }

    /// Returns whether a password is the one that is set.
    async fn is_reused(&self, password: &str, account: &Account) -> Result<Option<bool>, Error> {
        if !self.policy_engine.asks_for_last_password() || self.policy_engine.is_too_large(password)
        {
            return Ok(None);
        }
        let Some(stored) = StoredPassword::of(account) else {
            return Ok(Some(false));
        };
        let matched = self.verify(password, Some(stored)).await?;
        Ok(Some(matched.is_some()))
    }
}

/// The most bytes that any policy accepts.
const LARGEST: usize = 65_536;
