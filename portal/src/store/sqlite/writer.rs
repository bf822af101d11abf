//! The one connection that writes, on a thread of its own.
//!
//! Everything that waits to be written goes into one transaction, so that a
//! hundred requests wait for the disk once and not a hundred times. No caller
//! gets its answer before the transaction is on the disk. Each piece of work has
//! a savepoint: if it fails, it changes nothing, and the others do not notice.

use std::thread;

use genkan::onboarding::CommitError;
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::super::Error;

/// The sender to the connection that writes.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
}

type Answer<T> = Result<T, CommitError<Error>>;

/// Does a piece of work and returns what answers the caller. An error ends the
/// transaction. A caller whose job or reply is dropped learns that its work was
/// not written.
type Job = Box<dyn FnOnce(&Connection) -> rusqlite::Result<Reply> + Send>;
type Reply = Box<dyn FnOnce() + Send>;

impl Writer {
    /// Starts the thread. It ends when the last sender is dropped.
    pub(super) fn start(connection: Connection) -> Result<Self, Error> {
        let (jobs, waiting) = mpsc::channel(WAITING);
        thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || run(&connection, waiting))
            .map_err(|_| Error::Stopped)?;
        Ok(Self { jobs })
    }

    /// Does a piece of work in a transaction, and returns when it is on the
    /// disk. Work that returns an error has changed nothing.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let (caller, answer) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            execute(connection, "SAVEPOINT job")?;
            let done = work(connection);
            if done.is_err() {
                execute(connection, "ROLLBACK TO job")?;
            }
            // Fails if SQLite has rolled back the transaction, as it does if
            // the disk is full.
            execute(connection, "RELEASE job")?;
            // The caller may no longer wait.
            Ok(Box::new(move || drop(caller.send(done))))
        });
        let stopped = |_| CommitError::Store(Error::Stopped);
        self.jobs.send(job).await.map_err(stopped)?;
        // The transaction may have failed in its COMMIT: a file system that
        // reports an error may have written it all the same.
        let not_written = |_| CommitError::Unknown(Error::NotWritten);
        answer.await.map_err(not_written)?
    }
}

fn run(connection: &Connection, mut waiting: mpsc::Receiver<Job>) {
    while let Some(first) = waiting.blocking_recv() {
        match transact(connection, first, &mut waiting) {
            Ok(replies) => replies.into_iter().for_each(|reply| reply()),
            Err(error) => {
                tracing::error!(%error, "a transaction was not written");
                // Fails if SQLite has rolled back already.
                let _ = execute(connection, "ROLLBACK");
            }
        }
    }
}

/// Does everything that waits in one transaction.
fn transact(
    connection: &Connection,
    first: Job,
    waiting: &mut mpsc::Receiver<Job>,
) -> rusqlite::Result<Vec<Reply>> {
    // Takes the write lock before anything is read.
    execute(connection, "BEGIN IMMEDIATE")?;
    let mut replies = vec![first(connection)?];
    while replies.len() < TOGETHER
        && let Ok(job) = waiting.try_recv()
    {
        replies.push(job(connection)?);
    }
    execute(connection, "COMMIT")?;
    Ok(replies)
}

fn execute(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// How many pieces of work may wait before callers wait to add more.
const WAITING: usize = 4096;
/// How many pieces of work a transaction has at most.
const TOGETHER: usize = 4096;

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use rusqlite::params;

    use super::*;

    /// A file with room for so many pages, and its writer.
    fn writer(pages: u32) -> (tempfile::TempDir, Connection, Writer) {
        let folder = tempfile::tempdir().unwrap();
        let open = || Connection::open(folder.path().join("file")).unwrap();
        let connection = open();
        connection
            .pragma_update(None, "journal_mode", "WAL")
            .unwrap();
        connection
            .pragma_update(None, "max_page_count", pages)
            .unwrap();
        connection
            .execute_batch("CREATE TABLE things (number INTEGER PRIMARY KEY, load BLOB)")
            .unwrap();
        let reader = open();
        (folder, reader, Writer::start(connection).unwrap())
    }

    /// Asks for all of the work in one transaction: behind the first, which
    /// ends when all is there.
    async fn together<W>(writer: &Writer, all: Vec<W>) -> Vec<Answer<()>>
    where
        W: FnOnce(&Connection) -> Answer<()> + Send + 'static,
    {
        let (go, gone) = std::sync::mpsc::channel::<()>();
        let gone = Mutex::new(gone);
        let hold = async {
            let hold = move |_: &Connection| {
                let _ = gone.lock().unwrap().recv();
                Ok(())
            };
            // It has the fate of all that is with it.
            let _ = writer.write(hold).await;
        };
        let asked = all.into_iter().map(|work| {
            let writer = writer.clone();
            async move { writer.write(work).await }
        });
        let asked: Vec<_> = asked.map(tokio::spawn).collect();
        let let_go = async {
            while writer.jobs.capacity() > WAITING - asked.len() {
                tokio::task::yield_now().await;
            }
            drop(go);
        };
        tokio::join!(hold, let_go);
        let mut answers = Vec::new();
        for asked in asked {
            answers.push(asked.await.unwrap());
        }
        answers
    }

    fn insert(connection: &Connection, number: u32, load: u32) -> Result<(), Error> {
        connection.execute(
            "INSERT INTO things VALUES (?1, zeroblob(?2))",
            params![number, load],
        )?;
        Ok(())
    }

    fn numbers(connection: &Connection) -> Vec<u32> {
        let mut statement = connection.prepare("SELECT number FROM things").unwrap();
        let numbers = statement.query_map([], |row| row.get(0)).unwrap();
        numbers.map(Result::unwrap).collect()
    }

    #[tokio::test]
    async fn what_fails_halfway_leaves_nothing_and_takes_nothing_with_it() {
        let (_folder, reader, writer) = writer(1000);
        let all = (0..9_u32).map(|number| {
            move |connection: &Connection| {
                if number == 2 {
                    return Err(CommitError::Conflict);
                }
                insert(connection, number, 1).map_err(CommitError::Store)?;
                if number == 5 {
                    return Err(CommitError::Conflict);
                }
                Ok(())
            }
        });
        let answers = together(&writer, all.collect()).await;
        let kept = numbers(&reader);
        assert_eq!(kept, [0, 1, 3, 4, 6, 7, 8]);
        for (number, answer) in (0..).zip(&answers) {
            match answer {
                Ok(()) => assert!(kept.contains(&number)),
                Err(CommitError::Conflict) => assert!([2, 5].contains(&number)),
                Err(error) => panic!("{error}"),
            }
        }
    }

    /// A full disk breaks the transaction off.
    #[tokio::test]
    async fn a_write_that_was_reported_is_found() {
        let (_folder, reader, writer) = writer(40);
        for round in 0..20 {
            let all = (0..9).map(|number| {
                move |connection: &Connection| {
                    let number = round * 10 + number;
                    let load = if number % 10 == 6 { 100_000 } else { 1_000 };
                    insert(connection, number, load).map_err(CommitError::Store)
                }
            });
            let answers = together(&writer, all.collect()).await;
            let kept = numbers(&reader);
            for (number, answer) in (0..).zip(&answers) {
                assert_eq!(answer.is_ok(), kept.contains(&(round * 10 + number)));
            }
        }
        assert!(numbers(&reader).len() > 9, "there was room for some");
        assert!(numbers(&reader).len() < 180, "and not for all");
    }
}
