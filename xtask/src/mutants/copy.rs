//! A copy of the repository, with the mutants in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::edit::Woven;
use super::mutant::{Genre, Mutant};
use super::weave::weave;
use crate::{Result, command};

/// Where it is, and which mutants could be woven into it.
pub(super) struct Copy {
    pub(super) folder: PathBuf,
    pub(super) woven: BTreeSet<usize>,
    /// Those that do not compile, whatever is around them: a function's value
    /// that is none of its type.
    pub(super) unviable: BTreeSet<usize>,
}

/// Copies what git knows of, and weaves in every mutant that compiles.
pub(super) fn make(root: &Path, folder: PathBuf, mutants: &[Mutant]) -> Result<Copy> {
    let files = sources(root)?;
    copy_tracked(root, &folder, |file| !files.iter().any(|own| own == file))?;
    let memory = folder.join("target/left-out.json");
    let (mut constant, mut left_out) = remembered(&memory, mutants);
    loop {
        let mut woven = BTreeMap::new();
        for file in &files {
            let text = fs::read_to_string(root.join(file))?;
            let own: Vec<(usize, &Mutant)> = mutants
                .iter()
                .enumerate()
                .filter(|(number, mutant)| mutant.file == *file && !left_out.contains(number))
                .collect();
            // Where there is no mutant, nothing is asked.
            let mut changed = if mutants.iter().any(|mutant| mutant.file == *file) {
                weave(&text, &own, &constant)?
            } else {
                Woven::plain(&text)
            };
            if file == "src/lib.rs" {
                changed.text += &asked(mutants.len());
            }
            write(&folder.join(file), changed.text.as_bytes())?;
            woven.insert(file.clone(), changed);
        }
        let errors = errors(&folder)?;
        if errors.is_empty() {
            remember(&memory, mutants, &constant, &left_out)?;
            let woven = woven.values().flat_map(Woven::numbers).collect();
            left_out.retain(|number| {
                let mutant = mutants.get(*number);
                mutant.is_some_and(|mutant: &Mutant| mutant.genre == Genre::Function)
            });
            let unviable = left_out;
            return Ok(Copy {
                folder,
                woven,
                unviable,
            });
        }
        let before = (constant.len(), left_out.len());
        for error in &errors {
            match of_constant(error) {
                Some(name) => drop(constant.insert(name)),
                None => left_out.extend(of_mutants(error, &woven)),
            }
        }
        println!(
            "{} errors: {} functions stay constant, {} mutants are left out",
            errors.len(),
            constant.len(),
            left_out.len()
        );
        if before == (constant.len(), left_out.len()) {
            let said: Vec<_> = errors
                .iter()
                .filter_map(|e| e["rendered"].as_str())
                .collect();
            return Err(said.concat().into());
        }
    }
}

pub(super) fn copy_tracked(root: &Path, folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Result {
    let files = command::output(Command::new("git").args(["ls-files"]).current_dir(root))?;
    for file in files.lines().filter(|file| is_wanted(file)) {
        let (from, to) = (root.join(file), folder.join(file));
        // What was removed is still in git's list.
        if let Ok(content) = fs::read(from) {
            write(&to, &content)?;
        }
    }
    Ok(())
}

/// What is as it was is not written again, so that it is not compiled again.
fn write(path: &Path, content: &[u8]) -> Result {
    if fs::read(path).is_ok_and(|there| there == content) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    Ok(fs::write(path, content)?)
}

/// The functions that an earlier run found to stay constant, and the mutants
/// that it found not to compile.
fn remembered(memory: &Path, mutants: &[Mutant]) -> (BTreeSet<String>, BTreeSet<usize>) {
    let text = fs::read_to_string(memory).unwrap_or_default();
    let (constant, names): (BTreeSet<String>, BTreeSet<String>) =
        serde_json::from_str(&text).unwrap_or_default();
    let is_left_out = |(_, mutant): &(usize, &Mutant)| names.contains(&mutant.name);
    let left_out = mutants.iter().enumerate().filter(is_left_out);
    (constant, left_out.map(|(number, _)| number).collect())
}

fn remember(
    memory: &Path,
    mutants: &[Mutant],
    constant: &BTreeSet<String>,
    left_out: &BTreeSet<usize>,
) -> Result {
    let left_out = left_out.iter().filter_map(|number| mutants.get(*number));
    let names: Vec<&str> = left_out.map(|mutant| mutant.name.as_str()).collect();
    write(
        memory,
        serde_json::to_string(&(constant, names))?.as_bytes(),
    )
}

fn sources(root: &Path) -> Result<Vec<String>> {
    let files = command::output(
        Command::new("git")
            .args(["ls-files", "src/*.rs"])
            .current_dir(root),
    )?;
    Ok(files.lines().map(str::to_owned).collect())
}

/// The errors of the compiler.
fn errors(folder: &Path) -> Result<Vec<Value>> {
    let answer = command::cargo_in(folder)
        .args(["check", "-p", "genkan", "--all-features", "--lib"])
        .args(["--profile", "test", "--message-format=json"])
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()?;
    Ok(String::from_utf8(answer.stdout)?
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .map(|mut line| line["message"].take())
        .filter(|message| message["level"] == "error" && message["spans"][0].is_object())
        .collect())
}

/// The function that must stay constant.
fn of_constant(error: &Value) -> Option<String> {
    (error["code"]["code"] == "E0015").then_some(())?;
    let name = error["message"].as_str()?.split('`').nth(1)?;
    let name = name.rsplit("::").find(|part| !part.starts_with('<'))?;
    // Where the question itself is asked by the compiler, its mutant is to blame.
    (name != "is").then(|| name.to_owned())
}

fn of_mutants(error: &Value, woven: &BTreeMap<String, Woven>) -> Vec<usize> {
    let spans = error["spans"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    spans
        .iter()
        .filter(|span| span["is_primary"] == true)
        .filter_map(|span| {
            let file = woven.get(span["file_name"].as_str()?)?;
            Some(file.around(span["byte_start"].as_u64()? as usize))
        })
        .flatten()
        .collect()
}

/// The question which mutant is meant, and the answer to which ones are asked
/// for.
fn asked(count: usize) -> String {
    format!(
        r#"
#[doc(hidden)]
#[allow(missing_docs, clippy::all)]
pub mod mutant {{
    use std::fs::File;
    use std::io::Write as _;
    use std::sync::OnceLock;
    use std::sync::atomic::{{AtomicBool, Ordering}};

    static MEANT: OnceLock<(usize, Option<File>)> = OnceLock::new();
    static SEEN: [AtomicBool; {count}] = [const {{ AtomicBool::new(false) }}; {count}];

    fn meant() -> (usize, Option<File>) {{
        let meant = std::env::var("GENKAN_MUTANT").ok().and_then(|text| text.parse().ok());
        let seen = std::env::var_os("GENKAN_MUTANTS_SEEN").and_then(|name| File::create(name).ok());
        (meant.unwrap_or(usize::MAX), seen)
    }}

    pub fn is(number: usize) -> bool {{
        let (meant, seen) = MEANT.get_or_init(meant);
        if let Some(mut file) = seen.as_ref() && !SEEN[number].swap(true, Ordering::Relaxed) {{
            let _ = writeln!(file, "{{number}}");
        }}
        number == *meant
    }}
}}
"#
    )
}
