//! Letters are leased to one worker at a time.

use deadpool_postgres::Client;
use genkan::onboarding::{Letter, LetterId, Outcome, QueuedLetter};
use genkan::token::{AccountId, Timestamp};

use super::rows::{bytes, letter_kind, number, seconds};
use crate::fault::Fault;

/// Leases the letter that has been due for longest. A worker passes over what
/// another one is just taking, instead of waiting for it. A lease that ran out
/// counts as a try.
pub(super) async fn lease(
    client: &Client,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<QueuedLetter>, Fault> {
    let update = client
        .prepare_cached(
            "UPDATE letters SET
                 leased_until = $2,
                 tries = tries + (leased_until IS NOT NULL)::int
             WHERE id = (
                 SELECT id FROM letters
                 WHERE state = 'queued' AND due_at <= $1
                     AND (leased_until IS NULL OR leased_until <= $1)
                 ORDER BY due_at LIMIT 1
                 FOR UPDATE SKIP LOCKED
             )
             RETURNING id, account, kind, tries",
        )
        .await?;
    let row = client
        .query_opt(&update, &[&seconds(now), &seconds(until)])
        .await?;
    row.map(|row| {
        Ok(QueuedLetter {
            id: LetterId::from_bytes(bytes(&row, "id")?),
            letter: Letter {
                account: AccountId::from_bytes(bytes(&row, "account")?),
                kind: letter_kind(&row)?,
            },
            tries: number(&row, "tries")?,
            leased_until: until,
        })
    })
    .transpose()
}

/// Settles a letter, where the lease is still held.
pub(super) async fn settle(
    client: &Client,
    id: LetterId,
    leased_until: Timestamp,
    outcome: &Outcome,
    now: Timestamp,
) -> Result<bool, Fault> {
    let (state, due_at, settled_at, reply) = match outcome {
        Outcome::Sent { reply } => ("sent", None, Some(now), reply),
        Outcome::RetryAt { at, reply } => ("queued", Some(*at), None, reply),
        Outcome::Dead { reason } => ("dead", None, Some(now), reason),
    };
    let update = client
        .prepare_cached(
            "UPDATE letters SET
                 state = $3, tries = tries + 1, due_at = coalesce($4, due_at), leased_until = NULL,
                 settled_at = $5, reply = $6
             WHERE id = $1 AND leased_until = $2 AND state = 'queued'",
        )
        .await?;
    let settled = client
        .execute(
            &update,
            &[
                &id.to_bytes().as_slice(),
                &seconds(leased_until),
                &state,
                &due_at.map(seconds),
                &settled_at.map(seconds),
                &reply.as_str(),
            ],
        )
        .await?;
    Ok(settled == 1)
}

/// Makes a letter due that has not been sent and that nobody holds.
pub(super) async fn retry(client: &Client, id: LetterId, now: Timestamp) -> Result<bool, Fault> {
    let update = client
        .prepare_cached(
            "UPDATE letters SET
                 state = 'queued', tries = 0, due_at = $2, leased_until = NULL, settled_at = NULL
             WHERE id = $1 AND state <> 'sent' AND (leased_until IS NULL OR leased_until <= $2)",
        )
        .await?;
    let updated = client
        .execute(&update, &[&id.to_bytes().as_slice(), &seconds(now)])
        .await?;
    Ok(updated == 1)
}
