use std::path::Path;
use std::process::Command;

use crate::{Result, command, npm};

/// Prints the sizes of the parts of the committed package that a page loads,
/// and compares them with the budgets in `pkg/size.mjs`.
///
/// # Errors
///
/// When a part is over its budget.
pub(crate) fn check(root: &Path) -> Result {
    let package = root.join("pkg");
    npm::provide(&package)?;
    command::run(Command::new("node").arg("size.mjs").current_dir(package))
}
