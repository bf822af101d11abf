//! The layer check: no module of the crate or the portal uses one above it,
//! the crate does no I/O, and no package depends on one above it.

mod io;
mod manifest;
mod mention;
mod module;

use std::path::Path;

use mention::Mention;

use crate::{Result, workspace};

/// Checks the sources and the manifests.
///
/// # Errors
///
/// With every offence, each with its file and line.
pub(crate) fn check(root: &Path) -> Result {
    let core = mention::in_crate(root, Path::new("src/lib.rs"))?;
    let mut browser = Vec::new();
    for crate_root in [
        "pkg/src/lib.rs",
        "pkg/basic/src/lib.rs",
        "pkg/extended/src/lib.rs",
    ] {
        browser.extend(mention::in_crate(root, Path::new(crate_root))?);
    }
    let portal = mention::in_crate(root, Path::new("portal/src/lib.rs"))?;
    let metadata = workspace::metadata(root)?;

    let mut offences = Vec::new();
    offences.extend(located(&core, module::upward));
    offences.extend(located(&core, io::used));
    offences.extend(located(&browser, module::beyond_the_browser));
    offences.extend(located(&portal, module::upward_in_portal));
    offences.extend(manifest::offences(&metadata));
    if offences.is_empty() {
        println!(
            "{} paths in src/, {} in pkg/, {} in portal/: none reaches upward",
            core.len(),
            browser.len(),
            portal.len()
        );
        Ok(())
    } else {
        Err(offences.join("\n").into())
    }
}

fn located(mentions: &[Mention], offence: fn(&Mention) -> Option<String>) -> Vec<String> {
    mentions
        .iter()
        .filter_map(|mention| Some(format!("{}: {}", mention.place, offence(mention)?)))
        .collect()
}
