//! Characters, white space, repetition, occurrences.

use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::json;

use super::{answer, password, prepared};

/// Returns the first run of such characters, and how many there are.
fn run(text: &[char], is_wanted: impl Fn(char) -> bool) -> Option<(usize, usize, u64)> {
    let start = text.iter().position(|c| is_wanted(*c))?;
    let rest = text.iter().skip(start);
    let length = rest.take_while(|c| is_wanted(**c)).count();
    let count = text.iter().filter(|c| is_wanted(**c)).count() as u64;
    Some((start, start + length, count))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn characters_reports_the_number_and_the_first_run(
        password in password(), allows: bool, forbids: bool,
        place in prop_oneof![Just("anywhere"), Just("start"), Just("end")],
    ) {
        prop_assume!(allows || forbids);
        let mut rule = json!({"rule": "characters", "where": place});
        if allows {
            rule["allowed"] = json!([{"name": "lower"}, {"name": "x", "ranges": [["0", "2"]]}]);
        }
        if forbids {
            rule["forbidden"] = json!([{"name": "y", "characters": "ac@"}]);
        }
        let is_allowed = |c: char| c.is_ascii_lowercase() || ('0'..='2').contains(&c);
        let is_refused = |c| (allows && !is_allowed(c)) || (forbids && "ac@".contains(c));
        let found = answer(&rule, &password);
        let text = prepared(&password);
        let (first, about) = match place {
            "start" => (0, text.get(..1)),
            "end" => (text.len().wrapping_sub(1), text.get(text.len().wrapping_sub(1)..)),
            _ => (0, Some(text.as_slice())),
        };
        match run(about.unwrap_or_default(), is_refused) {
            None => prop_assert!(found.is("met")),
            Some((start, end, count)) => {
                let (start, end) = (first + start, first + end);
                prop_assert_eq!(found.code(), "forbidden-character");
                prop_assert_eq!(found.at(), (start, end));
                prop_assert_eq!(found.number("count"), count);
            }
        }
    }

    #[test]
    fn white_space_anywhere(password in "[a \t\u{3000}\u{2028}\u{85}]{0,8}") {
        let found = answer(&json!({"rule": "white-space", "where": "anywhere"}), &password);
        match run(&prepared(&password), char::is_whitespace) {
            None => prop_assert!(found.is("met")),
            Some((start, end, count)) => {
                prop_assert_eq!(found.at(), (start, end));
                prop_assert_eq!(found.number("count"), count);
            }
        }
    }

    #[test]
    fn white_space_at_the_edges(password in "[a \t\u{3000}\u{2028}]{0,6}") {
        let found = answer(&json!({"rule": "white-space", "where": "edges"}), &password);
        let text = prepared(&password);
        let is_space = |c: Option<&char>| c.is_some_and(|c| c.is_whitespace());
        prop_assert_eq!(found.is("unmet"), is_space(text.first()) || is_space(text.last()));
        if found.is("unmet") {
            let (start, end) = found.at();
            prop_assert!(text[start..end].iter().all(|c| c.is_whitespace()));
            prop_assert!(start == 0 || end == text.len());
            let front = text.iter().take_while(|c| c.is_whitespace()).count();
            let back = text.iter().rev().take_while(|c| c.is_whitespace()).count();
            let count = if front == text.len() { front } else { front + back };
            prop_assert_eq!(found.number("count"), count as u64);
        }
    }

    /// Every block in every position, counted by stepping over it.
    #[test]
    fn repetition_counts_blocks_in_a_row(
        password in password(), max in 1usize..5, longest in 1usize..=4,
    ) {
        let rule = json!({"rule": "repetition", "max": max, "block": longest});
        let text = prepared(&password);
        let times = |start: usize, block: usize| {
            let first = &text[start..start + block];
            text[start..].chunks_exact(block).take_while(|next| *next == first).count()
        };
        let found = answer(&rule, &password);
        let worst = (1..=longest).find_map(|block| {
            let starts = 0..(text.len() + 1).saturating_sub(block);
            let counts = starts.map(|start| times(start, block));
            let most = counts.max().unwrap_or(0);
            (most > max).then_some((block, most))
        });
        match worst {
            None => prop_assert!(found.is("met"), "{:?}", found),
            Some((block, most)) => {
                prop_assert_eq!(found.code(), "repetition");
                prop_assert_eq!(found.number("max"), max as u64);
                prop_assert_eq!(found.number("actual"), most as u64);
                let (start, end) = found.at();
                prop_assert_eq!(end - start, most * block, "{:?}", found);
                prop_assert_eq!(times(start, block), most);
            }
        }
    }

    #[test]
    fn occurrences_counts_each_character_in_all(password in password(), max in 1u64..5) {
        let text = prepared(&password);
        let mut counts: HashMap<char, u64> = HashMap::new();
        for c in &text {
            *counts.entry(*c).or_default() += 1;
        }
        let most = counts.values().copied().max().unwrap_or(0);
        let found = answer(&json!({"rule": "occurrences", "max": max}), &password);
        prop_assert_eq!(found.is("met"), most <= max);
        if most > max {
            prop_assert_eq!(found.code(), "occurrences");
            prop_assert_eq!((found.number("max"), found.number("actual")), (max, most));
            // From its first position to its last; of several, the first.
            let first = text.iter().position(|c| counts[c] == most).unwrap();
            let last = text.iter().rposition(|c| *c == text[first]).unwrap();
            prop_assert_eq!(found.at(), (first, last + 1));
        }
    }
}

#[test]
fn a_repetition_ends_with_its_last_whole_block() {
    let rule = json!({"rule": "repetition", "max": 1, "block": 3});
    for (password, at) in [
        ("abcabc", (0, 6)),
        ("abcabca", (0, 6)),
        ("xabcabcabX", (1, 7)),
        ("abab", (0, 4)),
        ("ababa", (0, 4)),
    ] {
        assert_eq!(answer(&rule, password).at(), at, "{password}");
    }
    assert!(answer(&rule, "abcdabce").is("met"));
    assert!(answer(&rule, "abcabd").is("met"));
    // One character counts once, whatever its number of bytes.
    let rule = json!({"rule": "repetition", "max": 2});
    assert_eq!(answer(&rule, "a😀😀😀").at(), (1, 4));
    assert!(answer(&rule, "aaAAaa").is("met"));
}
