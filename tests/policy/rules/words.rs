//! Words of the context and of lists: whether they are found, and where.

use genkan::blocklist::{Blocklist, WordList};
use genkan::policy::{Context, ContextSource};
use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

use super::{Answer, answer_in, folded, password, prepared};

/// Returns a text and its pieces, as the rule's text defines them.
fn words(text: &str, min_whole: usize, min_piece: usize) -> Vec<String> {
    let text = folded(text);
    let mut words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|piece| !piece.is_empty() && piece.chars().count() >= min_piece)
        .map(Into::into)
        .collect();
    if !text.is_empty() && text.chars().count() >= min_whole {
        words.push(text);
    }
    words
}

/// Returns the words of a text of the context: the same, and the pieces without
/// what is between them.
fn words_of_context(text: &str, min: usize) -> Vec<String> {
    let mut all = words(text, min, min);
    let joined: String = folded(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    if !joined.is_empty() && joined.chars().count() >= min {
        all.push(joined);
    }
    all
}

/// Returns a text in which letters that look alike are replaced by one of them.
fn plain_letters(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' | '|' | 'i' => 'l',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' | '+' => 't',
            '8' => 'b',
            '9' => 'g',
            other => other,
        })
        .collect()
}

fn backwards(text: &str) -> String {
    text.chars().rev().collect()
}

/// Returns whether a folded text has a word in one of the enabled spellings.
fn has(text: &str, word: &str, reversed: bool, look_alikes: bool) -> bool {
    text.contains(word)
        || (reversed && backwards(text).contains(word))
        || (look_alikes && plain_letters(text).contains(&plain_letters(word)))
}

/// Returns whether a text has a word.
type Way = fn(&str, &str) -> bool;

/// Checks that the text at the span has one of the words in one of the
/// spellings, and that neither end can be left out. (In another spelling the
/// word may occur again: `fiffi` has `iff` in both directions.)
fn assert_exact(
    found: &Answer,
    password: &str,
    (reversed, look_alikes): (bool, bool),
    words: &[String],
) {
    let plain = |text: &str, word: &str| text.contains(word);
    let back = |text: &str, word: &str| backwards(text).contains(word);
    let alike = |text: &str, word: &str| plain_letters(text).contains(&plain_letters(word));
    let ways: [(bool, Way); 3] = [(true, plain), (reversed, back), (look_alikes, alike)];
    let (start, end) = found.at();
    let text = prepared(password);
    let part = |start: usize, end: usize| folded(&text[start..end].iter().collect::<String>());
    let is_exact = words.iter().any(|word| {
        let mut ways = ways.iter().filter(|(is_looked_for, _)| *is_looked_for);
        ways.any(|(_, has_word)| {
            has_word(&part(start, end), word)
                && !has_word(&part(start + 1, end), word)
                && !has_word(&part(start, end - 1), word)
        })
    });
    assert!(is_exact, "{password:?} {found:?} {words:?}");
}

fn known() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-cA-C0-2._+-]{0,7}",
        2 => "[a-cあ-うＡ-Ｃßﬁ.ﾊﾞé]{0,5}",
        2 => "[tao40T@][ar4@][r][o0]",
        1 => any::<String>(),
    ]
}

