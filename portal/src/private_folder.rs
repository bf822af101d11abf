use std::fs;
use std::path::Path;

use crate::FileError;

/// Creates a folder of keys, hashes or links, for its owner only.
pub(crate) fn create_private(folder: &Path) -> Result<(), FileError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(FileError::at(folder))
}
