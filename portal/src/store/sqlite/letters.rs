//! Letters are leased to one worker at a time.

use genkan::onboarding::{Letter, LetterId, LetterStatus, Outcome, QueuedLetter};
use genkan::token::{AccountId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::{LETTER, letter, letter_kind, seconds};
use crate::fault::Fault;
use crate::system;

/// Queues a letter, due at once.
pub(super) fn queue(connection: &Connection, letter: &Letter, now: Timestamp) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO letters (id, account, kind, queued_at, due_at)
             VALUES (?1, ?2, ?3, ?4, ?4)",
        )?
        .execute(params![
            fresh(now),
            letter.account.to_bytes(),
            letter.kind.code(),
            seconds(now),
        ])?;
    Ok(())
}

/// A new identity: the time, then random bytes.
fn fresh(now: Timestamp) -> [u8; 16] {
    let [_, _, _, time @ ..] = now.unix_seconds().to_be_bytes();
    let mut id = [0; 16];
    let random = system::random_bytes::<11>();
    for (to, from) in id.iter_mut().zip(time.into_iter().chain(random)) {
        *to = from;
    }
    id
}

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
                 WHERE state <> 'sent' AND state = 'queued' AND due_at <= ?1
                     AND (leased_until IS NULL OR leased_until <= ?1)
                 ORDER BY due_at LIMIT 1
             )
             RETURNING id, account, kind, tries",
        )?
        .query_row(params![seconds(now), seconds(until)], |row| {
            Ok((
                LetterId::from_bytes(row.get(0)?),
                AccountId::from_bytes(row.get(1)?),
                letter_kind(row, 2),
                row.get(3)?,
            ))
        })
        .optional()?
        .map(|(id, account, kind, tries)| {
            Ok(QueuedLetter {
                id,
                letter: Letter {
                    account,
                    kind: kind?,
                },
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
    outcome: &Outcome,
    now: Timestamp,
) -> Result<bool, Fault> {
    let (state, due_at, settled_at, reply) = match outcome {
        Outcome::Sent { reply } => ("sent", None, Some(now), reply),
        Outcome::RetryAt { at, reply } => ("queued", Some(*at), None, reply),
        Outcome::Dead { reason } => ("dead", None, Some(now), reason),
    };
    let settled = connection
        .prepare_cached(
            "UPDATE letters SET
                 state = ?3, tries = tries + 1, due_at = coalesce(?4, due_at), leased_until = NULL,
                 settled_at = ?5, reply = ?6
             WHERE id = ?1 AND leased_until = ?2 AND state = 'queued'",
        )?
        .execute(params![
            id.to_bytes(),
            seconds(leased_until),
            state,
            due_at.map(seconds),
            settled_at.map(seconds),
            reply.as_str(),
        ])?;
    Ok(settled == 1)
}

/// Makes a letter due that has not been sent and that nobody holds.
pub(super) fn retry(connection: &Connection, id: LetterId, now: Timestamp) -> Result<bool, Fault> {
    let updated = connection
        .prepare_cached(
            "UPDATE letters SET
                 state = 'queued', tries = 0, due_at = ?2, leased_until = NULL, settled_at = NULL
             WHERE id = ?1 AND state <> 'sent' AND (leased_until IS NULL OR leased_until <= ?2)",
        )?
        .execute(params![id.to_bytes(), seconds(now)])?;
    Ok(updated == 1)
}

/// The letters of an account, the newest first.
pub(super) fn of(
    connection: &Connection,
    account: AccountId,
    limit: u32,
) -> Result<Vec<LetterStatus>, Fault> {
    let sql = format!(
        "SELECT {LETTER} FROM letters WHERE account = ?1
         ORDER BY queued_at DESC, id DESC LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![account.to_bytes(), limit], |row| Ok(letter(row)))?;
    rows.map(|row| row?).collect()
}

/// The letters that have not been sent, from the first after `after` on.
pub(super) fn unsent(
    connection: &Connection,
    after: Option<(Timestamp, LetterId)>,
    limit: u32,
) -> Result<Vec<LetterStatus>, Fault> {
    // Before the first: an identity has more bytes than none.
    let (at, id) = after.map_or((0, Vec::new()), |(at, id)| {
        (seconds(at), id.to_bytes().to_vec())
    });
    let sql = format!(
        "SELECT {LETTER} FROM letters
         WHERE state <> 'sent' AND (queued_at, id) > (?1, ?2)
         ORDER BY queued_at, id LIMIT ?3"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![at, id, limit], |row| Ok(letter(row)))?;
    rows.map(|row| row?).collect()
}
