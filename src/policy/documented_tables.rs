//! Compares the tables of `docs/rules.md` with those of the code.

use std::fs;
use std::string::String;
use std::vec::Vec;
use std::{format, println};

use super::context_words::look_alike;
use super::rules::{SequencePattern, keyboard_columns, keyboard_rows};
use super::spelling::PLAIN;

/// Fails with the table that the document should have. The packaged crate has no
/// documents.
fn assert_documented(table: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    if let Ok(text) = fs::read_to_string(path) {
        if !text.contains(table) {
            println!("{table}");
            panic!("docs/rules.md has another table than the one above");
        }
    }
}

#[test]
fn the_look_alikes_are_documented() {
    let mut table = String::from("| letter | written as |\n|---|---|\n");
    for letter in b'a'..=b'z' {
        let alike = (b'!'..=b'~').filter(|byte| *byte != letter && look_alike(*byte) == letter);
        let alike: Vec<String> = alike
            .map(|byte| match byte {
                b'|' => "`\\|`".into(),
                byte => format!("`{}`", char::from(byte)),
            })
            .collect();
        if !alike.is_empty() {
            table += &format!("| `{}` | {} |\n", char::from(letter), alike.join(" "));
        }
    }
    assert_documented(&table);
}

#[test]
fn the_keyboards_are_documented() {
    let mut table = String::from("```text\n");
    for pattern in SequencePattern::ALL {
        let rows = keyboard_rows(pattern).iter().map(|row| ("", row));
        let columns = keyboard_columns(pattern).iter();
        let columns = columns.map(|row| ("columns: ", row));
        let all: Vec<String> = rows
            .chain(columns)
            .map(|(name, layers)| format!("{name}{}", layers.join("  ")))
            .collect();
        if !all.is_empty() {
            table += &format!(
                "{}\n  {}\n",
                pattern.code(),
                all.join("\n  ").replace('\0', "·")
            );
        }
    }
    assert_documented(&(table + "```\n"));
}

#[test]
fn the_letters_without_a_decomposition_are_documented() {
    let letters = PLAIN.map(|(accented, plain)| format!("`{accented}` is `{plain}`"));
    assert_documented(&letters.join(", "));
}
