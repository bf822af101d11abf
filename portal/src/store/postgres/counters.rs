//! What the limits count: read and written under locks, so that of two charges
//! of one cell neither is lost.
//!
//! The locks are PostgreSQL's advisory ones, because a cell that does not exist
//! yet needs one, too. A transaction that holds them does not wait for the disk:
//! all sign-ins have cells in common, and each would wait with them locked. A
//! server that crashes loses the counts of the last half second; a plan that
//! charges or refunds waits for the disk afterwards.
//!
//! One task of each node makes all charges, over one connection: everything that
//! waits goes into one transaction of two round trips. So a flood of charges
//! takes no connection from anything else, and the more wait, the more are made
//! at once.

use std::collections::{BTreeMap, BTreeSet};

use deadpool_postgres::Pool;
use genkan::limit::{self, Cell, CellId, Charge, Throttled};
use genkan::onboarding::Counters;
use genkan::time::Timestamp;
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::types::Type;

use super::super::columns::values;
use super::super::{Error, rows, sql};
use super::pipeline::{self, Answer, PAUSE, Query, TRIES};
use super::pool::{Statements, TIMEOUT};
use super::session::Session;
use super::{COMMIT, Postgres, begin};

impl Counters for Postgres {
    async fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> Result<Result<(), Throttled>, Error> {
        self.counting.count(Kind::Charge, charges, now).await
    }

    async fn refund(&self, charges: &[Charge], now: Timestamp) -> Result<(), Error> {
        let refunded = self.counting.count(Kind::Refund, charges, now).await?;
        // No limit refuses a refund.
        refunded.map_err(|_| Error::Stopped)
    }

    async fn cell(&self, id: CellId) -> Result<Option<Cell>, Error> {
        self.one(sql::CELL, &values![self.realm, id.to_bytes()])
            .await
    }
}

/// The sender to the task that counts.
#[derive(Clone)]
pub(super) struct Counting {
    jobs: mpsc::Sender<Job>,
}

struct Job {
    kind: Kind,
    charges: Vec<Charge>,
    now: Timestamp,
    caller: oneshot::Sender<Counted>,
}

#[derive(Clone, Copy)]
enum Kind {
    Charge,
    Refund,
}

type Counted = Result<Result<(), Throttled>, Error>;

impl Counting {
    /// Starts the task. It ends when the last sender is dropped.
    pub(super) fn start(pool: Pool, statements: Statements, realm: i64) -> Self {
        let (jobs, mut waiting) = mpsc::channel(WAITING);
        tokio::spawn(async move {
            let mut batch = Vec::new();
            while waiting.recv_many(&mut batch, TOGETHER).await > 0 {
                count(&pool, statements, realm, std::mem::take(&mut batch)).await;
            }
        });
        Self { jobs }
    }

    async fn count(&self, kind: Kind, charges: &[Charge], now: Timestamp) -> Counted {
        if charges.is_empty() {
            return Ok(Ok(()));
        }
        let (caller, answer) = oneshot::channel();
        let charges = charges.to_vec();
        let job = Job {
            kind,
            charges,
            now,
            caller,
        };
        let sent = self.jobs.send_timeout(job, TIMEOUT).await;
        sent.map_err(|_| Error::NotWritten)?;
        answer.await.map_err(|_| Error::Stopped)?
    }
}

/// Makes charges and refunds in one transaction and answers their callers.
async fn count(pool: &Pool, statements: Statements, realm: i64, mut batch: Vec<Job>) {
    // A caller that no longer waits is charged nothing.
    batch.retain(|job| !job.caller.is_closed());
    let mut tries = 0;
    let counted = loop {
        tries += 1;
        match attempt(pool, statements, realm, &batch).await {
            Err(Error::Postgres(failure)) if failure.is_passing() && tries < TRIES => {
                tokio::time::sleep(PAUSE * tries).await;
            }
            ended => break ended,
        }
    };
    match counted {
        Ok(counted) => {
            for (job, counted) in batch.into_iter().zip(counted) {
                // The caller may no longer wait.
                drop(job.caller.send(Ok(counted)));
            }
        }
        Err(error) => {
            for job in batch {
                drop(job.caller.send(Err(error.shared())));
            }
        }
    }
}

async fn attempt(
    pool: &Pool,
    statements: Statements,
    realm: i64,
    batch: &[Job],
) -> Result<Vec<Result<(), Throttled>>, Error> {
    let session = Session::from(pool, statements).await?;
    let counted = transact(&session, realm, batch).await;
    if counted.is_err() {
        session.roll_back().await;
    }
    counted
}

