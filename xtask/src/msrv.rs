//! Checks the oldest compiler that the crate supports.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, command, debian, published, workspace};

/// The crate's `rust-version`.
pub(crate) const VERSION: &str = "1.85";

/// A compiler of that version.
pub(crate) struct Compiler {
    rustc: PathBuf,
    /// The path of its libraries, if it does not find them itself.
    libraries: Option<PathBuf>,
}

/// Compiles the published crate, with all features and with none, with the
/// dependencies that cargo chooses for a compiler of that age.
///
/// # Errors
///
/// If the crate or a dependency needs a newer compiler.
pub(crate) fn check(root: &Path) -> Result {
    let promised = workspace::rust_version(root, "genkan")?;
    if promised != VERSION {
        return Err(
            format!("the crate's rust-version is {promised}, and `xtask` tests {VERSION}").into(),
        );
    }
    let compiler = compiler().ok_or("the compiler is missing")?;
    let folder = published::unpack(root, "msrv")?;
    command::run(
        compiler
            .cargo(&folder)
            .arg("generate-lockfile")
            .env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback"),
    )?;
    let check = ["check", "--lib", "--target-dir"];
    // A folder of its own, because two compilers that share one rebuild each
    // other's work.
    let target = workspace::target_folder(root)?.join("msrv");
    for features in ["--all-features", "--no-default-features"] {
        command::run(
            compiler
                .cargo(&folder)
                .args(check)
                .arg(&target)
                .arg(features),
        )?;
    }
    Ok(())
}

/// Returns the compiler, from rustup or unpacked, if it is on this machine.
pub(crate) fn compiler() -> Option<Compiler> {
    let rustup = ["which", "--toolchain", VERSION, "rustc"];
    let rustup = command::output(Command::new("rustup").args(rustup)).ok();
    let rustup = rustup.map(|path| Compiler {
        rustc: PathBuf::from(path.trim()),
        libraries: None,
    });
    let works = |compiler: &Compiler| {
        let version = command::output(
            compiler
                .prepare(&mut Command::new(&compiler.rustc))
                .arg("--version"),
        );
        version.is_ok_and(|version| version.starts_with(&format!("rustc {VERSION}.")))
    };
    [rustup, unpacked()].into_iter().flatten().find(works)
}

/// Unpacks Debian's packages: Debian installs one version at a time, and other
/// stages use a newer one.
pub(crate) fn unpack() -> Result {
    debian::unpack(&PACKAGES, &folder()?)
}

impl Compiler {
    /// Returns our cargo with this compiler.
    fn cargo(&self, folder: &Path) -> Command {
        let mut cargo = command::cargo();
        cargo
            .env("RUSTC", &self.rustc)
            .env_remove("RUSTC_WRAPPER")
            .env_remove("RUSTUP_TOOLCHAIN")
            .current_dir(folder);
        self.prepare(&mut cargo);
        cargo
    }

    fn prepare<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        match &self.libraries {
            Some(libraries) => command.env("LD_LIBRARY_PATH", libraries),
            None => command,
        }
    }
}

fn unpacked() -> Option<Compiler> {
    let folder = folder().ok()?.join("usr");
    let has_libraries = |folder: &PathBuf| {
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        files.into_iter().any(|file| {
            file.file_name()
                .to_string_lossy()
                .starts_with("librustc_driver")
        })
    };
    // The folder is named as the machine's processor is.
    let libraries = fs::read_dir(folder.join("lib")).ok()?.flatten();
    let libraries = libraries.map(|entry| entry.path()).find(has_libraries)?;
    Some(Compiler {
        rustc: folder.join("bin/rustc"),
        libraries: Some(libraries),
    })
}

fn folder() -> Result<PathBuf> {
    let root = workspace::root()?;
    Ok(workspace::target_folder(&root)?.join(format!("rust-{VERSION}")))
}

/// Debian 12's release has this version, and its security updates have newer
/// ones.
const PACKAGES: [&str; 3] = [
    "rustc-web=1.85*",
    "libstd-rust-web-dev=1.85*",
    "libstd-rust-web-1.85=1.85*",
];

/// The packages that these depend on. Debian installs several versions of them
/// side by side.
pub(crate) const LIBRARIES: &[&str] = &["libllvm19"];
