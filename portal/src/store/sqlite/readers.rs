//! Connections that read. Readers wait neither for the writer nor for each
//! other: they see the state as of the last commit before they begin.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::super::Error;

/// As many connections as there have ever been concurrent readers.
#[derive(Clone, Debug)]
pub(super) struct Readers {
    path: Arc<PathBuf>,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: Arc::new(path.into()),
            idle: Arc::default(),
        }
    }

    /// Looks something up on the caller's thread: it takes microseconds, less
    /// than a change of threads.
    pub(super) fn look<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let idle = self.lock().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open(&self.path)?,
        };
        let found = work(&connection);
        self.lock().push(connection);
        found
    }

    /// Reads many rows, off the async threads.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let readers = self.clone();
        tokio::task::spawn_blocking(move || readers.look(work))
            .await
            .map_err(|_| Error::Stopped)?
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open(path: &Path) -> Result<Connection, Error> {
    let connection = super::connect(path)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", CACHE)?;
    Ok(connection)
}

/// In KiB, negative.
const CACHE: i32 = -8 * 1024;
