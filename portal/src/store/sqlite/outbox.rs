//! Messages are leased to one worker at a time.

use genkan::id::{AccountId, MessageId};
use genkan::onboarding::{Bounce, LeasedMessage, MessageStatus, Outbox, Outcome};
use genkan::time::Timestamp;

use super::super::columns::{Value, values};
use super::super::{Error, rows, sql};
use super::{Sqlite, query};

impl Outbox for Sqlite {
    async fn lease_message(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<LeasedMessage>, Error> {
        let realm = self.realm;
        self.write(move |connection| query::one(connection, LEASE, &values![until, realm, now]))
            .await
    }

    async fn settle_message(
        &self,
        id: MessageId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let realm = self.realm;
        self.write(move |connection| {
            let lease = values![realm, id.to_bytes(), leased_until];
            let values: Vec<Value<'_>> = rows::outcome(&outcome, now)
                .into_iter()
                .chain(lease)
                .collect();
            Ok(query::execute(connection, sql::SETTLE_MESSAGE, &values)? == 1)
        })
        .await
    }

    async fn bounce_message(
        &self,
        id: MessageId,
        bounce: Bounce,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let realm = self.realm;
        self.write(move |connection| {
            let values = values![now, bounce.reply.as_str(), realm, id.to_bytes()];
            Ok(query::execute(connection, sql::BOUNCE_MESSAGE, &values)? == 1)
        })
        .await
    }

    async fn retry_message(&self, id: MessageId, now: Timestamp) -> Result<bool, Error> {
        let values = values![now, self.realm, id.to_bytes()];
        self.write(move |connection| {
            Ok(query::execute(connection, sql::RETRY_MESSAGE, &values)? == 1)
        })
        .await
    }

    async fn message(&self, id: MessageId) -> Result<Option<MessageStatus>, Error> {
        self.one(sql::MESSAGE, &values![self.realm, id.to_bytes()])
    }

    async fn messages(&self, to: AccountId, limit: u32) -> Result<Vec<MessageStatus>, Error> {
        let values = values![self.realm, to.to_bytes(), limit];
        self.all(sql::MESSAGES, values).await
    }

    async fn undelivered(
        &self,
        after: Option<&MessageStatus>,
        limit: u32,
    ) -> Result<Vec<MessageStatus>, Error> {
        let (at, id) = sql::after(after.map(|status| (status.queued_at, status.id.to_bytes())));
        self.all(sql::UNDELIVERED, values![self.realm, at, id, limit])
            .await
    }
}

/// A single statement, so that two workers cannot get the same message. A lease
/// that has ended counts as a try.
pub(super) const LEASE: &str = "UPDATE messages SET
         tries = tries + (leased_until IS NOT NULL), leased_until = ?1
     WHERE realm = ?2 AND id = coalesce((
         SELECT id FROM messages
         WHERE realm = ?2 AND is_awaited = 1 AND state = 'queued' AND due_at <= ?3
             AND (leased_until IS NULL OR leased_until <= ?3)
         ORDER BY due_at LIMIT 1
     ), (
         SELECT id FROM messages
         WHERE realm = ?2 AND is_awaited = 0 AND state = 'queued' AND due_at <= ?3
             AND (leased_until IS NULL OR leased_until <= ?3)
         ORDER BY due_at LIMIT 1
     ))
     RETURNING *";
