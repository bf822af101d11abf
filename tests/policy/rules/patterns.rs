//! Sequences, numbers and dates.

use std::collections::HashSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::json;

use super::{answer, password, prepared};

/// The keyboards: for each key its characters without and with shift, with a
/// space for none.
const KEYBOARDS: [(&str, &[&[&str]]); 7] = [
    ("alphabetic", &[&["abcdefghijklmnopqrstuvwxyz"]]),
    ("numeric", &[&["0123456789"]]),
    (
        "qwerty",
        &[
            &["`1234567890-=", "~!@#$%^&*()_+"],
            &["qwertyuiop[]\\", "QWERTYUIOP{}|"],
            &["asdfghjkl;'", "ASDFGHJKL:\""],
            &["zxcvbnm,./", "ZXCVBNM<>?"],
        ],
    ),
    (
        "jis",
        &[
            &["1234567890-^¥", "!\"#$%&'() =~|", "1234567890-^\\"],
            &["qwertyuiop@[", "QWERTYUIOP`{"],
            &["asdfghjkl;:]", "ASDFGHJKL+*}"],
            &["zxcvbnm,./\\", "ZXCVBNM<>?_"],
        ],
    ),
    (
        "azerty",
        &[
            &["²&é\"'(-è_çà)=", " 1234567890°+"],
            &["azertyuiop^$", "AZERTYUIOP¨£"],
            &["qsdfghjklmù*", "QSDFGHJKLM%µ"],
            &["<wxcvbn,;:!", ">WXCVBN?./§"],
        ],
    ),
    (
        "qwertz",
        &[
            &["^1234567890ß´", "°!\"§$%&/()=?`"],
            &["qwertzuiopü+", "QWERTZUIOPÜ*"],
            &["asdfghjklöä#", "ASDFGHJKLÖÄ'"],
            &["<yxcvbnm,.-", ">YXCVBNM;:_"],
        ],
    ),
    // Rows, columns and diagonals; 0 is below 1 and 2, on a telephone below 8.
    (
        "ten-key",
        &[
            &["789"],
            &["456"],
            &["123"],
            &["0147"],
            &["0258"],
            &["2580"],
            &["369"],
            &["159"],
            &["357"],
        ],
    ),
];

/// The keys of the columns from left to right, by the position of their key in
/// each row.
fn columns(pattern: &str) -> Vec<Vec<Vec<char>>> {
    let rows = KEYBOARDS
        .iter()
        .find(|(name, _)| *name == pattern)
        .unwrap()
        .1;
    // Left of the first column there is a key in the top row or the lowest one.
    let offsets = match pattern {
        "qwerty" => [1, 0, 0, 0],
        "jis" => [0, 0, 0, 0],
        "azerty" | "qwertz" => [1, 0, 0, 1],
        _ => return Vec::new(),
    };
    let mut row = Vec::new();
    for column in 0..10 {
        for (layers, offset) in rows.iter().zip(offsets) {
            let key = layers
                .iter()
                .map(|layer| lower(layer.chars())[column + offset]);
            row.push(key.filter(|c| *c != ' ').collect());
        }
    }
    vec![row.iter().rev().cloned().collect(), row]
}

fn lower(text: impl Iterator<Item = char>) -> Vec<char> {
    text.flat_map(|c| {
        // A letter whose lower-case form is several characters keeps its own
        // form.
        let mut small = c.to_lowercase();
        if small.len() == 1 {
            small.next()
        } else {
            Some(c)
        }
    })
    .collect()
}

/// Returns the characters of each key of each row, and of the rows backwards.
fn rows(pattern: &str) -> Vec<Vec<Vec<char>>> {
    let layers = KEYBOARDS.iter().find(|(name, _)| *name == pattern).unwrap();
    let mut rows = Vec::new();
    for layers in layers.1 {
        let layers: Vec<Vec<char>> = layers.iter().map(|layer| lower(layer.chars())).collect();
        let key = |at: usize| {
            layers
                .iter()
                .map(|layer| layer[at])
                .filter(|c| *c != ' ')
                .collect()
        };
        let row: Vec<Vec<char>> = (0..layers[0].len()).map(key).collect();
        rows.push(row.iter().rev().cloned().collect());
        rows.push(row);
    }
    rows
}

