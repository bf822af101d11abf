//! Compact lists, compared with a set of the same entries, and invalid lists.

use std::collections::HashSet;

use genkan::blocklist::{
    Blocklist as _, CompactList, EntryKind, HashList, InvalidList, WordList, Writer,
};
use genkan::text::{Tables, Unicode as _, prepare};
use proptest::collection::{hash_set, vec};
use proptest::prelude::*;

fn folded(word: &str) -> String {
    Tables.fold(&prepare(&Tables, word))
}

/// Returns a digest in any bucket, with others close to it.
fn digest() -> impl Strategy<Value = Vec<u8>> {
    (any::<u8>(), vec(0_u8..4, 15)).prop_map(|(first, rest)| [vec![first], rest].concat())
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
        digests in hash_set(digest(), 0..200),
        others in vec(digest(), 0..200),
    ) {
        let file = HashList::build(EntryKind::NTLM, digests.iter().cloned()).unwrap();
        let list = HashList::from_bytes(&file).unwrap();
        prop_assert_eq!(list.verify(), Ok(()));
        prop_assert_eq!(list.entries(), digests.len() as u64);
        for digest in digests.iter().chain(&others) {
            prop_assert_eq!(list.contains(digest), digests.contains(digest));
            prop_assert!(!list.contains(&digest[..15]));
        }
    }

    /// A list knows its longest text, so that longer ones need not be looked
    /// up.
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

    /// A change of one byte anywhere, with matching checksums, is found, unless
    /// the result is a valid list, too.
    #[test]
    fn only_the_file_of_its_entries_is_verified(
        (kind, entries) in prop_oneof![
            (Just(EntryKind::Texts), hash_set(vec(0_u8..4, 0..4), 0..40)),
            (Just(EntryKind::NTLM), hash_set(digest(), 1..40)),
        ],
        at in any::<prop::sample::Index>(),
        mask in prop_oneof![1_u8..4, 1_u8..],
    ) {
        let mut entries: Vec<Vec<u8>> = entries.into_iter().collect();
        let mut file = of_entries(kind, &mut entries);
        let at = at.index(file.len());
        file[at] ^= mask;
        seal(&mut file);
        let is_verified = match kind {
            EntryKind::Texts => CompactList::from_bytes(&file).and_then(|list| list.verify()),
            _ => HashList::from_bytes(&file).and_then(|list| list.verify()),
        };
        if is_verified.is_ok() {
            let mut rest = &file[HEADER..];
            let mut entries = Vec::new();
            for _ in 0..count(&file) {
                let (entry, next) = kind.split_first(rest).unwrap();
                entries.push(entry.to_vec());
                rest = next;
            }
            prop_assert_eq!(&of_entries(kind, &mut entries), &file);
        }
    }

    /// A change of one byte anywhere is found by `verify` and never causes a
    /// panic, and no text becomes common by it unless the damage spells the
    /// text.
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

const HEADER: usize = Writer::HEADER;

/// Returns the file of these entries, as `Writer` writes it.
fn of_entries(kind: EntryKind, entries: &mut [Vec<u8>]) -> Vec<u8> {
    entries.sort_by_key(|entry| (kind.place(entry), entry.clone()));
    let mut file = vec![0; HEADER];
    let mut draft = Writer::new(kind);
    for entry in entries.iter() {
        draft.push(entry, &mut file).unwrap();
    }
    let mut index = draft.index();
    for entry in entries.iter() {
        index.push(entry, &mut file);
    }
    let header = index.finish(&mut file).unwrap();
    file[..HEADER].copy_from_slice(&header);
    file
}

/// Returns the number of entries in the header.
fn count(file: &[u8]) -> u64 {
    u64::from_le_bytes(file[16..24].try_into().unwrap())
}

/// Corrects both checksums.
fn seal(file: &mut [u8]) {
    let checksum = crc32fast::hash(&file[HEADER..]);
    file[32..36].copy_from_slice(&checksum.to_le_bytes());
    let seal = EntryKind::Texts.place(&file[..36]) as u32;
    file[36..HEADER].copy_from_slice(&seal.to_le_bytes());
}

/// Returns a file made by hand with correct checksums: its kind, width, bits
/// and longest text, the number of entries, the entries, the index.
fn by_hand(kind: [u8; 4], count: u64, entries: &[u8], index: &[u32]) -> Vec<u8> {
    let mut file = b"\x89GKNBL\r\n\x01".to_vec();
    file.extend(kind);
    file.extend([0; 3]);
    file.extend(count.to_le_bytes());
    file.extend((entries.len() as u64).to_le_bytes());
    file.extend([0; 8]);
    file.extend(entries);
    file.extend(index.iter().flat_map(|offset| offset.to_le_bytes()));
    seal(&mut file);
    file
}

