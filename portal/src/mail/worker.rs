//! Takes letters from the outbox, makes what they need, and sends them.
//!
//! Any number of workers on any number of nodes share one outbox: a letter is
//! leased to one of them at a time. A worker that dies leaves its letters to
//! the others, who take them when the lease has run out. A letter can go out
//! twice only where the server had taken it and the worker died before it
//! could say so; both mails have the same Message-ID, and the links of both
//! work.

use std::sync::Arc;
use std::time::Duration;

use genkan::onboarding::write_letter::write_letter;
use genkan::onboarding::{Outcome, QueuedLetter, Reply, Store};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::dead::Death;
use super::post::NotSent;
use super::{Composer, Post};
use crate::fault::Fault;
use crate::portal::Portal;
use crate::system::{later, now, random};

/// Works until it is dropped. What it was sending then is sent again by
/// somebody else, when the lease has run out.
pub async fn work<S>(portal: Arc<Portal<S>>, composer: Composer, post: Post)
where
    S: Store<Fault = Fault> + 'static,
{
    let (_never, stop) = watch::channel(false);
    work_until(portal, composer, post, stop).await;
}

/// Works until `stop` says so; then ends what it has begun, and begins
/// nothing any more.
pub async fn work_until<S>(
    portal: Arc<Portal<S>>,
    composer: Composer,
    post: Post,
    mut stop: watch::Receiver<bool>,
) where
    S: Store<Fault = Fault> + 'static,
{
    let worker = Arc::new(Worker {
        portal,
        composer,
        post,
    });
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut begun = JoinSet::new();
    while !*stop.borrow() {
        // A letter that takes its time keeps one place, and no other letter.
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place,
            _ = stop.changed() => continue,
        };
        while let Some(ended) = begun.try_join_next() {
            if ended.is_err() {
                // Its lease runs out, and that counts as a try.
                tracing::error!("a letter stopped the worker that wrote it");
            }
        }
        match worker.lease().await {
            Ok(Some(queued)) => {
                let worker = Arc::clone(&worker);
                begun.spawn(async move {
                    worker.deliver(queued).await;
                    drop(place);
                });
            }
            // Another process may have queued a letter, and one may be due
            // again, so it does not wait for its own doorbell only.
            Ok(None) => {
                drop(place);
                tokio::select! {
                    _ = tokio::time::timeout(IDLE, worker.portal.letter_queued()) => {}
                    _ = stop.changed() => {}
                }
            }
            Err(fault) => {
                drop(place);
                tracing::error!(code = fault.code(), %fault, "the outbox stands still");
                tokio::time::sleep(IDLE).await;
            }
        }
    }
    while begun.join_next().await.is_some() {}
}

struct Worker<S> {
    portal: Arc<Portal<S>>,
    composer: Composer,
    post: Post,
}

impl<S: Store<Fault = Fault>> Worker<S> {
    /// Takes a letter for longer than a try may take.
    async fn lease(&self) -> Result<Option<QueuedLetter>, Fault> {
        let begun = now();
        let timeout = self.post.timeout();
        // Half as long again, for the store to be told; and times are whole
        // seconds.
        let lease = timeout + timeout / 2 + Duration::from_secs(2);
        self.portal
            .store
            .lease_letter(begun, later(begun, lease))
            .await
    }

    /// Tries a letter once, and says what became of it.
    async fn deliver(&self, queued: QueuedLetter) {
        let outcome = self.outcome(&queued).await;
        let settled =
            self.portal
                .store
                .settle_letter(queued.id, queued.leased_until, outcome, now());
        match settled.await {
            Ok(true) => {}
            Ok(false) => tracing::warn!(
                account = %queued.letter.account,
                "a letter took longer than its lease; it may be sent again"
            ),
            Err(fault) => {
                tracing::error!(code = fault.code(), %fault, "a letter's fate is not kept");
            }
        }
    }

    async fn outcome(&self, queued: &QueuedLetter) -> Outcome {
        let account = queued.letter.account;
        // It has stopped every worker that took it.
        if queued.tries >= TRIES {
            tracing::error!(%account, "mail given up");
            return dead(Death::GivenUp, "no try came to an end");
        }
        let timeout = self.post.timeout();
        let sent = tokio::time::timeout(timeout, self.send(queued)).await;
        let sent = sent.unwrap_or_else(|_| {
            Err(NotSent::Later {
                reply: format!("timeout: not sent within {} s", timeout.as_secs()),
                code: "timeout".into(),
            })
        });
        match sent {
            Ok(reply) => {
                let kind = queued.letter.kind.code();
                tracing::info!(%account, kind, "mail sent");
                let reply = Reply::new(&reply);
                Outcome::Sent { reply }
            }
            Err(NotSent::Later { reply, code }) if queued.tries + 1 < TRIES => {
                let tries = queued.tries + 1;
                tracing::warn!(%account, tries, code, "mail not sent, to be tried again");
                Outcome::RetryAt {
                    at: later(now(), pause(queued.tries)),
                    reply: Reply::new(&reply),
                }
            }
            Err(NotSent::Later { reply, code }) => {
                tracing::error!(%account, code, "mail given up");
                dead(Death::GivenUp, &reply)
            }
            Err(NotSent::Bounced { reply, code }) => {
                tracing::error!(%account, code, "mail refused by the server");
                dead(Death::Bounced, &reply)
            }
            Err(NotSent::Broken(fault)) => {
                tracing::error!(%account, code = fault.code(), "mail not composed");
                dead(Death::NotComposed, &fault.to_string())
            }
            Err(NotSent::Moot(reason)) => {
                tracing::info!(%account, reason = reason.code(), "mail not needed any more");
                dead(Death::NotNeeded, reason.code())
            }
        }
    }

    async fn send(&self, queued: &QueuedLetter) -> Result<String, NotSent> {
        let portal = &self.portal;
        let underneath = |fault: Fault| NotSent::underneath(&fault);
        for _ in 0..CONFLICTS {
            let found = portal.store.account(queued.letter.account).await;
            let account = found
                .map_err(underneath)?
                .ok_or_else(|| NotSent::Broken(Fault::StoreContent("letter without an account")))?;
            let kind = queued.letter.kind;
            let written = write_letter(&portal.realm, &account, kind, now(), &mut random());
            let (letter, plan) = written.map_err(NotSent::Moot)?;
            // Its links exist before it goes out. Where the account has
            // changed meanwhile, it is written anew.
            if let Some(plan) = plan
                && !portal.commit(plan).await.map_err(underneath)?
            {
                continue;
            }
            let message = self
                .composer
                .compose(queued.id, account.language, &letter)
                .map_err(NotSent::Broken)?;
            return self.post.send(&message).await;
        }
        Err(underneath(Fault::Contended))
    }
}

fn dead(death: Death, why: &str) -> Outcome {
    Outcome::Dead {
        reason: death.reason(why),
    }
}

/// How long to wait after so many tries: 15 seconds, doubled each time, at
/// most an hour.
const fn pause(tries: u32) -> Duration {
    let doubled = if tries < 8 { 15 << tries } else { 3600 };
    Duration::from_secs(doubled)
}

/// With these pauses, about a day.
const TRIES: u32 = 30;
/// How many letters are under way at the same time.
const AT_ONCE: usize = 8;
/// How often a letter is written anew in one try.
const CONFLICTS: usize = 4;
const IDLE: Duration = Duration::from_secs(1);
