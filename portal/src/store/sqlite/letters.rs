//! Letters are leased to one worker at a time.

use genkan::onboarding::{Letter, LetterId, LetterKind, Outcome, QueuedLetter};
use genkan::token::{AccountId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::seconds;
use crate::fault::Fault;

/// Leases the letter that has been due for longest, in one statement, so that
/// two workers cannot both get it. A lease that ran out counts as a try.
pub(super) fn lease(
    connection: &Connection,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<QueuedLetter>, Fault> {
    connection
        .prepare_cached(
            "UPDATE letters SET
                 leased_until = ?2,
                 tries = tries + (leased_until IS NOT NULL)
             WHERE id = (
                 SELECT id FROM letters
                 WHERE state = 'queued' AND due_at <= ?1
                     AND (leased_until IS NULL OR leased_until <= ?1)
                 ORDER BY due_at LIMIT 1
             )
             RETURNING id, account, kind, tries",
        )?
        .query_row(params![seconds(now), seconds(until)], |row| {
            Ok((
                LetterId::from_bytes(row.get(0)?),
                AccountId::from_bytes(row.get(1)?),
                row.get::<_, String>(2)?,
                row.get(3)?,
            ))
        })
        .optional()?
        .map(|(id, account, kind, tries)| {
            let kind = LetterKind::from_code(&kind).ok_or(Fault::StoreContent("letter"))?;
            Ok(QueuedLetter {
                id,
                letter: Letter { account, kind },
                tries,
                leased_until: until,
            })
        })
        .transpose()
}

/// Settles a letter, where the lease is still held.
pub(super) fn settle(
    connection: &Connection,
    id: LetterId,
    leased_until: Timestamp,
    outcome: Outcome,
) -> Result<bool, Fault> {
    let (state, due_at) = match outcome {
        Outcome::Sent => ("sent", None),
        Outcome::RetryAt(time) => ("queued", Some(seconds(time))),
        _ => ("dead", None),
    };
    let settled = connection
        .prepare_cached(
            "UPDATE letters SET
                 state = ?3, tries = tries + 1, due_at = coalesce(?4, due_at), leased_until = NULL
             WHERE id = ?1 AND leased_until = ?2 AND state = 'queued'",
        )?
        .execute(params![id.to_bytes(), seconds(leased_until), state, due_at])?;
    Ok(settled == 1)
}
