use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Write as _};
use std::path::Path;

use genkan::blocklist::EntryKind;

/// A file of sorted entries, each as a list has it.
pub(super) struct Run {
    form: EntryKind,
    file: BufReader<File>,
}

impl Run {
    pub(super) fn open(form: EntryKind, path: &Path) -> io::Result<Self> {
        let file = BufReader::with_capacity(BUFFER, File::open(path)?);
        Ok(Self { form, file })
    }

    /// Reads the next entry into `entry`; `false` where there is none.
    pub(super) fn next(&mut self, entry: &mut Vec<u8>) -> io::Result<bool> {
        entry.clear();
        let size = match self.form {
            EntryKind::Hashes { width, .. } => width,
            _ => {
                let mut length = [0];
                if self.file.read(&mut length)? == 0 {
                    return Ok(false);
                }
                length[0]
            }
        };
        let read = self.file.by_ref().take(size.into()).read_to_end(entry)?;
        match (read, self.form) {
            (0, EntryKind::Hashes { .. }) => Ok(false),
            (read, _) if read == usize::from(size) => Ok(true),
            _ => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

/// A run while it is written.
pub(super) struct NewRun {
    file: BufWriter<File>,
    size: u64,
}

impl NewRun {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let file = BufWriter::with_capacity(BUFFER, File::create(path)?);
        Ok(Self { file, size: 0 })
    }

    pub(super) fn write(&mut self, entries: &[u8]) -> io::Result<()> {
        self.size += entries.len() as u64;
        self.file.write_all(entries)
    }

    /// The run is on disk, and so many bytes large.
    pub(super) fn finish(self) -> io::Result<u64> {
        let file = self.file.into_inner();
        file.map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(self.size)
    }
}

const BUFFER: usize = 1 << 17;
