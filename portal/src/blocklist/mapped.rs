use std::fs::File;
use std::path::Path;

use memmap2::Mmap;

use crate::FileError;

/// A list's file, mapped into memory: only the pages that a lookup needs are
/// read, and all processes share them.
#[derive(Debug)]
pub struct Mapped(Mmap);

impl Mapped {
    /// Maps a file.
    ///
    /// # Errors
    ///
    /// [`FileError`] if the file cannot be read.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let file = File::open(path).map_err(FileError::at(path))?;
        // SAFETY: the bytes must not change while they are borrowed. Builds
        // replace a list by renaming (`build.rs`) and never write into one, so
        // the mapped file stays as it was, even when its name is another's.
        // Lists are in a folder that only the operator writes to.
        #[expect(unsafe_code, reason = "no other way maps a file")]
        let map = unsafe { Mmap::map(&file) };
        map.map(Self).map_err(FileError::at(path))
    }

    /// Returns the bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}
