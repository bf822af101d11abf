//! No input costs more than its bound, counted in bytes and look-ups and not in
//! seconds.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};

use genkan::blocklist::Blocklist;
use genkan::policy::{Context, ContextSource, Policy};
use genkan::text::{Tables, Unicode};
use serde_json::json;

/// Counts the bytes that are transformed.
#[derive(Default)]
struct Counting(Cell<usize>);

impl Counting {
    fn count(&self, text: &str) {
        self.0.set(self.0.get() + text.len());
    }
}

impl Unicode for Counting {
    fn prepare(&self, text: &str) -> String {
        self.count(text);
        Tables.prepare(text)
    }

    fn fold(&self, text: &str) -> String {
        self.count(text);
        Tables.fold(text)
    }

    fn decompose(&self, text: &str) -> String {
        self.count(text);
        Tables.decompose(text)
    }

    fn is_alphanumeric(&self, c: char) -> bool {
        self.0.set(self.0.get() + 1);
        c.is_alphanumeric()
    }
}

/// A list without words that counts how often it is asked.
#[derive(Default)]
struct CountingList(AtomicUsize);

impl Blocklist for CountingList {
    fn contains(&self, _: &str) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed);
        false
    }
}

fn policy() -> Policy {
    let options =
        json!({"reversed": true, "look_alikes": true, "consecutive": true, "accents": true});
    let with = |mut rule: serde_json::Value| {
        rule.as_object_mut()
            .unwrap()
            .extend(options.as_object().unwrap().clone());
        rule
    };
    let sources: Vec<&str> = ContextSource::ALL.map(ContextSource::code).into();
    serde_json::from_value(json!({"version": 1, "name": "all", "max_bytes": 1024, "rules": [
        with(json!({"rule": "local-part", "min_piece": 3})),
        with(json!({"rule": "context-word", "sources": sources, "min_piece": 3})),
        {"rule": "similarity", "min": 16},
        {"rule": "blocklist", "list": "list", "contained": 3, "reversed": true, "look_alikes": true,
         "one_edit": true, "points": 5},
    ]}))
    .unwrap()
}

/// Returns the bytes that are transformed and the look-ups in the list.
fn work(password: &str, known: &str) -> (usize, usize) {
    let (unicode, list) = (Counting::default(), CountingList::default());
    let mut context = Context::new()
        .email(known)
        .blocklist("list", &list)
        .current_password(known);
    for source in ContextSource::ALL {
        context = context.word(source, known);
    }
    let _ = policy().check_with(&unicode, password, &context);
    (unicode.0.get(), list.0.into_inner())
}

#[test]
fn what_is_known_of_a_person_costs_no_more_than_its_bound() {
    let password = "あいうé-kite7".repeat(8);
    for piece in ["é", "あ.", "x", "1990-04-05 ", "@"] {
        // Only its first 256 bytes, or 65,536 of the current password, count.
        let bounded = work(&password, &piece.repeat(70_000));
        let huge = work(&password, &piece.repeat(2_000_000));
        assert_eq!(bounded, huge, "{piece:?}");
        // A part of the password is folded for each step of two bisections.
        assert!(huge.0 < 1_000_000, "{piece:?}: {huge:?}");
    }
}

#[test]
fn a_password_costs_no_more_than_its_bound() {
    for piece in ["é", "あ", "x", "7-"] {
        let largest = piece.repeat(1024 / piece.len());
        let (bytes, lookups) = work(&largest, "taro.yamada@example.co.jp");
        assert!(bytes < 100_000, "{piece:?}: {bytes}");
        // 32 parts from each character, in three spellings, twice.
        assert!(lookups < 1024 * 32 * 3 * 2, "{piece:?}: {lookups}");
        assert_eq!(work(&piece.repeat(1025), "taro@example.com"), (0, 0));
    }
    // Every edit of the longest password that is near a word of the list.
    let (_, lookups) = work(&"x".repeat(33), "");
    assert!(lookups < 33 * 32 * 3 * 2 + 34 * 140 * 3, "{lookups}");
}
