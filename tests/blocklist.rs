//! Compact lists beside a set of the same entries, and what is no list.

#![allow(
    clippy::unwrap_used,
    reason = "a list that is not built fails its test"
)]

use std::collections::HashSet;

use genkan::policy::{Blocklist as _, CompactList, Draft, Form, HashList, InvalidList, WordList};
use genkan::text::{Tables, Unicode as _, prepare};
use proptest::collection::{hash_set, vec};
use proptest::prelude::*;

fn folded(word: &str) -> String {
    Tables.fold(&prepare(&Tables, word))
}

proptest! {
    #[test]
    fn a_list_holds_what_the_set_holds(
        words in hash_set("[a-c0-2é１]{0,5}|.{0,40}", 0..200),
        others in vec("[a-c0-2é１]{0,5}|.{0,40}", 0..200),
    ) {
        let set: HashSet<String> = words.iter().map(|word| folded(word)).collect();
        let file = CompactList::build(words.iter().map(String::as_str)).unwrap();
        let list = CompactList::from_bytes(&file).unwrap();
        prop_assert_eq!(list.verify(), Ok(()));
        prop_assert_eq!(list.entries(), set.len() as u64);
        for word in &set {
            prop_assert!(list.contains(word));
        }
        for word in others.iter().map(|word| folded(word)) {
            prop_assert_eq!(list.contains(&word), set.contains(&word), "{}", word);
        }
    }

    #[test]
    fn a_list_of_digests_holds_what_the_set_holds(
        digests in hash_set(vec(0_u8..4, 16), 0..200),
        others in vec(vec(0_u8..4, 16), 0..200),
    ) {
        let file = HashList::build(Form::NTLM, digests.iter().cloned()).unwrap();
        let list = HashList::from_bytes(&file).unwrap();
        prop_assert_eq!(list.verify(), Ok(()));
        prop_assert_eq!(list.entries(), digests.len() as u64);
        for digest in digests.iter().chain(&others) {
            prop_assert_eq!(list.contains(digest), digests.contains(digest));
            prop_assert!(!list.contains(&digest[..15]));
        }
    }

    /// A list knows its longest text, so that no longer one need be asked for.
    #[test]
    fn the_longest_text_is_known(words in vec("[a-cé１]{0,9}", 0..50)) {
        let longest = words.iter().map(|word| folded(word).len()).max().unwrap_or(0);
        let file = CompactList::build(words.iter().map(String::as_str)).unwrap();
        prop_assert_eq!(CompactList::from_bytes(&file).unwrap().longest(), longest);
        let list: WordList = words.iter().map(String::as_str).collect();
        prop_assert_eq!(list.longest(), longest);
    }

    /// The same set makes the same file, whatever its order and duplicates.
    #[test]
    fn a_file_is_a_function_of_the_set(mut words in vec(".{0,8}", 0..50)) {
        let file = CompactList::build(words.iter().map(String::as_str)).unwrap();
        words.reverse();
        words.extend(words.clone());
        let again = CompactList::build(words.iter().map(String::as_str)).unwrap();
        prop_assert_eq!(file, again);
    }

    /// One byte anywhere: found by `verify`, never a panic, and no text
    /// becomes common by it unless the damage spells it.
    #[test]
    fn damage_is_found(
        words in hash_set("[a-z]{1,12}", 1..60),
        at in any::<prop::sample::Index>(),
        mask in 1_u8..,
    ) {
        let mut file = CompactList::build(words.iter().map(String::as_str)).unwrap();
        let at = at.index(file.len());
        file[at] ^= mask;
        let Ok(list) = CompactList::from_bytes(&file) else {
            return Ok(());
        };
        prop_assert!(list.verify().is_err());
        for word in &words {
            let _ = list.contains(word);
        }
        prop_assert!(!list.contains("Blue7Kite!"));
    }

    #[test]
    fn any_bytes_are_a_list_or_an_error(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(list) = CompactList::from_bytes(&bytes) {
            let _ = (list.verify(), list.contains("a"));
        }
        if let Ok(list) = HashList::from_bytes(&bytes) {
            let _ = (list.verify(), list.contains(&[0; 20]));
        }
    }
}

