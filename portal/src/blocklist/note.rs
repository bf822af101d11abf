use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use genkan::blocklist::EntryKind;
use serde::{Deserialize, Serialize};

/// What a build leaves beside its sorted runs, so that the next one goes on
/// from there.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    pub(super) order: Order,
    pub(super) done: Done,
}

/// What is built. Two builds of the same order make the same list, whatever
/// memory they use.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    /// Another program may fold texts in another way.
    program: String,
    /// The width of a digest; 0 for texts.
    width: u8,
    min_count: u64,
    inputs: Vec<Input>,
}

/// A file as it was: one that was written to since has another time or size,
/// one that was replaced another number.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct Input {
    path: PathBuf,
    size: u64,
    modified_seconds: u64,
    modified_nanoseconds: u32,
    number: u64,
}

/// How much of an order is done.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Done {
    /// Every line before this one is in the runs.
    pub(super) place: Place,
    /// The lines so far.
    pub(super) lines: u64,
    /// Those of them that are not in the runs.
    pub(super) left_out: u64,
    /// Every run, whole and on disk.
    pub(super) runs: Vec<Finished>,
}

/// A line of the inputs; after the last one, the first of an input that is not
/// there.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    pub(super) input: usize,
    /// Where it begins, in bytes.
    pub(super) offset: u64,
    /// How many are before it.
    pub(super) line: u64,
}

/// A run that is whole and on disk.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Finished {
    /// Which one in the folder.
    pub(super) number: u64,
    /// In bytes.
    pub(super) size: u64,
}

impl Order {
    /// What is to be built; nothing where that cannot be written down, or an
    /// input is no file, such as a pipe, which cannot be read from the middle.
    pub(super) fn of(
        form: EntryKind,
        min_count: u64,
        inputs: &[PathBuf],
    ) -> io::Result<Option<Self>> {
        let inputs: io::Result<Option<Vec<Input>>> =
            inputs.iter().map(|path| Input::of(path)).collect();
        Ok(inputs?.map(|inputs| Self {
            program: env!("CARGO_PKG_VERSION").into(),
            width: match form {
                EntryKind::Hashes { width, .. } => width,
                _ => 0,
            },
            min_count,
            inputs,
        }))
    }
}

impl Input {
    fn of(path: &Path) -> io::Result<Option<Self>> {
        let metadata = fs::metadata(path).map_err(super::about(path))?;
        let modified = metadata.modified().ok();
        let modified = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let (true, Some(modified)) = (metadata.is_file(), modified) else {
            return Ok(None);
        };
        let path = path.canonicalize().map_err(super::about(path))?;
        if path.to_str().is_none() {
            return Ok(None);
        }
        Ok(Some(Self {
            path,
            size: metadata.len(),
            modified_seconds: modified.as_secs(),
            modified_nanoseconds: modified.subsec_nanos(),
            number: number(&metadata),
        }))
    }
}

#[cfg(unix)]
fn number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
const fn number(_: &fs::Metadata) -> u64 {
    0
}
