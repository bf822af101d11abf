//! Builds the browser package's `pkg/dist/`, and compares it with its sources.

mod bundler;
mod compiler;
mod generated;
mod optimizer;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, command, npm};
use compiler::Compiler;

/// Builds the browser package and writes the generated files into `pkg/`.
///
/// # Errors
///
/// If a tool is missing or fails.
pub(crate) fn build(root: &Path) -> Result {
    for (path, text) in generated::sources(root) {
        write(&path, text.as_bytes())?;
    }
    let dist = root.join("pkg/dist");
    make(root, &dist)?;
    for path in files(&dist)? {
        let size = fs::metadata(dist.join(&path))?.len();
        println!("{size:>8}  pkg/dist/{}", path.display());
    }
    Ok(())
}

/// Compares the committed package with its sources, byte for byte.
///
/// Another compiler writes other bytes. If this machine's is not the one that
/// `BUILD.txt` names, the modules and that file are left out; in CI, that is a
/// failure.
///
/// # Errors
///
/// If a file differs, is missing, or is not built.
pub(crate) fn compare(root: &Path) -> Result {
    let mut differing = Vec::new();
    for (path, text) in generated::sources(root) {
        if fs::read(&path).ok().as_deref() != Some(text.as_bytes()) {
            differing.push(path.strip_prefix(root)?.display().to_string());
        }
    }
    let (committed, built) = (root.join("pkg/dist"), root.join("target/wasm/dist"));
    make(root, &built)?;

    let is_same = |file: &str| matches!((fs::read(committed.join(file)), fs::read(built.join(file))), (Ok(a), Ok(b)) if a == b);
    let is_same_toolchain = is_same(BUILD);
    let mut paths = [files(&committed)?, files(&built)?].concat();
    paths.sort();
    paths.dedup();
    for path in paths {
        let file = path.to_string_lossy();
        let is_of_the_toolchain = file == BUILD
            || has_a_module(&committed.join(&path))
            || has_a_module(&built.join(&path));
        if !is_same(&file) && (is_same_toolchain || !is_of_the_toolchain) {
            differing.push(format!("pkg/dist/{file}"));
        }
    }
    if !differing.is_empty() {
        let list = differing.join("\n  ");
        return Err(format!(
            "not what the sources build:\n  {list}\nrun `cargo xtask wasm` and commit the result"
        )
        .into());
    }
    if is_same_toolchain {
        return Ok(());
    }
    let warning = format!(
        "THE MODULES IN pkg/dist WERE NOT COMPARED: they were built with\n{}and this machine has\n{}",
        fs::read_to_string(committed.join(BUILD)).unwrap_or_default(),
        fs::read_to_string(built.join(BUILD))?,
    );
    if std::env::var("CI").is_ok_and(|value| value == "true") {
        return Err(warning.into());
    }
    eprintln!("\n!!! {warning}");
    Ok(())
}

/// Returns whether a file is a module or has one inside, so that it depends on
/// the compiler.
fn has_a_module(path: &Path) -> bool {
    let bytes = fs::read(path).unwrap_or_default();
    let has = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    // The beginning of a module, also as base64.
    has(b"\0asm") || has(b"AGFzbQ")
}

/// Builds the whole package into an empty folder.
fn make(root: &Path, dist: &Path) -> Result {
    let package = root.join("pkg");
    let compiler = Compiler::find()?;
    let optimizer = optimizer::version()?;
    npm::provide(&package)?;
    if dist.exists() {
        fs::remove_dir_all(dist)?;
    }

    let compiled = root.join("target/wasm/scripts");
    if compiled.exists() {
        fs::remove_dir_all(&compiled)?;
    }
    fs::create_dir_all(dist)?;
    fs::create_dir_all(&compiled)?;
    for name in MODULES {
        let file = format!("{name}.wasm");
        let module = dist.join(&file);
        optimizer::optimize(&compiler.compile(root, name)?, &module)?;
        // `genkan/inline` contains them.
        fs::copy(module, compiled.join(&file))?;
    }

    let tsc = |output: &Path, arguments: &[&str]| {
        command::run(
            Command::new("node")
                .arg("node_modules/typescript/bin/tsc")
                .args(arguments)
                .arg("--outDir")
                .arg(output)
                .current_dir(&package),
        )
    };
    tsc(&compiled, &["--declaration", "false"])?;
    tsc(dist, &["--emitDeclarationOnly"])?;
    fs::copy(
        package.join("ts").join(STYLESHEET),
        compiled.join(STYLESHEET),
    )?;
    bundler::bundle(&package, &compiled, dist)?;
    let commonjs = dist.join("cjs");
    bundler::bundle_commonjs(&package, &compiled, &commonjs)?;
    for declaration in files(dist)?
        .iter()
        .filter(|file| file.extension() == Some("ts".as_ref()))
    {
        write(
            &commonjs.join(declaration),
            &fs::read(dist.join(declaration))?,
        )?;
    }
    for (path, text) in generated::data()? {
        write(&dist.join(path), text.as_bytes())?;
    }
    let toolchain = format!("{}\n{optimizer}\n", compiler.version()?);
    write(&dist.join(BUILD), toolchain.as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> Result {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, bytes)?)
}

/// Returns every file below a folder, relative to it, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(folder.join(&below))? {
            let entry = entry?;
            let path = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

const STYLESHEET: &str = "element/genkan-password.css";

/// The file that names the toolchain.
const BUILD: &str = "BUILD.txt";

/// The module for the rules of the documented policy, and the one for all.
const MODULES: [&str; 2] = ["basic", "extended"];
