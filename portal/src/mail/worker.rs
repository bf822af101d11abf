//! Leases messages from the outbox, writes them, and sends them.
//!
//! Any number of workers on any number of nodes share one outbox: a message is
//! leased to one of them at a time. If a worker dies, the others lease its
//! messages when the lease has ended. While the store is unavailable, a worker
//! keeps the outcomes of its messages and stores them as soon as it can. So a
//! message is sent twice only if the server had accepted it and the worker
//! died, or the store stayed away until the lease had ended, before that could
//! be stored; both emails have the same Message-ID, and the links of both work.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use genkan::audit_log::SubjectId;
use genkan::id::MessageId;
use genkan::limit::{Charge, LimitName};
use genkan::onboarding::{Account, FailureCause, LeasedMessage, Outcome, Reply, Store};
use genkan::time::Timestamp;
use genkan::token::Principal;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::Error;
use super::transport::SendError;
use super::{Composer, Transport};
use crate::alarm::{AlarmKind, EmailOutcome};
use crate::clock::now;
use crate::random::{self, random};
use crate::service::Service;
use crate::{service, store};

/// Works until it is dropped. Another worker resends what it was sending when
/// the lease has ended.
pub async fn work<S>(service: Arc<Service<S>>, composer: Composer, transport: Transport)
where
    S: Store<Error = store::Error> + 'static,
{
    let (_never, stop) = watch::channel(false);
    work_until(service, composer, transport, stop).await;
}

/// Works until `stop` is true; then it ends what it has begun, and begins
/// nothing more.
pub async fn work_until<S>(
    service: Arc<Service<S>>,
    composer: Composer,
    transport: Transport,
    mut stop: watch::Receiver<bool>,
) where
    S: Store<Error = store::Error> + 'static,
{
    let worker = Arc::new(Worker {
        service,
        composer,
        transport,
        unstored: Mutex::default(),
        times: Mutex::default(),
    });
    let permits = Arc::new(Semaphore::new(worker.transport.connections()));
    let mut begun = JoinSet::new();
    let mut beside = JoinSet::new();
    if worker.transport.is_server() {
        let worker = Arc::clone(&worker);
        beside.spawn(async move { worker.watch_server().await });
    }
    let mut is_store_away = false;
    while !*stop.borrow() {
        // A slow message occupies one permit and delays no other message.
        let permit = tokio::select! {
            permit = Arc::clone(&permits).acquire_owned() => permit,
            _ = stop.changed() => continue,
        };
        let pause = worker.transport.pace();
        if !pause.is_zero() {
            drop(permit);
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stop.changed() => {}
            }
            continue;
        }
        while let Some(ended) = begun.try_join_next() {
            if ended.is_err() {
                // Its lease ends, and that counts as a try.
                tracing::error!("a message stopped the worker that wrote it");
            }
        }
        // A decoy writes when a message would have been leased.
        let has_decoy = worker.service.take_decoy();
        let imitated = async {
            if has_decoy {
                worker.service.imitate_email().await;
            }
        };
        let (leased, ()) = tokio::join!(worker.lease(), imitated);
        if has_decoy {
            let worker = Arc::clone(&worker);
            begun.spawn(async move { worker.imitate().await });
        }
        if leased.is_ok() && std::mem::take(&mut is_store_away) {
            tracing::info!("messages can be leased again");
        }
        match leased {
            Ok(Some(leased)) => {
                worker.transport.count();
                let worker = Arc::clone(&worker);
                begun.spawn(async move {
                    worker.deliver(leased).await;
                    drop(permit);
                });
            }
            // Another process may have queued a message, and one may be due
            // again, so it does not wait for its own notification only.
            Ok(None) if has_decoy => {}
            Ok(None) => {
                drop(permit);
                tokio::select! {
                    _ = tokio::time::timeout(IDLE, worker.service.message_queued()) => {}
                    _ = stop.changed() => {}
                }
            }
            Err(error) => {
                drop(permit);
                // Logged once, not once a second.
                if !std::mem::replace(&mut is_store_away, true) {
                    tracing::error!(code = error.code(), %error, "no message can be leased");
                }
                tokio::select! {
                    () = tokio::time::sleep(IDLE) => {}
                    _ = stop.changed() => {}
                }
            }
        }
    }
    while begun.join_next().await.is_some() {}
}

