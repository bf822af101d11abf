//! Mutation testing: which changes of the code does no test see?
//!
//! The list of changes is that of cargo-mutants. It compiles the crate for each
//! of them; here all are compiled at once, where that is possible, and each is
//! shown only to the tests that come by it.

mod copy;
mod edit;
mod mutant;
mod outcome;
mod record;
mod slowly;
mod test;
mod trial;
mod weave;

use std::path::Path;

use outcome::{Counts, Outcome};

use crate::{Result, workspace};

/// Tries every mutant of these files, and tells which survive.
///
/// # Errors
///
/// Where cargo-mutants is not there, or the tests do not compile.
pub(crate) fn run(root: &Path, files: &[String]) -> Result {
    let mutants = mutant::list(root, files)?;
    let folder = workspace::target_folder(root)?.join("mutants");
    println!("{} mutants", mutants.len());
    let copy = copy::make(root, folder.join("woven"), &mutants)?;
    println!("{} are compiled at once", copy.woven.len());
    let tests = record::tests(&copy.folder)?;

    let mut counts = Counts::default();
    let mut at_once = Vec::new();
    let mut alone = Vec::new();
    for (number, mutant) in mutants.iter().enumerate() {
        if copy.unviable.contains(&number) {
            counts.add(mutant, &Outcome::Unviable);
        } else if copy.woven.contains(&number) {
            at_once.push((number, mutant));
        } else {
            alone.push(mutant);
        }
    }
    trial::all(&copy.folder, &tests, &at_once, |mutant, outcome| {
        counts.add(mutant, &outcome);
    })?;
    let slowly = slowly::Copy::make(root, folder.join("plain"), &copy.folder)?;
    for mutant in alone {
        let near = |other: usize| mutants.get(other).is_some_and(|m| m.file == mutant.file);
        counts.add(mutant, &slowly.trial(mutant, &tests, near)?);
    }
    counts.tell();
    Ok(())
}
