//! Takes letters from the outbox one by one, makes what they need, and sends
//! them.

use std::sync::Arc;
use std::time::Duration;

use genkan::onboarding::mint_link::{LinkToken, mint_link};
use genkan::onboarding::{Account, LetterKind, Outcome, QueuedLetter, Store};

use super::post::NotSent;
use super::{Composer, Content, Post};
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
    let now = now();
    let leased = portal.store.lease_letter(now, later(now, LEASE)).await?;
    let Some(queued) = leased else {
        return Ok(false);
    };
    let outcome = match send(portal, composer, post, &queued).await {
        Ok(()) => {
            tracing::info!(account = %queued.letter.account, kind = queued.letter.kind.code(), "mail sent");
            Outcome::Sent
        }
        Err(NotSent::Later(reason)) if queued.tries + 1 < TRIES => {
            tracing::warn!(account = %queued.letter.account, tries = queued.tries + 1, reason, "mail not sent, to be tried again");
            Outcome::RetryAt(later(now, pause(queued.tries)))
        }
        Err(NotSent::Later(reason) | NotSent::Never(reason)) => {
            tracing::error!(account = %queued.letter.account, reason, "mail given up");
            Outcome::Dead
        }
    };
    portal
        .store
        .settle_letter(queued.id, queued.leased_until, outcome)
        .await?;
    Ok(true)
}

async fn send<S: Store<Fault = Fault>>(
    portal: &Portal<S>,
    composer: &Composer,
    post: &Post,
    queued: &QueuedLetter,
) -> Result<(), NotSent> {
    let underneath = |fault: Fault| NotSent::Later(fault.to_string());
    let found = portal.store.account(queued.letter.account).await;
    let account = found
        .map_err(underneath)?
        .ok_or_else(|| NotSent::Never("the account is gone".into()))?;
    let (account, content) = match queued.letter.kind {
        LetterKind::Link => mint(portal, composer, account).await.map_err(underneath)?,
        LetterKind::PasswordChanged => (account, Content::PasswordChanged),
        _ => return Err(NotSent::Never("the kind of letter is not known".into())),
    };
    let message = composer
        .compose(queued.id, &account, &content)
        .map_err(|fault| NotSent::Never(fault.to_string()))?;
    post.send(message).await
}

/// Makes the link for the account as it is now.
async fn mint<S: Store<Fault = Fault>>(
    portal: &Portal<S>,
    composer: &Composer,
    account: Account,
) -> Result<(Account, Content), Fault> {
    let mut account = account;
    for _ in 0..4 {
        let (link, plan) = mint_link(&portal.realm, &account, now(), &mut random());
        if portal.commit(plan).await? {
            let expires_at = link.expires_at;
            let content = match &link.token {
                LinkToken::FirstPassword(token) => Content::FirstPassword {
                    url: composer.link(&token.expose()),
                    expires_at,
                },
                LinkToken::Reset(token) => Content::Reset {
                    url: composer.link(&token.expose()),
                    expires_at,
                },
            };
            return Ok((account, content));
        }
        let found = portal.store.account(account.id).await?;
        account = found.ok_or(Fault::Contended)?;
    }
    Err(Fault::Contended)
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
