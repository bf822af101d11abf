//! Requests of visitors, for a link or a case: answered first, worked on
//! afterwards.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use genkan::address::Address;
use genkan::limit::{self, Asker, Cell, CellId, Charge, Limit, LimitName, Rate, Throttled};
use genkan::onboarding::{Account, NoMessage, Store};
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::task::TaskTracker;

use super::backoff::Backoff;
use super::by_client::ByClient;
use super::error::converts;
use super::link_queue::{LinkQueue, LinkRequest, NotQueued};
use super::retry::TRIES;
use super::{Error, RequestSource, Service, VisitorCase};
use crate::clock::now;
use crate::random::random;
use crate::store;

/// The requests that are worked on after their page was sent.
///
/// They are worked on at fixed times and a few at once, whatever was asked, so
/// that neither an answer nor what happens behind it tells a visitor whether an
/// address is registered.
pub struct LinkRequests<S> {
    inner: Arc<Inner<S>>,
    unfinished: TaskTracker,
}

struct Inner<S> {
    service: Arc<Service<S>>,
    queue: Mutex<Waiting>,
    asked: ByClient<Cell>,
    begun: Instant,
}

#[derive(Default)]
struct Waiting {
    queue: LinkQueue,
    /// Whether a task works on the queue.
    is_worked_on: bool,
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
    Failed(Error),
}

impl From<Error> for NotSent {
    fn from(error: Error) -> Self {
        match error {
            Error::Throttled(throttled) => Self::Throttled(throttled),
            error => Self::Failed(error),
        }
    }
}

converts!(NotSent, Failed: store::Error);

impl<S: Store<Error = store::Error> + 'static> LinkRequests<S> {
    /// Returns an empty queue.
    #[must_use]
    pub fn new(service: Arc<Service<S>>) -> Self {
        Self {
            inner: Arc::new(Inner {
                service,
                queue: Mutex::default(),
                asked: ByClient::new(),
                begun: Instant::now(),
            }),
            unfinished: TaskTracker::new(),
        }
    }

    /// Queues a request. The same request waits once.
    ///
    /// # Errors
    ///
    /// [`NotQueued`].
    pub fn enqueue(&self, address: Address, source: RequestSource) -> Result<(), NotQueued> {
        self.push(LinkRequest {
            address,
            source,
            case: None,
        })
    }

    /// Queues a case about an address.
    ///
    /// # Errors
    ///
    /// [`NotQueued`].
    pub fn enqueue_case(
        &self,
        address: Address,
        source: RequestSource,
        case: VisitorCase,
    ) -> Result<(), NotQueued> {
        self.push(LinkRequest {
            address,
            source,
            case: Some(case),
        })
    }

    fn push(&self, request: LinkRequest) -> Result<(), NotQueued> {
        self.inner.charge(&request.source.client)?;
        let mut waiting = self.inner.lock();
        waiting.queue.push(request)?;
        if !waiting.is_worked_on {
            waiting.is_worked_on = true;
            self.unfinished.spawn(Arc::clone(&self.inner).work());
        }
        Ok(())
    }

    /// Waits until every request is finished.
    pub async fn drain(&self) {
        self.unfinished.close();
        self.unfinished.wait().await;
    }
}

