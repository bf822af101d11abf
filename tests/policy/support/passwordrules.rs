//! Apple's `passwordrules`, as a generator reads and follows them.

use std::collections::BTreeSet;

/// Apple's grammar, parsed naively.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    pub(crate) min: usize,
    pub(crate) max: Option<usize>,
    pub(crate) consecutive: Option<usize>,
    pub(crate) required: Vec<Vec<char>>,
    allowed: Vec<char>,
}

impl Rules {
    /// Returns all characters that a password may have.
    pub(crate) fn characters(&self) -> BTreeSet<char> {
        let required = self.required.iter().flatten();
        required.chain(&self.allowed).copied().collect()
    }
}

fn class(text: &str) -> Vec<char> {
    match text {
        "lower" => ('a'..='z').collect(),
        "upper" => ('A'..='Z').collect(),
        "digit" => ('0'..='9').collect(),
        "ascii-printable" => (' '..='~').collect(),
        custom => {
            let inside = custom.strip_prefix('[').unwrap().strip_suffix(']').unwrap();
            // A hyphen is first and a closing bracket last.
            assert!(!inside.chars().skip(1).any(|c| c == '-'), "{custom}");
            assert!(!inside.chars().rev().skip(1).any(|c| c == ']'), "{custom}");
            inside.chars().collect()
        }
    }
}

/// Splits a text at a separator outside brackets.
fn split(text: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut characters = text.chars().peekable();
    let mut is_inside = false;
    while let Some(c) = characters.next() {
        match c {
            '[' if !is_inside => is_inside = true,
            // The last of two closing brackets closes.
            ']' if is_inside && characters.peek() != Some(&']') => is_inside = false,
            c if c == separator && !is_inside => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(c);
    }
    parts
}

pub(crate) fn parse(text: &str) -> Rules {
    let mut rules = Rules::default();
    for property in split(text, ';') {
        let Some((name, value)) = property.trim_start().split_once(": ") else {
            assert_eq!(property, "", "{text}");
            continue;
        };
        let classes = || {
            split(value, ',')
                .iter()
                .flat_map(|part| class(part.trim_start()))
                .collect()
        };
        match name {
            "minlength" => rules.min = value.parse().unwrap(),
            "maxlength" => rules.max = Some(value.parse().unwrap()),
            "max-consecutive" => rules.consecutive = Some(value.parse().unwrap()),
            "required" => rules.required.push(classes()),
            "allowed" => rules.allowed = classes(),
            other => panic!("not every parser knows the property {other}"),
        }
    }
    rules
}

const NASTY: [&str; 12] = [
    "abc", "abcd", "cbA", "123", "4321", "qwe", "poiuy", "147", "asdf", "1999", "19991231", " ",
];

/// A generator that follows the rules and does nothing else. Sometimes it
/// prefers one character.
pub(crate) fn generate(rules: &Rules, mut below: impl FnMut(usize) -> usize) -> Option<String> {
    let all: Vec<char> = rules.characters().into_iter().collect();
    let least = rules.min.max(rules.required.len()).max(1);
    let most = rules.max.unwrap();
    let length = match below(4) {
        0 => least,
        1 => most,
        _ => least + below(most.min(least + 30) + 1 - least),
    };
    let favourite = all[below(all.len())];
    let likes = below(3) == 0;
    'again: for _ in 0..200 {
        let mut text: Vec<char> = rules
            .required
            .iter()
            .map(|set| set[below(set.len())])
            .collect();
        while text.len() < length {
            text.push(if likes && below(2) == 0 {
                favourite
            } else {
                all[below(all.len())]
            });
        }
        for at in 0..text.len() {
            let other = at + below(text.len() - at);
            text.swap(at, other);
        }
        if below(3) == 0 {
            // A suffix that a rule could reject, if its characters are allowed.
            let nasty = NASTY[below(NASTY.len())].chars();
            let nasty: Vec<char> = nasty.filter(|c| all.contains(c)).collect();
            let room = length - rules.required.len().min(length);
            let nasty = &nasty[..nasty.len().min(room)];
            text = rules
                .required
                .iter()
                .map(|set| set[below(set.len())])
                .collect();
            while text.len() + nasty.len() < length {
                text.push(all[below(all.len())]);
            }
            text.extend(nasty);
        }
        if let Some(most) = rules.consecutive {
            for run in text.chunk_by(|one, next| one == next) {
                if run.len() > most {
                    continue 'again;
                }
            }
        }
        return Some(text.into_iter().collect());
    }
    None
}
