use std::path::Path;
use std::process::Command;

use crate::{Result, command};

/// The optimizer's version, as it says it.
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

/// Makes a module smaller.
pub(super) fn optimize(module: &Path, smaller: &Path) -> Result {
    command::run(
        Command::new(PROGRAM)
            .arg(module)
            .arg("-o")
            .arg(smaller)
            .args(PASSES)
            .args(FEATURES)
            .args([
                "--strip-debug",
                "--strip-producers",
                "--strip-target-features",
            ]),
    )
}

const PROGRAM: &str = "wasm-opt";

/// Blocks are made anew from the flat form, which leaves fewer of them; then
/// small, and again, since the first time makes room for the second.
const PASSES: [&str; 4] = ["--flatten", "--rereloop", "-Os", "-Os"];

/// What the compiler uses by itself and every browser has had since 2022.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
