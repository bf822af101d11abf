//! A plan is committed completely or not at all.
//!
//! Plans for one account wait for each other at its row, whatever the node.
//! Everything else is decided behind that lock, so `READ COMMITTED` suffices.
//!
//! All plans of a realm add entries at the end of one audit log, and all
//! sign-ins refund cells that they share. They hold those locks until they are
//! committed. So a plan is committed without waiting for the disk, and waits
//! for the disk afterwards, when it holds no lock any more: many plans wait for
//! the disk together. Plans that build on it cannot reach the disk before it,
//! because PostgreSQL's log is written in order.

use std::time::Duration;

use deadpool_postgres::Transaction;
use genkan::onboarding::{Commit, CommitError, Guard, Plan};
use genkan::time::Timestamp;

use super::super::columns::values;
use super::super::{Error, sql};
use super::{Postgres, audit_log, begin, counters, query};

impl Commit for Postgres {
    async fn commit(&self, plan: Plan) -> Result<(), CommitError<Error>> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.attempt(&plan).await {
                Ok(true) => return Ok(()),
                Ok(false) => return Err(CommitError::Conflict),
                Err(Error::Postgres(failure)) if failure.is_passing() && tries < TRIES => {
                    tokio::time::sleep(PAUSE * tries).await;
                }
                Err(error) if error.is_duplicate() => return Err(CommitError::Conflict),
                Err(error) => return Err(CommitError::Store(error)),
            }
        }
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Error> {
        let client = self.client().await?;
        for (table, key, ended, time) in sql::swept(now) {
            // Rows that another transaction is about to change are skipped: two
            // transactions that lock the same rows in different orders would
            // wait for each other.
            let sql = format!(
                "DELETE FROM {table} WHERE realm = $1 AND {key} IN (
                     SELECT {key} FROM {table} WHERE realm = $1 AND {ended}
                     FOR UPDATE SKIP LOCKED
                 )"
            );
            query::execute(&client, &sql, &values![self.realm, time]).await?;
        }
        Ok(())
    }
}

impl Postgres {
    /// Returns `false` if the plan conflicts.
    async fn attempt(&self, plan: &Plan) -> Result<bool, Error> {
        let mut client = self.client().await?;
        let transaction = begin(&mut client).await?;
        if !apply(&transaction, self.realm, plan).await? {
            transaction.rollback().await?;
            return Ok(false);
        }
        transaction.commit().await?;
        // A transaction of its own, with the session's `synchronous_commit`: it
        // ends when it is on the disk, and with it all that came before it.
        client.batch_execute(FLUSH).await?;
        Ok(true)
    }
}

async fn apply(transaction: &Transaction<'_>, realm: i64, plan: &Plan) -> Result<bool, Error> {
    for guard in sql::guards(plan) {
        let (mut sql, values) = sql::guarded(realm, guard);
        if let Guard::Revision(..) = guard {
            // A plan that is too late finds no such row and waits for none.
            sql.push_str(" FOR UPDATE");
        }
        let found = query::execute(transaction, &sql, &values).await? > 0;
        if found == matches!(guard, Guard::Absent(_)) {
            return Ok(false);
        }
    }
    for statement in sql::statements(realm, plan) {
        if !query::run(transaction, &statement).await? {
            return Ok(false);
        }
    }
    counters::refund(transaction, realm, &plan.refunds, plan.at).await?;
    audit_log::append(transaction, realm, &plan.events).await?;
    Ok(true)
}

/// How often a transaction is tried that was rolled back for another one.
const TRIES: u32 = 8;
const PAUSE: Duration = Duration::from_millis(5);
const FLUSH: &str = "SELECT pg_logical_emit_message(true, 'genkan', '')";