struct Worker<S> {
    service: Arc<Service<S>>,
    composer: Composer,
    transport: Transport,
    unstored: Mutex<Unstored>,
    /// How long the mail server took for the last emails.
    times: Mutex<VecDeque<Duration>>,
}

/// The outcomes that could not be stored, with the end of their leases. If this
/// process leases such a message again, it does not send it again.
type Unstored = HashMap<MessageId, (Timestamp, Outcome)>;

impl<S: Store<Error = store::Error>> Worker<S> {
    /// Leases a message for three times as long as an attempt may take: one part
    /// for the attempt, and two to store the outcome. With the default of two
    /// minutes, a database that restarts or is replaced is available again by
    /// then.
    async fn lease(&self) -> Result<Option<LeasedMessage>, store::Error> {
        let begun = now();
        let leased = self
            .service
            .store
            .lease_message(begun, begun + 3 * self.transport.timeout());
        leased.await
    }

    /// Attempts to send a message once, and stores the outcome.
    async fn deliver(&self, leased: LeasedMessage) {
        let known = self.unstored().get(&leased.id).cloned();
        let outcome = match known {
            Some((_, outcome)) => outcome,
            None => self.outcome(&leased).await,
        };
        self.count(&outcome);
        self.store(&leased, outcome).await;
    }

    /// Writes as for a message with links that was leased: the links, and later
    /// the outcome. It occupies no permit, so it delays no message.
    async fn imitate(&self) {
        self.service.imitate_email().await;
        tokio::time::sleep(self.time_of_server()).await;
        self.service.imitate_email().await;
    }

    /// Returns how long the mail server took for one of the last emails.
    fn time_of_server(&self) -> Duration {
        let [chosen] = random::random_bytes::<1>();
        let times = self.times();
        let chosen = usize::from(chosen) % times.len().max(1);
        times.get(chosen).copied().unwrap_or_default()
    }

    fn note_time_of_server(&self, time: Duration) {
        let mut times = self.times();
        times.push_back(time);
        if times.len() > REMEMBERED {
            times.pop_front();
        }
    }

    fn times(&self) -> MutexGuard<'_, VecDeque<Duration>> {
        self.times.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stores the outcome of an attempt, with retries until the store is
    /// available again.
    async fn store(&self, leased: &LeasedMessage, outcome: Outcome) {
        let LeasedMessage {
            id, leased_until, ..
        } = *leased;
        let mut pause = FIRST_PAUSE;
        let mut is_repeated = false;
        loop {
            match self.settle(leased, outcome.clone()).await {
                Ok(true) => {
                    self.unstored().remove(&id);
                    return;
                }
                // The earlier attempt may have stored it although it failed.
                Ok(false) if is_repeated => {
                    tracing::info!(message_id = %id, "an outcome is stored, or its lease is over");
                    return;
                }
                Ok(false) => {
                    tracing::warn!(
                        message_id = %id,
                        "a message took longer than its lease; it may be sent again"
                    );
                    return;
                }
                Err(error) => {
                    if !std::mem::replace(&mut is_repeated, true) {
                        tracing::warn!(
                            message_id = %id, code = error.code(), %error,
                            "the outcome of a message is not stored, will be retried"
                        );
                        self.keep(leased, outcome.clone());
                    }
                    if !error.is_temporary() && leased_until < now() {
                        tracing::error!(
                            message_id = %id, code = error.code(), %error,
                            "the outcome of a message is not stored; it may be sent again"
                        );
                        return;
                    }
                }
            }
            tokio::time::sleep(pause).await;
            pause = (2 * pause).min(LONGEST_PAUSE);
        }
    }

