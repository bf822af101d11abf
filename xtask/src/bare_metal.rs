//! Builds the crate for a machine without an operating system.

use std::path::Path;
use std::process::Command;

use crate::toolchain::{DEBIAN_CARGO, DEBIAN_RUSTC, debian, has_debian_sources, has_target};
use crate::{Result, command};

/// A Cortex-M0: no std, no floating point, no 64-bit atomics.
pub(crate) const TARGET: &str = "thumbv6m-none-eabi";

/// Builds the crate's library without std, with every feature that serves an
/// application and does not need std. It proves only that the crate compiles;
/// nothing runs.
pub(crate) fn build(root: &Path) -> Result {
    if has_target(TARGET) {
        compile(command::cargo().arg("build"), root)
    } else if has_debian_sources() {
        // Debian has no library for this target, so core and alloc are built,
        // too. A stable compiler does that only with this variable.
        compile(
            debian(DEBIAN_CARGO)
                .args(["build", "-Z", "build-std=core,alloc"])
                .env("RUSTC", DEBIAN_RUSTC)
                .env("RUSTC_BOOTSTRAP", "1"),
            root,
        )
    } else {
        Err(
            format!("no installed compiler builds for {TARGET}; `cargo xtask setup` provides one")
                .into(),
        )
    }
}

/// Returns whether a compiler for the target is installed.
pub(crate) fn is_possible() -> bool {
    has_target(TARGET) || has_debian_sources()
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
