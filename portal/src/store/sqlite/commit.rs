//! A plan is committed whole or not at all.

use genkan::onboarding::{Account, Guard, Letter, Plan, Revocation, State};
use genkan::token::{Record, Timestamp};
use rusqlite::{Connection, Error, ErrorCode, Transaction, TransactionBehavior, params};

use super::rows::seconds;
use crate::fault::Fault;
use crate::system;

/// Commits a plan. Answers `false`, with nothing changed, where what it was
/// made for is no longer so.
pub(super) fn commit(connection: &mut Connection, plan: &Plan) -> Result<bool, Fault> {
    // Immediate: the write lock is taken before the guard is looked at.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let applied = apply(&transaction, plan)?;
    if applied {
        transaction.commit()?;
    }
    Ok(applied)
}

fn apply(transaction: &Transaction<'_>, plan: &Plan) -> Result<bool, Fault> {
    if let Guard::Revision(id, revision) = plan.guard {
        let holds = transaction
            .prepare_cached("SELECT 1 FROM accounts WHERE id = ?1 AND revision = ?2")?
            .exists(params![id.to_bytes(), revision.cast_signed()])?;
        if !holds {
            return Ok(false);
        }
    }
    if let Some(selector) = plan.consume {
        let consumed = transaction
            .prepare_cached("DELETE FROM tokens WHERE selector = ?1 AND account = ?2")?
            .execute(params![selector.to_bytes(), plan.event.account.to_bytes()])?;
        if consumed == 0 {
            return Ok(false);
        }
    }
    if plan.revoke == Revocation::All {
        transaction
            .prepare_cached("DELETE FROM tokens WHERE account = ?1")?
            .execute([plan.event.account.to_bytes()])?;
    }
    if let Some(account) = &plan.account {
        let written = match plan.guard {
            Guard::Unregistered => insert(transaction, account)?,
            Guard::Revision(..) => update(transaction, account)?,
        };
        if !written {
            return Ok(false);
        }
    }
    for record in &plan.records {
        begin(transaction, record)?;
    }
    for letter in &plan.letters {
        queue(transaction, letter, plan.event.at)?;
    }
    transaction
        .prepare_cached("INSERT INTO events (at, account, kind) VALUES (?1, ?2, ?3)")?
        .execute(params![
            seconds(plan.event.at),
            plan.event.account.to_bytes(),
            plan.event.kind.code()
        ])?;
    Ok(true)
}

fn insert(transaction: &Transaction<'_>, account: &Account) -> Result<bool, Fault> {
    let inserted = transaction
        .prepare_cached(
            "INSERT INTO accounts (id, revision, address, address_key, name, company, language,
                 state, password, registered_at, link_requested_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(values(account));
    is_written(inserted)
}

fn update(transaction: &Transaction<'_>, account: &Account) -> Result<bool, Fault> {
    let updated = transaction
        .prepare_cached(
            "UPDATE accounts SET revision = ?2, address = ?3, address_key = ?4, name = ?5,
                 company = ?6, language = ?7, state = ?8, password = ?9, registered_at = ?10,
                 link_requested_at = ?11
             WHERE id = ?1",
        )?
        .execute(values(account));
    is_written(updated)
}

fn values(account: &Account) -> impl rusqlite::Params {
    let password = match &account.state {
        State::Active { password } => Some(password.as_phc().to_owned()),
        _ => None,
    };
    (
        account.id.to_bytes(),
        account.revision.cast_signed(),
        account.address.as_str().to_owned(),
        account.address.key(),
        account.name.clone(),
        account.company.clone(),
        account.language.tag(),
        account.state.code(),
        password,
        seconds(account.registered_at),
        account.link_requested_at.map(seconds),
    )
}

/// An identity or address that is taken is a conflict, not a failure.
fn is_written(result: Result<usize, Error>) -> Result<bool, Fault> {
    match result {
        Ok(count) => Ok(count == 1),
        Err(Error::SqliteFailure(failure, _)) if is_taken(failure) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn is_taken(failure: rusqlite::ffi::Error) -> bool {
    failure.code == ErrorCode::ConstraintViolation
        && matches!(
            failure.extended_code,
            rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        )
}

fn begin(transaction: &Transaction<'_>, record: &Record) -> Result<(), Fault> {
    transaction
        .prepare_cached(
            "INSERT INTO tokens (selector, purpose, account, key_id, mac, issued_at, expires_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            record.selector.to_bytes(),
            record.purpose.code(),
            record.account.to_bytes(),
            record.key_id.number(),
            record.mac.to_bytes(),
            seconds(record.issued_at),
            seconds(record.expires_at),
        ])?;
    Ok(())
}

fn queue(transaction: &Transaction<'_>, letter: &Letter, now: Timestamp) -> Result<(), Fault> {
    transaction
        .prepare_cached("INSERT INTO letters (id, account, kind, due_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            system::random_bytes::<16>(),
            letter.account.to_bytes(),
            letter.kind.code(),
            seconds(now),
        ])?;
    Ok(())
}
