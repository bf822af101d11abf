//! Letters are leased to one worker at a time.

use deadpool_postgres::Client;
use genkan::onboarding::{Letter, LetterId, LetterKind, Outcome, QueuedLetter};
use genkan::token::{AccountId, Timestamp};

use super::rows::{bytes, seconds};
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
        let tries = u32::try_from(row.try_get::<_, i64>("tries")?);
        Ok(QueuedLetter {
            id: LetterId::from_bytes(bytes(&row, "id")?),
            letter: Letter {
                account: AccountId::from_bytes(bytes(&row, "account")?),
                kind: LetterKind::from_code(row.try_get("kind")?)
                    .ok_or(Fault::StoreContent("letter"))?,
            },
            tries: tries.map_err(|_| Fault::StoreContent("letter"))?,
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
    outcome: Outcome,
) -> Result<bool, Fault> {
    let (state, due_at) = match outcome {
        Outcome::Sent => ("sent", None),
        Outcome::RetryAt(time) => ("queued", Some(seconds(time))),
        _ => ("dead", None),
    };
    let update = client
        .prepare_cached(
            "UPDATE letters SET
                 state = $3, tries = tries + 1, due_at = coalesce($4, due_at), leased_until = NULL
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
                &due_at,
            ],
        )
        .await?;
    Ok(settled == 1)
}
