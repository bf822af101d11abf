//! The one connection that writes, on a thread of its own.
//!
//! Whatever waits to be written goes into one transaction, so that a hundred
//! requests wait for the disk once and not a hundred times. Nobody is answered
//! before the transaction is as safe as was asked for.
//!
//! Where one fails, it alone has changed nothing. Nearly all that fails does so
//! before it has written anything. Where one has, the transaction is undone and
//! done again with a savepoint for each: savepoints for all and always would be
//! a fifth of a link's price.

use std::thread;

use genkan::onboarding::CommitError;
use rusqlite::Connection;
use tokio::sync::mpsc;

use super::job::{Answer, Job, Safety, Work};
use crate::fault::Fault;

/// The way to the connection that writes.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the thread. It ends when nobody can ask it any more.
    pub(super) fn start(connection: Connection) -> Result<Self, Fault> {
        let (jobs, waiting) = mpsc::channel(WAITING);
        let thread = Thread {
            connection,
            waiting,
            next: None,
            safety: None,
        };
        thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(|| thread.run())
            .map_err(|_| Fault::Stopped)?;
        Ok(Self { jobs })
    }

    /// Does a piece of work in a transaction, and answers when that is safe.
    /// Work that answers with an error has changed nothing. It may be done
    /// twice, where the first time was undone.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        safety: Safety,
        work: impl Fn(&Connection) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let (job, answer) = Job::new(safety, work);
        let stopped = |()| CommitError::Fault(Fault::Stopped);
        self.jobs.send(job).await.map_err(|_| stopped(()))?;
        answer.await.map_err(|_| stopped(()))?
    }
}

/// What the thread has at hand.
struct Thread {
    connection: Connection,
    waiting: mpsc::Receiver<Job>,
    /// What needs more safety than the transaction before it had.
    next: Option<Job>,
    /// How safe transactions are at the moment, where that is known.
    safety: Option<Safety>,
}

impl Thread {
    fn run(mut self) {
        while let Some(first) = self.next.take().or_else(|| self.waiting.blocking_recv()) {
            let mut together = Vec::new();
            let ended = self.transact(first, &mut together);
            if let Err(error) = &ended {
                tracing::error!(%error, "a transaction was not written");
                self.roll_back();
            }
            for work in together {
                work.answer(ended.is_ok());
            }
        }
    }

    /// Does all that waits in one transaction, up to what needs more safety
    /// than the first does.
    fn transact(&mut self, first: Job, together: &mut Vec<Box<dyn Work>>) -> rusqlite::Result<()> {
        let safety = first.safety;
        together.push(first.work);
        self.make_safe(safety)?;
        self.begin()?;
        let mut is_clean = self.attempt(together);
        while is_clean
            && together.len() < TOGETHER
            && let Ok(job) = self.waiting.try_recv()
        {
            if job.safety == Safety::Now && safety == Safety::Soon {
                self.next = Some(job);
                break;
            }
            together.push(job.work);
            is_clean = self.attempt(together);
        }
        if !is_clean {
            self.roll_back();
            self.begin()?;
            for work in together {
                self.do_alone(&mut **work)?;
            }
        }
        self.execute("COMMIT")
    }

    /// Between transactions only.
    fn make_safe(&mut self, safety: Safety) -> rusqlite::Result<()> {
        if self.safety != Some(safety) {
            self.safety = None;
            self.connection.execute_batch(safety.pragma())?;
            self.safety = Some(safety);
        }
        Ok(())
    }

    /// Takes the write lock before anything is looked at.
    fn begin(&self) -> rusqlite::Result<()> {
        self.execute("BEGIN IMMEDIATE")
    }

    /// Where the transaction broke off, there is nothing to undo.
    fn roll_back(&self) {
        let _ = self.connection.execute_batch("ROLLBACK");
    }

    /// Does the last of the work. False where it failed and left something
    /// half done.
    fn attempt(&self, together: &mut [Box<dyn Work>]) -> bool {
        let changes = || self.connection.total_changes();
        let before = changes();
        let mut work = together.iter_mut();
        let is_done = work.next_back().is_some_and(|it| it.run(&self.connection));
        // It breaks off on a full disk, and with it what came before.
        let is_going_on = !self.connection.is_autocommit();
        is_going_on && (is_done || changes() == before)
    }

    /// Does the work, or nothing.
    fn do_alone(&self, work: &mut dyn Work) -> rusqlite::Result<()> {
        self.execute("SAVEPOINT job")?;
        if !work.run(&self.connection) {
            self.execute("ROLLBACK TO job")?;
        }
        // There is none any more where the transaction broke off.
        self.execute("RELEASE job")
    }

    fn execute(&self, sql: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }
}

/// How many pieces of work may wait before who asks has to.
const WAITING: usize = 4096;
/// How many pieces of work a transaction has at most.
const TOGETHER: usize = 4096;

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

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
        W: Fn(&Connection) -> Answer<()> + Send + 'static,
    {
        let (go, gone) = std::sync::mpsc::channel::<()>();
        let gone = Mutex::new(gone);
        let hold = async {
            let hold = move |_: &Connection| {
                let _ = gone.lock().unwrap().recv();
                Ok(())
            };
            // It has the fate of all that is with it.
            let _ = writer.write(Safety::Soon, hold).await;
        };
        let asked = all.into_iter().map(|work| {
            let writer = writer.clone();
            async move { writer.write(Safety::Soon, work).await }
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

    fn insert(connection: &Connection, number: u32, load: u32) -> Result<(), Fault> {
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
        let runs = Arc::new(Mutex::new([0; 9]));
        let all = (0..9_u32).map(|number| {
            let runs = Arc::clone(&runs);
            move |connection: &Connection| {
                runs.lock().unwrap()[number as usize] += 1;
                if number == 2 {
                    return Err(CommitError::Conflict);
                }
                insert(connection, number, 1).map_err(CommitError::Fault)?;
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
                Err(CommitError::Fault(fault)) => panic!("{fault}"),
            }
        }
        assert!(runs.lock().unwrap()[0] == 2, "all of it was together");
    }

    /// A full disk breaks the transaction off.
    #[tokio::test]
    async fn whoever_is_told_that_it_is_written_finds_it_written() {
        let (_folder, reader, writer) = writer(40);
        for round in 0..20 {
            let all = (0..9).map(|number| {
                move |connection: &Connection| {
                    let number = round * 10 + number;
                    let load = if number % 10 == 6 { 100_000 } else { 1_000 };
                    insert(connection, number, load).map_err(CommitError::Fault)
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