    /// Stores an outcome once. A recipient whom the server rejected is not waited
    /// for, as if the server had reported it later.
    async fn settle(
        &self,
        leased: &LeasedMessage,
        outcome: Outcome,
    ) -> Result<bool, service::Error> {
        let LeasedMessage {
            id,
            leased_until,
            message,
            queued_at,
            ..
        } = leased;
        if let Outcome::Failed {
            cause: FailureCause::Rejected,
            reply,
        } = &outcome
        {
            self.service.end_wait(message, *queued_at, reply).await?;
        }
        let store = &self.service.store;
        let settled = store.settle_message(*id, *leased_until, outcome, now());
        Ok(settled.await?)
    }

    fn keep(&self, leased: &LeasedMessage, outcome: Outcome) {
        let mut unstored = self.unstored();
        let begun = now();
        unstored.retain(|_, (until, _)| begun.since(*until) < KEPT);
        unstored.insert(leased.id, (leased.leased_until, outcome));
    }

    fn unstored(&self) -> MutexGuard<'_, Unstored> {
        self.unstored.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts an outcome, and raises the alarm that it is.
    fn count(&self, outcome: &Outcome) {
        let (counted, alarm) = match outcome {
            Outcome::Sent { .. } => (EmailOutcome::Sent, None),
            Outcome::RetryAt { .. } | Outcome::Waits { .. } => (EmailOutcome::PutOff, None),
            Outcome::SlowedDown { .. } => (EmailOutcome::SlowedDown, None),
            Outcome::Failed { cause, .. } => {
                let is_given_up = *cause == FailureCause::GivenUp;
                let alarm = is_given_up.then_some(AlarmKind::EmailGivenUp);
                (EmailOutcome::Failed, alarm)
            }
        };
        self.service.counters.emails(counted).add();
        if let Some(alarm) = alarm {
            self.service.alarms.raise(alarm);
        }
    }

    /// Checks the mail server at the start, again and again while it cannot be
    /// used, and now and then while nothing else uses it: an operator learns that
    /// it is wrong before a person misses an email.
    async fn watch_server(&self) {
        loop {
            match self.transport.check().await {
                Ok(()) => {
                    if self.service.mail_server.note_connection(now()) {
                        tracing::info!("the mail server can be used again");
                    }
                }
                Err(fault) => self.note_failure(&fault.code(), fault.is_about_server()),
            }
            tokio::time::sleep(self.transport.until_next_check()).await;
        }
    }

    /// Notes whether the mail server can be used.
    fn note(&self, sent: &Result<String, SendError>) {
        match sent {
            Ok(_) | Err(SendError::Rejected { .. }) => {
                if self.service.mail_server.note_email(now()) {
                    tracing::info!("the mail server accepts emails again");
                }
            }
            Err(SendError::Waits { code, is_away, .. }) => self.note_failure(code, *is_away),
            Err(_) => {}
        }
    }

    fn note_failure(&self, code: &str, is_away: bool) {
        match self.service.mail_server.note_failure(code, is_away, now()) {
            None => tracing::warn!(
                code,
                "the mail server accepts no email; find the cause: genkan mail test ADDRESS"
            ),
            Some(seconds) if seconds >= UNAVAILABLE => {
                self.service.alarms.raise(AlarmKind::MailServer);
            }
            Some(_) => {}
        }
    }

