//! Provides the crate as it is published.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, command, workspace};

/// Packs the crate and unpacks it into a folder with this name. Returns the
/// folder.
///
/// A user's build ignores the lockfile and the dependencies of the tests, so both
/// are left out.
pub(crate) fn unpack(root: &Path, name: &str) -> Result<PathBuf> {
    let folder = unpack_whole(root, name)?;
    let manifest = folder.join("Cargo.toml");
    fs::write(&manifest, without_tests(&fs::read_to_string(&manifest)?))?;
    fs::remove_file(folder.join("Cargo.lock"))?;
    Ok(folder)
}

/// Packs the crate and unpacks all of it into a folder with this name. Returns
/// the folder.
pub(crate) fn unpack_whole(root: &Path, name: &str) -> Result<PathBuf> {
    let package = [
        "package",
        "--package",
        "genkan",
        "--no-verify",
        "--allow-dirty",
    ];
    command::run(
        command::cargo()
            .args(package)
            .arg("--quiet")
            .current_dir(root),
    )?;

    // Cargo treats packages below this folder as outside of the workspace.
    let packages = workspace::target_folder(root)?.join("package");
    let folder = packages.join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let version = env!("CARGO_PKG_VERSION");
    command::run(
        Command::new("tar")
            // The package has one date for all files, by which cargo would take
            // a changed file for the one that it has compiled.
            .args(["--extract", "--touch", "--strip-components=1", "--file"])
            .arg(packages.join(format!("genkan-{version}.crate")))
            .current_dir(&folder),
    )?;
    Ok(folder)
}

/// Returns a manifest, as cargo writes it, without the dependencies of the
/// tests.
fn without_tests(manifest: &str) -> String {
    let mut is_kept = true;
    let kept = manifest.lines().filter(|line| {
        if line.starts_with('[') {
            is_kept = !line.starts_with("[dev-dependencies");
        }
        is_kept
    });
    kept.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_dependencies_of_the_tests_are_left_out() {
        let manifest = "[dependencies.a]\nversion = \"1\"\n[dev-dependencies.b]\nversion = \"1\"\n\
                        [dev-dependencies.c]\nversion = \"2\"\n[lints.rust]\nd = \"warn\"\n";
        let kept = "[dependencies.a]\nversion = \"1\"\n[lints.rust]\nd = \"warn\"\n";
        assert_eq!(without_tests(manifest), kept);
    }
}
