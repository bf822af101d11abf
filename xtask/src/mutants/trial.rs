//! The mutants that are compiled at once, each shown to the tests that come by
//! it.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::mutant::Mutant;
use super::outcome::Outcome;
use super::test::{Test, once};
use crate::Result;

/// Tries these mutants, some at a time, and tells of each as it is done.
pub(super) fn all(
    folder: &Path,
    tests: &[Test],
    mutants: &[(usize, &Mutant)],
    tell: impl FnMut(&Mutant, Outcome) + Send,
) -> Result {
    let next = AtomicUsize::new(0);
    let tell = Mutex::new(tell);
    let work = || -> Result<(), String> {
        while let Some((number, mutant)) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
            let outcome = trial(folder, tests, *number, mutant).map_err(|e| e.to_string())?;
            let mut tell = tell.lock().map_err(|error| error.to_string())?;
            tell(mutant, outcome);
        }
        Ok(())
    };
    let workers = std::thread::available_parallelism()?.get();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            thread.join().map_err(|_| "a worker panicked")??;
        }
        Ok(())
    })
}

fn trial(folder: &Path, tests: &[Test], number: usize, mutant: &Mutant) -> Result<Outcome> {
    let reaching = tests.iter().filter(|test| test.reaches.contains(&number));
    let mut chosen: Vec<&Test> = reaching.collect();
    chosen.sort_by_cached_key(|test| test.costs(&mutant.file));
    for test in &chosen {
        let mut command = once(folder, &test.program, &test.name);
        command.env("GENKAN_MUTANT", number.to_string());
        if test.catches(command, &mutant.file)? {
            return Ok(Outcome::Caught(test.name.clone()));
        }
    }
    Ok(Outcome::Survived(chosen.len()))
}