    async fn outcome(&self, leased: &LeasedMessage) -> Outcome {
        let LeasedMessage {
            id,
            message,
            tries,
            queued_at,
            ..
        } = leased;
        let kind = message.kind.code();
        // It has stopped every worker that leased it.
        if *tries >= TRIES {
            tracing::error!(message_id = %id, "email given up");
            return failed(FailureCause::GivenUp, "no attempt came to an end");
        }
        let timeout = self.transport.timeout();
        let sent = tokio::time::timeout(timeout, self.send(leased)).await;
        let sent = sent.unwrap_or_else(|_| {
            Err(SendError::Later {
                reply: format!("timeout: not sent within {} s", timeout.as_secs()),
                code: "timeout".into(),
            })
        });
        self.note(&sent);
        match sent {
            Err(SendError::SlowedDown { until, by }) => {
                let limit = by.map(LimitName::code);
                tracing::info!(message_id = %id, limit, "email slowed down");
                Outcome::SlowedDown { until, by }
            }
            Ok(reply) => {
                tracing::info!(message_id = %id, kind, "email sent");
                let reply = Reply::new(&reply);
                Outcome::Sent { reply }
            }
            Err(SendError::Waits { reply, code, .. }) => {
                let (begun, reply) = (now(), Reply::new(&reply));
                let age = begun.since(*queued_at);
                if age > LONGEST_WAIT {
                    tracing::error!(message_id = %id, code, "email given up");
                    let cause = FailureCause::GivenUp;
                    return Outcome::Failed { cause, reply };
                }
                tracing::info!(message_id = %id, code, "email waits for the mail server");
                Outcome::Waits {
                    until: begun + pause_of_age(age),
                    reply,
                    // It has been charged for all limits.
                    by: message.is_counted.then_some(LimitName::EmailSystem),
                }
            }
            Err(SendError::Later { reply, code }) if tries + 1 < TRIES => {
                tracing::warn!(message_id = %id, tries = tries + 1, code, "email not sent, will be retried");
                Outcome::RetryAt {
                    at: now() + pause(*tries),
                    reply: Reply::new(&reply),
                }
            }
            Err(SendError::Later { reply, code }) => {
                tracing::error!(message_id = %id, code, "email given up");
                failed(FailureCause::GivenUp, &reply)
            }
            Err(SendError::Rejected { reply, code }) => {
                tracing::error!(message_id = %id, code, "email rejected by the server");
                failed(FailureCause::Rejected, &reply)
            }
            Err(SendError::NotComposed(error)) => {
                tracing::error!(message_id = %id, code = error.code(), "email not composed");
                failed(FailureCause::NotComposed, &error.to_string())
            }
            Err(SendError::NoLongerApplies(reason)) => {
                tracing::info!(message_id = %id, reason = reason.code(), "email no longer needed");
                failed(FailureCause::NoLongerApplies, reason.code())
            }
        }
    }

    async fn send(&self, leased: &LeasedMessage) -> Result<String, SendError> {
        let service = &self.service;
        let of_service = |error: store::Error| SendError::of_service(&error.into());
        let message = &leased.message;
        // No message to an operator is queued yet.
        let to = match message.to {
            Principal::Account(id) => id,
            Principal::Operator(_) => return Err(SendError::NotComposed(Error::NoAccount)),
        };
        let mut unpaid = None;
        for _ in 0..CONFLICTS {
            let found = service.store.account(to).await;
            let account = found
                .map_err(of_service)?
                .ok_or(SendError::NotComposed(Error::NoAccount))?;
            let case = match message.about.subject {
                SubjectId::Case(id) => service.store.case(id).await.map_err(of_service)?,
                SubjectId::Account(_) | SubjectId::Company(_) | SubjectId::Operator(_) => None,
            };
            let written =
                service
                    .realm
                    .write_message(&account, case.as_ref(), message, now(), &mut random());
            let (written, plan) = written.map_err(SendError::NoLongerApplies)?;
            let charges = unpaid.get_or_insert_with(|| self.unpaid(leased, &account));
            // The links are stored before the email is sent, and the email is
            // charged with them. If the account has changed in the meantime, the
            // message is written again.
            if let Some(plan) = plan {
                match service.commit(plan.charge(in_order(charges))).await {
                    Ok(true) => {}
                    Ok(false) => continue,
                    Err(service::Error::Throttled(_)) => {
                        self.pay(charges).await?;
                        charges.clear();
                        continue;
                    }
                    Err(error) => return Err(SendError::of_service(&error)),
                }
            }
            let signed = service.realm.sign_message_id(leased.id, written.recipient);
            let email = self
                .composer
                .compose(signed, &account, &written, leased.queued_at)
                .map_err(SendError::NotComposed)?;
            let begun = Instant::now();
            let sent = self.transport.send(&email).await;
            self.note_time_of_server(begun.elapsed());
            return sent;
        }
        Err(SendError::of_service(&service::Error::Contended))
    }

    /// Returns what a message is to be charged: if it counts towards the limits
    /// of emails, and only before its first attempt, each limit that has not
    /// slowed it down yet.
    fn unpaid(&self, leased: &LeasedMessage, account: &Account) -> Vec<Charge> {
        if !leased.message.is_counted || leased.tries > 0 {
            return Vec::new();
        }
        let charges = self.service.limits.email(&account.to_limit());
        let by = leased.slowed_by;
        let paid = charges.iter().position(|charge| Some(charge.by) == by);
        let unpaid = charges.into_iter().skip(paid.map_or(0, |paid| paid + 1));
        unpaid.collect()
    }