/// Files that damage does not produce, but an attacker could.
#[test]
fn a_forged_list_is_found() {
    let texts = |count, longest, entries: &[u8], index: &[u32]| {
        let file = by_hand([1, 0, 0, longest], count, entries, index);
        CompactList::from_bytes(&file).and_then(|list| list.verify())
    };
    let built = CompactList::build(["a"]).unwrap();
    assert_eq!(by_hand([1, 0, 0, 1], 1, b"\x01a", &[0, 2]), built);
    assert_eq!(texts(1, 1, b"\x01a", &[0, 2]), Ok(()));
    assert_eq!(texts(0, 0, b"", &[0, 0]), Ok(()));
    let twice = texts(2, 1, b"\x01a\x01a", &[0, 4]);
    assert_eq!(twice, Err(InvalidList::OutOfOrder));
    for forged in [
        texts(1, 2, b"\x01a", &[0, 2]),
        texts(1, 0, b"\x01a", &[0, 2]),
        texts(2, 1, b"\x01a", &[0, 2]),
        texts(0, 1, b"\x01a", &[0, 2]),
        texts(1, 1, b"\x01a", &[1, 2]),
        texts(1, 1, b"\x01a", &[0, 1]),
        texts(1, 1, b"\x01a", &[0, 3]),
        texts(1, 1, b"\x02a", &[0, 2]),
        texts(1, 1, b"\x01a", &[0]),
        texts(1, 1, b"\x01a", &[0, 2, 2]),
    ] {
        assert_eq!(forged, Err(InvalidList::Damaged));
    }

    let digests = |width, count, entries: &[u8], index: &[u32]| {
        let file = by_hand([2, width, 0, 0], count, entries, index);
        HashList::from_bytes(&file).and_then(|list| list.verify())
    };
    assert_eq!(digests(16, 1, &[7; 16], &[0, 1]), Ok(()));
    assert_eq!(digests(32, 1, &[7; 32], &[0, 1]), Ok(()));
    for forged in [
        digests(16, 1, &[7; 17], &[0, 1]),
        digests(16, 2, &[7; 16], &[0, 1]),
        digests(16, 1, &[7; 32], &[0, 2]),
        digests(15, 1, &[7; 15], &[0, 1]),
        digests(33, 1, &[7; 33], &[0, 1]),
    ] {
        assert_eq!(forged, Err(InvalidList::Damaged));
    }
    let longest = by_hand([2, 16, 0, 1], 1, &[7; 16], &[0, 1]);
    let longest = HashList::from_bytes(&longest).and_then(|list| list.verify());
    assert_eq!(
        longest,
        Err(InvalidList::Damaged),
        "all digests have one length"
    );
    // More bits for buckets than a place has.
    for bits in [33, 63, 64, 255] {
        let file = by_hand([1, 0, bits, 1], 1, b"\x01a", &[0, 2]);
        assert_eq!(
            CompactList::from_bytes(&file).unwrap_err(),
            InvalidList::Damaged
        );
    }
}

/// A file that is cut off or too long is rejected.
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
        InvalidList::OtherKind
    );
}

#[test]
fn a_later_version_has_its_own_error() {
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
fn entries_that_do_not_fit_are_rejected() {
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
        HashList::build(EntryKind::SHA1, [vec![0; 16]]),
        Err(InvalidList::EntryDoesNotFit)
    );
    let mut draft = Writer::new(EntryKind::SHA1);
    draft.push(&[1; 20], &mut Vec::new()).unwrap();
    assert_eq!(
        draft.push(&[0; 20], &mut Vec::new()),
        Err(InvalidList::OutOfOrder)
    );
}

/// `Debug` shows the number of entries, and no entry.
#[test]
fn a_list_and_its_writers_count_the_entries() {
    let file = CompactList::build(["letmein", "sakura", "sakura"]).unwrap();
    let list = CompactList::from_bytes(&file).unwrap();
    assert_eq!(list.entries(), 2);
    assert_eq!(format!("{list:?}"), "CompactList { entries: 2, .. }");
    let file = HashList::build(EntryKind::SHA1, [vec![1; 20], vec![0; 20], vec![1; 20]]).unwrap();
    let list = HashList::from_bytes(&file).unwrap();
    assert_eq!((list.entries(), list.width()), (2, 20));
    assert_eq!(
        format!("{list:?}"),
        "HashList { entries: 2, width: 20, .. }"
    );
    let mut output = Vec::new();
    let mut draft = Writer::new(EntryKind::NTLM);
    for digest in [[0; 16], [0; 16], [1; 16]] {
        draft.push(&digest, &mut output).unwrap();
    }
    assert_eq!(draft.entries(), 2);
    assert_eq!(
        format!("{draft:?}"),
        "Writer { kind: Hashes { width: 16 }, entries: 2, .. }"
    );
    let mut index = draft.index();
    index.push(&[0; 16], &mut output);
    assert_eq!(
        format!("{index:?}"),
        "IndexWriter { kind: Hashes { width: 16 }, entries: 1, .. }"
    );
}

