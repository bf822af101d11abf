use std::io;
use std::path::{Path, PathBuf};

use crate::FileError;

/// Why a list cannot be built. The old list stays as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A file or folder cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Another build of the same output is running.
    #[error("{0}: another build of this file is running")]
    Running(PathBuf),
    /// The inputs have no entry: a list without entries would reject nothing.
    #[error("the inputs have no entry")]
    Empty,
    /// An input is neither UTF-8, UTF-16 nor Shift_JIS.
    #[error("{path}: line {line} is neither UTF-8, UTF-16 nor Shift_JIS")]
    #[non_exhaustive]
    Encoding {
        /// The input.
        path: PathBuf,
        /// The first such line, from 1.
        line: u64,
    },
    /// The lines of an input are digests, and the build is one of passwords: such a
    /// list would reject nothing.
    #[error("{0}: the lines are digests, not passwords")]
    Digests(PathBuf),
    /// A line is not a digest.
    #[error("{path}: line {line} is not a digest")]
    #[non_exhaustive]
    NotADigest {
        /// The input.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
    },
    /// A line is a digest without its first five digits, and nothing says what
    /// these are.
    #[error("{path}: line {line} is a digest without its first five digits")]
    #[non_exhaustive]
    NoPrefix {
        /// The input.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
    },
}

impl BuildError {
    /// Returns a function that adds the path to an I/O error.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |error| match error.kind() {
            io::ErrorKind::WouldBlock => Self::Running(path.into()),
            _ => FileError::at(path)(error).into(),
        }
    }
}