/// Returns whether a text follows a row, key after key.
fn is_walk(text: &[char], pattern: &str, wrap: bool, has_columns: bool) -> bool {
    let columns = if has_columns {
        columns(pattern)
    } else {
        Vec::new()
    };
    rows(pattern).iter().chain(&columns).any(|row| {
        (0..row.len()).any(|first| {
            text.iter().enumerate().all(|(at, c)| {
                let key = if wrap {
                    row.get((first + at) % row.len())
                } else {
                    row.get(first + at)
                };
                key.is_some_and(|key| key.contains(c))
            })
        })
    })
}

/// Returns every part of that length of every layer of every row, in both
/// directions.
fn parts(pattern: &str, length: usize) -> Vec<Vec<char>> {
    let layers = KEYBOARDS.iter().find(|(name, _)| *name == pattern).unwrap();
    let mut parts = Vec::new();
    for layer in layers.1.iter().copied().flatten() {
        let mut row = lower(layer.chars());
        parts.extend(row.windows(length).map(<[char]>::to_vec));
        row.reverse();
        parts.extend(row.windows(length).map(<[char]>::to_vec));
    }
    parts.retain(|part| !part.contains(&' '));
    parts
}

#[test]
fn every_part_of_every_row_is_refused_in_both_directions_and_cases() {
    for (pattern, _) in KEYBOARDS {
        for length in [3, 4] {
            let rule = json!({"rule": "sequence", "length": length, "of": [pattern]});
            let parts = parts(pattern, length);
            for part in &parts {
                let part: String = part.iter().collect();
                for part in [part.clone(), part.to_uppercase()] {
                    if !parts.contains(&lower(part.chars())) {
                        continue; // ß and µ, whose capitals are those of other letters, too
                    }
                    let found = answer(&rule, &format!(" {part} "));
                    assert_eq!(found.code(), "sequence", "{pattern} {part}");
                    assert_eq!(found.violation["pattern"], *pattern);
                    assert_eq!(found.at(), (1, 1 + length), "{pattern} {part}");
                }
            }
        }
    }
}

