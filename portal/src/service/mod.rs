//! Runs the ceremonies on a store: looks up what is known, lets the core
//! decide, and commits the plan.

mod author;
mod backoff;
mod by_client;
mod case_actions;
mod cases;
mod change_email;
mod change_password;
mod companies;
mod contacts;
mod decoy;
mod delivery_report;
mod desk;
mod disavow;
mod error;
mod explain;
mod inquiries;
mod link;
mod link_queue;
mod link_requests;
mod look_up;
mod managers;
mod not_done;
mod noted_findings;
mod operators;
mod password_check;
mod register;
mod request_source;
mod requests;
mod reset_link;
mod retry;
mod second_factor;
mod session;
mod sign_in;
mod texts;
mod totp;
mod verify_audit_log;
mod visitor_cases;
mod webauthn;

use std::sync::Arc;
use std::time::Duration;

use genkan::limit::{Limits, Throttled};
use genkan::onboarding::{Account, CommitError, Company, Plan, Realm, Store};
use tokio::sync::Notify;

use crate::alarm::{Alarms, Counters, MailServer};
use crate::passwords::{self, Hasher, ImportedHash, PolicyEngine};
use crate::store::{self, Database};

use backoff::Backoff;
use by_client::ByClient;
use decoy::Decoys;

pub use author::{Author, NotPermitted};
pub use case_actions::CaseAction;
pub use change_email::NotRequested;
pub use change_password::NotChanged;
pub use contacts::Correction;
pub use delivery_report::{DeliveryReport, ReportResult, ReportedFate, ReportedMessage};
pub use desk::OpenDesk;
pub use error::{CeremonyError, Error};
pub use explain::{Explanation, Finding};
pub use inquiries::OpenInquiry;
pub use link_queue::NotQueued;
pub use link_requests::{LinkRequests, NotSent};
pub use look_up::{ContactFile, Found, ShownEntry};
pub use not_done::NotDone;
pub use noted_findings::noted_sentences;
pub use operators::{InvitedOperator, ListedOperator};
pub use register::{Fate, NewContact, Registered, Registration};
pub use request_source::RequestSource;
pub use requests::{Colleague, RequestDecision, new_request_id};
pub use reset_link::{NotSet, OpenLink};
pub use second_factor::{NewSecret, NotProven};
pub use session::OpenSession;
pub use sign_in::{NotSignedIn, SignIn};
pub use verify_audit_log::{NotVerified, verify_audit_log};
pub use visitor_cases::VisitorCase;
pub use webauthn::{NoPasskeys, RelyingParty};

/// The service of one realm: its limits, its password policy and its store.
/// Clones share everything.
#[derive(Clone, Debug)]
pub struct Service<S> {
    /// The keys and lifetimes.
    pub realm: Arc<Realm>,
    /// The rate limits.
    pub limits: Limits,
    /// The password policy with its lists.
    pub policy_engine: Arc<PolicyEngine>,
    /// Where accounts, tokens and messages are stored.
    pub store: S,
    /// What the operator must hear of.
    pub alarms: Arc<Alarms>,
    /// Whether the mail server can be used.
    pub mail_server: Arc<MailServer>,
    /// What this process has done.
    pub counters: Arc<Counters>,
    hasher: Arc<Hasher>,
    /// The clients that have used up their attempts to sign in.
    throttled: Arc<ByClient<Throttled>>,
    decoys: Arc<Decoys>,
    /// Wakes the mail worker when a message may have been queued.
    messages: Arc<Notify>,
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Returns a service on a store, with the default limits.
    ///
    /// # Errors
    ///
    /// [`passwords::Error`] if the policy needs an input that is missing, or if
    /// this machine cannot hash passwords.
    pub fn new(
        realm: Realm,
        policy_engine: PolicyEngine,
        store: S,
    ) -> Result<Self, passwords::Error> {
        if let Some(missing) = policy_engine.missing_input() {
            return Err(missing.into());
        }
        Ok(Self {
            realm: Arc::new(realm),
            limits: Limits::default(),
            policy_engine: Arc::new(policy_engine),
            store,
            alarms: Arc::default(),
            mail_server: Arc::default(),
            counters: Arc::default(),
            hasher: Arc::new(Hasher::new()?),
            throttled: Arc::new(ByClient::new()),
            decoys: Arc::default(),
            messages: Arc::new(Notify::new()),
        })
    }

    /// Waits until a message may have been queued by this process.
    pub async fn message_queued(&self) {
        self.messages.notified().await;
    }

    /// Returns the company of an account.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn company(&self, account: &Account) -> Result<Option<Company>, store::Error> {
        match account.company {
            Some(id) => self.store.company(id).await,
            None => Ok(None),
        }
    }

    /// Returns how many passwords this process has hashed, to store or to
    /// compare.
    #[must_use]
    pub fn hashes(&self) -> u64 {
        self.hasher.hashes()
    }

    /// Commits a plan, with retries for about three seconds while the store is
    /// unavailable. Returns `false` if something has changed since the plan was
    /// made.
    ///
    /// # Errors
    ///
    /// [`Error::OutcomeUnknown`] if the plan may have been committed.
    /// [`Error::Throttled`] if a limit refuses a charge of the plan; then, and
    /// after the store's error, nothing has changed.
    pub async fn commit(&self, plan: Plan) -> Result<bool, Error> {
        self.commit_within(plan, PAGE_WAIT).await
    }

    /// As [`commit`](Self::commit). No try begins later than this. Every try is of
    /// one plan with one identity, so that a try finds out what has become of the
    /// ones before it.
    async fn commit_within(&self, plan: Plan, within: Duration) -> Result<bool, Error> {
        let id = store::plan_id(plan.at);
        let mut backoff = Backoff::new(within);
        let mut is_unknown = false;
        loop {
            let error = match self.store.commit(id, &plan).await {
                Ok(()) => {
                    if !plan.messages.is_empty() {
                        self.messages.notify_one();
                    }
                    return Ok(true);
                }
                Err(CommitError::Conflict) => return Ok(false),
                Err(CommitError::Throttled(throttled)) => return Err(throttled.into()),
                Err(CommitError::Store(error)) => error,
                Err(CommitError::Unknown(error)) => {
                    is_unknown = true;
                    error
                }
            };
            let may_succeed = is_unknown || error.is_temporary();
            if may_succeed && backoff.has_time() {
                tracing::warn!(code = error.code(), %error, "will be retried");
                backoff.pause().await;
            } else if is_unknown {
                return Err(Error::OutcomeUnknown(error));
            } else {
                return Err(error.into());
            }
        }
    }
}

impl Service<Database> {
    /// Returns the same service for work that no page waits for: links, emails
    /// and the sweep. [Its connections](Database::for_background) are its own.
    #[must_use]
    pub fn for_background(&self) -> Self {
        Self {
            store: self.store.for_background(),
            ..self.clone()
        }
    }

    /// Makes every sign-in take as long as one of an account with a hash from
    /// another system, as long as there is such an account.
    ///
    /// # Errors
    ///
    /// [`store::Error`] if the database does not answer.
    pub async fn imitate_imported_hashes(&self) -> Result<(), store::Error> {
        let hash = self.store.imported_hash().await?;
        let hash = hash.and_then(|hash| ImportedHash::parse(hash.as_phc()).ok());
        self.hasher.imitate(hash);
        Ok(())
    }
}

/// How long a visitor waits: five tries. A lost connection is replaced at once,
/// and a server that restarts is often available again by then.
const PAGE_WAIT: Duration = Duration::from_secs(3);
