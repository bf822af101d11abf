//! The browser tests of the portal.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, command, npm, workspace};

/// Builds the portal and runs its browser tests.
///
/// `files` names the test files to run; if it is empty, all run.
pub(crate) fn test(root: &Path, files: &[String]) -> Result {
    let folder = root.join("portal/tests/browser");
    npm::provide(&folder)?;
    command::run(
        command::cargo()
            // The packages of the stage `test`, so that their common
            // dependencies are compiled once.
            .args(["build", "--bin", "genkan"])
            .args(workspace::TESTED)
            .current_dir(root),
    )?;
    let stories = match files {
        [] => stories(&folder)?,
        files => files.to_vec(),
    };
    command::run(
        Command::new("node")
            // One at a time: each file has a server, a mail server and a
            // browser of its own. None may take longer than this.
            .args(["--import", "../../../pkg/test/support/guard.js"])
            .args(["--test", "--test-concurrency=1", "--test-timeout=300000"])
            .args(["--test-reporter=spec"])
            .args(stories)
            .env("GENKAN", binary(root)?)
            .env("GENKAN_SCREENSHOTS", root.join("target/screenshots"))
            .current_dir(folder),
    )
}

/// Returns the names of the test files, in order.
fn stories(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") {
            names.push(name);
        }
    }
    names.sort();
    if names.is_empty() {
        return Err(format!("no browser test in {}", folder.display()).into());
    }
    Ok(names)
}

/// Returns the path of the portal that cargo has built, in any target folder.
fn binary(root: &Path) -> Result<PathBuf> {
    let binary = workspace::target_folder(root)?.join("debug/genkan");
    if binary.exists() {
        Ok(binary)
    } else {
        Err(format!("{} was not built", binary.display()).into())
    }
}
