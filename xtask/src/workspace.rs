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

/// The answer of `cargo metadata`: the members and what they depend on.
pub(crate) fn metadata(root: &Path) -> Result<Value> {
    let answer = command::output(
        command::cargo()
            .args(["metadata", "--no-deps", "--format-version=1"])
            .current_dir(root),
    )?;
    Ok(serde_json::from_str(&answer)?)
}

/// Where cargo puts what it builds.
pub(crate) fn target_folder(root: &Path) -> Result<PathBuf> {
    metadata(root)?["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .ok_or_else(|| "cargo metadata names no target folder".into())
}

/// The features of a member, so that a new one is not forgotten.
pub(crate) fn features(root: &Path, member: &str) -> Result<Vec<String>> {
    let metadata = metadata(root)?;
    let features = metadata["packages"]
        .as_array()
        .and_then(|packages| packages.iter().find(|package| package["name"] == member))
        .and_then(|package| package["features"].as_object())
        .ok_or_else(|| format!("the workspace has no package `{member}`"))?;
    Ok(features.keys().cloned().collect())
}
