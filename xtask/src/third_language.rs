//! A third language, added to a copy of the sources as CONTRIBUTING.md says.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use proc_macro2::{Group, Ident, TokenStream, TokenTree};

use crate::{Result, command, workspace};

/// Every text of the test language begins with it.
const MARK: char = '¤';

/// Checks that a language without texts does not compile, and that with them a
/// command and pages show no other language.
///
/// # Errors
///
/// If a text tree compiles without the language, or a text is in another one.
pub(crate) fn check(root: &Path) -> Result {
    let target = workspace::target_folder(root)?;
    let folder = target.join("third-language");
    let copy = "rm -rf \"$0\" && mkdir \"$0\" && git ls-files -z | xargs -0 cp --parents -t \"$0\"";
    let mut shell = Command::new("sh");
    command::run(shell.args(["-c", copy]).arg(&folder).current_dir(root))?;
    for (file, old, new) in [
        // The workspace's own `genkan` must stay where other stages find it.
        ("portal/Cargo.toml", "= \"genkan\"", "= \"third-language\""),
        (
            "src/language.rs",
            "    En,\n",
            "    En,\n    /// A test.\n    Xx,\n",
        ),
        (
            "src/language.rs",
            "[Self; 2] = [",
            "[Self; 3] = [Self::Xx, ",
        ),
        (
            "src/language.rs",
            "=> \"en\",",
            "=> \"en\", Self::Xx => \"xx\",",
        ),
        (
            "src/language.rs",
            "=> \"English\",",
            "=> \"English\", Self::Xx => \"¤\",",
        ),
    ] {
        replace(&folder.join(file), old, new)?;
    }
    let mut build = command::cargo();
    build
        .args(["build", "--bin", "third-language"])
        .args(workspace::TESTED);
    build.env("CARGO_TARGET_DIR", &target).current_dir(&folder);
    for package in ["src", "portal/src"] {
        let errors = command::output(&mut build)
            .err()
            .map(|error| error.to_string());
        let mut find = Command::new("find");
        let find = find
            .args([package, "-path", "*/en/*.rs"])
            .current_dir(&folder);
        for english in command::output(find)?.lines() {
            let new = folder.join(english.replacen("/en/", "/xx/", 1));
            fs::create_dir_all(new.parent().unwrap_or(&folder))?;
            let source: TokenStream = fs::read_to_string(folder.join(english))?.parse()?;
            fs::write(new, marked(source).to_string())?;
            if let Some(tree) = english.strip_suffix("/en/mod.rs") {
                let texts = format!("{tree}/mod.rs");
                if !errors
                    .as_ref()
                    .is_some_and(|errors| errors.contains(&texts))
                {
                    return Err(format!("{texts} compiles without texts: {errors:?}").into());
                }
                let (texts, arm) = (folder.join(texts), "Language::En => &en::TEXTS,");
                replace(&texts, "mod en;", "mod en; mod xx;")?;
                replace(&texts, arm, &format!("{arm} Language::Xx => &xx::TEXTS,"))?;
            }
        }
    }
    command::run(&mut build)?;
    let run = |arguments: &[&str]| {
        let mut command = Command::new(target.join("debug/third-language"));
        command.args(arguments).env("LC_ALL", "xx");
        command
    };
    all_marked(
        "policy lint",
        &command::output(&mut run(&["policy", "lint"]))?,
    )?;
    let mut demo = run(&["demo", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()?;
    let checked = check_pages(demo.stdout.take().ok_or("no output")?);
    demo.kill()?;
    demo.wait()?;
    checked
}

/// Checks pages of the portal that prints its URL.
fn check_pages(output: impl std::io::Read) -> Result {
    let mut lines = BufReader::new(output).lines().map_while(|line| line.ok());
    let url = lines.find_map(|line| Some(line.split_once("http://")?.1.to_owned()));
    let url = url.ok_or("the demo prints no URL")?;
    let host = url.split('/').next().unwrap_or_default();
    for page in ["/signin", "/forgot", "/help", "/contacts", "/none"] {
        let mut stream = TcpStream::connect(host)?;
        write!(
            stream,
            "GET {page} HTTP/1.0\r\nHost: {host}\r\nAccept-Language: xx\r\n\r\n"
        )?;
        let mut html = String::new();
        stream.read_to_string(&mut html)?;
        let texts = html
            .split('<')
            .skip(1)
            .filter_map(|part| Some(part.split_once('>')?.1));
        // Other languages' own names and email addresses are in no language.
        let texts =
            texts.filter(|text| !matches!(*text, "日本語" | "English") && !text.contains('@'));
        all_marked(page, &texts.collect::<Vec<_>>().join("\n"))?;
    }
    Ok(())
}

fn all_marked(source: &str, texts: &str) -> Result {
    let mut texts = texts
        .lines()
        .filter(|text| !text.trim().is_empty())
        .peekable();
    texts.peek().ok_or_else(|| format!("{source}: no text"))?;
    match texts.find(|text| !text.contains(MARK)) {
        Some(text) => Err(format!("{source}: in another language: {text}").into()),
        None => Ok(()),
    }
}

fn replace(file: &Path, old: &str, new: &str) -> Result {
    let text = fs::read_to_string(file)?;
    if !text.contains(old) {
        return Err(format!("{} has no `{old}`", file.display()).into());
    }
    Ok(fs::write(file, text.replace(old, new))?)
}

/// Returns English sources with a mark in every text, for the test language.
fn marked(source: TokenStream) -> TokenStream {
    let mark = |token: TokenTree| match &token {
        TokenTree::Group(group) => Group::new(group.delimiter(), marked(group.stream())).into(),
        TokenTree::Ident(name) if name == "En" => Ident::new("Xx", name.span()).into(),
        TokenTree::Literal(literal) => match literal.to_string().strip_prefix('"') {
            Some(text) if !is_key(text.trim_end_matches('"')) => {
                let text = format!("\"{MARK}{text}").parse();
                text.map_or(token, TokenTree::Literal)
            }
            _ => token,
        },
        _ => token,
    };
    source.into_iter().map(mark).collect()
}

/// Returns whether a literal is empty, a path, or a key such as `kind.lower`.
fn is_key(text: &str) -> bool {
    let is_key = |c: char| c.is_ascii_lowercase() || matches!(c, '.' | '-');
    text.is_empty()
        || text.starts_with('/')
        || text.contains(['.', '-']) && text.chars().all(is_key)
}
