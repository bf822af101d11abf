//! Builds the programs that run under valgrind.

use std::path::{Path, PathBuf};

use crate::{Result, command, workspace};

/// Builds the programs in `benches/` and returns the path of this one.
///
/// All have one profile and are built together, so that their dependencies are
/// compiled once.
pub(crate) fn build(root: &Path, program: &str) -> Result<PathBuf> {
    let build = [
        "build",
        "--profile",
        "valgrind",
        "--package",
        "genkan-benches",
        "--bins",
    ];
    command::run(command::cargo().args(build).current_dir(root))?;
    Ok(workspace::target_folder(root)?
        .join("valgrind")
        .join(program))
}
