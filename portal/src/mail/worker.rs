//! Takes letters from the outbox one by one, makes what they need, and sends
//! them.

use std::sync::Arc;
use std::time::Duration;

use genkan::onboarding::write_letter::write_letter;
use genkan::onboarding::{Outcome, QueuedLetter, Reply, Store};

use super::post::NotSent;
use super::{Composer, Post};
use crate::fault::Fault;
use crate::portal::Portal;
use crate::system::{later, now, random};

/// Works until it is dropped.
pub async fn work<S: Store<Fault = Fault>>(portal: Arc<Portal<S>>, composer: Composer, post: Post) {
    loop {
        match deliver(&portal, &composer, &post).await {
            Ok(true) => {}
            // Another process may have queued a letter, and one may be due
            // again, so it does not wait for its own doorbell only.
            Ok(false) => {
                let _ = tokio::time::timeout(IDLE, portal.letter_queued()).await;
            }
            Err(fault) => {
                tracing::error!(code = fault.code(), %fault, "the outbox stands still");
                tokio::time::sleep(IDLE).await;
            }
        }
    }
}

/// Delivers one letter, where one is due. What is wrong with one letter delays
/// no other.
async fn deliver<S: Store<Fault = Fault>>(
    portal: &Portal<S>,
    composer: &Composer,
    post: &Post,
) -> Result<bool, Fault> {
    let begun = now();
    let until = later(begun, LEASE);
    let leased = portal.store.lease_letter(begun, until).await?;
    let Some(queued) = leased else {
        return Ok(false);
    };
    let outcome = match send(portal, composer, post, &queued).await {
        Ok(said) => {
            tracing::info!(account = %queued.letter.account, kind = queued.letter.kind.code(), "mail sent");
            Outcome::Sent {
                reply: Reply::new(&said),
            }
        }
        Err(NotSent::Later(reason)) if queued.tries + 1 < TRIES => {
            tracing::warn!(account = %queued.letter.account, tries = queued.tries + 1, reason, "mail not sent, to be tried again");
            Outcome::RetryAt {
                at: later(begun, pause(queued.tries)),
                reply: Reply::new(&reason),
            }
        }
        Err(NotSent::Moot(reason)) => {
            tracing::info!(account = %queued.letter.account, reason = reason.code(), "mail not needed any more");
            Outcome::Dead {
                reason: Reply::new(&reason.to_string()),
            }
        }
        Err(NotSent::Later(reason) | NotSent::Never(reason)) => {
            tracing::error!(account = %queued.letter.account, reason, "mail given up");
            Outcome::Dead {
                reason: Reply::new(&reason),
            }
        }
    };
    portal
        .store
        .settle_letter(queued.id, queued.leased_until, outcome, now())
        .await?;
    Ok(true)
}

async fn send<S: Store<Fault = Fault>>(
    portal: &Portal<S>,
    composer: &Composer,
    post: &Post,
    queued: &QueuedLetter,
) -> Result<String, NotSent> {
    let underneath = |fault: Fault| NotSent::Later(fault.to_string());
    for _ in 0..4 {
        let found = portal.store.account(queued.letter.account).await;
        let account = found
            .map_err(underneath)?
            .ok_or_else(|| NotSent::Never("the account is gone".into()))?;
        let kind = queued.letter.kind;
        let written = write_letter(&portal.realm, &account, kind, now(), &mut random());
        let (letter, plan) = written.map_err(NotSent::Moot)?;
        // Its links exist before it goes out. Where the account has changed
        // meanwhile, it is written anew.
        if let Some(plan) = plan
            && !portal.commit(plan).await.map_err(underneath)?
        {
            continue;
        }
        let message = composer
            .compose(queued.id, account.language, &letter)
            .map_err(|fault| NotSent::Never(fault.to_string()))?;
        return post.send(message).await;
    }
    Err(underneath(Fault::Contended))
}

/// How long to wait after so many tries: 15 seconds, doubled each time, at
/// most an hour.
const fn pause(tries: u32) -> Duration {
    let doubled = if tries < 8 { 15 << tries } else { 3600 };
    Duration::from_secs(doubled)
}

/// With these pauses, about a day.
const TRIES: u32 = 30;
const IDLE: Duration = Duration::from_secs(1);
/// Longer than any try: a mail server is given up after a minute.
const LEASE: Duration = Duration::from_secs(180);
