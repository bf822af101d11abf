//! The npm package, as it is packed, in every kind of project that it is for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, command, npm};

/// Packs the committed package, installs it where the projects are, and runs
/// what proves them.
pub(crate) fn test(root: &Path) -> Result {
    let folder = root.join("pkg/packaging");
    npm::provide(&folder)?;
    let tarball = install(root, &folder)?;
    command::run(
        Command::new("npm")
            .arg("test")
            .env("GENKAN_TARBALL", tarball)
            .current_dir(folder),
    )
}

/// Installs the tarball beside what the lockfile names, which stays as it is.
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
    // npm takes one of the same version for the one that it has.
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
