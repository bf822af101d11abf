//! The ceremonies, run on a store: what is known is looked up, the core
//! decides, the plan is committed.

mod address;
mod desk;
mod explain;
mod link;
mod look;
mod not_me;
mod origin;
mod patience;
mod session;
mod verdict;

use genkan::onboarding::limit::{Limits, Throttled};
use genkan::onboarding::{CommitError, Plan, Realm, Refusal, Store};
use genkan::policy::Report;
use tokio::sync::Notify;

use crate::fault::Fault;
use crate::hasher::Hasher;
use crate::judge::Judge;

pub use explain::{Explanation, Finding};
pub use link::{NotSent, OpenLink};
pub use origin::Origin;
pub use session::{NotSignedIn, OpenSession};

/// A portal: a realm, its limits, a judge and a store.
#[derive(Debug)]
pub struct Portal<S> {
    /// The keys and lifetimes.
    pub realm: Realm,
    /// How often what may be tried.
    pub limits: Limits,
    /// What passwords are judged by.
    pub judge: Judge,
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
    /// Too many wrong guesses at the current password.
    #[error(transparent)]
    Throttled(#[from] Throttled),
    /// Something underneath failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl<S: Store<Fault = Fault>> Portal<S> {
    /// A portal on a store, with the default limits.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the policy asks for what is not there, or passwords
    /// cannot be hashed here.
    pub fn new(realm: Realm, judge: Judge, store: S) -> Result<Self, Fault> {
        if let Some(lack) = judge.lack() {
            return Err(lack.into());
        }
        Ok(Self {
            realm,
            limits: Limits::default(),
            judge,
            store,
            hasher: Hasher::new()?,
            letters: Notify::new(),
        })
    }

    /// Waits until a letter may have been queued here.
    pub async fn letter_queued(&self) {
        self.letters.notified().await;
    }

    /// How many passwords have been hashed here, to keep or to compare.
    #[must_use]
    pub fn hashes(&self) -> u64 {
        self.hasher.hashes()
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
}

/// How often a plan is made anew when the account has changed meanwhile.
const TRIES: usize = 16;
