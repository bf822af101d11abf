//! Finds the compilers of this machine: the first one in the path, of rustup or
//! the system, and Debian's, which can build its standard library.

use std::path::Path;
use std::process::Command;

use crate::command;

pub(crate) const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
pub(crate) const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// Returns whether the first compiler has a standard library for `target`.
///
/// It looks for the library itself, because rustc prints the folder even if it
/// does not exist.
pub(crate) fn has_target(target: &str) -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", target]);
    let Ok(folder) = command::output(&mut rustc) else {
        return false;
    };
    std::fs::read_dir(folder.trim()).is_ok_and(|files| {
        files
            .flatten()
            .any(|file| file.file_name().to_string_lossy().starts_with("libcore-"))
    })
}

/// Returns whether Debian's compiler is installed, with the sources of its
/// library, and new enough for this workspace.
pub(crate) fn has_debian_sources() -> bool {
    let sysroot = command::output(debian(DEBIAN_RUSTC).args(["--print", "sysroot"]));
    Path::new(DEBIAN_CARGO).exists()
        && is_new_enough()
        && sysroot.is_ok_and(|sysroot| {
            Path::new(sysroot.trim())
                .join("lib/rustlib/src/rust/library/core/src/lib.rs")
                .exists()
        })
}

/// Returns whether it is the one of Debian's updates: the release has an older
/// one.
fn is_new_enough() -> bool {
    let version = command::output(debian(DEBIAN_RUSTC).arg("--version")).unwrap_or_default();
    let minor = |version: &str| version.split('.').nth(1)?.parse::<u32>().ok();
    let needed = minor(env!("CARGO_PKG_RUST_VERSION"));
    minor(&version).is_some_and(|minor| Some(minor) >= needed)
}

/// Returns a command of Debian's toolchain, without rustup's variables.
pub(crate) fn debian(program: &str) -> Command {
    let mut command = Command::new(program);
    command
        .env_remove("LD_LIBRARY_PATH")
        .env_remove("RUSTUP_TOOLCHAIN");
    command
}
