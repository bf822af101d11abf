//! Creates the tables, or checks that they are this program's.

use rusqlite::{Connection, TransactionBehavior};

use super::super::Error;

/// Creates the tables in an empty file, one process at a time, and returns the
/// number of the realm.
pub(super) fn open(connection: &mut Connection, realm: &str) -> Result<i64, Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let pragma =
        |name: &str| transaction.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
    let found = pragma("user_version")?;
    if !transaction
        .prepare("SELECT 1 FROM sqlite_schema")?
        .exists([])?
    {
        transaction.execute_batch(include_str!("schema.sql"))?;
        transaction.pragma_update(None, "application_id", PROGRAM)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    } else if pragma("application_id")? != PROGRAM {
        return Err(Error::ForeignSchema);
    } else if found != VERSION {
        let known = VERSION;
        return Err(Error::Version { found, known });
    }
    let insert = "INSERT INTO realms (name) VALUES (?1) ON CONFLICT DO NOTHING";
    transaction.execute(insert, [realm])?;
    let find = "SELECT id FROM realms WHERE name = ?1";
    let realm = transaction.query_row(find, [realm], |row| row.get(0))?;
    transaction.commit()?;
    Ok(realm)
}

const VERSION: u32 = 1;
/// `gnkn` in ASCII: marks the file as this program's.
const PROGRAM: u32 = 0x67_6e_6b_6e;
