//! Tests the crate as it is published, from its package alone.

use std::fs;
use std::path::Path;

use crate::{Result, command, published, workspace};

/// Packs the crate, unpacks it into an empty folder, and runs its tests and
/// examples there without the network: every file that they need is in the
/// package.
///
/// # Errors
///
/// If a file is missing, if a test fails, or if the README of the package, which
/// a registry shows, links to files.
pub(crate) fn test(root: &Path) -> Result {
    let folder = published::unpack_whole(root, "crate")?;
    let readme = fs::read_to_string(folder.join("src/README.md"))?;
    if let Some(link) = links(&readme).find(|link| !link.starts_with("https://")) {
        return Err(
            format!("src/README.md links to {link}, which a registry does not have").into(),
        );
    }
    command::run(
        command::cargo()
            .args(["test", "--offline", "--all-features", "--target-dir"])
            // The dependencies are those of the workspace.
            .arg(workspace::target_folder(root)?)
            .current_dir(folder),
    )
}

/// Returns the targets of the links of a Markdown text.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let rest = text.split("](").skip(1);
    rest.filter_map(|rest| Some(rest.split_once(')')?.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_targets_of_links_are_found() {
        let text = "See [one](https://example.com) and ![two](docs/two.png), (not) [this].";
        let found: Vec<&str> = links(text).collect();
        assert_eq!(found, ["https://example.com", "docs/two.png"]);
    }
}