    /// Charges one limit after the other. If one of them refuses, the message
    /// takes the first second with room for it, and is leased again then by any
    /// worker, which goes on with the next limit. So each message is put off once
    /// by each limit, and those that wait delay no others.
    async fn pay(&self, unpaid: &[Charge]) -> Result<(), SendError> {
        for charge in unpaid {
            let slowed = self.reserve(*charge).await;
            let slowed = slowed.map_err(|error| SendError::of_service(&error.into()))?;
            if let Some((until, by)) = slowed {
                if let Some(alarm) = AlarmKind::of_limit(charge.by) {
                    self.service.alarms.raise(alarm);
                }
                return Err(SendError::SlowedDown { until, by });
            }
        }
        Ok(())
    }

    /// Charges one limit. If it refuses, charges it for the first second with
    /// room. Returns that second, and the limit if it was charged.
    async fn reserve(
        &self,
        charge: Charge,
    ) -> Result<Option<(Timestamp, Option<LimitName>)>, store::Error> {
        let begun = now();
        let mut at = begun;
        for _ in 0..RESERVATIONS {
            match self.service.store.charge(&[charge], at).await? {
                Ok(()) if at == begun => return Ok(None),
                Ok(()) => return Ok(Some((at, Some(charge.by)))),
                Err(throttled) => at = throttled.until.unwrap_or(at + IDLE),
            }
            if at.since(begun) > HORIZON {
                break;
            }
        }
        Ok(Some((at, None)))
    }
}

/// Sorts charges, so that no two plans wait for each other's cells.
fn in_order(charges: &[Charge]) -> Vec<Charge> {
    let mut charges = charges.to_vec();
    charges.sort_unstable_by_key(|charge| charge.id);
    charges
}

fn failed(cause: FailureCause, reply: &str) -> Outcome {
    Outcome::Failed {
        cause,
        reply: Reply::new(reply),
    }
}

/// Returns how long to wait after so many attempts: 15 seconds, doubled each time, at
/// most an hour.
const fn pause(tries: u32) -> Duration {
    let doubled = if tries < 8 { 15 << tries } else { 3600 };
    Duration::from_secs(doubled)
}

/// Returns how long a message of this age waits for its service or mail server:
/// a quarter of its age, at least 15 seconds and at most an hour.
fn pause_of_age(age: Duration) -> Duration {
    (age / 4).clamp(Duration::from_secs(15), Duration::from_secs(3600))
}

/// With these pauses, about a day.
const TRIES: u32 = 30;
/// How long a message waits for a mail server that cannot be used (RFC 5321,
/// section 4.5.4.1).
const LONGEST_WAIT: Duration = Duration::from_secs(5 * 24 * 60 * 60);
/// How often a message is written again in one attempt.
const CONFLICTS: usize = 4;
/// How often a worker looks for a second that no other worker takes meanwhile.
const RESERVATIONS: usize = 32;
/// How far ahead a message takes a second. One that would wait for longer asks
/// again then, because a cell must not be a day ahead.
const HORIZON: Duration = Duration::from_secs(12 * 60 * 60);
/// How long the mail server can be used for nothing before that is an alarm, in
/// seconds.
const UNAVAILABLE: u64 = 60;
const IDLE: Duration = Duration::from_secs(1);
/// How many times of the mail server are remembered.
const REMEMBERED: usize = 32;
/// The pauses between two attempts to store an outcome, doubled each time.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);
/// How long an outcome is kept after its lease, in case that this process leases
/// the message again.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_waits_for_longer_the_older_it_is() {
        let seconds = Duration::from_secs;
        for (age, pause) in [
            (0, 15),
            (60, 15),
            (400, 100),
            (14_400, 3600),
            (400_000, 3600),
        ] {
            assert_eq!(pause_of_age(seconds(age)), seconds(pause), "{age}");
        }
    }
}
