//! The crate on a machine without an operating system.

use std::path::Path;
use std::process::Command;

use crate::{Result, command};

/// A Cortex-M0: no std, no floating point, no 64-bit atomics.
pub(crate) const TARGET: &str = "thumbv6m-none-eabi";

/// Debian's compiler and the sources of its standard library.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// Builds the crate's library without std, with every feature that serves an
/// application and does not need std. It is proof that it compiles; nothing
/// runs.
pub(crate) fn build(root: &Path) -> Result {
    if has_target() {
        compile(command::cargo().args(["build"]), root)
    } else if has_sources() {
        // Debian has no rlib for this target, so core and alloc are built
        // too, which a stable compiler does only when told to.
        let mut cargo = Command::new(DEBIAN_CARGO);
        cargo
            .args(["build", "-Z", "build-std=core,alloc"])
            .env("RUSTC", DEBIAN_RUSTC)
            .env("RUSTC_BOOTSTRAP", "1")
            // Rustup's libraries are not this compiler's.
            .env_remove("LD_LIBRARY_PATH")
            .env_remove("RUSTUP_TOOLCHAIN");
        compile(&mut cargo, root)
    } else {
        Err(
            format!("no compiler here builds for {TARGET}; `cargo xtask setup` provides one")
                .into(),
        )
    }
}

/// Whether a compiler for the target is here.
pub(crate) fn is_possible() -> bool {
    has_target() || has_sources()
}

fn compile(cargo: &mut Command, root: &Path) -> Result {
    command::run(
        cargo
            .args(["--package", "genkan", "--lib", "--target", TARGET])
            .args(["--no-default-features"])
            .args(["--features", "unicode-normalization,serde"])
            // Two compilers that share a folder rebuild each other's work.
            .args(["--target-dir", "target/bare-metal"])
            .current_dir(root),
    )
}

/// Asks for the library itself: rustc prints a folder, and is content,
/// whether or not the folder exists.
fn has_target() -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    let Ok(folder) = command::output(&mut rustc) else {
        return false;
    };
    std::fs::read_dir(folder.trim()).is_ok_and(|mut files| {
        files.any(|file| {
            file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libcore-"))
        })
    })
}

fn has_sources() -> bool {
    let mut rustc = Command::new(DEBIAN_RUSTC);
    rustc
        .args(["--print", "sysroot"])
        .env_remove("LD_LIBRARY_PATH");
    Path::new(DEBIAN_CARGO).exists()
        && command::output(&mut rustc).is_ok_and(|sysroot| {
            Path::new(sysroot.trim())
                .join("lib/rustlib/src/rust/library/core/src/lib.rs")
                .exists()
        })
}