/// Returns passwords that often have the word.
fn near(word: &str) -> impl Strategy<Value = String> + use<> {
    let word = word.to_owned();
    let shown = prop_oneof![
        Just(word.clone()),
        Just(word.to_uppercase()),
        Just(backwards(&word)),
        Just(word.replace('a', "4").replace('o', "0")),
        Just(
            word.chars()
                .map(|c| if c.is_ascii_graphic() {
                    char::from_u32(c as u32 + 0xfee0).unwrap_or(c)
                } else {
                    c
                })
                .collect::<String>()
        ),
        password(),
    ];
    ("[xX1é\u{301}]{0,4}", shown, "[yY2ﬃﾞ\u{301}]{0,4}").prop_map(|(a, b, c)| format!("{a}{b}{c}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn local_part(
        (local, password) in known().prop_flat_map(|word| (Just(word.clone()), near(&word))),
        min in 1usize..5, reversed: bool, look_alikes: bool,
    ) {
        let rule = json!({
            "rule": "local-part", "min_piece": min, "reversed": reversed, "look_alikes": look_alikes,
        });
        let email = format!("{local}@example.com");
        let context = Context::new().email(&email);
        let found = answer_in(&rule, &password, &context);
        let words = words(&local, 1, min);
        if local.is_empty() {
            prop_assert!(found.is("not-applicable"));
            return Ok(());
        }
        let has = |text: &str, word: &str| has(text, word, reversed, look_alikes);
        let text: String = prepared(&password).into_iter().collect();
        let is_there = words.iter().any(|word| has(&folded(&text), word));
        prop_assert_eq!(found.is("unmet"), is_there, "{:?} {:?}", found, words);
        if is_there {
            prop_assert_eq!(found.code(), "contains-local-part");
            assert_exact(&found, &password, (reversed, look_alikes), &words);
        }
    }

    #[test]
    fn context_words(
        (name, password) in known().prop_flat_map(|word| (Just(word.clone()), near(&word))),
        company in known(), service in known(), min in 1usize..5, reversed: bool, look_alikes: bool,
        sources in prop::sample::subsequence(vec!["service", "name", "company", "address"], 1..4),
    ) {
        let rule = json!({
            "rule": "context-word", "sources": sources, "min_piece": min,
            "reversed": reversed, "look_alikes": look_alikes,
        });
        let context = Context::new()
            .word(ContextSource::Name, &name)
            .word(ContextSource::Company, &company)
            .word(ContextSource::Service, &service);
        let found = answer_in(&rule, &password, &context);
        let has = |text: &str, word: &str| has(text, word, reversed, look_alikes);
        let text = folded(&prepared(&password).into_iter().collect::<String>());
        let known = |source: &str| match source {
            "name" => name.as_str(),
            "company" => company.as_str(),
            "service" => service.as_str(),
            _ => "",
        };
        if sources.iter().all(|source| known(source).is_empty()) {
            prop_assert!(found.is("not-applicable"));
            return Ok(());
        }
        // The first source, in the rule's order, with a word in the password.
        let first = sources.iter().find(|source| {
            words_of_context(known(source), min).iter().any(|word| has(&text, word))
        });
        match first {
            None => prop_assert!(found.is("met"), "{:?}", found),
            Some(source) => {
                prop_assert_eq!(found.code(), "contains-context-word");
                prop_assert_eq!(&found.violation["source"], *source);
                assert_exact(
                    &found,
                    &password,
                    (reversed, look_alikes),
                    &words_of_context(known(source), min),
                );
            }
        }
    }

    /// Any part that is long enough is a word, whatever separates the pieces.
    #[test]
    fn every_part_of_a_text_counts(
        text in "[abあ漢가.]{0,6}", password in "[abAあアか漢가.]{0,8}",
        min in 1usize..5, east_asian in prop::option::of(1usize..4), consecutive: bool,
    ) {
        let mut rule = json!({
            "rule": "context-word", "sources": ["name"], "min_piece": min,
            "min_whole": 65_536, "consecutive": consecutive,
        });
        if let Some(least) = east_asian {
            rule["min_east_asian"] = json!(least);
        }
        let context = Context::new().word(ContextSource::Name, &text);
        let found = answer_in(&rule, &password, &context);
        if text.is_empty() {
            prop_assert!(found.is("not-applicable"));
            return Ok(());
        }
        let is_long = |word: &[char]| {
            let is_east_asian = word.iter().all(|c| "あアか漢가".contains(*c));
            let least = east_asian.filter(|_| is_east_asian).unwrap_or(min);
            word.len() >= least.min(min)
        };
        let characters: Vec<char> = text.chars().collect();
        let mut words: Vec<Vec<char>> = text.split('.').map(|piece| piece.chars().collect()).collect();
        if consecutive {
            let starts = 0..characters.len();
            words = starts
                .flat_map(|start| (start + 1..=characters.len()).map(move |end| (start, end)))
                .map(|(start, end)| characters[start..end].to_vec())
                .collect();
        }
        words.retain(|word| !word.is_empty() && is_long(word));
        let folded = folded(&password);
        let words = words.iter().map(String::from_iter);
        let is_there = words.into_iter().any(|word: String| folded.contains(&word));
        prop_assert_eq!(found.is("unmet"), is_there, "{:?}", found);
    }

    /// Accents and the two kana are the same letters.
    #[test]
    fn accents_and_kana_may_be_ignored(
        name in "[aeéèÉēöøł]{1,3}|[かカがガヵゕー]{1,3}", before in "[x.]{0,2}", accents: bool,
        password in "[aeéèE\u{301}ēoöøÖlł]{0,6}|[かカｶがガ\u{3099}ヵゕー]{0,6}",
    ) {
        let plain = |text: &str| -> String {
            let letters = folded(text).nfd().collect::<Vec<_>>();
            let letters = letters.into_iter().filter(|c| !"\u{301}\u{300}\u{304}\u{308}".contains(*c));
            let letters = letters.map(|c| match c {
                'ø' => 'o',
                'ł' => 'l',
                'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap(),
                other => other,
            });
            letters.nfc().collect()
        };
        let rule = json!({"rule": "local-part", "min_piece": 1, "accents": accents});
        let context = Context::new().email(&name);
        let password = format!("{before}{password}");
        let found = answer_in(&rule, &password, &context);
        let text = prepared(&password).into_iter().collect::<String>();
        let is_there = if accents {
            plain(&text).contains(&plain(&name))
        } else {
            folded(&text).contains(&folded(&name))
        };
        prop_assert_eq!(found.is("unmet"), is_there, "{:?}", found);
        if is_there && accents {
            let (start, end) = found.at();
            let part: String = prepared(&password)[start..end].iter().collect();
            prop_assert!(plain(&part).contains(&plain(&name)));
        }
    }

    /// A word that is one edit away, by the definition of edit distance.
    #[test]
    fn one_edit_makes_a_word_of_the_list(
        password in "[a-cA1é]{0,6}", list in prop::collection::vec("[abc1]{1,6}", 0..4),
    ) {
        let rule = json!({"rule": "blocklist", "list": "common", "one_edit": true});
        let words: WordList = list.iter().map(String::as_str).collect();
        let context = Context::new().blocklist("common", &words);
        let found = answer_in(&rule, &password, &context);
        let text: Vec<char> = folded(&password).chars().collect();
        let is_near = list.iter().any(|word| edits(&text, &word.chars().collect::<Vec<_>>()) <= 1);
        prop_assert_eq!(found.is("unmet"), is_near, "{:?}", list);
    }

    /// The points are those of the cheapest way to divide the password.
    #[test]
    fn words_of_the_list_count_as_one_character(
        password in "[abA0@1c]{0,9}", list in prop::collection::vec("[abol]{3,5}", 0..4),
        points in 1usize..7, look_alikes: bool,
    ) {
        let rule = json!({
            "rule": "blocklist", "list": "common", "contained": 3, "points": points,
            "look_alikes": look_alikes,
        });
        let words: WordList = list.iter().map(String::as_str).collect();
        let context = Context::new().blocklist("common", &words);
        let found = answer_in(&rule, &password, &context);
        let plain = folded(&password);
        let read = plain.replace('0', "o").replace('@', "a").replace('1', "l");
        let spellings = if look_alikes { vec![plain, read] } else { vec![plain] };
        let is_refused = spellings.iter().any(|text| {
            list.contains(text)
                || (list.iter().any(|word| text.contains(word)) && cheapest(text, &list) < points)
        });
        prop_assert_eq!(found.is("unmet"), is_refused, "{:?}", found);
    }

    #[test]
    fn blocklist(
        password in "[a-cA-C1ﬁﬃéあ\u{301}ﾊﾞß]{0,10}",
        list in prop::collection::vec("[a-cA-C1fiﬁéあßハバs]{1,5}", 0..5),
        contained in prop::option::of(3usize..6),
        reversed: bool,
    ) {
        let mut rule = json!({"rule": "blocklist", "list": "common", "reversed": reversed});
        if let Some(contained) = contained {
            rule["contained"] = json!(contained);
        }
        let words: WordList = list.iter().map(String::as_str).collect();
        let context = Context::new().blocklist("common", &words);
        let found = answer_in(&rule, &password, &context);
        let text = folded(&prepared(&password).into_iter().collect::<String>());
        let list: Vec<String> = list.iter().map(|word| folded(word)).collect();
        if list.contains(&text) || (reversed && list.contains(&backwards(&text))) {
            prop_assert_eq!(found.code(), "blocklisted");
            prop_assert_eq!(found.at(), (0, prepared(&password).len()));
            return Ok(());
        }
        let is_long = |word: &&String| contained.is_some_and(|least| word.chars().count() >= least);
        let list: Vec<String> = list.iter().filter(is_long).cloned().collect();
        let has = |text: &str, word: &str| has(text, word, reversed, false);
        let is_there = list.iter().any(|word| has(&text, word));
        prop_assert_eq!(found.is("unmet"), is_there, "{:?}", found);
        if is_there {
            assert_exact(&found, &password, (reversed, false), &list);
        }
    }
}

/// Returns the edit distance, by its recursive definition.
fn edits(one: &[char], other: &[char]) -> usize {
    match (one, other) {
        ([], rest) | (rest, []) => rest.len(),
        ([a, one_rest @ ..], [b, other_rest @ ..]) if a == b => edits(one_rest, other_rest),
        ([_, one_rest @ ..], [_, other_rest @ ..]) => {
            let exchanged = edits(one_rest, other_rest);
            1 + exchanged
                .min(edits(one_rest, other))
                .min(edits(one, other_rest))
        }
    }
}

/// Returns the fewest points of a text, by trying every way to divide it.
fn cheapest(text: &str, list: &[String]) -> usize {
    let Some(first) = text.chars().next() else {
        return 0;
    };
    let words = list
        .iter()
        .filter_map(|word| text.strip_prefix(word.as_str()));
    let rests = words.chain([&text[first.len_utf8()..]]);
    1 + rests.map(|rest| cheapest(rest, list)).min().unwrap()
}

/// A birthday is found in its usual writings, and no other text is.
#[test]
fn a_birthday_is_found_in_its_writings() {
    let rule = json!({"rule": "context-word", "sources": ["birthday"], "min_piece": 4});
    for birthday in ["1990-04-05", "19900405", "1990/4/5", "1990.04.05"] {
        let context = Context::new().word(ContextSource::Birthday, birthday);
        for written in [
            "1990",
            "19900405",
            "05041990",
            "04051990",
            "900405",
            "0405",
            "0504",
            "199004",
            "041990",
            "1990-04-05",
            "1990/4/5",
            "5.4.1990",
            "05.04.90",
            "4/5/90",
            "1990年4月5日",
            "04月05日",
            "１９９０年４月５日",
            "4-5-1990",
            "90 4 5",
        ] {
            let found = answer_in(&rule, &format!("x{written}y"), &context);
            assert_eq!(
                found.code(),
                "contains-context-word",
                "{birthday} {written}"
            );
            assert_eq!(found.violation["source"], "birthday");
        }
        for other in [
            "1991",
            "9045",
            "90-5",
            "4-5",
            "0450",
            "19-90",
            "5月4日x",
            "199 0",
        ] {
            assert!(
                answer_in(&rule, other, &context).is("met"),
                "{birthday} {other}"
            );
        }
    }
    // A text that is not a date is a word.
    let context = Context::new().word(ContextSource::Birthday, "Showa 55");
    assert!(answer_in(&rule, "my-showa-7", &context).is("unmet"));
    for text in [
        "1990-13-05",
        "1990-04-32",
        "90-04-05",
        "1990-04",
        "1990-04-05-06",
        "あいう",
    ] {
        let context = Context::new().word(ContextSource::Birthday, text);
        assert!(answer_in(&rule, "0405", &context).is("met"), "{text}");
    }
}

fn of_name(min: u32) -> Value {
    json!({"rule": "context-word", "sources": ["name"], "min_piece": min})
}

/// Both occur; the one that is searched for first is reported.
#[test]
fn a_word_may_be_there_in_both_directions() {
    let rule = json!({"rule": "blocklist", "list": "common", "contained": 3, "reversed": true});
    let list: WordList = ["iff"].into_iter().collect();
    let context = Context::new().blocklist("common", &list);
    let found = answer_in(&rule, "xﬁﬃx", &context);
    assert_eq!(found.at(), (1, 3));
    assert_eq!(answer_in(&rule, "xfiffix", &context).at(), (2, 5));
}

/// Each piece is found, whether it is the only one or one of many.
#[test]
fn each_of_many_pieces_is_found() {
    for local in ["aaa.bbb.ccc.ddd", "aaa.bbb.ccc.ddd.eee", "aaa.bbb"] {
        let email = format!("{local}@example.com");
        let context = Context::new().email(&email);
        let rule = json!({"rule": "local-part", "min_piece": 3});
        for piece in local.split('.') {
            for times in [1, 2, 9] {
                let password = piece.repeat(times);
                let found = answer_in(&rule, &password, &context);
                assert!(found.is("unmet"), "{password} {local}");
                assert_eq!(found.at(), (0, 3));
            }
            assert!(answer_in(&rule, &piece[1..], &context).is("met"));
        }
    }
}

/// If a list does not report the length of its longest word, all parts of up to
/// 32 characters are looked up, and none that is longer.
#[test]
fn a_list_without_a_longest_word_is_searched_to_32_characters() {
    struct Own(String);
    impl Blocklist for Own {
        fn contains(&self, folded: &str) -> bool {
            assert!(folded.chars().count() <= 34);
            folded == self.0
        }
    }
    let rule = json!({"rule": "blocklist", "list": "own", "contained": 4});
    for (length, status) in [(3, "met"), (4, "unmet"), (32, "unmet"), (33, "met")] {
        for c in ["x", "é"] {
            let own = Own(c.repeat(length));
            let context = Context::new().blocklist("own", &own);
            let password = format!("-{}", own.0);
            assert!(answer_in(&rule, &password, &context).is(status), "{length}");
        }
    }
}

#[test]
fn positions_are_those_of_the_prepared_password() {
    let context = Context::new().word(ContextSource::Name, "taro");
    for (password, at) in [
        ("xxTARO", (2, 6)),
        ("ｘｘＴＡＲＯ!", (2, 6)),
        // ﬃ is one character here and three in the folded form.
        ("ﬃtaro!", (1, 5)),
        ("e\u{301}taro", (1, 5)),
        ("㍿taro㍿", (1, 5)),
        ("taro taro", (0, 4)),
    ] {
        assert_eq!(
            answer_in(&of_name(3), password, &context).at(),
            at,
            "{password}"
        );
    }
    let words: WordList = ["kite"].into_iter().collect();
    let context = Context::new().blocklist("common", &words);
    let rule = json!({"rule": "blocklist", "list": "common", "contained": 4});
    for (password, at) in [
        ("my-Kite!", (3, 7)),
        ("ﬃKITE", (1, 5)),
        ("ﬃﬃﬃｋｉｔｅ", (3, 7)),
        ("㍿kite", (1, 5)),
        ("e\u{301}kite", (1, 5)),
        ("kite", (0, 4)),
    ] {
        assert_eq!(answer_in(&rule, password, &context).at(), at, "{password}");
    }
}

#[test]
fn a_word_is_found_by_its_source_its_pieces_and_its_length() {
    let context = Context::new()
        .email("taro.yamada@mail.example.co.jp")
        .word(ContextSource::Name, "山田 太郎")
        .word(ContextSource::Company, "Acme-Werke AG")
        .word(ContextSource::Service, "Genkan");
    let rule = |source: &str, min: u32| json!({"rule": "context-word", "sources": [source], "min_piece": min});
    for (password, source, min, is_there) in [
        ("山田2026", "name", 2, true),
        ("山田2026", "name", 3, false),
        ("x太郎", "name", 2, true),
        ("山2026", "name", 1, false),
        ("my-werke-1", "company", 3, true),
        ("AG-2026", "company", 3, false),
        ("AG-2026", "company", 2, true),
        ("gＥＮkan", "service", 3, true),
        ("genka-n", "service", 3, false),
        ("example-1", "address", 3, true),
        ("taro-2026", "address", 3, true),
        ("jp-2026", "address", 3, false),
        ("taro.yamada@mail.example.co.jp", "address", 30, true),
    ] {
        let found = answer_in(&rule(source, min), password, &context);
        assert_eq!(
            found.is("unmet"),
            is_there,
            "{password} {source} {min} {found:?}"
        );
    }
}

#[test]
fn a_word_written_backwards_or_with_look_alikes() {
    let context = Context::new().email("taro@example.com");
    let rule = |reversed: bool, look_alikes: bool| {
        json!({
            "rule": "local-part", "min_piece": 3, "reversed": reversed, "look_alikes": look_alikes,
        })
    };
    for (password, reversed, look_alikes) in [
        ("xORATx", true, false),
        ("x-T4r0-x", false, true),
        ("7@RO", false, true),
        ("+aro", false, true),
        ("ｏｒａｔ", true, false),
        ("ｔ４ｒ０", false, true),
    ] {
        for rule in [rule(false, false), rule(!reversed, !look_alikes)] {
            assert!(answer_in(&rule, password, &context).is("met"), "{password}");
        }
        let found = answer_in(&rule(reversed, look_alikes), password, &context);
        let (start, end) = found.at();
        assert_eq!(end - start, 4, "{password}");
    }
    // Both at once do not count.
    assert!(answer_in(&rule(true, true), "0r4t", &context).is("met"));
}

#[test]
fn a_list_holds_what_it_was_given_folded() {
    use genkan::blocklist::Blocklist as _;
    let list: WordList = ["Straße", "ｐａｓｓ", "e\u{301}t\u{e9}", "zebra", "apple"]
        .into_iter()
        .collect();
    for word in ["strasse", "pass", "\u{e9}t\u{e9}", "zebra", "apple"] {
        assert!(list.contains(word), "{word}");
    }
    for word in ["", "stras", "Zebra", "apples"] {
        assert!(!list.contains(word), "{word}");
    }
}

/// Earlier words and addresses remain, in any order.
#[test]
fn several_addresses_and_words_are_all_known() {
    let one = Context::new()
        .word(ContextSource::Address, "desk")
        .email("taro@example.com")
        .email("hanako@example.org");
    let other = Context::new()
        .email("hanako@example.org")
        .email("taro@example.com")
        .word(ContextSource::Address, "desk");
    for context in [one, other] {
        let local = json!({"rule": "local-part", "min_piece": 3});
        for password in ["my-taro", "my-hanako"] {
            assert!(
                answer_in(&local, password, &context).is("unmet"),
                "{password}"
            );
        }
        let address = json!({"rule": "context-word", "sources": ["address"], "min_piece": 3});
        for password in ["my-desk", "my-org", "my-com", "my-hanako"] {
            assert!(
                answer_in(&address, password, &context).is("unmet"),
                "{password}"
            );
        }
    }
}

/// The email address is a word of its own source, and of no other.
#[test]
fn the_address_is_of_no_other_source() {
    let rule = json!({"rule": "context-word", "sources": ["name"], "min_piece": 3});
    let context = Context::new().email("taro@example.com");
    assert!(answer_in(&rule, "xexamplex", &context).is("not-applicable"));
    let context = context.word(ContextSource::Name, "Yamada");
    assert!(answer_in(&rule, "xexamplex", &context).is("met"));
    assert!(answer_in(&rule, "xyamadax", &context).is("unmet"));
}

/// Every look-alike is found in the position of each letter that it resembles.
#[test]
fn each_look_alike_is_found_for_its_letter() {
    let pairs = [
        "0o", "1l", "!l", "|l", "il", "1i", "3e", "4a", "@a", "5s", "$s", "7t", "+t",
    ];
    for pair in pairs.into_iter().chain(["8b", "9g"]) {
        let (look, letter) = pair.split_at(1);
        let mut rule = genkan::policy::rules::LocalPartRule::new(3);
        rule.words.look_alikes = true;
        let found = |password: &str, email: &str| {
            let candidate = genkan::policy::rules::Candidate::new(
                &genkan::text::Tables,
                genkan::policy::Preparation::OpaqueString,
                password,
            );
            rule.check(&candidate, [email]).code() == "unmet"
        };
        let (password, email) = (format!("-x{look}Z-"), format!("x{letter}z@example.com"));
        assert!(found(&password, &email), "{pair}");
        assert!(!found(&password, "xyz@example.com"), "{pair}");
    }
}

fn answer_of_local_part(min_piece: u32, password: &str, email: &str) -> &'static str {
    let candidate = genkan::policy::rules::Candidate::new(
        &genkan::text::Tables,
        genkan::policy::Preparation::OpaqueString,
        password,
    );
    let rule = genkan::policy::rules::LocalPartRule::new(min_piece);
    rule.check(&candidate, [email]).code()
}

/// A document has no `min_piece` of 0, but a program may.
#[test]
fn an_empty_piece_is_no_word() {
    assert_eq!(answer_of_local_part(0, "kite", "-x--@example.com"), "met");
    assert_eq!(answer_of_local_part(0, "kite", "-i--@example.com"), "unmet");
}

#[test]
fn the_first_256_bytes_of_a_local_part_count() {
    for (dashes, status) in [(253, "unmet"), (254, "met"), (255, "met")] {
        let email = format!("{}tar@example.com", "-".repeat(dashes));
        assert_eq!(
            answer_of_local_part(3, "kite-tar", &email),
            status,
            "{dashes}"
        );
    }
}
