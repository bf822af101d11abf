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
use genkan::onboarding::{Change, Commit, CommitError, Companies, Guard, Plan};
use genkan::time::Timestamp;

use super::super::columns::{Column, insert, upsert, values, values_of};
use super::super::{Error, message_id, rows, sql};
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
    for (selector, principal) in &plan.consume {
        let (kind, id) = (principal.code(), principal.id_bytes());
        let values = values![realm, selector.to_bytes(), kind, id];
        if query::execute(transaction, sql::CONSUME_TOKEN, &values).await? == 0 {
            return Ok(false);
        }
    }
    for (principal, revocation) in &plan.revoke {
        let values = values![realm, principal.code(), principal.id_bytes()];
        query::execute(transaction, &sql::revoke(*revocation), &values).await?;
    }
    for change in sql::changes(plan) {
        // Another plan may be adding the same row at the same time. It must not
        // be replaced.
        let is_new = plan.guards.contains(&Guard::Absent(change.subject()));
        write(transaction, realm, change, is_new).await?;
    }
    for record in &plan.records {
        add(transaction, "tokens", rows::token(realm, record)).await?;
    }
    for message in &plan.messages {
        let row = rows::message(realm, message_id(plan.at), message, plan.at);
        add(transaction, "messages", row).await?;
    }
    for reason in &plan.reasons {
        let row = rows::reason(realm, reason);
        let sql = insert("reasons", &row) + " ON CONFLICT DO NOTHING";
        query::execute(transaction, &sql, &values_of(row)).await?;
    }
    counters::refund(transaction, realm, &plan.refunds, plan.at).await?;
    audit_log::append(transaction, realm, &plan.events).await?;
    Ok(true)
}

async fn write(
    transaction: &Transaction<'_>,
    realm: i64,
    change: &Change,
    is_new: bool,
) -> Result<(), Error> {
    let table = sql::table(change.subject());
    let row = match change {
        Change::Account(account) => rows::account(realm, account),
        Change::Company(company) => rows::company(realm, company),
        Change::Operator(operator) => rows::operator(realm, operator),
    };
    let sql = if is_new {
        insert(table, &row)
    } else {
        upsert(table, &row)
    };
    query::execute(transaction, &sql, &values_of(row)).await?;
    if let Change::Operator(operator) = change {
        let id = operator.id.to_bytes();
        query::execute(transaction, sql::NO_OPERATOR_COMPANIES, &values![realm, id]).await?;
        if let Companies::Only(companies) = &operator.companies {
            for company in companies {
                let values = values![realm, id, company.to_bytes()];
                query::execute(transaction, sql::OPERATOR_COMPANY, &values).await?;
            }
        }
    }
    Ok(())
}

async fn add(
    transaction: &Transaction<'_>,
    table: &str,
    row: Vec<Column<'_>>,
) -> Result<(), Error> {
    query::execute(transaction, &insert(table, &row), &values_of(row)).await?;
    Ok(())
}

/// How often a transaction is tried that was rolled back for another one.
const TRIES: u32 = 8;
const PAUSE: Duration = Duration::from_millis(5);
const FLUSH: &str = "SELECT pg_logical_emit_message(true, 'genkan', '')";