impl<S: Store<Error = store::Error> + 'static> Inner<S> {
    /// Charges a client in the memory of this process. It is far more than the
    /// limits of the store allow, and keeps a client that is far over them from
    /// costing the store anything.
    fn charge(&self, client: &str) -> Result<(), NotQueued> {
        let limit = self.service.limits.link_client;
        let burst = limit.burst().saturating_mul(ABOVE_LIMIT);
        let Some(rate) = Rate::new(burst, limit.period()) else {
            return Ok(());
        };
        let charge = Charge {
            id: CellId::from_bytes([0; 16]),
            by: LimitName::LinkClient,
            limit: Limit::Rate(rate),
        };
        let cell = self.asked.find(client, now());
        let charged = limit::charge(&[cell], &[charge], now()).map_err(|_| NotQueued::Client)?;
        for cell in charged {
            let ends = cell.ends.unwrap_or_else(now);
            self.asked.remember(client, cell, ends, now());
        }
        Ok(())
    }

    /// Works on what waits, a batch at each tick, until nothing waits.
    async fn work(self: Arc<Self>) {
        loop {
            self.tick().await;
            let mut batch = JoinSet::new();
            for request in self.next_batch() {
                if batch.len() >= AT_ONCE {
                    batch.join_next().await;
                }
                let service = Arc::clone(&self.service);
                batch.spawn(async move { service.work_on(request).await });
            }
            // A request that panics takes no other one with it.
            while batch.join_next().await.is_some() {}
            let mut waiting = self.lock();
            if waiting.queue.is_empty() {
                waiting.is_worked_on = false;
                return;
            }
        }
    }

    /// Waits for the next of the fixed times.
    async fn tick(&self) {
        let ticks = self.begun.elapsed().div_duration_f64(TICK).ceil();
        tokio::time::sleep_until(self.begun + TICK.mul_f64(ticks)).await;
    }

    fn next_batch(&self) -> Vec<LinkRequest> {
        let mut waiting = self.lock();
        let next = std::iter::from_fn(|| waiting.queue.pop());
        next.take(BATCH).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Addresses and clients are personal data.
impl<S> fmt::Debug for LinkRequests<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkRequests(..)")
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
    async fn work_on(&self, request: LinkRequest) {
        let LinkRequest {
            address,
            source,
            case,
        } = request;
        let (opened, done, failed) = match case {
            None => {
                let requested = self.request_link(&address, &source).await;
                (requested, "link requested", "link not requested")
            }
            Some(case) => {
                let opened = self.open_visitor_case(&address, &source, &case).await;
                (opened, "case opened", "case not opened")
            }
        };
        match opened {
            Ok(()) => tracing::info!("{done}"),
            Err(NotSent::Failed(error)) => {
                tracing::error!(code = error.code(), %error, "{failed}");
            }
            Err(reason) => tracing::info!(reason = reason.code(), "{failed}"),
        }
    }

    /// Requests a link for an address, with retries while the store is
    /// unavailable.
    ///
    /// The charges and the message are one plan, so that a retry is not refused
    /// by its own charge. Whatever comes of a request, the store writes once
    /// now, and as often as for an email afterwards.
    ///
    /// # Errors
    ///
    /// [`NotSent`].
    pub async fn request_link(
        &self,
        address: &Address,
        source: &RequestSource,
    ) -> Result<(), NotSent> {
        let queued = self.queue_link(address, source).await;
        if let Err(NotSent::Throttled(throttled)) = &queued {
            self.note_refused(address, throttled.by).await;
        }
        if queued.is_err() {
            self.queue_decoy();
        }
        queued
    }

    /// Notes for an operator that a limit has refused a request, with the writes of
    /// an email.
    pub(super) async fn note_refused(&self, address: &Address, by: LimitName) {
        let plan = self.realm.imitate_email(now(), &mut random());
        let plan = plan.charge(Vec::from([self.limits.refused(address, by)]));
        if let Err(error) = self.commit(plan).await {
            tracing::warn!(code = error.code(), %error, "a refused request is not noted");
        }
    }

    async fn queue_link(&self, address: &Address, source: &RequestSource) -> Result<(), NotSent> {
        for _ in 0..TRIES {
            let (account, charges) = with_backoff(|| self.link_charges(address, source)).await?;
            let requested = self.realm.request_link(account.as_ref(), now());
            let (plan, refused) = match requested {
                Ok(plan) => (plan, None),
                Err(reason) => {
                    let plan = self.realm.imitate_email(now(), &mut random());
                    (plan, Some(reason))
                }
            };
            if self.commit_within(plan.charge(charges), QUEUE_WAIT).await? {
                return refused.map_or(Ok(()), |reason| Err(reason.into()));
            }
        }
        Err(Error::Contended.into())
    }

    pub(super) async fn link_charges(
        &self,
        address: &Address,
        source: &RequestSource,
    ) -> Result<(Option<Account>, Vec<Charge>), NotSent> {
        let device = self.device(source).await?;
        let account = self.store.account_by_address(address).await?;
        let asker = Asker {
            address,
            account: account.as_ref().map(Account::to_limit),
            device: device.as_ref(),
            client: &source.client,
        };
        let charges = self.limits.link_request(&asker, now());
        Ok((account, charges))
    }
}

/// Retries with backoff while the store is unavailable: the page was sent
/// already, and the visitor would not ask again.
pub(super) async fn with_backoff<T, F>(mut attempt: impl FnMut() -> F) -> Result<T, NotSent>
where
    F: Future<Output = Result<T, NotSent>>,
{
    let mut backoff = Backoff::new(QUEUE_WAIT);
    loop {
        match attempt().await {
            Err(NotSent::Failed(error)) if error.is_temporary() && backoff.has_time() => {
                tracing::warn!(code = error.code(), %error, "will be retried");
            }
            ended => return ended,
        }
        backoff.pause().await;
    }
}

/// How many times the limit of a client its requests are worked on at all. The
/// first requests of contacts who were told to make one are not counted by the
/// limit, and a large office is one client.
const ABOVE_LIMIT: u32 = 10;
/// The time between two batches.
const TICK: Duration = Duration::from_millis(250);
/// How many requests are in a batch at most.
const BATCH: usize = 64;
/// How many requests of a batch are worked on at once.
const AT_ONCE: usize = 4;
/// For how long the store is asked for what a message needs, and to queue it: a
/// server that restarts or is replaced is available again by then.
pub(super) const QUEUE_WAIT: Duration = Duration::from_secs(60);
