//! Counts the lines of code.

use std::fs;
use std::path::Path;

use crate::Result;

/// Prints how many lines of code the crate and the portal have: lines that are
/// neither blank nor a comment. Documentation is a comment.
///
/// The unit tests beside the code are counted too and shown apart; the tests in
/// `tests/` are not counted.
pub(crate) fn report(root: &Path) -> Result {
    println!("{:<12} {:>7} {:>17}", "", "lines", "of them in tests");
    for folder in ["src", "portal/src"] {
        let count = of_folder(&root.join(folder))?;
        println!("{folder:<12} {:>7} {:>17}", count.all, count.tests);
    }
    Ok(())
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Count {
    all: usize,
    /// The lines of the modules for unit tests.
    tests: usize,
}

fn of_folder(folder: &Path) -> Result<Count> {
    let mut count = Count::default();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let found = if path.is_dir() {
            of_folder(&path)?
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            of_text(&fs::read_to_string(&path)?)
        } else {
            continue;
        };
        count.all += found.all;
        count.tests += found.tests;
    }
    Ok(count)
}

fn of_text(text: &str) -> Count {
    let lines = text.lines().map(str::trim);
    let code: Vec<&str> = lines
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .collect();
    // A file's unit tests are its last module.
    let begins = |pair: &[&str]| matches!(pair, ["#[cfg(test)]", module] if module.starts_with("mod ") && module.ends_with('{'));
    let tests = code.windows(2).position(begins);
    Count {
        all: code.len(),
        tests: tests.map_or(0, |start| code.len() - start),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blank_lines_are_not_counted() {
        let text = "//! About\n\n/// One.\nfn one() { // why\n    two(\"// three\")\n}\n";
        assert_eq!(of_text(text), Count { all: 3, tests: 0 });
    }

    #[test]
    fn unit_tests_are_shown_apart() {
        let text = "#[cfg(test)]\nuse a::b;\nfn one() {}\n\n#[cfg(test)]\nmod tests {\n    // x\n    fn two() {}\n}\n";
        assert_eq!(of_text(text), Count { all: 7, tests: 4 });
    }
}
