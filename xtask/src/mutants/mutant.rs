//! The list of what may be changed, by cargo-mutants.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::{Result, command};

/// One change of one place of the sources.
#[derive(Clone, Debug)]
pub(super) struct Mutant {
    /// The name that cargo-mutants gives it.
    pub(super) name: String,
    /// The path of its file, from the root of the repository.
    pub(super) file: String,
    pub(super) genre: Genre,
    /// What is written there instead.
    pub(super) replacement: String,
    /// Where: line and column, both from 1, and where it ends.
    pub(super) start: (usize, usize),
    pub(super) end: (usize, usize),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Genre {
    /// A function answers with a value at once.
    Function,
    BinaryOperator,
    UnaryOperator,
    MatchArm,
    MatchArmGuard,
    /// Any other: made the slow way.
    Other,
}

/// What cargo-mutants would change in these files.
pub(super) fn list(root: &Path, files: &[String]) -> Result<Vec<Mutant>> {
    let mut cargo = Command::new("cargo");
    cargo.args([
        "mutants",
        "--list",
        "--json",
        "-p",
        "genkan",
        "--all-features",
    ]);
    for file in files {
        cargo.args(["-f", file]);
    }
    let answer = command::output(cargo.current_dir(root))?;
    let list: Vec<Value> = serde_json::from_str(&answer)?;
    list.iter()
        .map(|value| read(value).ok_or_else(|| format!("not understood: {value}").into()))
        .collect()
}

fn read(value: &Value) -> Option<Mutant> {
    let text = |field: &str| value[field].as_str().map(str::to_owned);
    let place = |end: &str| {
        let place = &value["span"][end];
        let number = |field: &str| Some(place[field].as_u64()? as usize);
        Some((number("line")?, number("column")?))
    };
    Some(Mutant {
        name: text("name")?,
        file: text("file")?,
        genre: match value["genre"].as_str()? {
            "FnValue" => Genre::Function,
            "BinaryOperator" => Genre::BinaryOperator,
            "UnaryOperator" => Genre::UnaryOperator,
            "MatchArm" => Genre::MatchArm,
            "MatchArmGuard" => Genre::MatchArmGuard,
            _ => Genre::Other,
        },
        replacement: text("replacement")?,
        start: place("start")?,
        end: place("end")?,
    })
}

impl Mutant {
    /// The bytes of the file's text that it replaces.
    pub(super) fn range(&self, text: &str) -> Option<std::ops::Range<usize>> {
        Some(offset(text, self.start)?..offset(text, self.end)?)
    }
}

fn offset(text: &str, (line, column): (usize, usize)) -> Option<usize> {
    let start: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let line = text.get(start..)?;
    let within = line
        .char_indices()
        .nth(column - 1)
        .map_or(line.len(), |(at, _)| at);
    Some(start + within)
}
