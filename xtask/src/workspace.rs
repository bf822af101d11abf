//! The workspace as cargo sees it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{Result, command};

/// The workspace's folder: the parent of this package's.
pub(crate) fn root() -> Result<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .ok_or_else(|| "xtask has no parent folder".into())
}

/// Returns the output of `cargo metadata`: the members and their dependencies.
pub(crate) fn metadata(root: &Path) -> Result<Value> {
    let answer = command::output(
        command::cargo()
            .args(["metadata", "--no-deps", "--format-version=1"])
            .current_dir(root),
    )?;
    Ok(serde_json::from_str(&answer)?)
}

/// Returns the folder in which cargo builds.
pub(crate) fn target_folder(root: &Path) -> Result<PathBuf> {
    metadata(root)?["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .ok_or_else(|| "cargo metadata names no target folder".into())
}

/// The packages and features that the tests are compiled with.
///
/// Every build of the same code should use these: with other packages, cargo
/// chooses other features of their common dependencies, and compiles those again.
/// The benchmarks have no tests and many dependencies.
pub(crate) const TESTED: [&str; 6] = [
    "--workspace",
    "--exclude",
    "genkan-benches",
    "--exclude",
    "xtask",
    "--all-features",
];

/// Returns the oldest compiler that a member's manifest names.
pub(crate) fn rust_version(root: &Path, member: &str) -> Result<String> {
    let version = member_of(&metadata(root)?, member)?["rust_version"].clone();
    let version = version.as_str().map(str::to_owned);
    version.ok_or_else(|| format!("`{member}` has no rust-version").into())
}

/// The features of a member, so that a new one is not forgotten.
pub(crate) fn features(root: &Path, member: &str) -> Result<Vec<String>> {
    let metadata = metadata(root)?;
    let features = member_of(&metadata, member)?["features"].as_object();
    let features = features.ok_or("cargo metadata names no features")?;
    Ok(features.keys().cloned().collect())
}

fn member_of<'a>(metadata: &'a Value, member: &str) -> Result<&'a Value> {
    metadata["packages"]
        .as_array()
        .and_then(|packages| packages.iter().find(|package| package["name"] == member))
        .ok_or_else(|| format!("the workspace has no package `{member}`").into())
}
