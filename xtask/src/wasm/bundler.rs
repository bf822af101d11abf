use std::path::Path;
use std::process::Command;

use crate::{Result, command};

/// Bundles the compiled scripts and the stylesheet: one small file for each
/// entry, and files for the code that entries share.
///
/// All of them are in one folder with the modules, because a script finds a
/// module beside itself; only entries have folders.
pub(super) fn bundle(package: &Path, compiled: &Path, dist: &Path) -> Result {
    command::run(
        esbuild(package, compiled)
            .args(ENTRIES.map(|entry| compiled.join(entry)))
            .args(["--splitting", "--format=esm"])
            // The tools of Cloudflare Workers import it.
            .arg("--external:*.wasm?module")
            .arg("--chunk-names=[name]-[hash]")
            .arg(format!("--outdir={}", dist.display())),
    )
}

/// Bundles the same entries as CommonJS, with the modules inside, into one file
/// that all of them share: a policy and the sentences know of each other.
///
/// `Policy` is that of `genkan/inline`: a script has no `import.meta`.
pub(super) fn bundle_commonjs(package: &Path, compiled: &Path, folder: &Path) -> Result {
    let mut all = String::from("module.exports = {\n");
    for entry in commonjs() {
        let from = if entry == "index.js" {
            "inline.js"
        } else {
            entry
        };
        all += &format!("  get '{entry}'() {{ return require('./{from}'); }},\n");
        super::write(&folder.join(entry), commonjs_entry(entry).as_bytes())?;
    }
    let source = compiled.join("all.js");
    super::write(&source, (all + "};\n").as_bytes())?;
    super::write(
        &folder.join("package.json"),
        b"{ \"type\": \"commonjs\" }\n",
    )?;
    command::run(
        esbuild(package, compiled)
            .arg(source)
            .args(["--format=cjs", "--log-override:empty-import-meta=silent"])
            .arg(format!("--outdir={}", folder.display())),
    )
}

/// Returns the script of an entry.
fn commonjs_entry(entry: &str) -> String {
    let up = "../".repeat(entry.matches('/').count());
    let up = if up.is_empty() { "./" } else { &up };
    let all = format!("require('{up}all.js')['{entry}']");
    match entry
        .strip_prefix("messages/")
        .and_then(|language| language.split(['/', '.']).next())
    {
        // Tools that read scripts find the default export only in this form.
        Some(tag) => {
            let name = tag.replace('-', "");
            format!(
                "const all = {all};\nexports.__esModule = true;\nexports.default = all.default;\nexports.{name} = all.{name};\n"
            )
        }
        None if entry.starts_with("element/languages/") => format!(
            "const all = {all};\nexports.__esModule = true;\nexports.default = all.default;\n"
        ),
        None => format!("module.exports = {all};\n"),
    }
}

fn esbuild(package: &Path, compiled: &Path) -> Command {
    let mut esbuild = Command::new(package.join("node_modules/.bin/esbuild"));
    esbuild
        .args(["--bundle", "--minify"])
        .args(["--target=es2022", "--charset=utf8", "--log-level=warning"])
        .arg("--loader:.wasm=base64")
        .arg(format!("--outbase={}", compiled.display()))
        .current_dir(package);
    esbuild
}

/// The entries that programs in CommonJS have.
fn commonjs() -> impl Iterator<Item = &'static str> {
    let is_other = |entry: &&str| *entry == "workerd.js" || entry.ends_with(".css");
    ENTRIES.into_iter().filter(move |entry| !is_other(entry))
}

/// The entries that `exports` of package.json names.
const ENTRIES: [&str; 28] = [
    "index.js",
    "generate.js",
    "inline.js",
    "workerd.js",
    "message.js",
    "schema.js",
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
