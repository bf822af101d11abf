//! Brings the tables to this program's version, from every version before it.

use genkan::onboarding::{Actor, Event, EventKind};
use genkan::token::AccountId;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::audit;
use super::rows::time;
use crate::fault::Fault;

/// Migrates, one process at a time.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    // While tables are replaced, rows refer to what is not there for a moment.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = MIGRATIONS.len() as u32;
    if found > known {
        return Err(Fault::StoreVersion { found, known });
    }
    for migration in MIGRATIONS.iter().skip(found as usize) {
        migration(&transaction)?;
    }
    if found < known {
        let is_whole = !transaction
            .prepare("PRAGMA foreign_key_check")?
            .exists([])?;
        if !is_whole {
            return Err(Fault::StoreContent("reference"));
        }
        transaction.pragma_update(None, "user_version", known)?;
    }
    transaction.commit()?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

type Migration = fn(&Transaction<'_>) -> Result<(), Fault>;

const MIGRATIONS: &[Migration] = &[
    |transaction| Ok(transaction.execute_batch(include_str!("version_1.sql"))?),
    |transaction| {
        transaction.execute_batch(include_str!("version_2.sql"))?;
        chain(transaction)?;
        Ok(transaction.execute_batch("DROP TABLE events")?)
    },
    |transaction| Ok(transaction.execute_batch(include_str!("version_3.sql"))?),
];

/// Makes an audit log of the events that version 1 kept. They did not say who
/// it was: the provider registered, the contact did everything else.
fn chain(transaction: &Transaction<'_>) -> Result<(), Fault> {
    let mut events = transaction.prepare("SELECT at, account, kind FROM events ORDER BY number")?;
    let mut rows = events.query([])?;
    while let Some(row) = rows.next()? {
        let kind: String = row.get("kind")?;
        let kind = EventKind::from_code(&kind).ok_or(Fault::StoreContent("event"))?;
        let event = Event {
            at: time(row.get("at")?),
            account: AccountId::from_bytes(row.get("account")?),
            kind,
            actor: match kind {
                EventKind::Registered => Actor::System,
                _ => Actor::Contact,
            },
        };
        audit::append(transaction, event)?;
    }
    Ok(())
}
