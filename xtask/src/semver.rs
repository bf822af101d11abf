//! Checks that the version follows semantic versioning.

use std::path::Path;
use std::process::Command;

use crate::{Result, command, workspace};

/// Compares the crate's API with that of the last release. Until there is a
/// release, there is nothing to compare.
///
/// # Errors
///
/// If the API has a breaking change that the version does not announce.
pub(crate) fn check(root: &Path) -> Result {
    let Some(release) = last_release() else {
        println!("there is no tag `v…` yet, so no release to compare with");
        return Ok(());
    };
    command::run(
        command::cargo()
            .args(["semver-checks", "--package", "genkan", "--all-features"])
            .args(["--baseline-rev", &release])
            .current_dir(root),
    )
}

/// Returns the tag of the newest release, `v` and its version.
pub(crate) fn last_release() -> Option<String> {
    let root = workspace::root().ok()?;
    let list = ["tag", "--list", "v[0-9]*", "--sort=-version:refname"];
    let tags = command::output(Command::new("git").args(list).current_dir(root)).ok()?;
    tags.lines().next().map(str::to_owned)
}
