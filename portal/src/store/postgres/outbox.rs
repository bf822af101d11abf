//! Messages are leased to one worker at a time.

use genkan::id::{AccountId, MessageId};
use genkan::onboarding::{Bounce, LeasedMessage, MessageStatus, Outbox, Outcome};
use genkan::time::Timestamp;

use super::super::columns::{Value, values};
use super::super::{Error, rows, sql};
use super::Postgres;

impl Postgres {
    /// Returns whether a statement has changed one row.
    async fn changes(&self, sql: &str, values: &[Value<'_>]) -> Result<bool, Error> {
        let changed = self.session().await?.execute(sql, values).await?;
        Ok(changed == 1)
    }
}

impl Outbox for Postgres {
    async fn lease_message(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<LeasedMessage>, Error> {
        self.one(LEASE, &values![until, self.realm, now]).await
    }

    async fn settle_message(
        &self,
        id: MessageId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let lease = values![self.realm, id.to_bytes(), leased_until];
        let outcome = rows::outcome(&outcome, now);
        let values: Vec<Value<'_>> = outcome.into_iter().chain(lease).collect();
        self.changes(sql::SETTLE_MESSAGE, &values).await
    }

    async fn bounce_message(
        &self,
        id: MessageId,
        bounce: Bounce,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let values = values![now, bounce.reply.as_str(), self.realm, id.to_bytes()];
        self.changes(sql::BOUNCE_MESSAGE, &values).await
    }

    async fn retry_message(&self, id: MessageId, now: Timestamp) -> Result<bool, Error> {
        let values = values![now, self.realm, id.to_bytes()];
        self.changes(sql::RETRY_MESSAGE, &values).await
    }

    async fn message(&self, id: MessageId) -> Result<Option<MessageStatus>, Error> {
        self.one(sql::MESSAGE, &values![self.realm, id.to_bytes()])
            .await
    }

    async fn messages(&self, to: AccountId, limit: u32) -> Result<Vec<MessageStatus>, Error> {
        let values = values![self.realm, to.to_bytes(), limit];
        self.all(sql::MESSAGES, &values).await
    }

    async fn undelivered(
        &self,
        after: Option<&MessageStatus>,
        limit: u32,
    ) -> Result<Vec<MessageStatus>, Error> {
        let (at, id) = sql::after(after.map(|status| (status.queued_at, status.id.to_bytes())));
        self.all(sql::UNDELIVERED, &values![self.realm, at, id, limit])
            .await
    }
}

/// A worker skips a message that another one is about to lease, instead of
/// waiting for it. A lease that has ended counts as a try.
const LEASE: &str = "UPDATE messages SET
         tries = tries + (leased_until IS NOT NULL)::int, leased_until = $1
     WHERE realm = $2 AND id = coalesce((
         SELECT id FROM messages
         WHERE realm = $2 AND is_awaited = 1 AND state = 'queued' AND due_at <= $3
             AND (leased_until IS NULL OR leased_until <= $3)
         ORDER BY due_at LIMIT 1
         FOR UPDATE SKIP LOCKED
     ), (
         SELECT id FROM messages
         WHERE realm = $2 AND is_awaited = 0 AND state = 'queued' AND due_at <= $3
             AND (leased_until IS NULL OR leased_until <= $3)
         ORDER BY due_at LIMIT 1
         FOR UPDATE SKIP LOCKED
     ))
     RETURNING *";
