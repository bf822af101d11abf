//! A plan is committed completely or not at all.

use genkan::id::PlanId;
use genkan::onboarding::{Commit, CommitError, Guard, Plan};
use genkan::time::Timestamp;
use rusqlite::Connection;

use super::super::columns::values;
use super::super::{Error, sql};
use super::{Sqlite, audit_log, counters, query};

impl Commit for Sqlite {
    async fn commit(&self, id: PlanId, plan: &Plan) -> Result<(), CommitError<Error>> {
        let (realm, plan) = (self.realm, plan.clone());
        let work = move |connection: &Connection| apply(connection, realm, id, &plan);
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

/// The caller rolls back after an error.
fn apply(
    connection: &Connection,
    realm: i64,
    id: PlanId,
    plan: &Plan,
) -> Result<(), CommitError<Error>> {
    if !query::run(connection, &sql::identify(realm, id, plan))? {
        return Ok(());
    }
    for guard in sql::guards(plan) {
        let (sql, values) = sql::guarded(realm, guard);
        let found = query::exists(connection, &sql, &values)?;
        if found == matches!(guard, Guard::Absent(_)) {
            return Err(CommitError::Conflict);
        }
    }
    let charged = counters::charge(connection, realm, &plan.charges, plan.at)?;
    charged.map_err(CommitError::Throttled)?;
    for statement in sql::consume(realm, plan) {
        if !query::run(connection, &statement)? {
            return Err(CommitError::Conflict);
        }
    }
    for statement in sql::statements(realm, plan) {
        query::run(connection, &statement)?;
    }
    counters::refund(connection, realm, &plan.refunds, plan.at)?;
    audit_log::append(connection, realm, &plan.events)?;
    Ok(())
}

/// How many rows are deleted in one piece of work.
const SWEPT: usize = 512;
