//! The list and the tests, held against each other.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Attacks that cannot be tried here, and why.
const NOT_APPLICABLE: [(&str, &str); 5] = [
    (
        "INC-INSTAGRAM-2019",
        "there are no short codes to guess: a link's secret has 160 bits",
    ),
    (
        "CVE-2026-48747",
        "no notices come in from mail services, so there is no signature of theirs to judge; \
         the algorithm of a token's MAC is a constant",
    ),
    (
        "CVE-2026-47123",
        "no mail comes in; nothing that a sender writes is read by the program",
    ),
    (
        "PyPI support#189..#8000",
        "the procedure for dead contacts is the desk's own as yet; the program has no step of it \
         that could end too early",
    ),
    (
        "CVE-2021-28680",
        "nobody can act as somebody else: a session comes of a password only",
    ),
];

/// Attacks on what has no store, and why.
const WITHOUT_STORE: [(&str, &str); 8] = [
    ("CVE-2026-41259", "an address is parsed by a function"),
    ("CVE-2025-14874", "an address is parsed by a function"),
    (
        "CVE-2026-34835",
        "a request is refused by its origin before anything is looked up",
    ),
    ("PT-2013-02", "numbers are drawn from the system"),
    ("CVE-2016-0783", "a token is made by a function"),
    ("CVE-2020-35918", "a token is parsed by a function"),
    ("CVE-2026-46428", "a mail server is called"),
    ("CVE-2023-38686", "a mail server is called"),
];

/// The attacks' identities, a line each.
const PUBLISHED: &str = include_str!("published.txt");

#[test]
fn every_published_attack_is_a_test_or_says_why_not() {
    let ids: Vec<&str> = PUBLISHED.lines().collect();
    let names: BTreeSet<String> = ids.iter().map(|id| name(id)).collect();
    assert_eq!(names.len(), ids.len(), "two attacks with one name");

    let tests = tests();
    let excused: BTreeSet<String> = NOT_APPLICABLE.iter().map(|(id, _)| name(id)).collect();
    let missing: Vec<_> = names
        .iter()
        .filter(|name| !tests.contains(*name) && !excused.contains(*name))
        .collect();
    assert!(
        missing.is_empty(),
        "neither tested nor excused: {missing:?}"
    );
    let gone: Vec<_> = excused.difference(&names).collect();
    assert!(gone.is_empty(), "no longer on the list: {gone:?}");
    let both: Vec<_> = excused.intersection(&tests).collect();
    assert!(both.is_empty(), "tested and excused: {both:?}");
    // What is named like an attack is one of the list.
    let unknown: Vec<_> = tests.iter().filter(|test| !names.contains(*test)).collect();
    assert!(unknown.is_empty(), "no longer on the list: {unknown:?}");
}

#[test]
fn the_list_is_the_published_one() {
    // The list with its stories is not part of this repository. Where it is
    // at hand, ours is held against it; the other tests need only ours.
    let Some(path) = std::env::var_os("GENKAN_GAUNTLET") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let list: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let ids: Vec<&str> = list.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, PUBLISHED.lines().collect::<Vec<_>>());
}

#[test]
fn every_attack_is_tried_on_both_stores() {
    let functions = functions();
    let excused: BTreeSet<String> = WITHOUT_STORE.iter().map(|(id, _)| name(id)).collect();
    let on_one: BTreeSet<String> = tests()
        .into_iter()
        .filter(|test| !goes_to_both(test, &functions, &mut BTreeSet::new()))
        .collect();
    assert_eq!(on_one, excused, "on one store, and those that may be");
}

/// Whether a function, or one that it calls, has a portal on either store.
fn goes_to_both(
    name: &str,
    functions: &BTreeMap<String, String>,
    seen: &mut BTreeSet<String>,
) -> bool {
    let Some(body) = functions.get(name).filter(|_| seen.insert(name.to_owned())) else {
        return false;
    };
    if body.contains(" in portals(BASE).await") || body.contains(" in [false, true]") {
        return true;
    }
    let words = body.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words
        .filter(|word| *word != name)
        .any(|word| goes_to_both(word, functions, seen))
}

/// What the functions of these files say, by their names.
fn functions() -> BTreeMap<String, String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/published_attacks");
    let mut functions = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        // This file speaks of portals and has none.
        if path.ends_with("index.rs") || path.extension().is_none_or(|kind| kind != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for item in text.split("\n}\n") {
            let Some((_, function)) = item.split_once("fn ") else {
                continue;
            };
            let name = function.split(['(', '<']).next().unwrap_or_default();
            let before = functions.insert(name.to_owned(), function.to_owned());
            let is_a_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            assert!(is_a_name, "{name}");
            assert_eq!(before, None, "two functions are called {name}");
        }
    }
    functions
}

/// An attack's name as a function: lower case, one `_` for all between letters
/// and digits.
fn name(id: &str) -> String {
    let lower = id.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}

/// The attacks that this program tries when it is run, by its own account; a
/// test that is ignored is none.
fn tests() -> BTreeSet<String> {
    let list = |more: &[&str]| -> BTreeSet<String> {
        let program = std::env::current_exe().unwrap();
        let mut command = Command::new(program);
        let output = command
            .args(["--list", "--format", "terse"])
            .args(more)
            .output();
        let text = String::from_utf8(output.unwrap().stdout).unwrap();
        text.lines()
            .filter_map(|line| line.strip_suffix(": test"))
            .filter_map(|test| test.strip_prefix("published_attacks::"))
            .filter(|test| !test.starts_with("index::"))
            .map(|test| test.rsplit("::").next().unwrap_or(test).to_owned())
            .collect()
    };
    let ignored = list(&["--ignored"]);
    list(&[]).difference(&ignored).cloned().collect()
}