/// Whether a file that is cut off or too long is read.
#[test]
fn a_file_is_whole() {
    let file = CompactList::build(["letmein", "password", "sakura"]).unwrap();
    for end in 0..file.len() {
        assert!(CompactList::from_bytes(&file[..end]).is_err(), "{end}");
    }
    let mut longer = file.clone();
    longer.push(0);
    assert_eq!(
        CompactList::from_bytes(&longer).unwrap_err(),
        InvalidList::Damaged
    );
    assert_eq!(
        HashList::from_bytes(&file).unwrap_err(),
        InvalidList::OtherForm
    );
}

#[test]
fn a_later_version_is_told_from_damage() {
    let mut file = CompactList::build(["letmein"]).unwrap();
    file[8] = 2;
    assert_eq!(
        CompactList::from_bytes(&file).unwrap_err(),
        InvalidList::UnknownVersion
    );
    assert_eq!(
        CompactList::from_bytes(b"letmein\n").unwrap_err(),
        InvalidList::NotAList
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let long = "x".repeat(256);
    assert_eq!(
        CompactList::build([long.as_str()]),
        Err(InvalidList::EntryDoesNotFit)
    );
    let file = CompactList::build([&long[1..]]).unwrap();
    let list = CompactList::from_bytes(&file).unwrap();
    assert!(list.contains(&long[1..]));
    assert!(!list.contains(&long));
    assert_eq!(
        HashList::build(Form::SHA1, [vec![0; 16]]),
        Err(InvalidList::EntryDoesNotFit)
    );
    let mut draft = Draft::new(Form::SHA1);
    draft.push(&[1; 20], &mut Vec::new()).unwrap();
    assert_eq!(
        draft.push(&[0; 20], &mut Vec::new()),
        Err(InvalidList::OutOfOrder)
    );
}

/// The passwords of a hundred thousand strangers, none of them on the list.
#[cfg(feature = "common-blocklist")]
#[test]
fn no_strong_password_is_called_common() {
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
    let list = genkan::policy::common();
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    for _ in 0..100_000 {
        let password = format!("{:016x}", rng.next_u64());
        assert!(!list.contains(&password), "{password}");
    }
}

/// The file in the box is what the texts beside it make.
#[cfg(feature = "common-blocklist")]
#[test]
fn the_list_in_the_box_is_built_of_its_sources() {
    let sources = concat!(
        include_str!("../data/common.txt"),
        include_str!("../data/japanese.txt")
    );
    let file = CompactList::build(sources.lines()).unwrap();
    assert!(
        file == include_bytes!("../data/common.gbl"),
        "run `genkan blocklist build`"
    );
    let list = genkan::policy::common();
    assert_eq!(list.verify(), Ok(()));
    assert!(file.len() < 60_000);
    let different: HashSet<String> = sources.lines().map(folded).collect();
    assert_eq!(different.len(), sources.lines().count(), "each word once");
    assert!(include_str!("../data/japanese.txt").lines().count() >= 300);
}

/// OWASP ASVS 5.0 6.2.4: at least the top 3,000 that match the policy.
#[cfg(feature = "common-blocklist")]
#[test]
fn three_thousand_match_the_policies() {
    let common = include_str!("../data/common.txt");
    let eight = common.lines().filter(|word| word.chars().count() >= 8);
    assert!(eight.count() >= 3_000);
    // Folded, two kinds of letters are one: some spelling of the word has
    // three kinds.
    let documented = common.lines().filter(|word| {
        let has = |is: fn(char) -> bool| word.contains(is);
        word.chars().count() >= 6
            && has(|c| c.is_ascii_lowercase())
            && has(|c| c.is_ascii_digit() || "!@#$%^&*".contains(c))
    });
    assert!(documented.count() >= 3_000);
}
