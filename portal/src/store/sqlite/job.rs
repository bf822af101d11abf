//! What the connection that writes is asked to do.

use genkan::onboarding::CommitError;
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::fault::Fault;

/// What is to be written.
pub(super) struct Job {
    pub(super) safety: Safety,
    pub(super) work: Box<dyn Work>,
}

impl Job {
    /// A job of that work, and where its answer will be.
    pub(super) fn new<T: Send + 'static>(
        safety: Safety,
        work: impl Fn(&Connection) -> Answer<T> + Send + 'static,
    ) -> (Self, oneshot::Receiver<Answer<T>>) {
        let (asker, answer) = oneshot::channel();
        let done = Err(NOT_WRITTEN);
        let work = Box::new(Piece { work, done, asker });
        (Self { safety, work }, answer)
    }
}

pub(super) type Answer<T> = Result<T, CommitError<Fault>>;

/// Work on a connection, and whoever waits for what becomes of it.
pub(super) trait Work: Send {
    /// Does the work, anew where it has been done before, and says whether it
    /// succeeded.
    fn run(&mut self, connection: &Connection) -> bool;

    /// Answers, when the transaction has ended.
    fn answer(self: Box<Self>, is_kept: bool);
}

/// Work whose answer is a `T`.
struct Piece<T, F> {
    work: F,
    done: Answer<T>,
    asker: oneshot::Sender<Answer<T>>,
}

impl<T, F> Work for Piece<T, F>
where
    T: Send,
    F: Fn(&Connection) -> Answer<T> + Send,
{
    fn run(&mut self, connection: &Connection) -> bool {
        self.done = (self.work)(connection);
        self.done.is_ok()
    }

    fn answer(self: Box<Self>, is_kept: bool) {
        let answer = if is_kept || self.done.is_err() {
            self.done
        } else {
            Err(NOT_WRITTEN)
        };
        // Who asked may have gone away.
        let _ = self.asker.send(answer);
    }
}

const NOT_WRITTEN: CommitError<Fault> = CommitError::Fault(Fault::NotWritten);

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
    pub(super) const fn pragma(self) -> &'static str {
        match self {
            Self::Soon => "PRAGMA synchronous = NORMAL",
            Self::Now => "PRAGMA synchronous = FULL",
        }
    }
}
