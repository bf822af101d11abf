//! What became of the mutants.

use std::collections::BTreeMap;

use super::mutant::Mutant;

pub(super) enum Outcome {
    /// By this test.
    Caught(String),
    /// It does not compile.
    Unviable,
    /// No test fails; so many come by.
    Survived(usize),
}

/// How many there are of each, file by file.
#[derive(Default)]
pub(super) struct Counts(BTreeMap<String, [usize; 3]>);

impl Counts {
    /// Tells an outcome, and counts it.
    pub(super) fn add(&mut self, mutant: &Mutant, outcome: &Outcome) {
        let [caught, unviable, survived] = self.0.entry(mutant.file.clone()).or_default();
        let name = &mutant.name;
        match outcome {
            Outcome::Caught(test) => {
                *caught += 1;
                println!("caught\t{name}\t{test}");
            }
            Outcome::Unviable => {
                *unviable += 1;
                println!("no mutant\t{name}");
            }
            Outcome::Survived(tests) => {
                *survived += 1;
                println!("SURVIVED\t{name}\t{tests} tests come by");
            }
        }
    }

    /// The rows of a table.
    pub(super) fn tell(&self) {
        for (file, [caught, unviable, survived]) in &self.0 {
            println!("| `{file}` | {caught} | {unviable} | {survived} |");
        }
    }
}
