//! Checks that each promise of SECURITY.md names a test that exists.

use std::fs;
use std::path::Path;

use crate::Result;

/// Checks the table of promises.
///
/// # Errors
///
/// With every row that names no test, and every named test that does not exist.
pub(crate) fn check(root: &Path) -> Result {
    let document = fs::read_to_string(root.join("SECURITY.md"))?;
    let (rows, problems) = problems(&document, |path| fs::read_to_string(root.join(path)).ok());
    println!("{rows} promises");
    match problems[..] {
        [] if rows > 0 => Ok(()),
        _ => Err(format!("SECURITY.md, table of promises:\n{}", problems.join("\n")).into()),
    }
}

/// Returns how many rows the table has, and what is wrong with them.
fn problems(document: &str, read: impl Fn(&str) -> Option<String>) -> (usize, Vec<String>) {
    let (mut rows, mut problems) = (0, Vec::new());
    let table = document
        .lines()
        .skip_while(|line| !line.starts_with("| Promise |"));
    for row in table.skip(2).take_while(|line| line.starts_with('|')) {
        rows += 1;
        let cell = row.rsplit('|').nth(1).unwrap_or_default();
        let tests: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
        if tests.is_empty() {
            problems.push(format!("no test is named: {row}"));
        }
        problems.extend(tests.into_iter().filter_map(|test| {
            let (path, name) = test.split_once(": ").unwrap_or((test, ""));
            let is_there = read(path).is_some_and(|source| has_test(&source, name));
            (!is_there).then(|| format!("there is no test `{test}`"))
        }));
    }
    (rows, problems)
}

/// Returns whether a source has a test: a Rust function of this name, or a
/// JavaScript test whose title this is, in double quotes.
fn has_test(source: &str, name: &str) -> bool {
    if let Some(title) = name.strip_prefix('"') {
        let title = title.trim_end_matches('"');
        return ['"', '\'']
            .iter()
            .any(|q| source.contains(&format!("test({q}{title}{q}")));
    }
    source
        .split_once(&format!("fn {name}("))
        .is_some_and(|(above, _)| {
            let attributes = above.rsplit('\n').skip(1).map(str::trim);
            attributes
                .take_while(|line| line.starts_with("#["))
                .any(|line| line.contains("test"))
        })
}

#[cfg(test)]
#[test]
fn a_promise_without_an_existing_test_is_found() {
    let document = "| Promise | Test |\n|-|-|\n| a | `a.rs: kept`, `a.js: \"it is kept\"` |\n\
        | b | - |\n| c | `a.rs: helper`, `b.rs: kept` |\n\n| after the table | - |\n";
    let (rows, problems) = problems(document, |path| match path {
        "a.rs" => Some("#[test]\nfn kept() {}\n\nfn helper() {}\n".to_owned()),
        "a.js" => Some("test('it is kept', async () => {});".to_owned()),
        _ => None,
    });
    let missing = ["a.rs: helper", "b.rs: kept"].map(|test| format!("there is no test `{test}`"));
    assert_eq!(rows, 3);
    assert_eq!(problems[..1], ["no test is named: | b | - |"]);
    assert_eq!(problems[1..], missing);
}
