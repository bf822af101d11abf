//! Creates the tables, or checks that they are this program's.

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};

use super::super::{Error, Existing};

/// Creates the tables in an empty file, one process at a time, and returns the
/// number of the realm.
pub(super) fn open(connection: &mut Connection, realm: &str) -> Result<i64, Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if !has_tables(&transaction)? {
        transaction.execute_batch(include_str!("schema.sql"))?;
        transaction.pragma_update(None, "application_id", PROGRAM)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    let insert = "INSERT INTO realms (name) VALUES (?1) ON CONFLICT DO NOTHING";
    transaction.execute(insert, [realm])?;
    let realm = transaction.query_row(FIND, [realm], |row| row.get(0))?;
    transaction.commit()?;
    Ok(realm)
}

/// Returns the number of a realm, and writes nothing.
pub(super) fn find(connection: &Connection, realm: &str) -> Result<Existing<i64>, Error> {
    if !has_tables(connection)? {
        return Ok(Existing::NoTables);
    }
    let found = connection.query_row(FIND, [realm], |row| row.get(0));
    Ok(found.optional()?.map_or(Existing::NoRealm, Existing::Realm))
}

/// Returns whether a file has this program's tables; `false` if it has none.
fn has_tables(connection: &Connection) -> Result<bool, Error> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
    let found = pragma("user_version")?;
    if !connection
        .prepare("SELECT 1 FROM sqlite_schema")?
        .exists([])?
    {
        Ok(false)
    } else if pragma("application_id")? != PROGRAM {
        Err(Error::ForeignSchema)
    } else if found != VERSION {
        let known = VERSION;
        Err(Error::Version { found, known })
    } else {
        Ok(true)
    }
}

const FIND: &str = "SELECT id FROM realms WHERE name = ?1";

const VERSION: u32 = 1;
/// `gnkn` in ASCII: marks the file as this program's.
const PROGRAM: u32 = 0x67_6e_6b_6e;
