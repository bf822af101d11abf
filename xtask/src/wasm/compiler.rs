use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, command};

/// A Rust compiler that builds for the browser.
pub(super) enum Compiler {
    /// Rustup's, with the target installed.
    Rustup,
    /// Debian's, with the sources of its standard library and this linker.
    Debian { linker: PathBuf },
}

impl Compiler {
    /// The compiler of this machine.
    ///
    /// # Errors
    ///
    /// When there is none, with what to install.
    pub(super) fn find() -> Result<Self> {
        if has_target()? {
            return Ok(Self::Rustup);
        }
        let has = |file: &str| Path::new(file).exists();
        match debian_linker() {
            Some(linker)
                if [DEBIAN_RUSTC, DEBIAN_CARGO, DEBIAN_SOURCE]
                    .into_iter()
                    .all(has) =>
            {
                Ok(Self::Debian { linker })
            }
            _ => Err(format!(
                "no compiler here builds for {TARGET}: `rustup target add {TARGET}`, \
                 or `apt-get install rustc-web cargo-web rust-web-src lld`"
            )
            .into()),
        }
    }

    /// What its output depends on.
    pub(super) fn version(&self) -> Result<String> {
        let mut rustc = match self {
            Self::Rustup => Command::new("rustc"),
            Self::Debian { .. } => debian(DEBIAN_RUSTC),
        };
        Ok(command::output(rustc.arg("--version"))?.trim().to_owned())
    }

    /// Compiles the module and says where it is.
    pub(super) fn compile(&self, root: &Path) -> Result<PathBuf> {
        let mut cargo = match self {
            Self::Rustup => command::cargo(),
            Self::Debian { .. } => debian(DEBIAN_CARGO),
        };
        cargo
            .args(["build", "--locked", "--package", "genkan-wasm"])
            .args(["--profile", "wasm", "--target", TARGET])
            // Two compilers that share a folder rebuild each other's work.
            .args(["--target-dir", "target/wasm"])
            // Flags of the person's own would change the bytes.
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .current_dir(root);
        if let Self::Debian { linker } = self {
            // Debian's prebuilt library for this target is of another
            // compiler, so core and alloc are built too, which a stable
            // compiler does only when told to.
            cargo
                .args(["-Z", "build-std=core,alloc,panic_abort"])
                .args(["-Z", "build-std-features=optimize_for_size"])
                .env("RUSTC", DEBIAN_RUSTC)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command::run(&mut cargo)?;
        Ok(root.join(format!("target/wasm/{TARGET}/wasm/genkan_wasm.wasm")))
    }
}

/// Asks for the library itself: rustc prints a folder, and is content,
/// whether or not the folder exists.
fn has_target() -> Result<bool> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    let folder = command::output(&mut rustc)?;
    let Ok(entries) = Path::new(folder.trim()).read_dir() else {
        return Ok(false);
    };
    Ok(entries.flatten().any(|entry| {
        let name = entry.file_name();
        name.to_string_lossy().starts_with("libcore-")
    }))
}

/// The linker that rustup brings, or Debian's.
fn debian_linker() -> Option<PathBuf> {
    let sysroot = command::output(Command::new("rustc").args(["--print", "sysroot"])).ok()?;
    let rustup = Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(HOST)
        .join("bin/rust-lld");
    [rustup, PathBuf::from("/usr/bin/wasm-ld")]
        .into_iter()
        .find(|linker| linker.exists())
}

/// A command of Debian's toolchain, with nothing of rustup's around it.
fn debian(program: &str) -> Command {
    let mut command = Command::new(program);
    command
        .env_remove("LD_LIBRARY_PATH")
        .env_remove("RUSTUP_TOOLCHAIN");
    command
}

const TARGET: &str = "wasm32-unknown-unknown";
const HOST: &str = "x86_64-unknown-linux-gnu";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/core";
