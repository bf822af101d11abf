use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::note::{Done, Finished, Note, Order};

/// A folder beside the output, of one build at a time: the sorted runs, and
/// the note of what is done.
pub(super) struct Workshop {
    folder: PathBuf,
    order: Option<Order>,
    /// Held as long as the build runs; the system opens it where that dies.
    _lock: File,
}

impl Workshop {
    /// Opens the folder for an order and answers with what an earlier build of
    /// it has done. What else lies there is cleared up.
    pub(super) fn open(output: &Path, order: Option<Order>) -> io::Result<(Self, Done)> {
        let name = output.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(".building");
        let folder = folder_of(output).join(hidden);
        fs::create_dir_all(&folder)?;
        let lock = File::create(folder.join(LOCK))?;
        lock.try_lock()?;
        let workshop = Self {
            folder,
            order,
            _lock: lock,
        };
        let done = workshop.found().unwrap_or_default();
        workshop.clear_up(&done)?;
        Ok((workshop, done))
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes down what is done, durably; the runs are on disk already.
    pub(super) fn keep(&mut self, done: &Done) -> io::Result<()> {
        let Some(order) = self.order.take() else {
            return Ok(());
        };
        let note = Note {
            order,
            done: done.clone(),
        };
        let written = serde_json::to_vec(&note);
        self.order = Some(note.order);
        let new = self.folder.join("note.new");
        let mut file = File::create(&new)?;
        file.write_all(&written.map_err(io::Error::from)?)?;
        file.sync_all()?;
        fs::rename(&new, self.folder.join(NOTE))?;
        File::open(&self.folder)?.sync_all()
    }

    /// What is done, where it is of this order and all of it is there.
    fn found(&self) -> Option<Done> {
        let note = fs::read(self.folder.join(NOTE)).ok()?;
        let Note { order, done } = serde_json::from_slice(&note).ok()?;
        let is_there = |run: &Finished| {
            fs::metadata(run.path(&self.folder)).is_ok_and(|file| file.len() == run.size)
        };
        (Some(&order) == self.order.as_ref() && done.runs.iter().all(is_there)).then_some(done)
    }

    fn clear_up(&self, done: &Done) -> io::Result<()> {
        let runs = done.runs.iter().map(|run| run.path(&self.folder));
        let mut kept: Vec<PathBuf> = runs.collect();
        kept.push(self.folder.join(LOCK));
        if done.lines > 0 {
            kept.push(self.folder.join(NOTE));
        }
        for left in fs::read_dir(&self.folder)? {
            let left = left?.path();
            if !kept.contains(&left) {
                fs::remove_file(left)?;
            }
        }
        Ok(())
    }
}

impl Drop for Workshop {
    /// The build has ended, well or not. One that was killed does not come
    /// here.
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Finished {
    pub(super) fn path(&self, folder: &Path) -> PathBuf {
        folder.join(format!("run-{}", self.number))
    }
}

pub(super) fn folder_of(output: &Path) -> &Path {
    match output.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

const LOCK: &str = "lock";
const NOTE: &str = "note";