#[test]
fn the_codes_are_stable() {
    for (error, code) in [
        (InvalidList::NotAList, "list-not-a-list"),
        (InvalidList::UnknownVersion, "list-unknown-version"),
        (InvalidList::OtherKind, "list-other-kind"),
        (InvalidList::Damaged, "list-damaged"),
        (InvalidList::EntryDoesNotFit, "list-entry-does-not-fit"),
        (InvalidList::OutOfOrder, "list-out-of-order"),
        (InvalidList::TooLarge, "list-too-large"),
    ] {
        assert_eq!(error.code(), code);
    }
}

/// The second pass must have as many entries and as many bytes as the first
/// one.
#[test]
fn an_index_is_of_the_same_entries() {
    for (first, second, result) in [
        (vec!["a", "b"], vec!["a", "b"], Ok(())),
        (vec!["a", "b"], vec!["a"], Err(InvalidList::OutOfOrder)),
        (
            vec!["a", "b"],
            vec!["a", "bc"],
            Err(InvalidList::OutOfOrder),
        ),
        (vec!["a", "b"], vec!["abc"], Err(InvalidList::OutOfOrder)),
    ] {
        let mut output = Vec::new();
        let mut draft = Writer::new(EntryKind::Texts);
        let mut first: Vec<&[u8]> = first.into_iter().map(str::as_bytes).collect();
        first.sort_by_key(|entry| EntryKind::Texts.place(entry));
        for entry in first {
            draft.push(entry, &mut output).unwrap();
        }
        let mut index = draft.index();
        for entry in &second {
            index.push(entry.as_bytes(), &mut output);
        }
        assert_eq!(index.finish(&mut output).map(drop), result, "{second:?}");
    }
}

/// The number of offsets in the index of a list: one more than buckets, which
/// have up to four texts on average, up to one from 8,192 texts on, and up to
/// eight digests.
#[test]
fn an_index_has_its_size() {
    let places = |kind: EntryKind, count: u32| {
        let width = 16;
        let digest = |n: u32| [n.to_be_bytes(), [0; 4], [0; 4], [0; 4]].concat();
        let mut entries: Vec<Vec<u8>> = (0..count).map(digest).collect();
        let file = of_entries(kind, &mut entries);
        let of_length = usize::from(kind == EntryKind::Texts);
        (file.len() - HEADER - entries.len() * (of_length + width)) / 4
    };
    for (count, texts, digests) in [
        (0, 2, 2),
        (1, 2, 2),
        (4, 2, 2),
        (5, 3, 2),
        (8, 3, 2),
        (9, 3, 3),
        (10, 5, 3),
        (17, 5, 3),
        (18, 5, 5),
        (20, 9, 5),
        (8_191, 2_049, 1_025),
        (8_192, 8_193, 1_025),
        (16_383, 8_193, 2_049),
        (16_384, 16_385, 2_049),
    ] {
        assert_eq!(places(EntryKind::Texts, count), texts, "{count} texts");
        assert_eq!(places(EntryKind::NTLM, count), digests, "{count} digests");
    }
}

/// A hundred thousand random passwords, none of them on the list.
#[cfg(feature = "common-blocklist")]
#[test]
fn no_strong_password_is_common() {
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
    let list = genkan::blocklist::common();
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    for _ in 0..100_000 {
        let password = format!("{:016x}", rng.next_u64());
        assert!(!list.contains(&password), "{password}");
    }
}

/// The file of the crate is built from the texts beside it.
#[cfg(feature = "common-blocklist")]
#[test]
fn the_common_list_is_built_from_its_sources() {
    let sources = concat!(
        include_str!("../../data/django/common.txt"),
        include_str!("../../data/japanese.txt")
    );
    let file = CompactList::build(sources.lines()).unwrap();
    assert!(
        file == include_bytes!("../../data/common.gbl"),
        "run `genkan blocklist build`"
    );
    let list = genkan::blocklist::common();
    assert_eq!(list.verify(), Ok(()));
    assert!(file.len() < 60_000);
    let different: HashSet<String> = sources.lines().map(folded).collect();
    assert_eq!(different.len(), sources.lines().count(), "each word once");
    assert!(include_str!("../../data/japanese.txt").lines().count() >= 300);
}

/// The list is under the licences of both its sources.
#[cfg(feature = "common-blocklist")]
#[test]
fn the_licence_of_the_common_list_is_that_of_its_sources() {
    let of_django = include_str!("../../data/django/LICENSE");
    assert!(of_django.starts_with("Copyright (c) Django Software Foundation"));
    assert!(of_django.contains("Neither the name of Django nor the names of its contributors"));
    let licence = include_str!("../../Cargo.toml")
        .lines()
        .find(|line| line.starts_with("license = \"("));
    let both = "license = \"(MIT OR Apache-2.0) AND BSD-3-Clause\"";
    assert_eq!(licence, Some(both));
}

/// OWASP ASVS 5.0 6.2.4: at least the top 3,000 that match the policy.
#[cfg(feature = "common-blocklist")]
#[test]
fn three_thousand_match_the_policies() {
    let common = include_str!("../../data/django/common.txt");
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
