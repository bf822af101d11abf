//! The ceremonies, run on a store: what is known is looked up, the core
//! decides, the plan is committed.

mod address;
mod desk;
mod link;
mod not_me;
mod session;

use genkan::onboarding::{Account, CommitError, PasswordHash, Plan, Realm, Refusal, Store};
use genkan::policy::{AcceptedPassword, Context, Policy, Report};
use genkan::text::{Tables, prepare};
use tokio::sync::Notify;
use zeroize::Zeroizing;

use crate::fault::Fault;
use crate::hasher::Hasher;

pub use link::OpenLink;
pub use session::OpenSession;

/// A portal: a realm, a policy and a store.
#[derive(Debug)]
pub struct Portal<S> {
    /// The keys and lifetimes.
    pub realm: Realm,
    /// The policy of passwords.
    pub policy: Policy,
    /// Where everything is kept.
    pub store: S,
    hasher: Hasher,
    /// Wakes the mail worker when a letter may have been queued.
    letters: Notify,
}

/// Why a password was not set or changed.
#[derive(Debug, thiserror::Error)]
pub enum NotSet<'p> {
    /// The policy refuses it.
    #[error("the policy refuses the password")]
    Policy(Box<Report<'p>>),
    /// The ceremony does not take place.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something underneath failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl<S: Store<Fault = Fault>> Portal<S> {
    /// A portal on a store.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where passwords cannot be hashed here.
    pub fn new(realm: Realm, policy: Policy, store: S) -> Result<Self, Fault> {
        Ok(Self {
            realm,
            policy,
            store,
            hasher: Hasher::new()?,
            letters: Notify::new(),
        })
    }

    /// Waits until a letter may have been queued here.
    pub async fn letter_queued(&self) {
        self.letters.notified().await;
    }

    /// What the policy says of a password for an account.
    pub fn judge(&self, password: &str, account: &Account) -> Report<'_> {
        self.policy.check(password, &context(account))
    }

    /// Commits a plan; `false` where it came too late.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails.
    pub async fn commit(&self, plan: Plan) -> Result<bool, Fault> {
        let is_mail = !plan.letters.is_empty();
        match self.store.commit(plan).await {
            Ok(()) => {
                if is_mail {
                    self.letters.notify_one();
                }
                Ok(true)
            }
            Err(CommitError::Conflict) => Ok(false),
            Err(CommitError::Fault(fault)) => Err(fault),
        }
    }

    fn accept(&self, password: &str, account: &Account) -> Result<AcceptedPassword, NotSet<'_>> {
        self.policy
            .accept(password, &context(account))
            .map_err(|report| NotSet::Policy(Box::new(report)))
    }

    /// Prepares what was typed as the policy prepares it, and compares.
    async fn verify(&self, password: &str, stored: Option<PasswordHash>) -> Result<bool, Fault> {
        // Longer than any accepted password: it is none, at the same cost.
        let is_too_long = password.len() > self.policy.max_bytes() as usize;
        let bounded = if is_too_long { "" } else { password };
        let prepared = Zeroizing::new(prepare(&Tables, bounded).into_owned());
        let stored = stored.filter(|_| !is_too_long);
        self.hasher.verify(prepared, stored).await
    }
}

/// What is known of an account when its password is judged.
#[must_use]
pub fn context(account: &Account) -> Context<'_> {
    Context::new().email(account.address.as_str())
}

/// How often a plan is made anew when the account has changed meanwhile.
const TRIES: usize = 16;
