//! Creates the tables, or checks that they are this program's.

use deadpool_postgres::Client;
use tokio_postgres::error::SqlState;

use super::super::Error;

/// Creates the tables in an empty database, and returns the number of the
/// realm. One node does it at a time: a second one that starts meanwhile waits
/// and finds everything done.
pub(super) async fn open(client: &mut Client, realm: &str) -> Result<i64, Error> {
    let sql = "SELECT current_setting('server_encoding')";
    let encoding: String = client.query_one(sql, &[]).await?.try_get(0)?;
    if encoding != "UTF8" {
        return Err(Error::Encoding(encoding));
    }
    let transaction = client.transaction().await?;
    let lock = "SELECT pg_advisory_xact_lock($1)";
    transaction.execute(lock, &[&LOCK]).await?;
    let create = "CREATE TABLE IF NOT EXISTS genkan_schema (version BIGINT NOT NULL)";
    transaction.batch_execute(create).await?;
    let find = "SELECT version FROM genkan_schema";
    match transaction.query_opt(find, &[]).await? {
        None => {
            let created = transaction.batch_execute(include_str!("schema.sql")).await;
            created.map_err(|error| match error.code() {
                Some(&SqlState::DUPLICATE_TABLE) => Error::ForeignSchema,
                _ => error.into(),
            })?;
            let insert = "INSERT INTO genkan_schema (version) VALUES ($1)";
            transaction.execute(insert, &[&VERSION]).await?;
        }
        Some(row) => {
            let found: i64 = row.try_get(0)?;
            if found != VERSION {
                let (found, known) = (found as u32, VERSION as u32);
                return Err(Error::Version { found, known });
            }
        }
    }
    let insert = "INSERT INTO realms (name) VALUES ($1) ON CONFLICT DO NOTHING";
    transaction.execute(insert, &[&realm]).await?;
    let find = "SELECT id FROM realms WHERE name = $1";
    let realm = transaction.query_one(find, &[&realm]).await?.try_get(0)?;
    transaction.commit().await?;
    Ok(realm)
}

const VERSION: i64 = 1;
/// `genkan` in ASCII: the name of the lock among those of other programs.
const LOCK: i64 = 0x67_65_6e_6b_61_6e;
