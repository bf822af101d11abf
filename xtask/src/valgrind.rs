//! Programs that run under valgrind.

use std::path::{Path, PathBuf};

use crate::{Result, command};

/// Builds one of the programs in `benches/` and says where it is.
///
/// The profile's folder is named as the profile is.
pub(crate) fn build(root: &Path, profile: &str, program: &str) -> Result<PathBuf> {
    let build = [
        "build",
        "--profile",
        profile,
        "--package",
        "genkan-benches",
        "--bin",
        program,
    ];
    command::run(command::cargo().args(build).current_dir(root))?;
    let target = std::env::var_os("CARGO_TARGET_DIR");
    let target = target.map_or_else(|| root.join("target"), |target| root.join(target));
    Ok(target.join(profile).join(program))
}
