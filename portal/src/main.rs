//! The binary: see [`genkan_portal::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    genkan_portal::cli::run()
}
