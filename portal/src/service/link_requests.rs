//! Requests for a link: answered first, worked on afterwards.

use std::sync::Arc;
use std::time::Duration;

use genkan::address::Address;
use genkan::limit::{Asker, Throttled};
use genkan::onboarding::{Account, NoMessage, Store};
use tokio_util::task::TaskTracker;

use super::error::converts;
use super::{Error, RequestSource, Service};
use crate::clock::now;
use crate::store;

/// The requests that are worked on after their page was sent. How long that
/// takes depends on what is found, so no answer waits for it.
#[derive(Debug)]
pub struct LinkRequests<S> {
    service: Arc<Service<S>>,
    unfinished: TaskTracker,
}

/// Why no link is sent: for the log and the operator, never for a page.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotSent {
    /// Too many links were requested.
    #[error(transparent)]
    Throttled(#[from] Throttled),
    /// The account is sent no link.
    #[error(transparent)]
    NoMessage(#[from] NoMessage),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

converts!(NotSent, Failed: store::Error);

impl<S: Store<Error = store::Error> + 'static> LinkRequests<S> {
    /// Returns an empty queue.
    #[must_use]
    pub fn new(service: Arc<Service<S>>) -> Self {
        Self {
            service,
            unfinished: TaskTracker::new(),
        }
    }

    /// Starts to work on a request.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] if too many requests are unfinished. The bound is the
    /// same for every address.
    pub fn enqueue(&self, address: Address, source: RequestSource) -> Result<(), Error> {
        if self.unfinished.len() >= UNFINISHED {
            return Err(Error::Busy);
        }
        let service = Arc::clone(&self.service);
        self.unfinished.spawn(async move {
            match service.request_link(&address, &source).await {
                Ok(()) => tracing::info!("link requested"),
                Err(NotSent::Failed(error)) => {
                    tracing::error!(code = error.code(), %error, "link not requested");
                }
                Err(reason) => tracing::info!(reason = reason.code(), "no link is sent"),
            }
        });
        Ok(())
    }

    /// Waits until every request is finished.
    pub async fn drain(&self) {
        self.unfinished.close();
        self.unfinished.wait().await;
    }
}

impl NotSent {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Throttled(throttled) => throttled.by.code(),
            Self::NoMessage(reason) => reason.code(),
            Self::Failed(error) => error.code(),
        }
    }
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Requests a link for an address, with retries while the store is
    /// unavailable. The charges come before the decision, for unregistered
    /// addresses, too.
    ///
    /// # Errors
    ///
    /// [`NotSent`].
    pub async fn request_link(
        &self,
        address: &Address,
        source: &RequestSource,
    ) -> Result<(), NotSent> {
        // Charged once, however often the decision is retried.
        with_backoff(|| self.charge_link(address, source)).await?;
        with_backoff(|| self.queue_link(address)).await
    }

    async fn charge_link(&self, address: &Address, source: &RequestSource) -> Result<(), NotSent> {
        let device = self.device(source).await?;
        let account = self.store.account_by_address(address).await?;
        let asker = Asker {
            address,
            account: account.as_ref().map(Account::to_limit),
            device: device.as_ref(),
            client: &source.client,
        };
        let charges = self.limits.link_request(&asker, now());
        Ok(self.store.charge(&charges, now()).await??)
    }

    async fn queue_link(&self, address: &Address) -> Result<(), NotSent> {
        self.decide(async || {
            let account = self.store.account_by_address(address).await?;
            Ok(((), self.realm.request_link(account.as_ref(), now())?))
        })
        .await
    }
}

/// Retries with backoff while the store is unavailable: the page was sent
/// already, and the visitor would not ask again.
async fn with_backoff<F>(mut attempt: impl FnMut() -> F) -> Result<(), NotSent>
where
    F: Future<Output = Result<(), NotSent>>,
{
    for pause in PAUSES {
        match attempt().await {
            Err(NotSent::Failed(error)) if error.is_temporary() => {
                tracing::warn!(code = error.code(), %error, "will be retried");
            }
            ended => return ended,
        }
        tokio::time::sleep(pause).await;
    }
    attempt().await
}

/// How many requests may be unfinished after their answer.
const UNFINISHED: usize = 1024;
/// A server that restarts or is replaced is available again by then.
const PAUSES: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(15),
];
