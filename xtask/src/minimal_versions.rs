//! Checks the lower bounds of the crate's dependencies.

use std::path::Path;

use crate::{Result, command, published, workspace};

/// Compiles the published crate with the oldest version of each direct
/// dependency that its manifest allows.
///
/// # Errors
///
/// If a bound is too low, or excludes what another dependency requires.
pub(crate) fn check(root: &Path) -> Result {
    let folder = published::unpack(root, "minimal-versions")?;
    command::run(
        command::cargo()
            .args(["update", "-Z", "direct-minimal-versions"])
            // A stable cargo does this only with this variable.
            .env("RUSTC_BOOTSTRAP", "1")
            .current_dir(&folder),
    )?;
    command::run(
        command::cargo()
            .args(["check", "--all-features", "--lib", "--target-dir"])
            .arg(workspace::target_folder(root)?)
            .current_dir(&folder),
    )
}
