//! Exim, to which the portal sends in a test. Debian installs it instead of Postfix,
//! to which other tests send.

use std::path::PathBuf;
use std::process::Command;

use crate::{Result, command, debian, workspace};

/// Returns whether it is unpacked and can be started. Without a configuration it
/// would not print its version.
pub(crate) fn is_there() -> bool {
    program().is_ok_and(|program| {
        command::output(Command::new(program).args(["-C", "/dev/null", "-bV"])).is_ok()
    })
}

/// Unpacks it, and creates the user whose name is compiled into it.
pub(crate) fn unpack() -> Result {
    debian::unpack(&["exim4-daemon-light"], &folder()?)?;
    let user = "Debian-exim";
    if command::output(Command::new("id").arg(user)).is_ok() {
        return Ok(());
    }
    let options = ["--system", "--user-group", "--no-create-home", user];
    command::run(Command::new("useradd").args(options))
}

fn program() -> Result<PathBuf> {
    Ok(folder()?.join("usr/sbin/exim4"))
}

fn folder() -> Result<PathBuf> {
    Ok(workspace::target_folder(&workspace::root()?)?.join("exim"))
}

/// The packages that it depends on.
pub(crate) const LIBRARIES: &[&str] = &[
    "libdb5.3",
    "libgnutls-dane0",
    "libidn12",
    "libnsl2",
    "libpcre2-8-0",
];
