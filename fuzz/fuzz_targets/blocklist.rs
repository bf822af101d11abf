//! Any bytes as a compact list: no panic, and nothing is found that is not in
//! them. Any words make a list that holds them and no others.
#![no_main]

use std::collections::HashSet;

use genkan::blocklist::{Blocklist as _, CompactList, HashList};
use genkan::text::{Tables, Unicode as _, prepare};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&[u8], Vec<&str>, &str, u16, u8)| {
    let (bytes, words, asked, at, mask) = input;
    look(bytes, asked);

    let Ok(mut file) = CompactList::build(words.iter().copied()) else {
        return;
    };
    let set: HashSet<String> = words.iter().map(|word| folded(word)).collect();
    let list = CompactList::from_bytes(&file).unwrap();
    list.verify().unwrap();
    assert!(set.iter().all(|word| list.contains(word)));
    let asked = folded(asked);
    assert_eq!(list.contains(&asked), set.contains(&asked));

    // A damaged list must not panic.
    if let Some(byte) = file.get_mut(usize::from(at)) {
        *byte ^= mask;
        look(&file, &asked);
    }
});

fn folded(word: &str) -> String {
    Tables.fold(&prepare(&Tables, word))
}

fn look(bytes: &[u8], asked: &str) {
    if let Ok(list) = CompactList::from_bytes(bytes) {
        let _ = list.verify();
        if list.contains(asked) {
            let asked = asked.as_bytes();
            assert!(asked.is_empty() || bytes.windows(asked.len()).any(|part| part == asked));
        }
    }
    if let Ok(list) = HashList::from_bytes(bytes) {
        let _ = (list.verify(), list.contains(asked.as_bytes()));
    }
}