async fn transact(
    session: &Session,
    realm: i64,
    batch: &[Job],
) -> Result<Vec<Result<(), Throttled>>, Error> {
    let charges: Vec<Charge> = batch.iter().flat_map(|job| &job.charges).copied().collect();
    let [lock, find] = Cells::lock(realm, &charges);
    let mut queries = begin(session.statements);
    queries.extend([lock, find]);
    let answers = pipeline::execute(session, &queries).await;
    let answers = answers.map_err(|failed| failed.error)?;
    let mut cells = Cells::read(answers.last().ok_or(Error::Stopped)?)?;
    let counted = batch.iter().map(|job| match job.kind {
        Kind::Charge => cells.charge(&job.charges, job.now),
        Kind::Refund => {
            cells.refund(&job.charges, job.now);
            Ok(())
        }
    });
    let counted = counted.collect();
    let mut queries = cells.writes(realm);
    queries.extend([Query::plain(ASYNC), Query::plain(COMMIT)]);
    let written = pipeline::execute(session, &queries).await;
    written.map_err(|failed| failed.error)?;
    Ok(counted)
}

/// Cells that were locked and read, as they are after some charges and refunds.
#[derive(Default)]
pub(super) struct Cells {
    cells: BTreeMap<CellId, Cell>,
    changed: BTreeSet<CellId>,
}

impl Cells {
    /// Locks the cells of charges and reads those that exist. They are
    /// the last locks that a transaction takes, so that it does not wait with
    /// them.
    pub(super) fn lock<'v>(realm: i64, charges: &[Charge]) -> [Query<'v>; 2] {
        let ids: BTreeSet<CellId> = charges.iter().map(|charge| charge.id).collect();
        // In one order everywhere, or two transactions would wait for each other.
        let locks: BTreeSet<i64> = ids.iter().map(|id| realm ^ lock_of(*id)).collect();
        let ids: Vec<Vec<u8>> = ids.iter().map(|id| id.to_bytes().into()).collect();
        [
            Query::plain(LOCK).with(Vec::from_iter(locks), Type::INT8_ARRAY),
            Query::new(FIND, values![realm]).with(ids, Type::BYTEA_ARRAY),
        ]
    }

    /// Returns the cells of the answer to the second statement of
    /// [`lock`](Self::lock).
    pub(super) fn read(found: &Answer) -> Result<Self, Error> {
        Ok(Self {
            cells: found.all()?.into_iter().collect(),
            changed: BTreeSet::new(),
        })
    }

    pub(super) fn charge(&mut self, charges: &[Charge], now: Timestamp) -> Result<(), Throttled> {
        let stored: Vec<Option<Cell>> = charges
            .iter()
            .map(|charge| self.cells.get(&charge.id).copied())
            .collect();
        let charged = limit::charge(&stored, charges, now)?;
        for (charge, cell) in charges.iter().zip(charged) {
            self.cells.insert(charge.id, cell);
            self.changed.insert(charge.id);
        }
        Ok(())
    }

    pub(super) fn refund(&mut self, charges: &[Charge], now: Timestamp) {
        for charge in charges {
            let cell = limit::refund(self.cells.remove(&charge.id), charge, now);
            self.cells.extend(cell.map(|cell| (charge.id, cell)));
            self.changed.insert(charge.id);
        }
    }

    /// Writes the cells that have changed, and deletes those that are gone.
    pub(super) fn writes<'v>(&self, realm: i64) -> Vec<Query<'v>> {
        let written = self.changed.iter().map(|id| match self.cells.get(id) {
            Some(cell) => rows::cell(realm, *id, *cell).upsert().into(),
            None => Query::new(DELETE, values![realm, id.to_bytes()]),
        });
        written.collect()
    }
}

/// The name of a cell's lock. Two cells that share one wait for each other and
/// lose nothing.
fn lock_of(id: CellId) -> i64 {
    let [a, b, c, d, e, f, g, h, ..] = id.to_bytes();
    i64::from_be_bytes([a, b, c, d, e, f, g, h])
}

const LOCK: &str = "SELECT pg_advisory_xact_lock(key) FROM unnest($1::bigint[]) AS key";
const FIND: &str = "SELECT * FROM counters WHERE realm = $1 AND id = ANY ($2)";
const DELETE: &str = "DELETE FROM counters WHERE realm = $1 AND id = $2";
pub(super) const ASYNC: &str = "SET LOCAL synchronous_commit = off";

/// How many charges may wait before callers wait to add more.
const WAITING: usize = 1024;
/// How many callers a transaction has at most. Each has about six cells, and
/// PostgreSQL has room for 6,400 locks by default.
const TOGETHER: usize = 128;
