use std::path::{Path, PathBuf};
use std::process::Command;

use crate::toolchain::{DEBIAN_CARGO, DEBIAN_RUSTC, debian, has_debian_sources, has_target};
use crate::{Result, command};

/// A Rust compiler that builds for the browser.
pub(super) enum Compiler {
    /// Rustup's, with the target installed.
    Rustup,
    /// Debian's, with the sources of its standard library and this linker.
    Debian { linker: PathBuf },
}

impl Compiler {
    /// Returns the compiler of this machine.
    ///
    /// Debian's is preferred: it builds a smaller module, and built the
    /// committed one.
    ///
    /// # Errors
    ///
    /// If there is none, with the packages to install.
    pub(super) fn find() -> Result<Self> {
        match debian_linker() {
            Some(linker) if has_debian_sources() => Ok(Self::Debian { linker }),
            _ if has_target(TARGET) => Ok(Self::Rustup),
            _ => Err(format!(
                "no compiler here builds for {TARGET}: \
                 `apt-get install rustc-web cargo-web rust-web-src lld`, \
                 or `rustup target add {TARGET}` for a module that is twice as large"
            )
            .into()),
        }
    }

    /// Returns the versions of the tools on which its output depends.
    pub(super) fn version(&self) -> Result<String> {
        let mut rustc = match self {
            Self::Rustup => Command::new("rustc"),
            Self::Debian { .. } => debian(DEBIAN_RUSTC),
        };
        let rustc = command::output(rustc.arg("--version"))?;
        match self {
            Self::Rustup => Ok(rustc.trim().to_owned()),
            Self::Debian { linker } => {
                let mut linker = Command::new(linker);
                let linker = command::output(linker.args(["-flavor", "wasm", "--version"]))?;
                // The text in parentheses is the folder where it was built.
                let linker = linker.split(" (").next().unwrap_or_default();
                Ok(format!("{}\n{}", rustc.trim(), linker.trim()))
            }
        }
    }

    /// Compiles the package `genkan-wasm-{name}` and returns where its module is.
    pub(super) fn compile(&self, root: &Path, name: &str) -> Result<PathBuf> {
        let mut cargo = match self {
            Self::Rustup => command::cargo(),
            Self::Debian { .. } => debian(DEBIAN_CARGO),
        };
        cargo
            .args(["build", "--locked", "--profile", "wasm", "--target", TARGET])
            .arg(format!("--package=genkan-wasm-{name}"))
            .args(optimization(name))
            // Two compilers that share a folder rebuild each other's work.
            .args(["--target-dir", "target/wasm"])
            // The developer's own flags would change the bytes.
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS)
            .current_dir(root);
        if let Self::Debian { linker } = self {
            // Debian's prebuilt library for this target is of another compiler,
            // so core and alloc are built, too. A stable compiler does that
            // only with this variable.
            cargo
                .args(["-Z", "build-std=core,alloc,panic_abort"])
                .args(["-Z", "build-std-features=optimize_for_size"])
                .env("RUSTC", DEBIAN_RUSTC)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command::run(&mut cargo)?;
        let module = format!("target/wasm/{TARGET}/wasm/genkan_wasm_{name}.wasm");
        Ok(root.join(module))
    }
}

/// Returns the settings with which a module is built instead of those of the
/// profile. A check by the basic module takes a sixth less time so, and the
/// module is smaller. The extended module would grow by 800 bytes.
fn optimization(name: &str) -> &'static [&'static str] {
    match name {
        "basic" => &[
            "--config=profile.wasm.package.genkan.opt-level='s'",
            "--config=profile.wasm.package.genkan-wasm.opt-level=2",
        ],
        _ => &[],
    }
}

/// Returns the linker of rustup, or Debian's.
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

/// A module has no JavaScript values, so it needs no table of them. If there is
/// one beside the table of functions, Binaryen 108 exports the wrong one of the
/// two. A prebuilt standard library declares that it uses such tables, so the
/// features are passed to the linker. No check needs a larger stack. Every
/// browser has had `simd128` since 2023.
const FLAGS: &str = "-C target-feature=-reference-types,+simd128 \
                     -C link-arg=-zstack-size=131072 \
                     -C link-arg=--no-check-features \
                     -C link-arg=--features=bulk-memory,multivalue,mutable-globals,nontrapping-fptoint,sign-ext,simd128";

const TARGET: &str = "wasm32-unknown-unknown";
const HOST: &str = "x86_64-unknown-linux-gnu";
