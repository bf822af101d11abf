//! The mutants that cannot be compiled with the others, one at a time.

use std::fs;
use std::path::{Path, PathBuf};

use super::copy::copy_tracked;
use super::mutant::Mutant;
use super::outcome::Outcome;
use super::record;
use super::test::{Test, once};
use crate::{Result, command};

/// A copy with one mutant in it.
pub(super) struct Copy {
    root: PathBuf,
    folder: PathBuf,
    /// Where what was compiled for the others is.
    target: PathBuf,
}

impl Copy {
    pub(super) fn make(root: &Path, folder: PathBuf, woven: &Path) -> Result<Self> {
        copy_tracked(root, &folder, |_| true)?;
        Ok(Self {
            root: root.to_path_buf(),
            folder,
            target: woven.join("target"),
        })
    }

    /// Compiles a mutant, and one by one the test programs of which a test
    /// comes by another mutant of its file, for which `near` holds.
    pub(super) fn trial(
        &self,
        mutant: &Mutant,
        tests: &[Test],
        near: impl Fn(usize) -> bool,
    ) -> Result<Outcome> {
        let path = self.folder.join(&mutant.file);
        let original = fs::read_to_string(self.root.join(&mutant.file))?;
        let range = mutant
            .range(&original)
            .ok_or("a mutant is not in its file")?;
        let mut changed = original.clone();
        changed.replace_range(range, &mutant.replacement);
        fs::write(&path, changed)?;
        let outcome = self.outcome(tests, &mutant.file, near);
        fs::write(&path, original)?;
        outcome
    }

    fn outcome(&self, tests: &[Test], file: &str, near: impl Fn(usize) -> bool) -> Result<Outcome> {
        let mut check = command::cargo_in(&self.folder);
        check.args(["check", "-p", "genkan", "--all-features", "--lib"]);
        if !command::succeeds(check.env("CARGO_TARGET_DIR", &self.target)) {
            return Ok(Outcome::Unviable);
        }
        let is_near = |test: &&Test| test.reaches.iter().any(|number| near(*number));
        let mut chosen: Vec<&Test> = tests.iter().filter(is_near).collect();
        if chosen.is_empty() {
            chosen = tests.iter().collect();
        }
        chosen.sort_by_cached_key(|test| test.costs(file));
        let mut names: Vec<&str> = Vec::new();
        for test in &chosen {
            if !names.contains(&test.stem()) {
                names.push(test.stem());
            }
        }
        for name in names {
            let library = ["--lib"];
            let which = if name == "genkan" {
                &library[..]
            } else {
                &["--test", name]
            };
            let programs = record::programs(&self.folder, &self.target, which)?;
            let Some(program) = programs.first() else {
                continue;
            };
            for test in chosen.iter().filter(|test| test.stem() == name) {
                if test.catches(once(&self.folder, program, &test.name), file)? {
                    return Ok(Outcome::Caught(test.name.clone()));
                }
            }
        }
        Ok(Outcome::Survived(chosen.len()))
    }
}
