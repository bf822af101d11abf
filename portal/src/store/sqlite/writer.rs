//! The one connection that writes, on a thread of its own.
//!
//! Whatever waits to be written goes into one transaction, so that a hundred
//! requests wait for the disk once and not a hundred times. Each is a
//! savepoint in it: where one fails, it alone has changed nothing. Nobody is
//! answered before the transaction is as safe as was asked for.

use std::thread;

use genkan::onboarding::CommitError;
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::fault::Fault;

/// What is to be written.
struct Job {
    safety: Safety,
    work: Work,
}

/// The work; then, when its transaction has ended, the answer.
type Work = Box<dyn FnOnce(&Connection) -> Answer + Send>;
type Answer = Box<dyn FnOnce(bool) + Send>;

/// What a transaction outlives, once it has been answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Safety {
    /// The program's end, however sudden, and mostly the machine's: it is on
    /// the disk a little later. Waiting for a disk costs more than all else.
    Soon,
    /// The machine's end, too.
    Now,
}

impl Safety {
    /// As SQLite calls it. With a write-ahead log neither can damage the file.
    const fn pragma(self) -> &'static str {
        match self {
            Self::Soon => "PRAGMA synchronous = NORMAL",
            Self::Now => "PRAGMA synchronous = FULL",
        }
    }
}

/// The way to the connection that writes.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the thread. It ends when nobody can ask it any more.
    pub(super) fn start(connection: Connection) -> Result<Self, Fault> {
        let (jobs, waiting) = mpsc::channel(WAITING);
        thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || run(&connection, waiting))
            .map_err(|_| Fault::Stopped)?;
        Ok(Self { jobs })
    }

    /// Does a piece of work in a transaction, and answers when that is safe.
    /// Work that answers with an error has changed nothing.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        safety: Safety,
        work: impl FnOnce(&Connection) -> Result<T, CommitError<Fault>> + Send + 'static,
    ) -> Result<T, CommitError<Fault>> {
        let (sender, receiver) = oneshot::channel();
        let work: Work = Box::new(move |connection| {
            let done = in_savepoint(connection, work);
            Box::new(move |is_kept| {
                let answer = if is_kept || done.is_err() {
                    done
                } else {
                    Err(CommitError::Fault(Fault::NotWritten))
                };
                // Who asked may have gone away.
                let _ = sender.send(answer);
            })
        });
        let stopped = |()| CommitError::Fault(Fault::Stopped);
        let job = Job { safety, work };
        self.jobs.send(job).await.map_err(|_| stopped(()))?;
        receiver.await.map_err(|_| stopped(()))?
    }
}

fn run(connection: &Connection, mut waiting: mpsc::Receiver<Job>) {
    let mut next = None;
    let mut safety = None;
    while let Some(first) = next.take().or_else(|| waiting.blocking_recv()) {
        let mut answers = Vec::new();
        let ended = transact(connection, &mut safety, first, &mut waiting, &mut answers);
        if let Err(error) = &ended {
            tracing::error!(%error, "a transaction was not written");
            // Where it is already over, there is nothing to undo.
            let _ = connection.execute_batch("ROLLBACK");
        }
        let is_kept = ended.is_ok();
        next = ended.unwrap_or_default();
        for answer in answers {
            answer(is_kept);
        }
    }
}

/// Does all that waits in one transaction, up to what needs more safety than
/// the first did, which is given back. `now` is how safe transactions are at
/// the moment, where that is known.
fn transact(
    connection: &Connection,
    now: &mut Option<Safety>,
    first: Job,
    waiting: &mut mpsc::Receiver<Job>,
    answers: &mut Vec<Answer>,
) -> rusqlite::Result<Option<Job>> {
    let safety = first.safety;
    // It can be changed between transactions only.
    let ready = if *now == Some(safety) {
        Ok(())
    } else {
        connection.execute_batch(safety.pragma())
    };
    *now = ready.is_ok().then_some(safety);
    // Immediate: the write lock is taken before anything is looked at.
    let begin = || connection.prepare_cached("BEGIN IMMEDIATE")?.execute([]);
    if let Err(error) = ready.and_then(|()| begin()) {
        // Nobody can write now; whoever asked is told by the same way.
        answers.push((first.work)(connection));
        return Err(error);
    }
    answers.push((first.work)(connection));
    let mut left = None;
    while answers.len() < TOGETHER
        && left.is_none()
        && let Ok(job) = waiting.try_recv()
    {
        if job.safety == Safety::Now && safety == Safety::Soon {
            left = Some(job);
        } else {
            answers.push((job.work)(connection));
        }
    }
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(left)
}

/// Does the work, or nothing.
fn in_savepoint<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, CommitError<Fault>>,
) -> Result<T, CommitError<Fault>> {
    if connection.is_autocommit() {
        // The transaction broke off, as it does on a full disk.
        return Err(CommitError::Fault(Fault::NotWritten));
    }
    let run = |sql| -> Result<(), Fault> {
        connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    };
    run("SAVEPOINT job").map_err(CommitError::Fault)?;
    let done = work(connection);
    let ended = if done.is_err() {
        run("ROLLBACK TO job").and_then(|()| run("RELEASE job"))
    } else {
        run("RELEASE job")
    };
    if ended.is_err() && !connection.is_autocommit() {
        // What cannot be undone alone is undone together with all the rest.
        let _ = connection.execute_batch("ROLLBACK");
    }
    done
}

/// How many pieces of work may wait before who asks has to.
const WAITING: usize = 4096;
/// How many pieces of work a transaction has at most.
const TOGETHER: usize = 4096;