fn walk() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => password(),
        2 => "[a-fA-F1-6]{0,10}",
        2 => "[qwertQWERT!-9\\[\\]{}éèçàßöäüÖÄÜ§°´¨£µ]{0,10}",
        1 => "(abc|yz|cba|qwe|e@1|ewq|123|90|2#4|321|147|zxc|tzu|aze|op@\\[|1qaz|zaq1|@wsx|2wsx|2zsx|3edc|p;/|x|Ö|Ä){0,4}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(768))]

    #[test]
    fn sequence_finds_parts_of_rows(
        password in walk(), length in 3usize..6, at in 0usize..7, wrap: bool, columns: bool,
    ) {
        let (pattern, _) = KEYBOARDS[at];
        let rule = json!({
            "rule": "sequence", "length": length, "of": [pattern], "wrap": wrap, "columns": columns,
        });
        let text = lower(prepared(&password).into_iter());
        let is_walk = |text: &[char]| is_walk(text, pattern, wrap, columns);
        let found = answer(&rule, &password);
        prop_assert_eq!(found.is("unmet"), text.windows(length).any(is_walk), "{:?}", found);
        if found.is("unmet") {
            // The span is one sequence: every part of it is one, too.
            let (start, end) = found.at();
            prop_assert!(end - start >= length);
            prop_assert!(is_walk(&text[start..end]));
        }
    }

    #[test]
    fn number_range_finds_the_digits_of_its_numbers(
        password in "[0-9a]{0,10}|[12][09][0-9]{2}x|[٠-٩0-9]{0,6}", from in 0u32..150, more in 0u32..150,
    ) {
        let rule = json!({"rule": "number-range", "from": from, "to": from + more});
        let is_there = (from..=from + more).any(|number| password.contains(&number.to_string()));
        let found = answer(&rule, &password);
        prop_assert_eq!(found.is("unmet"), is_there);
        if is_there {
            prop_assert_eq!(found.code(), "number-range");
            prop_assert_eq!(
                (found.number("from"), found.number("to")),
                (from.into(), (from + more).into())
            );
            let (start, end) = found.at();
            let text: String = password.chars().skip(start).take(end - start).collect();
            let number: u32 = text.parse().unwrap();
            prop_assert!((from..=from + more).contains(&number));
            prop_assert_eq!(number.to_string(), text);
        }
    }

    #[test]
    fn dates_are_eight_digits_in_three_orders(
        password in "a?[0-3][0-9][01][0-9](19|20)[0-9]{2}|(19|20)[0-9]{2}[01][0-9][0-3][0-9]1?|[0-9]{6,10}",
    ) {
        let rule = json!({"rule": "number-range", "from": 0, "to": 0, "dates": true});
        let text: Vec<char> = password.chars().collect();
        let first = text.windows(8).position(|part| DATES.contains(&part.iter().collect::<String>()));
        let found = answer(&rule, &password);
        prop_assert_eq!(found.violation["code"] == "date", first.is_some());
        if let Some(first) = first {
            prop_assert_eq!(found.at(), (first, first + 8));
        }
    }
}

static DATES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut dates = HashSet::new();
    for year in 1900..=2099 {
        for month in 1..=12 {
            for day in 1..=31 {
                dates.insert(format!("{year}{month:02}{day:02}"));
                dates.insert(format!("{month:02}{day:02}{year}"));
                dates.insert(format!("{day:02}{month:02}{year}"));
            }
        }
    }
    dates
});

#[test]
fn shift_hides_no_sequence_and_an_order_may_wrap() {
    let rule =
        |of: &str, wrap: bool| json!({"rule": "sequence", "length": 4, "of": [of], "wrap": wrap});
    for (password, of, wrap, at) in [
        ("1@3$x", "qwerty", false, Some((0, 4))),
        ("x7^5$x", "qwerty", false, Some((1, 5))),
        ("(9-=~|", "jis", false, None),
        ("x-=~|", "jis", false, None),
        ("0=^|", "jis", false, Some((0, 4))),
        ("yzab", "alphabetic", false, None),
        ("xyzabx", "alphabetic", true, Some((0, 5))),
        ("2109", "numeric", true, Some((0, 4))),
        ("90-1", "numeric", true, None),
        // Of two of one length the first is reported, but a longer one is
        // preferred.
        ("abcd-wxyz", "alphabetic", false, Some((0, 4))),
        ("abcd-vwxyz", "alphabetic", false, Some((5, 10))),
    ] {
        let found = answer(&rule(of, wrap), password);
        assert_eq!(found.is("unmet").then(|| found.at()), at, "{password}");
    }
}

#[test]
fn the_largest_numbers_are_found() {
    let rule = json!({"rule": "number-range", "from": 999_999_990, "to": 999_999_999});
    assert_eq!(answer(&rule, "x999999995").at(), (1, 10));
    assert!(answer(&rule, "99999999").is("met"));
    let years = json!({"rule": "number-range", "from": 1900, "to": 2099});
    // No number begins with a zero, and a longer number contains this one.
    assert_eq!(answer(&years, "120005").at(), (1, 5));
    assert!(answer(&years, "1899-2100").is("met"));
    assert_eq!(answer(&years, "1900").at(), (0, 4));
    assert_eq!(answer(&years, "あ2099").at(), (1, 5));
}
