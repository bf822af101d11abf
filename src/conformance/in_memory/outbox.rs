use alloc::vec::Vec;

use crate::id::{AccountId, MessageId};
use crate::limit::LimitName;
use crate::onboarding::{
    Bounce, LeasedMessage, MESSAGES_KEPT, Message, MessageStatus, Outcome, Progress, Reply,
};
use crate::time::Timestamp;
use crate::token::Principal;

/// The outbox, in the order in which the messages were queued.
#[derive(Clone, Debug, Default)]
pub(super) struct Messages {
    rows: Vec<Row>,
    count: u64,
}

#[derive(Clone, Debug)]
struct Row {
    status: MessageStatus,
    leased_until: Option<Timestamp>,
    slowed_by: Option<LimitName>,
}

impl Row {
    fn is_leased(&self, now: Timestamp) -> bool {
        self.leased_until.is_some_and(|until| now < until)
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

    /// Returns since when it is due, if it waits.
    const fn due_at(&self) -> Option<Timestamp> {
        match self.status.progress {
            Progress::Queued { due_at, .. } => Some(due_at),
            Progress::Sent { .. } | Progress::Failed { .. } | Progress::Bounced { .. } => None,
        }
    }
}

impl Messages {
    pub(super) fn queue(&mut self, message: Message, now: Timestamp) {
        self.count += 1;
        self.rows.push(Row {
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
        });
    }

    pub(super) fn lease(&mut self, now: Timestamp, until: Timestamp) -> Option<LeasedMessage> {
        let row = self
            .rows
            .iter_mut()
            .filter(|row| row.due_at().is_some_and(|due_at| due_at <= now))
            .filter(|row| !row.is_leased(now))
            .min_by_key(|row| (!row.status.message.kind.is_awaited(), row.due_at()))?;
        // The worker that leased it before has tried it.
        if row.leased_until.replace(until).is_some() {
            row.status.tries += 1;
        }
        Some(LeasedMessage {
            id: row.status.id,
            message: row.status.message,
            queued_at: row.status.queued_at,
            tries: row.status.tries,
            slowed_by: row.slowed_by,
            leased_until: until,
        })
    }

    pub(super) fn settle(
        &mut self,
        id: MessageId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Option<()> {
        let row = self.find(id)?;
        (row.leased_until == Some(leased_until)).then_some(())?;
        row.leased_until = None;
        row.status.tries += u32::from(!matches!(
            outcome,
            Outcome::SlowedDown { .. } | Outcome::Waits { .. }
        ));
        row.status.progress = match outcome {
            Outcome::Sent { reply } => Progress::Sent { at: now, reply },
            Outcome::RetryAt { at, reply } => Progress::Queued {
                due_at: at,
                reply: Some(reply),
                slowed_by: row.slowed_by,
            },
            Outcome::Waits { until, reply, by } => {
                row.slowed_by = by.or(row.slowed_by);
                Progress::Queued {
                    due_at: until,
                    reply: Some(reply),
                    slowed_by: row.slowed_by,
                }
            }
            Outcome::SlowedDown { until, by } => {
                row.slowed_by = by.or(row.slowed_by);
                Progress::Queued {
                    due_at: until,
                    reply: row.reply(),
                    slowed_by: row.slowed_by,
                }
            }
            Outcome::Failed { cause, reply } => Progress::Failed {
                at: now,
                cause,
                reply,
            },
        };
        Some(())
    }

    pub(super) fn bounce(&mut self, id: MessageId, bounce: Bounce, now: Timestamp) -> Option<()> {
        let row = self.find(id)?;
        matches!(row.status.progress, Progress::Sent { .. }).then_some(())?;
        row.status.progress = Progress::Bounced {
            at: now,
            reply: bounce.reply,
        };
        Some(())
    }

    pub(super) fn retry(&mut self, id: MessageId, now: Timestamp) -> Option<()> {
        let row = self.find(id)?;
        match &row.status.progress {
            Progress::Queued { .. } if row.is_leased(now) => return None,
            Progress::Queued { .. } | Progress::Failed { .. } => {}
            Progress::Sent { .. } | Progress::Bounced { .. } => return None,
        }
        row.leased_until = None;
        row.status.tries = 0;
        row.status.progress = Progress::Queued {
            due_at: now,
            reply: row.reply(),
            slowed_by: row.slowed_by,
        };
        Some(())
    }

    pub(super) fn get(&self, id: MessageId) -> Option<MessageStatus> {
        self.statuses().find(|status| status.id == id)
    }

    /// Returns the messages to an account, the newest first.
    pub(super) fn to(&self, account: AccountId, limit: u32) -> Vec<MessageStatus> {
        let mut found: Vec<MessageStatus> = self
            .statuses()
            .filter(|status| status.message.to == Principal::Account(account))
            .collect();
        found.sort_by_key(|status| (status.queued_at, status.id));
        found.reverse();
        found.truncate(limit as usize);
        found
    }

    /// Returns the messages that were not delivered, starting after `after`.
    pub(super) fn undelivered(
        &self,
        after: Option<&MessageStatus>,
        limit: u32,
    ) -> Vec<MessageStatus> {
        let place = |status: &MessageStatus| (status.queued_at, status.id);
        let mut found: Vec<MessageStatus> = self
            .statuses()
            .filter(|status| !matches!(status.progress, Progress::Sent { .. }))
            .filter(|status| after.is_none_or(|after| place(status) > place(after)))
            .collect();
        found.sort_by_key(place);
        found.truncate(limit as usize);
        found
    }

    pub(super) fn sweep(&mut self, now: Timestamp) {
        self.rows.retain(|row| match row.status.progress {
            Progress::Queued { .. } => true,
            Progress::Sent { at, .. }
            | Progress::Failed { at, .. }
            | Progress::Bounced { at, .. } => now.since(at) < MESSAGES_KEPT,
        });
    }

    fn statuses(&self) -> impl Iterator<Item = MessageStatus> {
        self.rows.iter().map(|row| row.status.clone())
    }

    fn find(&mut self, id: MessageId) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.status.id == id)
    }
}
