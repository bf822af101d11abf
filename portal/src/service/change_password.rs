//! A signed-in contact or operator changes the password.

use genkan::limit::Throttled;
use genkan::onboarding::{Refusal, Store};
use genkan::policy::Report;
use genkan::token::{OpensSession, Token};

use super::error::converts;
use super::{Error, OpenSession, RequestSource, Service};
use crate::clock::now;
use crate::random::random;
use crate::{passwords, store};

/// Why a password was not changed.
#[derive(Debug, thiserror::Error)]
#[expect(clippy::exhaustive_enums, reason = "the page has an answer to each")]
pub enum NotChanged<'p> {
    /// The policy rejects the new password.
    #[error("the policy rejects the password")]
    Policy(Box<Report<'p>>),
    /// The current password is wrong, or the account no longer allows it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There were too many wrong guesses at the current password.
    #[error(transparent)]
    Throttled(#[from] Throttled),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

converts!(NotChanged<'_>, Failed: passwords::Error, store::Error);

impl<S: Store<Error = store::Error>> Service<S> {
    /// Changes the password of the signed-in contact or operator. Returns the token
    /// of a new session.
    ///
    /// # Errors
    ///
    /// [`NotChanged`], with every problem.
    pub async fn change_password<P: OpensSession>(
        &self,
        session: &OpenSession<P>,
        current: &str,
        password: &str,
        source: &RequestSource,
    ) -> Result<Token<P>, NotChanged<'_>> {
        let account = &session.account;
        let matched = self.verify_current(account, current, source).await??;
        let matched = matched.ok_or(Refusal::CurrentPassword)?;
        let accepted = self
            .accept(password, account, &session.person(), Some(current))
            .await?
            .map_err(NotChanged::Policy)?;
        let password = self.hasher.hash(accepted).await?;
        self.decide_on(account, Refusal::CurrentPassword, |account| {
            let (proof, password, rng) = (&session.proof, password.clone(), &mut random());
            let (token, plan) =
                self.realm
                    .change_password(account, proof, &matched, password, now(), rng)?;
            // Earlier guesses were at another password.
            Ok((token, plan.refund(self.limits.new_password(account.id))))
        })
        .await
    }
}
