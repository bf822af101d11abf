//! Which mutants each test comes by.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, UNIX_EPOCH};

use serde_json::{Value, json};

use super::test::{Test, once, succeeds};
use crate::{Result, command};

/// How long a test may take where no mutant is meant.
const LONGEST: Duration = Duration::from_secs(60);

/// Builds the test programs and runs each of their tests once. What an earlier
/// run learned of a program that is the same is taken from it.
pub(super) fn tests(folder: &Path) -> Result<Vec<Test>> {
    let file = folder.join("target/tests.json");
    let before = fs::read_to_string(&file).unwrap_or_default();
    let before: BTreeMap<String, Value> = serde_json::from_str(&before).unwrap_or_default();
    let mut after = BTreeMap::new();
    let mut tests = Vec::new();
    for program in programs(folder, &folder.join("target"), &["--lib", "--tests"])? {
        let built = fs::metadata(&program)?
            .modified()?
            .duration_since(UNIX_EPOCH)?;
        let key = format!("{} {}", program.display(), built.as_nanos());
        let known = match before.get(&key) {
            Some(known) => known.clone(),
            None => record(folder, &program)?,
        };
        tests.extend(known.as_array().into_iter().flatten().filter_map(|test| {
            let reaches = test["reaches"].as_array()?.iter();
            let reaches = reaches.filter_map(|number| Some(number.as_u64()? as usize));
            let takes = Duration::from_micros(test["takes"].as_u64()?);
            let name = test["name"].as_str()?;
            Some(Test::new(program.clone(), name, takes, reaches.collect()))
        }));
        after.insert(key, known);
        fs::write(&file, serde_json::to_string(&after)?)?;
    }
    Ok(tests)
}

fn record(folder: &Path, program: &Path) -> Result<Value> {
    let mut list = Command::new(program);
    list.args(["--list", "--format", "terse"])
        .current_dir(folder);
    let mut known = Vec::new();
    for name in command::output(&mut list)?.lines() {
        let Some(name) = name.strip_suffix(": test") else {
            continue;
        };
        let seen = folder.join("target/seen");
        let mut command = once(folder, program, name);
        command.env("GENKAN_MUTANTS_SEEN", &seen);
        let start = Instant::now();
        if !succeeds(&mut command, LONGEST)? {
            println!("{}: {name} is left out", program.display());
            continue;
        }
        let takes = start.elapsed().as_micros() as u64;
        let reaches = fs::read_to_string(&seen).unwrap_or_default();
        let reaches: BTreeSet<usize> = reaches.lines().filter_map(|n| n.parse().ok()).collect();
        known.push(json!({"name": name, "takes": takes, "reaches": reaches}));
        let _ = fs::remove_file(&seen);
    }
    println!("{}: {} tests", program.display(), known.len());
    Ok(known.into())
}

/// The test programs of the crate, compiled.
pub(super) fn programs(folder: &Path, target: &Path, which: &[&str]) -> Result<Vec<PathBuf>> {
    let answer = command::cargo_in(folder)
        .args(["test", "-p", "genkan", "--all-features"])
        .args(which)
        .args(["--no-run", "--message-format=json"])
        .env("CARGO_TARGET_DIR", target)
        .stderr(Stdio::inherit())
        .output()?;
    if !answer.status.success() {
        return Err("the tests do not compile".into());
    }
    Ok(String::from_utf8(answer.stdout)?
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|line| line["profile"]["test"] == true)
        .filter_map(|line| line["executable"].as_str().map(PathBuf::from))
        .collect())
}
