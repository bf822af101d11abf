//! A plan is committed whole or not at all.

use genkan::onboarding::{Account, CommitError, Guard, PasswordHash, Plan, Revocation, State};
use genkan::token::{PurposeName, Record};
use rusqlite::{Connection, Error, ErrorCode, OptionalExtension as _, Statement, params};

use super::rows::seconds;
use super::{audit, cells, letters};
use crate::fault::Fault;

/// Commits a plan. After an error the caller rolls back what has been written.
pub(super) fn commit(connection: &Connection, plan: &Plan) -> Result<(), CommitError<Fault>> {
    let applied = apply(connection, plan).map_err(CommitError::Fault)?;
    applied.then_some(()).ok_or(CommitError::Conflict)
}

fn apply(connection: &Connection, plan: &Plan) -> Result<bool, Fault> {
    let owner = plan.event.account.to_bytes();
    let mut before = None;
    if let Guard::Revision(id, revision) = plan.guard {
        before = connection
            .prepare_cached(
                "SELECT rowid, address_key FROM accounts WHERE id = ?1 AND revision = ?2",
            )?
            .query_row(params![id.to_bytes(), revision.cast_signed()], |row| {
                Ok(Before {
                    row: row.get(0)?,
                    key: row.get(1)?,
                })
            })
            .optional()?;
        if before.is_none() {
            return Ok(false);
        }
    }
    if let Some(selector) = plan.consume {
        let consumed = connection
            .prepare_cached("DELETE FROM tokens WHERE selector = ?1 AND account = ?2")?
            .execute(params![selector.to_bytes(), owner])?;
        if consumed == 0 {
            return Ok(false);
        }
    }
    revoke(connection, plan.revoke, owner)?;
    if let Some(account) = &plan.account {
        let written = match before {
            None => insert(connection, account),
            Some(before) => update(connection, account, &before),
        };
        if !written? {
            return Ok(false);
        }
    }
    for record in &plan.records {
        begin(connection, record)?;
    }
    for letter in &plan.letters {
        letters::queue(connection, letter, plan.event.at)?;
    }
    cells::refund(connection, &plan.refunds, plan.event.at)?;
    audit::append(connection, plan.event)?;
    Ok(true)
}

/// Where an account is, and its address as it is compared, where it is not
/// removed.
struct Before {
    row: i64,
    key: Option<String>,
}

fn revoke(connection: &Connection, revocation: Revocation, owner: [u8; 16]) -> Result<(), Fault> {
    if revocation == Revocation::None {
        return Ok(());
    }
    let mut find =
        connection.prepare_cached("SELECT selector, purpose FROM tokens WHERE account = ?1")?;
    let found = find.query_map([owner], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let found: Vec<([u8; 16], String)> = found.collect::<Result<_, _>>()?;
    for (selector, purpose) in found {
        let purpose = PurposeName::from_code(&purpose).ok_or(Fault::StoreContent("purpose"))?;
        if revocation.ends(purpose) {
            connection
                .prepare_cached("DELETE FROM tokens WHERE selector = ?1")?
                .execute([selector])?;
        }
    }
    Ok(())
}

fn insert(connection: &Connection, account: &Account) -> Result<bool, Fault> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO accounts (id, revision, address, name, company, language, state, state_at,
             password, registered_at, link_requested_at, replacement, replacement_requested_at,
             replacement_expires_at, former, former_name, former_undo_until, address_key,
             removed_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
             ?19)",
    )?;
    statement.raw_bind_parameter(1, account.id.to_bytes())?;
    bind(&mut statement, account)?;
    bind_keys(&mut statement, account)?;
    is_written(statement.raw_execute())
}

/// Writes an account anew. The columns that have an index are left alone where
/// they stay what they are, because an index is not cheap.
fn update(connection: &Connection, account: &Account, before: &Before) -> Result<bool, Fault> {
    let is_same_key =
        !account.state.is_removed() && before.key.as_ref() == Some(&account.address.key());
    let mut statement = connection.prepare_cached(if is_same_key {
        "UPDATE accounts SET revision = ?2, address = ?3, name = ?4, company = ?5, language = ?6,
             state = ?7, state_at = ?8, password = ?9, registered_at = ?10,
             link_requested_at = ?11, replacement = ?12, replacement_requested_at = ?13,
             replacement_expires_at = ?14, former = ?15, former_name = ?16,
             former_undo_until = ?17
         WHERE rowid = ?1"
    } else {
        "UPDATE accounts SET revision = ?2, address = ?3, name = ?4, company = ?5, language = ?6,
             state = ?7, state_at = ?8, password = ?9, registered_at = ?10,
             link_requested_at = ?11, replacement = ?12, replacement_requested_at = ?13,
             replacement_expires_at = ?14, former = ?15, former_name = ?16,
             former_undo_until = ?17, address_key = ?18, removed_key = ?19
         WHERE rowid = ?1"
    })?;
    statement.raw_bind_parameter(1, before.row)?;
    bind(&mut statement, account)?;
    if !is_same_key {
        bind_keys(&mut statement, account)?;
    }
    is_written(statement.raw_execute())
}

fn bind(statement: &mut Statement<'_>, account: &Account) -> Result<(), Fault> {
    let (at, password) = match &account.state {
        State::Registered { expires_at } => (Some(expires_at), None),
        State::Active { password } => (None, Some(password)),
        State::Held { since, password } => (Some(since), password.as_ref()),
        State::Removed { at } => (Some(at), None),
    };
    let replacement = account.replacement.as_ref();
    let former = account.former.as_ref();
    statement.raw_bind_parameter(2, account.revision.cast_signed())?;
    statement.raw_bind_parameter(3, account.address.as_str())?;
    statement.raw_bind_parameter(4, &account.name)?;
    statement.raw_bind_parameter(5, &account.company)?;
    statement.raw_bind_parameter(6, account.language.tag())?;
    statement.raw_bind_parameter(7, account.state.code())?;
    statement.raw_bind_parameter(8, at.copied().map(seconds))?;
    statement.raw_bind_parameter(9, password.map(PasswordHash::as_phc))?;
    statement.raw_bind_parameter(10, seconds(account.registered_at))?;
    statement.raw_bind_parameter(11, account.link_requested_at.map(seconds))?;
    statement.raw_bind_parameter(12, replacement.map(|new| new.address.as_str()))?;
    statement.raw_bind_parameter(13, replacement.map(|new| seconds(new.requested_at)))?;
    statement.raw_bind_parameter(14, replacement.map(|new| seconds(new.expires_at)))?;
    statement.raw_bind_parameter(15, former.map(|former| former.address.as_str()))?;
    statement.raw_bind_parameter(16, former.map(|former| former.name.as_str()))?;
    let undo_until = former.and_then(|former| former.undo_until);
    statement.raw_bind_parameter(17, undo_until.map(seconds))?;
    Ok(())
}

fn bind_keys(statement: &mut Statement<'_>, account: &Account) -> Result<(), Fault> {
    let key = Some(account.address.key());
    let is_removed = account.state.is_removed();
    let (key, removed_key) = if is_removed { (None, key) } else { (key, None) };
    statement.raw_bind_parameter(18, key)?;
    statement.raw_bind_parameter(19, removed_key)?;
    Ok(())
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

fn begin(connection: &Connection, record: &Record) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO tokens (selector, purpose, account, key_id, mac, issued_at, expires_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            record.selector.to_bytes(),
            record.purpose.code(),
            record.principal.id_bytes(),
            record.key_id.number(),
            record.mac.to_bytes(),
            seconds(record.issued_at),
            seconds(record.expires_at),
        ])?;
    Ok(())
}
