//! Debian's packages that cannot be installed beside another one.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Result, command};

/// Unpacks packages into a folder, and installs nothing.
pub(crate) fn unpack(packages: &[&str], folder: &Path) -> Result {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    command::run(
        Command::new("apt-get")
            .args(["--quiet=2", "download"])
            .args(packages)
            .current_dir(folder),
    )?;
    for file in fs::read_dir(folder)? {
        let package = file?.path();
        command::run(
            Command::new("dpkg")
                .arg("--extract")
                .arg(&package)
                .arg(folder),
        )?;
        fs::remove_file(package)?;
    }
    Ok(())
}
