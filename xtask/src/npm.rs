//! Installs and runs a folder's npm packages, as its lockfile pins them.

use std::path::Path;
use std::process::Command;

use crate::{Result, command};

/// Installs the packages of `folder`'s lockfile, unless they are installed.
pub(crate) fn provide(folder: &Path) -> Result {
    let lockfile = folder.join("package-lock.json");
    if !lockfile.exists() || is_current(folder) {
        return Ok(());
    }
    command::run(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(folder),
    )
}

/// Runs a script of the folder, such as its tests.
pub(crate) fn run(folder: &Path, script: &str) -> Result {
    provide(folder)?;
    command::run(
        Command::new("npm")
            .args(["run", script])
            .current_dir(folder),
    )
}

/// npm writes its own lockfile after the last package, so an older or a
/// missing one means that an installation is stale or was interrupted.
fn is_current(folder: &Path) -> bool {
    let changed = |file: &str| folder.join(file).metadata()?.modified();
    match (
        changed("node_modules/.package-lock.json"),
        changed("package-lock.json"),
    ) {
        (Ok(installed), Ok(asked)) => installed >= asked,
        _ => false,
    }
}
