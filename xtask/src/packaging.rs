//! Tests the packed npm package in every kind of project that it supports.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, command, npm};

/// Packs the committed package, installs it for the projects, and runs their
/// tests.
pub(crate) fn test(root: &Path) -> Result {
    let folder = root.join("pkg/packaging");
    npm::provide(&folder)?;
    let tarball = install(root, &folder)?;
    // Its own packages, so that no tool uses another one's.
    let tools = folder.join("tools");
    npm::provide(&tools)?;
    command::run(
        Command::new("npm")
            .arg("test")
            .env("GENKAN_TARBALL", &tarball)
            .current_dir(folder),
    )
}

/// Installs the tarball beside the packages of the lockfile, which does not
/// change.
fn install(root: &Path, folder: &Path) -> Result<PathBuf> {
    let packed = root.join("target/packaging");
    if packed.exists() {
        fs::remove_dir_all(&packed)?;
    }
    fs::create_dir_all(&packed)?;
    command::run(
        Command::new("npm")
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&packed)
            .current_dir(root.join("pkg")),
    )?;
    let [tarball] = &fs::read_dir(&packed)?.collect::<std::io::Result<Vec<_>>>()?[..] else {
        return Err("npm packed nothing, or more than a package".into());
    };
    // npm does not replace a package of the same version.
    let installed = folder.join("node_modules/genkan");
    if installed.exists() {
        fs::remove_dir_all(&installed)?;
    }
    command::run(
        Command::new("npm")
            .args(["install", "--no-save", "--offline", "--ignore-scripts"])
            .args(["--no-audit", "--no-fund"])
            .arg(tarball.path())
            .current_dir(folder),
    )?;
    Ok(tarball.path())
}
