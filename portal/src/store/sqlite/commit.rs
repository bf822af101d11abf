//! A plan is committed completely or not at all.

use genkan::onboarding::{Commit, CommitError, Guard, Plan};
use genkan::time::Timestamp;
use rusqlite::Connection;

use super::super::columns::values;
use super::super::{Error, sql};
use super::{Sqlite, audit_log, counters, query};

impl Commit for Sqlite {
    async fn commit(&self, plan: Plan) -> Result<(), CommitError<Error>> {
        let realm = self.realm;
        let work = move |connection: &Connection| match apply(connection, realm, &plan) {
            Ok(true) => Ok(()),
            Ok(false) => Err(CommitError::Conflict),
            Err(error) if error.is_duplicate() => Err(CommitError::Conflict),
            Err(error) => Err(CommitError::Store(error)),
        };
        self.writer.write(work).await
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Error> {
        let realm = self.realm;
        for (table, key, ended, time) in sql::swept(now) {
            // A reader finds them, so that no writer waits for the search. They
            // are deleted a few at a time, if they still have ended.
            let find = format!("SELECT {key} AS id FROM {table} WHERE realm = $1 AND {ended}");
            let work = move |connection: &Connection| {
                query::all::<[u8; 16]>(connection, &find, &values![realm, time])
            };
            let found = self.readers.read(work).await?;
            for some in found.chunks(SWEPT) {
                let some = some.to_vec();
                let delete =
                    format!("DELETE FROM {table} WHERE realm = $1 AND {ended} AND {key} = $3");
                let work = move |connection: &Connection| {
                    for key in some {
                        query::execute(connection, &delete, &values![realm, time, key])?;
                    }
                    Ok(())
                };
                self.write(work).await?;
            }
        }
        Ok(())
    }
}

/// Returns `false` if the plan conflicts. The caller rolls back then, and after
/// an error.
fn apply(connection: &Connection, realm: i64, plan: &Plan) -> Result<bool, Error> {
    for guard in sql::guards(plan) {
        let (sql, values) = sql::guarded(realm, guard);
        let found = query::exists(connection, &sql, &values)?;
        if found == matches!(guard, Guard::Absent(_)) {
            return Ok(false);
        }
    }
    for statement in sql::statements(realm, plan) {
        if !query::run(connection, &statement)? {
            return Ok(false);
        }
    }
    counters::refund(connection, realm, &plan.refunds, plan.at)?;
    audit_log::append(connection, realm, &plan.events)?;
    Ok(true)
}

/// How many rows are deleted in one piece of work.
const SWEPT: usize = 512;
