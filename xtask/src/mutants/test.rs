//! One test of one program, run by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::Result;

pub(super) struct Test {
    pub(super) program: PathBuf,
    pub(super) name: String,
    pub(super) takes: Duration,
    /// The mutants that it comes by.
    pub(super) reaches: BTreeSet<usize>,
    /// How many mutants it has caught, file by file.
    caught: Mutex<BTreeMap<String, u32>>,
}

impl Test {
    pub(super) fn new(
        program: PathBuf,
        name: &str,
        takes: Duration,
        reaches: BTreeSet<usize>,
    ) -> Self {
        Self {
            program,
            name: name.to_owned(),
            takes,
            reaches,
            caught: Mutex::default(),
        }
    }

    /// Those come first that have caught the most of a file in the least time.
    pub(super) fn costs(&self, file: &str) -> Duration {
        let caught = self.caught.lock().unwrap_or_else(PoisonError::into_inner);
        self.takes / (1 + caught.get(file).copied().unwrap_or(0))
    }

    /// The name of its program, without what cargo puts behind it.
    pub(super) fn stem(&self) -> &str {
        let name = self.program.file_stem().and_then(|name| name.to_str());
        let name = name.unwrap_or_default();
        name.rsplit_once('-').map_or(name, |(name, _)| name)
    }

    /// Whether it fails where a mutant of this file is meant.
    pub(super) fn catches(&self, mut command: Command, file: &str) -> Result<bool> {
        let limit = Duration::from_secs(30) + self.takes * 10;
        let is_caught = !succeeds(&mut command, limit)?;
        if is_caught {
            let mut caught = self.caught.lock().unwrap_or_else(PoisonError::into_inner);
            *caught.entry(file.to_owned()).or_default() += 1;
        }
        Ok(is_caught)
    }
}

/// A test alone. A case that fails is not kept: it would be tried again with
/// every other mutant.
pub(super) fn once(folder: &Path, program: &Path, name: &str) -> Command {
    let mut command = Command::new(program);
    command
        .args([name, "--exact", "--test-threads=1"])
        .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1")
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Whether it succeeds within the time.
pub(super) fn succeeds(command: &mut Command, limit: Duration) -> Result<bool> {
    let mut child = command.spawn()?;
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        let wait = start.elapsed() / 20;
        std::thread::sleep(wait.clamp(Duration::from_micros(500), Duration::from_millis(50)));
    }
}
