//! Runs the ceremonies on a store: looks up what is known, lets the core
//! decide, and commits the plan.

mod author;
mod change_email;
mod companies;
mod contacts;
mod disavow;
mod error;
mod explain;
mod look;
mod not_done;
mod reset_link;

mod operators;
mod password_check;
mod request_source;
mod retry;
mod sign_in;

use genkan::limit::{Limits, Throttled};
use genkan::onboarding::{Account, CommitError, Company, Plan, Realm, Refusal, Store};
use genkan::policy::Report;
use tokio::sync::Notify;

use crate::passwords::Hasher;
use crate::passwords::PolicyEngine;
use crate::{passwords, store};

pub use author::{Author, NotPermitted};
pub use contacts::{Correction, NewContact};
pub use error::Error;
pub use explain::{Explanation, Finding};
pub use not_done::NotDone;
pub use request_source::RequestSource;
pub use reset_link::{NotSent, OpenLink};
pub use sign_in::{NotSignedIn, OpenSession};

/// A portal: a realm, its limits, a judge and a store.
#[derive(Debug)]
pub struct Service<S> {
    /// The keys and lifetimes.
    pub realm: Realm,
    /// How often what may be tried.
    pub limits: Limits,
    /// What passwords are judged by.
    pub policy_engine: PolicyEngine,
    /// Where everything is kept.
    pub store: S,
    hasher: Hasher,
    /// Wakes the mail worker when a message may have been queued.
    messages: Notify,
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
    Failed(#[from] Error),
}

impl From<passwords::Error> for NotSet<'_> {
    fn from(error: passwords::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<store::Error> for NotSet<'_> {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// A portal on a store, with the default limits.
    ///
    /// # Errors
    ///
    /// An [`Error`] if the policy needs something that is missing, or if
    /// passwords cannot be hashed here.
    pub fn new(realm: Realm, policy_engine: PolicyEngine, store: S) -> Result<Self, Error> {
        if let Some(missing_input) = policy_engine.missing_input() {
            return Err(passwords::Error::from(missing_input).into());
        }
        Ok(Self {
            realm,
            limits: Limits::default(),
            policy_engine,
            store,
            hasher: Hasher::new()?,
            messages: Notify::new(),
        })
    }

    /// Waits until a message may have been queued here.
    pub async fn message_queued(&self) {
        self.messages.notified().await;
    }

    /// Returns the company of an account.
    ///
    /// # Errors
    ///
    /// An [`Error`] if the store fails.
    pub async fn company(&self, account: &Account) -> Result<Option<Company>, Error> {
        match account.company {
            Some(id) => Ok(self.store.company(id).await?),
            None => Ok(None),
        }
    }

    /// How many passwords have been hashed here, to keep or to compare.
    #[must_use]
    pub fn hashes(&self) -> u64 {
        self.hasher.hashes()
    }

    /// Commits a plan. Returns `false` if something has changed since the plan
    /// was made.
    ///
    /// # Errors
    ///
    /// An [`Error`] if the store fails.
    pub async fn commit(&self, plan: Plan) -> Result<bool, Error> {
        let has_messages = !plan.messages.is_empty();
        match self.store.commit(plan).await {
            Ok(()) => {
                if has_messages {
                    self.messages.notify_one();
                }
                Ok(true)
            }
            Err(CommitError::Conflict) => Ok(false),
            Err(CommitError::Store(error)) => Err(error.into()),
        }
    }
}

/// How often a plan is made again if something has changed in the meantime.
const TRIES: usize = 16;
