//! Brings the tables to this program's version, from every version before it.

use deadpool_postgres::Client;

use crate::fault::Fault;

/// Migrates, one node at a time: a second one that starts meanwhile waits, and
/// finds everything done.
pub(super) async fn migrate(client: &mut Client) -> Result<(), Fault> {
    let encoding: String = client
        .query_one("SELECT current_setting('server_encoding')", &[])
        .await?
        .try_get(0)?;
    if encoding != "UTF8" {
        return Err(Fault::StoreEncoding(encoding));
    }
    let transaction = client.transaction().await?;
    transaction
        .execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])
        .await?;
    transaction
        .batch_execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
        .await?;
    let found = transaction
        .query_opt("SELECT version FROM schema_version", &[])
        .await?
        .map_or(Ok(0), |row| row.try_get::<_, i32>(0))?
        .cast_unsigned();
    let known = MIGRATIONS.len() as u32;
    if found > known {
        return Err(Fault::StoreVersion { found, known });
    }
    for migration in MIGRATIONS.iter().skip(found as usize) {
        transaction.batch_execute(migration).await?;
    }
    if found < known {
        transaction
            .batch_execute("DELETE FROM schema_version")
            .await?;
        transaction
            .execute(
                "INSERT INTO schema_version (version) VALUES ($1)",
                &[&known.cast_signed()],
            )
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}

const MIGRATIONS: &[&str] = &[include_str!("schema.sql")];
/// `genkan` in ASCII: the name of the lock among those of other programs.
const LOCK: i64 = 0x67_65_6e_6b_61_6e;
