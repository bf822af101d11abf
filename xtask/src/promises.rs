//! Checks that each promise of SECURITY.md and of the threat model names a test
//! that exists.

use std::fs;
use std::path::Path;

use crate::Result;

/// The documents with promises. The last two are one text in two languages.
const DOCUMENTS: [&str; 3] = [
    "SECURITY.md",
    "docs/threat-model.md",
    "docs/threat-model.ja.md",
];

/// The headings of the columns that name tests.
const HEADINGS: [&str; 2] = ["Tests", "テスト"];

/// Checks the tables of promises.
///
/// # Errors
///
/// With every row that names no test, and every named test that does not exist.
/// Both languages of the threat model must name the same tests in the same rows.
pub(crate) fn check(root: &Path) -> Result {
    let (mut problems, mut named) = (Vec::new(), Vec::new());
    for name in DOCUMENTS {
        let rows = rows(&fs::read_to_string(root.join(name))?);
        println!("{name}: {} promises", rows.len());
        if rows.is_empty() {
            problems.push(format!("{name}: no table of promises"));
        }
        let found = self::problems(&rows, |path| fs::read_to_string(root.join(path)).ok());
        problems.extend(found.iter().map(|problem| format!("{name}: {problem}")));
        let tests: Vec<_> = rows.into_iter().map(|(_, tests)| tests).collect();
        named.push(tests);
    }
    if named.get(1) != named.get(2) {
        problems.push("the threat model names other tests in Japanese than in English".to_owned());
    }
    match problems[..] {
        [] => Ok(()),
        _ => Err(problems.join("\n").into()),
    }
}

/// Returns the rows of all tables whose last column names tests, with the tests
/// of each row.
fn rows(document: &str) -> Vec<(String, Vec<String>)> {
    let mut rows = Vec::new();
    let mut is_named = false;
    for line in document.lines() {
        let cell = line.rsplit('|').nth(1).unwrap_or_default().trim();
        if !line.starts_with('|') {
            is_named = false;
        } else if HEADINGS.contains(&cell) {
            is_named = true;
        } else if is_named && !line.starts_with("|-") {
            let tests = cell.split('`').skip(1).step_by(2).map(str::to_owned);
            rows.push((line.to_owned(), tests.collect()));
        }
    }
    rows
}

/// Returns what is wrong with rows.
fn problems(rows: &[(String, Vec<String>)], read: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut problems = Vec::new();
    for (row, tests) in rows {
        if tests.is_empty() {
            problems.push(format!("no test is named: {row}"));
        }
        problems.extend(tests.iter().filter_map(|test| {
            let (path, name) = test.split_once(": ").unwrap_or((test, ""));
            let is_there = read(path).is_some_and(|source| has_test(&source, name));
            (!is_there).then(|| format!("there is no test `{test}`"))
        }));
    }
    problems
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
    let document = "| Promise | Tests |\n|-|-|\n| a | `a.rs: kept`, `a.js: \"it is kept\"` |\n\
        | b | - |\n\n| another table | - |\n|-|-|\n| a | - |\n\n\
        | 攻撃 | テスト |\n|-|-|\n| c | `a.rs: helper`, `b.rs: kept` |\n\n| after | - |\n";
    let rows = rows(document);
    let problems = problems(&rows, |path| match path {
        "a.rs" => Some("#[test]\nfn kept() {}\n\nfn helper() {}\n".to_owned()),
        "a.js" => Some("test('it is kept', async () => {});".to_owned()),
        _ => None,
    });
    let missing = ["a.rs: helper", "b.rs: kept"].map(|test| format!("there is no test `{test}`"));
    assert_eq!(rows.len(), 3);
    assert_eq!(problems[..1], ["no test is named: | b | - |"]);
    assert_eq!(problems[1..], missing);
}
