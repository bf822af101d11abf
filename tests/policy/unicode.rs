//! The two forms of a text, compared with the examples of RFC 8265 and the
//! files of the Unicode Character Database.
//!
//! The files are not part of this project. `GENKAN_UNICODE_DATA` names their
//! folder; the default is `/usr/share/unicode`, the folder of Debian's package
//! `unicode-data`.

use std::path::PathBuf;
use std::process::Command;

use genkan::policy::{Context, Document, Policy, Violation};
use genkan::text::{Tables, Unicode as _, prepare};

/// Returns a file of the database. Debian compresses large ones.
fn database(name: &str) -> Option<String> {
    let folder = std::env::var_os("GENKAN_UNICODE_DATA");
    let folder = folder.map_or_else(|| PathBuf::from("/usr/share/unicode"), PathBuf::from);
    let packed = folder.join(format!("{name}.bz2"));
    if let Ok(text) = std::fs::read_to_string(folder.join(name)) {
        return Some(text);
    }
    if packed.exists() {
        let unpacked = Command::new("bzip2")
            .arg("-dc")
            .arg(&packed)
            .output()
            .unwrap();
        return Some(String::from_utf8(unpacked.stdout).unwrap());
    }
    let left_out = format!("LEFT OUT: {name}: GENKAN_UNICODE_DATA names no folder with it");
    // The output of a test that passes is not shown.
    assert!(std::env::var_os("CI").is_none(), "{left_out}");
    eprintln!("{left_out}");
    None
}

/// The text of code points in hexadecimal.
fn text(field: &str) -> String {
    field
        .split_whitespace()
        .map(|code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap())
        .collect()
}

/// The fields of each line, without comments and headings.
fn lines(file: &str) -> impl Iterator<Item = Vec<&str>> {
    file.lines()
        .map(|line| line.split('#').next().unwrap())
        .filter(|line| !line.trim().is_empty() && !line.starts_with('@'))
        .map(|line| line.split(';').map(str::trim).collect())
}

/// RFC 8265 section 4.3, and the rules of section 4.2.2 one by one.
#[test]
fn the_examples_of_rfc_8265() {
    let document = Document::new("any", 1024, Vec::new());
    let policy = Policy::try_from(document).unwrap();
    for (typed, enforced) in [
        (
            "correct horse battery staple",
            "correct horse battery staple",
        ),
        (
            "Correct Horse Battery Staple",
            "Correct Horse Battery Staple",
        ),
        ("\u{3c0}\u{df}\u{e5}", "\u{3c0}\u{df}\u{e5}"),
        ("Jack of \u{2666}s", "Jack of \u{2666}s"),
        ("foo\u{1680}bar", "foo bar"),
        // Width is kept, every space is the ASCII space, NFC comes last.
        ("\u{ff21}\u{ff41}\u{ff71}", "\u{ff21}\u{ff41}\u{ff71}"),
        (
            "a\u{3000}b\u{2009}c\u{2008}d\u{2000}e\u{2001}f",
            "a b c d e f",
        ),
        ("I\u{307}", "\u{130}"),
        ("\u{212b}\u{212a}", "\u{c5}K"),
        (" \u{a0}a ", "  a "),
    ] {
        let accepted = policy.accept(typed, &Context::new()).unwrap();
        assert_eq!(accepted.expose(), enforced.as_bytes(), "{typed:?}");
    }
    let context = Context::new();
    let report = policy.check("my cat is a \tby", &context);
    let codes: Vec<_> = report.violations().map(Violation::code).collect();
    assert_eq!(codes, ["forbidden-character"]);
    // An empty password is an error there; here a rule about length rejects it.
    assert!(policy.check("", &context).is_accepted());
    let documented = Policy::support_center();
    assert!(!documented.check("", &context).is_accepted());
}

/// Conformance as `NormalizationTest.txt` defines it, for NFC; and all five
/// columns have one folded form.
#[test]
fn normalization_test() {
    let Some(file) = database("NormalizationTest.txt") else {
        return;
    };
    let mut count = 0;
    for line in lines(&file) {
        let [source, nfc, nfd, nfkc, nfkd] = [0, 1, 2, 3, 4].map(|at| text(line[at]));
        for one in [&source, &nfc, &nfd] {
            assert_eq!(Tables.nfc(one), nfc, "{line:?}");
        }
        for one in [&nfkc, &nfkd] {
            assert_eq!(Tables.nfc(one), nfkc, "{line:?}");
        }
        // A space is mapped first, which is how preparation differs.
        if !source.contains(|c: char| c.is_whitespace() && c != ' ') {
            assert_eq!(prepare(&Tables, &source), nfc, "{line:?}");
            assert_eq!(prepare(&Tables, &nfd), nfc, "{line:?}");
        }
        let folded = Tables.fold(&source);
        for other in [&nfc, &nfd, &nfkc, &nfkd] {
            assert_eq!(Tables.fold(other), folded, "{line:?}");
        }
        count += 1;
    }
    assert!(count > 18_000, "{count}");
}

/// `CaseFolding.txt`, statuses C and F: a character and its folding have one
/// folded form.
#[test]
fn case_folding() {
    let Some(file) = database("CaseFolding.txt") else {
        return;
    };
    let mut count = 0;
    for line in lines(&file) {
        if matches!(line[1], "C" | "F") {
            assert_eq!(
                Tables.fold(&text(line[0])),
                Tables.fold(&text(line[2])),
                "{line:?}"
            );
            count += 1;
        }
    }
    assert!(count > 1_400, "{count}");
}
