use std::path::Path;
use std::process::Command;

use crate::{Result, command};

/// Bundles the compiled scripts and the stylesheet: one small file for each
/// entry, and files for the code that entries share.
///
/// All of them are in one folder with the modules, because a script finds a
/// module beside itself; only entries have folders.
pub(super) fn bundle(package: &Path, compiled: &Path, dist: &Path) -> Result {
    let entries = ENTRIES.map(|entry| compiled.join(entry));
    command::run(
        Command::new(package.join("node_modules/.bin/esbuild"))
            .args(entries)
            .args(["--bundle", "--splitting", "--minify", "--format=esm"])
            .args(["--target=es2022", "--charset=utf8", "--log-level=warning"])
            // Only `genkan/inline` imports them.
            .arg("--loader:.wasm=base64")
            .arg("--chunk-names=[name]-[hash]")
            .arg(format!("--outbase={}", compiled.display()))
            .arg(format!("--outdir={}", dist.display()))
            .current_dir(package),
    )
}

/// The entries that `exports` of package.json names.
const ENTRIES: [&str; 26] = [
    "index.js",
    "generate.js",
    "inline.js",
    "message.js",
    "messages/de.js",
    "messages/de/basic.js",
    "messages/en.js",
    "messages/en/basic.js",
    "messages/es.js",
    "messages/es/basic.js",
    "messages/fr.js",
    "messages/fr/basic.js",
    "messages/ja.js",
    "messages/ja/basic.js",
    "messages/ko.js",
    "messages/ko/basic.js",
    "messages/zh-Hans.js",
    "messages/zh-Hans/basic.js",
    "element/define.js",
    "element/genkan-password.css",
    "element/password.js",
    "element/languages/de.js",
    "element/languages/es.js",
    "element/languages/fr.js",
    "element/languages/ko.js",
    "element/languages/zh-Hans.js",
];
