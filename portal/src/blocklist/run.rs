use std::fs::File;
use std::io::{self, BufReader, Read as _};
use std::path::Path;

use genkan::blocklist::EntryKind;

/// A file of sorted entries in the form of a list.
pub(super) struct Run {
    kind: EntryKind,
    file: BufReader<File>,
}

impl Run {
    pub(super) fn open(kind: EntryKind, path: &Path) -> io::Result<Self> {
        let file = BufReader::with_capacity(BUFFER, File::open(path)?);
        Ok(Self { kind, file })
    }

    /// Reads the next entry into `entry`. Returns `false` at the end.
    pub(super) fn next(&mut self, entry: &mut Vec<u8>) -> io::Result<bool> {
        entry.clear();
        let size = match self.kind {
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
        match (read, self.kind) {
            (0, EntryKind::Hashes { .. }) => Ok(false),
            (read, _) if read == usize::from(size) => Ok(true),
            _ => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

/// The size of the buffer of a file, in bytes.
pub(super) const BUFFER: usize = 1 << 17;
