//! Creates the tables, or checks that they are this program's.

use super::super::columns::{Columns, Read, values};
use super::super::{Error, Existing};
use super::session::Session;
use super::{BEGIN, COMMIT};

/// Creates the tables in an empty database, and returns the number of the
/// realm. One node does it at a time: a second one that starts meanwhile waits
/// and finds everything done.
pub(super) async fn open(session: &Session, realm: &str) -> Result<i64, Error> {
    let sql = "SELECT current_setting('server_encoding') AS found";
    let encoding: Option<Found<String>> = session.one(sql, &[]).await?;
    match encoding {
        Some(Found(encoding)) if encoding != "UTF8" => return Err(Error::Encoding(encoding)),
        _ => {}
    }
    session.batch(BEGIN).await?;
    let opened = create(session, realm).await;
    match opened {
        Ok(_) => session.batch(COMMIT).await?,
        Err(_) => session.roll_back().await,
    }
    opened
}

async fn create(session: &Session, realm: &str) -> Result<i64, Error> {
    let lock = "SELECT pg_advisory_xact_lock($1)";
    session.execute(lock, &values![LOCK]).await?;
    let create = "CREATE TABLE IF NOT EXISTS genkan_schema (version BIGINT NOT NULL)";
    session.batch(create).await?;
    if !is_complete(session).await? {
        let created = session.batch(include_str!("schema.sql")).await;
        created.map_err(|error| match error {
            Error::Postgres(failure) if failure.is_duplicate_table() => Error::ForeignSchema,
            error => error,
        })?;
        let insert = "INSERT INTO genkan_schema (version) VALUES ($1)";
        session.execute(insert, &values![VERSION]).await?;
    }
    let insert = "INSERT INTO realms (name) VALUES ($1) ON CONFLICT DO NOTHING";
    session.execute(insert, &values![realm]).await?;
    let realm: Option<Found<i64>> = session.one(FIND, &values![realm]).await?;
    realm.map(|Found(id)| id).ok_or(Error::Content("id"))
}

/// Returns the number of a realm, and writes nothing.
pub(super) async fn find(session: &Session, realm: &str) -> Result<Existing<i64>, Error> {
    let sql = "SELECT (to_regclass('genkan_schema') IS NOT NULL)::int::bigint AS found";
    let exists: Option<Found<i64>> = session.one(sql, &[]).await?;
    if exists.is_none_or(|Found(exists)| exists != 1) || !is_complete(session).await? {
        return Ok(Existing::NoTables);
    }
    let found: Option<Found<i64>> = session.one(FIND, &values![realm]).await?;
    Ok(found.map_or(Existing::NoRealm, |Found(id)| Existing::Realm(id)))
}

/// Returns whether all tables were created, of this version.
async fn is_complete(session: &Session) -> Result<bool, Error> {
    let find = "SELECT version AS found FROM genkan_schema";
    match session.one(find, &[]).await? {
        None => Ok(false),
        Some(Found(VERSION)) => Ok(true),
        Some(Found(found)) => {
            let (found, known) = (found as u32, VERSION as u32);
            Err(Error::Version { found, known })
        }
    }
}

const FIND: &str = "SELECT id AS found FROM realms WHERE name = $1";

/// The column `found` of a row.
struct Found<T>(T);

impl Read for Found<i64> {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        row.i64("found").map(Self)
    }
}

impl Read for Found<String> {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok(Self(row.text("found")?.to_owned()))
    }
}

const VERSION: i64 = 1;
/// `genkan` in ASCII: the name of the lock among those of other programs.
const LOCK: i64 = 0x67_65_6e_6b_61_6e;
