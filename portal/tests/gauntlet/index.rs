//! The list and the tests, held against each other.

use std::collections::BTreeSet;
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

#[test]
fn every_published_attack_is_a_test_or_says_why_not() {
    let Some(path) = std::env::var_os("GENKAN_GAUNTLET") else {
        eprintln!(
            "LEFT OUT: the list of published attacks is not here, so nothing says whether one is \
             missing; name its file in GENKAN_GAUNTLET"
        );
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let list: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let ids: Vec<&str> = list.iter().map(|one| one["id"].as_str().unwrap()).collect();
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
            .filter(|test| !test.starts_with("index::") && !test.starts_with("house::"))
            .map(|test| test.rsplit("::").next().unwrap_or(test).to_owned())
            .collect()
    };
    let ignored = list(&["--ignored"]);
    list(&[]).difference(&ignored).cloned().collect()
}
