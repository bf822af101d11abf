//! The messages to be sent.

use std::cmp::Reverse;
use std::convert::Infallible;

use genkan::id::{AccountId, MessageId};
use genkan::limit::LimitName;
use genkan::onboarding::{
    Bounce, LeasedMessage, MESSAGES_KEPT, Message, MessageStatus, Outbox, Outcome, Progress, Reply,
};
use genkan::time::Timestamp;
use genkan::token::Principal;

use crate::OwnStore;
use crate::reads::page;

#[derive(Clone, Debug, Default)]
pub(crate) struct Messages {
    rows: Vec<Row>,
    /// How many there have been, for their identities.
    count: u64,
}

#[derive(Clone, Debug)]
struct Row {
    status: MessageStatus,
    leased_until: Option<Timestamp>,
    slowed_by: Option<LimitName>,
}

impl Outbox for OwnStore {
    async fn lease_message(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<LeasedMessage>, Infallible> {
        let mut tables = self.tables();
        let waiting = tables.messages.rows.iter_mut().filter_map(|row| {
            let due_at = row.due_at().filter(|due_at| *due_at <= now)?;
            let order = (!row.status.message.kind.is_awaited(), due_at);
            (!row.is_leased(now)).then_some((order, row))
        });
        Ok(waiting.min_by_key(|(order, _)| *order).map(|(_, row)| {
            // A lease that ended without an outcome was a try.
            row.status.tries += u32::from(row.leased_until.is_some());
            row.leased_until = Some(until);
            LeasedMessage {
                id: row.status.id,
                message: row.status.message,
                queued_at: row.status.queued_at,
                tries: row.status.tries,
                slowed_by: row.slowed_by,
                leased_until: until,
            }
        }))
    }

    async fn settle_message(
        &self,
        id: MessageId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<bool, Infallible> {
        let may_be = |row: &Row| row.leased_until == Some(leased_until);
        Ok(self.tables().messages.change(id, may_be, |row| {
            row.leased_until = None;
            row.status.tries += u32::from(!matches!(
                outcome,
                Outcome::SlowedDown { .. } | Outcome::Waits { .. }
            ));
            row.status.progress = match outcome {
                Outcome::Sent { reply } => Progress::Sent { at: now, reply },
                Outcome::RetryAt { at, reply } => row.queued(at, Some(reply)),
                Outcome::Waits { until, reply, by } => {
                    row.slowed_by = by.or(row.slowed_by);
                    row.queued(until, Some(reply))
                }
                Outcome::SlowedDown { until, by } => {
                    row.slowed_by = by.or(row.slowed_by);
                    row.queued(until, row.reply())
                }
                Outcome::Failed { cause, reply } => Progress::Failed {
                    at: now,
                    cause,
                    reply,
                },
            };
        }))
    }

    async fn bounce_message(
        &self,
        id: MessageId,
        bounce: Bounce,
        now: Timestamp,
    ) -> Result<bool, Infallible> {
        let may_be = |row: &Row| matches!(row.status.progress, Progress::Sent { .. });
        Ok(self.tables().messages.change(id, may_be, |row| {
            let (at, reply) = (now, bounce.reply);
            row.status.progress = Progress::Bounced { at, reply };
        }))
    }

    async fn retry_message(&self, id: MessageId, now: Timestamp) -> Result<bool, Infallible> {
        let may_be = |row: &Row| match row.status.progress {
            Progress::Queued { .. } => !row.is_leased(now),
            Progress::Failed { .. } => true,
            Progress::Sent { .. } | Progress::Bounced { .. } => false,
        };
        Ok(self.tables().messages.change(id, may_be, |row| {
            row.leased_until = None;
            row.status.tries = 0;
            row.status.progress = row.queued(now, row.reply());
        }))
    }

    async fn message(&self, id: MessageId) -> Result<Option<MessageStatus>, Infallible> {
        let tables = self.tables();
        let mut statuses = tables.messages.statuses();
        Ok(statuses.find(|status| status.id == id).cloned())
    }

    async fn messages(&self, to: AccountId, limit: u32) -> Result<Vec<MessageStatus>, Infallible> {
        let tables = self.tables();
        let is_to = |status: &&MessageStatus| status.message.to == Principal::Account(to);
        let key = |status: &MessageStatus| Reverse((status.queued_at, status.id));
        Ok(page(
            tables.messages.statuses().filter(is_to),
            key,
            None,
            limit,
        ))
    }

    async fn undelivered(
        &self,
        after: Option<&MessageStatus>,
        limit: u32,
    ) -> Result<Vec<MessageStatus>, Infallible> {
        let tables = self.tables();
        let is_sent = |status: &MessageStatus| matches!(status.progress, Progress::Sent { .. });
        let key = |status: &MessageStatus| (status.queued_at, status.id);
        let found = tables.messages.statuses().filter(|status| !is_sent(status));
        Ok(page(found, key, after.map(key), limit))
    }
}

impl Messages {
    pub(crate) fn queue(&mut self, message: Message, now: Timestamp) {
        self.count += 1;
        let mut row = Row {
            status: MessageStatus {
                id: MessageId::from_bytes(u128::from(self.count).to_be_bytes()),
                message,
                queued_at: now,
                tries: 0,
                progress: Progress::Queued {
                    due_at: now,
                    reply: None,
                    slowed_by: None,
                },
            },
            leased_until: None,
            slowed_by: None,
        };
        row.status.progress = row.queued(now, None);
        self.rows.push(row);
    }

    pub(crate) fn sweep(&mut self, now: Timestamp) {
        self.rows.retain(|row| match row.status.progress {
            Progress::Queued { .. } => true,
            Progress::Sent { at, .. }
            | Progress::Failed { at, .. }
            | Progress::Bounced { at, .. } => now.since(at) < MESSAGES_KEPT,
        });
    }

    /// Changes a message if that is possible, and returns whether it was.
    fn change(
        &mut self,
        id: MessageId,
        may_be: impl Fn(&Row) -> bool,
        change: impl FnOnce(&mut Row),
    ) -> bool {
        let row = self.rows.iter_mut().find(|row| row.status.id == id);
        row.filter(|row| may_be(row)).map(change).is_some()
    }

    fn statuses(&self) -> impl Iterator<Item = &MessageStatus> {
        self.rows.iter().map(|row| &row.status)
    }
}

impl Row {
    fn is_leased(&self, now: Timestamp) -> bool {
        self.leased_until.is_some_and(|until| now < until)
    }

    fn due_at(&self) -> Option<Timestamp> {
        match self.status.progress {
            Progress::Queued { due_at, .. } => Some(due_at),
            _ => None,
        }
    }

    /// Returns the reply to the last attempt.
    fn reply(&self) -> Option<Reply> {
        match &self.status.progress {
            Progress::Queued { reply, .. } => reply.clone(),
            Progress::Sent { reply, .. }
            | Progress::Failed { reply, .. }
            | Progress::Bounced { reply, .. } => Some(reply.clone()),
        }
    }

    fn queued(&self, due_at: Timestamp, reply: Option<Reply>) -> Progress {
        Progress::Queued {
            due_at,
            reply,
            slowed_by: self.slowed_by,
        }
    }
}
