//! A third language, added to a copy of the sources as CONTRIBUTING.md says.

use std::fs;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use proc_macro2::{Group, Ident, TokenStream, TokenTree};

use crate::{Result, command, workspace};

/// Every text of the test language begins with it.
const MARK: char = '¤';

/// Copies the sources and adds the language to the enum alone. Binary and version
/// differ from the workspace's: cargo would take one build for the other.
const COPY: &str = r#"set -e; rm -rf "$0"; mkdir "$0"
git ls-files -z | xargs -0 cp --parents -t "$0"; cd "$0"
sed -i 's/= "genkan"$/= "third-language"/' portal/Cargo.toml
sed -i 's/^version = "\(.*\)"$/version = "\1+xx"/' Cargo.toml
sed -i 's/^    En,$/&\n    #[doc = "A test."] Xx,/; s/2\] = \[/3] = [Self::Xx, /' src/language.rs
sed -i 's/=> "en",/& Self::Xx => "xx",/; s/=> "English",/& Self::Xx => "¤",/' src/language.rs"#;
/// Names the folder of the language in a text tree.
const ADD: &str =
    r"s/^mod en;/& mod xx;/; s/Language::En => &en::TEXTS,/& Language::Xx => \&xx::TEXTS,/";

/// Checks that a language without texts does not compile, and that with them a
/// command and pages show no other language.
///
/// # Errors
///
/// If a text tree compiles without the language, or a text is in another one.
pub(crate) fn check(root: &Path) -> Result {
    let target = workspace::target_folder(root)?;
    let folder = target.join("third-language");
    let mut copy = Command::new("sh");
    command::run(copy.args(["-c", COPY]).arg(&folder).current_dir(root))?;
    let mut build = command::cargo();
    let build = build.args(["build", "--bin", "third-language"]);
    let build = build
        .args(workspace::TESTED)
        .env("CARGO_TARGET_DIR", &target);
    let build = build.current_dir(&folder);
    for package in ["src", "portal/src"] {
        let errors = command::output(build).err().map(|error| error.to_string());
        let mut find = Command::new("find");
        let find = find.args([package, "-path", "*/en/*"]);
        for english in command::output(find.current_dir(&folder))?.lines() {
            let new = folder.join(english.replacen("/en/", "/xx/", 1));
            fs::create_dir_all(new.parent().unwrap_or(&folder))?;
            let source = fs::read_to_string(folder.join(english))?;
            let text = if english.ends_with(".rs") {
                marked(source.parse()?).to_string()
            } else {
                format!("{MARK}{source}")
            };
            fs::write(new, text)?;
            if let Some(tree) = english.strip_suffix("/en/mod.rs") {
                let texts = format!("{tree}/mod.rs");
                if !errors
                    .as_ref()
                    .is_some_and(|errors| errors.contains(&texts))
                {
                    return Err(format!("{texts} compiles without texts: {errors:?}").into());
                }
                let mut add = Command::new("sed");
                command::run(add.args(["-i", ADD, &texts]).current_dir(&folder))?;
            }
        }
    }
    command::run(build)?;
    let run = |arguments: &[&str]| {
        let mut command = Command::new(target.join("debug/third-language"));
        command.args(arguments).env("LC_ALL", "xx");
        command
    };
    all_marked(
        "policy lint",
        &command::output(&mut run(&["policy", "lint"]))?,
    )?;
    let mut demo = run(&["demo", "--listen", "127.0.0.1:0"]);
    let mut demo = demo.stdout(Stdio::piped()).spawn()?;
    let checked = check_pages(demo.stdout.take().ok_or("no output")?);
    demo.kill()?;
    demo.wait()?;
    checked
}

/// Checks pages of the portal that prints its URL.
fn check_pages(output: impl Read) -> Result {
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let url = lines.find_map(|line| Some(line.split_once("http://")?.1.to_owned()));
    let url = url.ok_or("the demo prints no URL")?;
    let host = url.split('/').next().unwrap_or_default();
    for page in [
        "/signin",
        "/forgot",
        "/help",
        "/help/sign-in",
        "/help/registered",
        "/contacts",
        "/none",
    ] {
        let mut stream = TcpStream::connect(host)?;
        let headers = format!("Host: {host}\r\nAccept-Language: xx\r\n");
        write!(stream, "GET {page} HTTP/1.0\r\n{headers}\r\n")?;
        let mut html = String::new();
        stream.read_to_string(&mut html)?;
        let tags = html.split('<').skip(1);
        let texts = tags.filter_map(|tag| Some(tag.split_once('>')?.1));
        // Other languages' own names and email addresses are in no language.
        let is_text = |text: &&str| !["日本語", "English"].contains(text) && !text.contains('@');
        let texts: Vec<&str> = texts.filter(is_text).collect();
        all_marked(page, &texts.join("\n"))?;
    }
    Ok(())
}

fn all_marked(source: &str, texts: &str) -> Result {
    let texts = texts.lines().filter(|text| !text.trim().is_empty());
    let (marked, others): (Vec<_>, Vec<_>) = texts.partition(|text| text.contains(MARK));
    if marked.is_empty() || !others.is_empty() {
        return Err(format!("{source}: these texts are in another language: {others:?}").into());
    }
    Ok(())
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
