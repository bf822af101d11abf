use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::{Result, command};

/// Returns the optimizer's version, as it prints it.
///
/// # Errors
///
/// When it is not installed.
pub(super) fn version() -> Result<String> {
    match command::output(Command::new(PROGRAM).arg("--version")) {
        Ok(version) => Ok(version.trim().to_owned()),
        Err(error) => Err(format!("{error}\n`apt-get install binaryen` provides it").into()),
    }
}

/// Makes a module smaller. Of its exports only those in [`EXPORTS`] stay.
pub(super) fn optimize(module: &Path, smaller: &Path) -> Result {
    let used = smaller.with_extension("used.wasm");
    let graph = smaller.with_extension("exports.json");
    fs::write(&graph, exports())?;
    command::run(
        Command::new("wasm-metadce")
            .arg(module)
            .arg("--graph-file")
            .arg(&graph)
            .arg("-o")
            .arg(&used)
            .args(FEATURES)
            .stdout(Stdio::null()),
    )?;
    command::run(
        Command::new(PROGRAM)
            .arg(&used)
            .arg("-o")
            .arg(smaller)
            .args(PASSES)
            .args(FEATURES)
            .args([
                "--strip-debug",
                "--strip-producers",
                "--strip-target-features",
            ]),
    )?;
    fs::remove_file(used)?;
    Ok(fs::remove_file(graph)?)
}

/// The graph of exports that wasm-metadce reads.
fn exports() -> String {
    let name = |export| json!({ "name": export, "export": export });
    let script = json!({ "name": "script", "root": true, "reaches": EXPORTS });
    let graph: Vec<Value> = EXPORTS.map(name).into_iter().chain([script]).collect();
    Value::from(graph).to_string()
}

/// The exports that pkg/ts/module.ts has. Only the extended module has `all`.
const EXPORTS: [&str; 5] = ["memory", "input", "read", "check", "all"];

const PROGRAM: &str = "wasm-opt";

/// The passes rebuild the blocks from the flat form, which leaves fewer of
/// them; the others were found by trial. The linker puts the stack first, so
/// nothing is in the first kilobyte.
const PASSES: [&str; 9] = [
    "--simplify-locals",
    "--flatten",
    "--rereloop",
    "--rse",
    "-O3",
    "--simplify-locals-notee-nostructure",
    "-Os",
    "-O3",
    "--low-memory-unused",
];

/// The features that the compiler enables by default and that every browser has
/// had since 2023.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];
