//! A plan is committed completely or not at all.
//!
//! A transaction takes two round trips. The first takes all locks and reads
//! everything that the plan depends on; the second writes, commits and waits for
//! the disk. The locks are held for one round trip in between.
//!
//! Plans for one account wait for each other at its row, whatever the node.
//! Everything else is decided behind that lock, so `READ COMMITTED` suffices.
//! Every transaction takes its locks in the same order: the identity, the
//! guards' rows, the tokens, the audit log, and the cells. Cells come last,
//! because every charge waits for them.
//!
//! All plans of a realm add entries at the end of one audit log, and all
//! sign-ins refund cells that they share. So a plan is committed without waiting
//! for the disk, and waits for the disk afterwards, when it holds no lock any
//! more: many plans wait for the disk together. Plans that build on it cannot
//! reach the disk before it, because PostgreSQL's log is written in order.

use genkan::audit_log::Head;
use genkan::id::PlanId;
use genkan::onboarding::{Commit, CommitError, Guard, Plan};
use genkan::time::Timestamp;

use super::super::columns::values;
use super::super::{Error, sql};
use super::counters::{ASYNC, Cells};
use super::pipeline::{self, PAUSE, Query, TRIES};
use super::session::Session;
use super::{COMMIT, Postgres, audit_log};

impl Commit for Postgres {
    async fn commit(&self, id: PlanId, plan: &Plan) -> Result<(), CommitError<Error>> {
        // A task of its own: a transaction ends even if its caller does not
        // wait for it, and its connection is idle afterwards.
        let (store, plan) = (self.clone(), plan.clone());
        let committed = tokio::spawn(async move {
            let mut tries = 0;
            loop {
                tries += 1;
                match store.attempt(id, &plan).await {
                    Err(CommitError::Store(Error::Postgres(failure)))
                        if failure.is_passing() && tries < TRIES =>
                    {
                        tokio::time::sleep(PAUSE * tries).await;
                    }
                    ended => return ended,
                }
            }
        });
        let stopped = |_| CommitError::Unknown(Error::Stopped);
        committed.await.map_err(stopped)?
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Error> {
        let session = self.session().await?;
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
            session.execute(&sql, &values![self.realm, time]).await?;
        }
        Ok(())
    }
}

impl Postgres {
    async fn attempt(&self, id: PlanId, plan: &Plan) -> Result<(), CommitError<Error>> {
        let session = self.session().await?;
        match begin(&session, self.realm, id, plan).await {
            Ok(Some(writes)) => finish(&session, writes).await,
            Ok(None) => {
                session.roll_back().await;
                // The earlier commit may not be on the disk yet.
                session.batch(FLUSH).await.map_err(CommitError::Unknown)
            }
            Err(refused) => {
                session.roll_back().await;
                Err(refused)
            }
        }
    }
}

/// Begins a transaction, takes its locks and reads. Returns what is to be
/// written; `None` if the plan has been committed already.
async fn begin<'p>(
    session: &Session,
    realm: i64,
    id: PlanId,
    plan: &'p Plan,
) -> Result<Option<Vec<Query<'p>>>, CommitError<Error>> {
    let guards = sql::guards(plan);
    let consumed = sql::consume(realm, plan);
    let charged: Vec<_> = plan.charges.iter().chain(&plan.refunds).copied().collect();

    let mut queries = super::begin(session.statements);
    queries.push(Query::plain(ASYNC));
    let begun = queries.len();
    queries.push(sql::identify(realm, id, plan).into());
    queries.extend(guards.iter().map(|guard| {
        let (mut sql, values) = sql::guarded(realm, *guard);
        if let Guard::Revision(..) = guard {
            // A plan that is too late finds no such row and waits for none. A
            // plan that only refers to the row need not wait for it.
            sql.push_str(" FOR NO KEY UPDATE");
        }
        Query::new(sql, values)
    }));
    queries.extend(consumed.into_iter().map(Query::from));
    let is_logging = !plan.events.is_empty();
    if is_logging {
        queries.extend(audit_log::lock(realm));
    }
    let is_counting = !charged.is_empty();
    if is_counting {
        queries.extend(Cells::lock(realm, &charged));
    }

    let answers = pipeline::execute(session, &queries).await;
    let answers = answers.map_err(|failed| CommitError::from(failed.error))?;
    // The answers to the statements above, in the same order.
    let mut answers = answers.iter().skip(begun);
    let mut next = || answers.next().ok_or(Error::Stopped);
    if next()?.count == 0 {
        return Ok(None);
    }
    for guard in guards {
        if (next()?.count > 0) == matches!(guard, Guard::Absent(_)) {
            return Err(CommitError::Conflict);
        }
    }
    let mut is_consumed = true;
    for _ in &plan.consume {
        is_consumed &= next()?.count > 0;
    }
    let mut head = Head::EMPTY;
    if is_logging {
        next()?;
        head = next()?.one()?.unwrap_or(head);
    }
    let mut cells = Cells::default();
    if is_counting {
        next()?;
        cells = Cells::read(next()?)?;
    }
    let charged = cells.charge(&plan.charges, plan.at);
    charged.map_err(CommitError::Throttled)?;
    cells.refund(&plan.refunds, plan.at);
    if !is_consumed {
        return Err(CommitError::Conflict);
    }
    let mut writes: Vec<Query<'p>> = Vec::new();
    writes.extend(sql::statements(realm, plan).into_iter().map(Query::from));
    writes.extend(cells.writes(realm));
    writes.extend(audit_log::append(realm, head, &plan.events));
    Ok(Some(writes))
}

/// Writes, commits, and waits for the disk.
async fn finish(session: &Session, writes: Vec<Query<'_>>) -> Result<(), CommitError<Error>> {
    let mut queries = writes;
    let count = queries.len();
    // The flush is a transaction of its own: it ends when it is on the disk, and
    // with it all that came before it.
    queries.extend([Query::plain(COMMIT), Query::plain(FLUSH)]);
    match pipeline::execute(session, &queries).await {
        Ok(_) => Ok(()),
        // After an error, PostgreSQL rolls back and executes nothing more.
        Err(failed) if failed.at < count && failed.error.is_answer() => {
            session.roll_back().await;
            Err(failed.error.into())
        }
        Err(failed) => Err(CommitError::Unknown(failed.error)),
    }
}

/// Waits for the disk, even if the server's default is not to.
const FLUSH: &str = "SELECT pg_logical_emit_message(true, 'genkan', ''),
    CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')
        THEN set_config('synchronous_commit', 'on', true) END";
