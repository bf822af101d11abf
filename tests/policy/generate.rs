//! Generated passwords: always accepted, equally likely, in bounded time.

use std::collections::HashMap;
use std::convert::Infallible;

use genkan::Language;
use genkan::policy::generate::{Form, LOOK_ALIKES, Ungeneratable};
use genkan::policy::rules::{CharactersRule, Kind};
use genkan::policy::{Context, Document, Policy, Rule};
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{SeedableRng as _, TryCryptoRng, TryRng};
use zeroize::Zeroizing;

use crate::support::policies;

fn policy(rules: &str) -> Policy {
    let json = format!("{{\"version\":1,\"name\":\"\",\"max_bytes\":100,\"rules\":[{rules}]}}");
    let document: Document = serde_json::from_str(&json).unwrap();
    document.try_into().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn generated_passwords_are_accepted(
        policy in policies::policy(),
        local in "[a-z0-9.]{1,8}",
        seed in any::<u64>(),
    ) {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let email = format!("{local}@example.com");
        let context = Context::new().email(&email);
        match policy.generate(&context, &mut rng) {
            Ok(password) => {
                let report = policy.check(&password, &context);
                prop_assert!(!report.is_refused(), "{policy:?} {password:?}");
            }
            Err(reason) => prop_assert!(matches!(
                reason,
                Ungeneratable::Unsatisfiable | Ungeneratable::TooRare
            )),
        }
    }

    /// If a random search finds a password, the generator does, too.
    #[test]
    fn a_policy_that_can_be_satisfied_generates(
        policy in policies::policy(),
        passwords in prop::collection::vec("[ -~]{1,40}", 64),
        seed in any::<u64>(),
    ) {
        let context = Context::new();
        let has_one = passwords.iter().any(|text| !policy.check(text, &context).is_refused());
        if has_one {
            let mut rng = ChaCha20Rng::seed_from_u64(seed);
            prop_assert!(policy.generate(&context, &mut rng).is_ok(), "{policy:?}");
        }
    }
}

#[test]
fn every_preset_generates_for_every_person() {
    let mut rng = ChaCha20Rng::seed_from_u64(7);
    for name in Policy::PRESETS {
        let policy = Policy::preset(name).unwrap();
        for email in ["a@example.com", "taro.yamada@example.co.jp", "1@2.example"] {
            let context = Context::new().email(email);
            for _ in 0..50 {
                let password = policy.generate(&context, &mut rng).unwrap();
                assert!(!policy.check(&password, &context).is_refused());
                // 94 characters to the thirteenth are 85 bits.
                assert!(password.len() >= 13, "{name}");
            }
        }
    }
    let password = Policy::support_center().generate(&Context::new(), &mut rng);
    assert_eq!(password.unwrap().len(), 13);
}

fn with_length(length: u32) -> Form<'static> {
    Form::Password {
        length: Some(length),
        without_look_alikes: false,
    }
}

/// Generates a password of a length for a policy with bounds.
fn length(min: u32, max: u32, asked: u32) -> Result<Zeroizing<String>, Ungeneratable> {
    let policy = policy(&format!(
        "{{\"rule\":\"length\",\"min\":{min},\"max\":{max}}}"
    ));
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    let generator = policy.generator(&with_length(asked), &Context::new(), &mut rng)?;
    generator.generate(&mut rng)
}

#[test]
fn a_length_is_kept_or_refused() {
    for asked in 8..=10 {
        assert_eq!(length(8, 10, asked).unwrap().len(), asked as usize);
    }
    for asked in [0, 1, 7, 11, 65_536] {
        let refused = length(8, 10, asked).unwrap_err();
        assert_eq!(refused.code(), "length");
        let sentence = format!("no password of {asked} characters; choose 8 to 10");
        assert!(refused.to_string().contains(&sentence), "{refused}");
    }
    // An empty text is not a password, even if the policy accepts it.
    assert!(
        length(0, 3, 0)
            .unwrap_err()
            .to_string()
            .ends_with("choose 1 to 3")
    );
    // Of several ranges, the nearest one.
    let rules = "{\"rule\":\"tier\",\"from\":0,\"below\":20,\"rules\":\
                 [{\"rule\":\"length\",\"min\":8,\"max\":10}]}";
    let policy = policy(rules);
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    for (asked, nearest) in [(12, "8 to 10"), (18, "20 to 100"), (101, "20 to 100")] {
        let refused = policy.generator(&with_length(asked), &Context::new(), &mut rng);
        let refused = refused.unwrap_err().to_string();
        assert!(refused.ends_with(nearest), "{refused}");
    }
    let generator = policy.generator(&with_length(40), &Context::new(), &mut rng);
    assert_eq!(generator.unwrap().generate(&mut rng).unwrap().len(), 40);
}

/// A policy that asks for a digit permits the other characters, too.
#[test]
fn every_permitted_character_is_drawn() {
    let digit = "{\"rule\":\"length\",\"min\":8,\"max\":10},{\"rule\":\"kinds\",\
                 \"required\":1,\"of\":[{\"name\":\"digit\"}]}";
    let mut rng = ChaCha20Rng::seed_from_u64(8);
    let mut drawn = |rules: &str, without_look_alikes| {
        let (policy, context) = (policy(rules), Context::new());
        let form = Form::Password {
            length: None,
            without_look_alikes,
        };
        let generator = policy.generator(&form, &context, &mut rng).unwrap();
        let mut drawn: Vec<char> = Vec::new();
        for _ in 0..500 {
            drawn.extend(generator.generate(&mut rng).unwrap().chars());
        }
        drawn.sort_unstable();
        drawn.dedup();
        drawn.into_iter().collect::<String>()
    };
    let all: String = ('!'..='~').collect();
    assert_eq!(drawn(digit, false), all);
    let clear: String = all
        .chars()
        .filter(|c| !LOOK_ALIKES.concat().contains(*c))
        .collect();
    assert_eq!(drawn(digit, true), clear);
    assert_eq!(
        clear,
        "#$%&()*+/347<=>?@ACDEFHJKLMNPQRTUVWXY[]^acdefhijkmnprtuvwxy{}"
    );
    let only =
        "{\"rule\":\"characters\",\"allowed\":[{\"name\":\"few\",\"characters\":\"abc123\"}]}";
    assert_eq!(drawn(&format!("{digit},{only}"), false), "123abc");
    assert_eq!(drawn(&format!("{digit},{only}"), true), "3ac");
}

/// `docs/rules.md` has the table of the look-alikes.
#[test]
fn the_look_alikes_are_written_down() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let rules = std::fs::read_to_string(path).unwrap();
    let (_, table) = rules
        .split_once("| look alike | why |\n|---|---|\n")
        .unwrap();
    let rows: Vec<&str> = table
        .lines()
        .take_while(|line| line.starts_with("| "))
        .collect();
    assert_eq!(rows.len(), LOOK_ALIKES.len());
    for (row, group) in rows.iter().zip(LOOK_ALIKES) {
        let written = group.chars().map(|c| match c {
            '`' => "`` ` ``".to_owned(),
            '|' => "`\\|`".to_owned(),
            c => format!("`{c}`"),
        });
        let written: Vec<String> = written.collect();
        assert!(
            row.starts_with(&format!("| {} |", written.join(" "))),
            "{row}"
        );
    }
}

/// Without look-alikes, no password may be left.
#[test]
fn a_policy_of_look_alikes_alone_is_reported() {
    let only = "{\"rule\":\"characters\",\"allowed\":[{\"name\":\"few\",\"characters\":\"0O1l\"}]}";
    let form = Form::Password {
        length: None,
        without_look_alikes: true,
    };
    let mut rng = ChaCha20Rng::seed_from_u64(8);
    let (policy, context) = (policy(only), Context::new());
    let refused = policy.generator(&form, &context, &mut rng).map(|_| ());
    assert_eq!(refused, Err(Ungeneratable::Unsatisfiable));
}

/// Texts of few characters and the policies about them, for which all texts can
/// be counted.
fn few() -> impl Strategy<Value = (Policy, &'static str, u32)> {
    let alphabet = prop_oneof![
        Just("ab"),
        Just("a1"),
        Just("aB1"),
        Just("ab!"),
        Just("aA1!")
    ];
    let rules = prop::collection::vec(policies::rule(), 0..4);
    (alphabet, 1_u32..6, rules).prop_map(|(alphabet, length, mut rules)| {
        let few = Kind::new("few", alphabet);
        rules.push(Rule::Characters(CharactersRule::allowed(vec![few])));
        let policy = Policy::try_from(Document::new("", 100, rules)).unwrap();
        (policy, alphabet, length)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// The bits that are stated never exceed those of all accepted passwords,
    /// and are few too few.
    #[test]
    fn the_stated_bits_are_true((policy, alphabet, length) in few(), seed in any::<u64>()) {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let context = Context::new().email("ab@example.com");
        let generator = policy.generator(&with_length(length), &context, &mut rng);
        if let Ok(generator) = generator {
            let all = words(alphabet, length as usize);
            let is_accepted = |text: &&String| !policy.check(text, &context).is_refused();
            let accepted = all.iter().filter(is_accepted).count();
            let (stated, truth) = (generator.bits(&mut rng), (accepted as f64).log2());
            prop_assert!(f64::from(stated) <= truth, "{stated} of {truth}");
            if accepted * 4 >= all.len() {
                prop_assert!(f64::from(stated) > truth - 2.5, "{stated} of {truth}");
            }
        }
    }
}

/// If lengths have different rules: the fewest characters with enough bits or,
/// if there are none, the most.
#[test]
fn the_length_is_the_smallest_with_enough_bits() {
    let mut rng = ChaCha20Rng::seed_from_u64(4);
    let tier = |from: u32| {
        format!(
            "{{\"rule\":\"tier\",\"from\":{from},\"rules\":[{{\"rule\":\"repetition\",\"max\":2}}]}}"
        )
    };
    let at_most = |max: u32| format!("{{\"rule\":\"length\",\"min\":1,\"max\":{max}}}");
    // 94 characters to the thirteenth are 85 bits.
    for (rules, expected) in [
        (tier(10), 13),
        (tier(20), 13),
        (format!("{},{}", tier(20), tier(30)), 13),
        (format!("{},{}", tier(6), at_most(9)), 9),
        (format!("{},{},{}", tier(3), tier(6), at_most(9)), 9),
    ] {
        let password = policy(&rules).generate(&Context::new(), &mut rng);
        assert_eq!(password.unwrap().len(), expected, "{rules}");
    }
}

/// An empty password is never generated, even if no rule rejects it.
#[test]
fn no_password_is_empty() {
    let mut rng = ChaCha20Rng::seed_from_u64(5);
    let nothing =
        "{\"rule\":\"characters\",\"forbidden\":[{\"name\":\"all\",\"ranges\":[[\" \",\"~\"]]}]}";
    let tier = format!("{{\"rule\":\"tier\",\"from\":1,\"rules\":[{nothing}]}}");
    for rules in [nothing, &tier] {
        let policy = policy(rules);
        assert!(policy.check("", &Context::new()).is_accepted());
        let password = policy.generate(&Context::new(), &mut rng);
        assert_eq!(password, Err(Ungeneratable::Unsatisfiable), "{rules}");
    }
    // So many that random draws find none.
    let letter = "{\"rule\":\"characters\",\"allowed\":[{\"name\":\"x\",\"characters\":\"x\"}]},\
                  {\"rule\":\"repetition\",\"max\":3}";
    let password = policy(letter).generate(&Context::new(), &mut rng);
    assert_eq!(password.unwrap().as_str(), "x");
}

/// Counts the words that are drawn from a generator.
struct Counting(ChaCha20Rng, u32);

impl TryRng for Counting {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.1 += 1;
        self.0.try_next_u32()
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.1 += 2;
        self.0.try_next_u64()
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.1 += bytes.len() as u32;
        self.0.try_fill_bytes(bytes)
    }
}

impl TryCryptoRng for Counting {}

/// The number of draws is bounded: 16,384, and fewer for long passwords, a
/// million characters in all.
#[test]
fn long_passwords_have_fewer_tries() {
    for (length, tries) in [(40, 16_384), (100, (1 << 20) / 100)] {
        // Each digit must occur as often as it may, which is rarer than one in
        // a million.
        let rules = format!(
            "{{\"rule\":\"length\",\"min\":{length},\"max\":{length}}},\
             {{\"rule\":\"occurrences\",\"max\":{}}},\
             {{\"rule\":\"characters\",\"allowed\":[{{\"name\":\"digit\"}}]}}",
            length / 10
        );
        let mut rng = Counting(ChaCha20Rng::seed_from_u64(6), 0);
        let password = policy(&rules).generate(&Context::new(), &mut rng);
        assert_eq!(password, Err(Ungeneratable::TooRare));
        // A word for each character; and, for a built password, one for each
        // character and one for its position.
        let words = 3 * tries * length;
        assert!(
            (words - words / 8..words + words / 8).contains(&rng.1),
            "{}",
            rng.1
        );
    }
}

/// Checks the chi-square statistic of the generated passwords, over all that
/// the policy accepts.
fn is_uniform(policy: &Policy, all: &[String]) {
    let context = Context::new();
    let accepted: Vec<_> = all
        .iter()
        .filter(|text| policy.check(text, &context).is_accepted())
        .collect();
    let draws = 400 * accepted.len() as u32;
    let mut rng = ChaCha20Rng::seed_from_u64(2026);
    let mut counts: HashMap<String, u32> = HashMap::new();
    for _ in 0..draws {
        let password = policy.generate(&context, &mut rng).unwrap();
        *counts.entry(password.to_string()).or_default() += 1;
    }
    let square: f64 = accepted
        .iter()
        .map(|text| {
            let count = f64::from(counts.remove(*text).unwrap_or(0));
            (count - 400.0).powi(2) / 400.0
        })
        .sum();
    assert_eq!(counts.len(), 0, "only what is accepted is drawn");
    // The statistic has the mean k and the variance 2k: five deviations.
    let freedom = accepted.len() as f64 - 1.0;
    assert!(freedom > 10.0);
    assert!(
        (square - freedom).abs() < 5.0 * (2.0 * freedom).sqrt(),
        "{square} of {freedom}"
    );
}

fn words(alphabet: &str, length: usize) -> Vec<String> {
    (0..length).fold(vec![String::new()], |words, _| {
        words
            .iter()
            .flat_map(|word| alphabet.chars().map(move |c| format!("{word}{c}")))
            .collect()
    })
}

#[test]
fn every_accepted_password_is_equally_likely() {
    let only =
        "{\"rule\":\"characters\",\"allowed\":[{\"name\":\"few\",\"characters\":\"abA1!\"}]}";
    let length = "{\"rule\":\"length\",\"min\":3,\"max\":3}";
    let kinds = "{\"rule\":\"kinds\",\"required\":2,\"of\":[{\"name\":\"lower\",\"min\":2},\
                 {\"name\":\"upper\"},{\"name\":\"digit\"},{\"name\":\"s\",\"characters\":\"!\"}]}";
    let run = "{\"rule\":\"repetition\",\"max\":1}";
    let all = words("abA1!", 3);
    is_uniform(&policy(&format!("{only},{length}")), &all);
    is_uniform(&policy(&format!("{only},{length},{kinds}")), &all);
    is_uniform(&policy(&format!("{only},{length},{kinds},{run}")), &all);
    let at = |place: &str| {
        format!(
            "{{\"rule\":\"characters\",\"where\":\"{place}\",\"forbidden\":[{{\"name\":\"lower\"}}]}}"
        )
    };
    let (start, end) = (at("start"), at("end"));
    is_uniform(&policy(&format!("{only},{length},{start}")), &all);
    is_uniform(
        &policy(&format!("{only},{length},{start},{end},{run}")),
        &all,
    );
    let last = "{\"rule\":\"characters\",\"where\":\"end\",\"forbidden\":[{\"name\":\"digit\"}]}";
    is_uniform(&policy(&format!("{only},{length},{start},{last}")), &all);
}

#[test]
fn improbable_passwords_are_built_and_impossible_ones_refused() {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let mut generate = |rules: &str| policy(rules).generate(&Context::new(), &mut rng);
    // One in twenty million has 15 digits and one letter.
    let rare = generate(
        "{\"rule\":\"length\",\"min\":16,\"max\":16},{\"rule\":\"kinds\",\"required\":2,\
         \"of\":[{\"name\":\"digit\",\"min\":15},{\"name\":\"lower\"}]}",
    );
    assert_eq!(
        rare.unwrap().chars().filter(char::is_ascii_digit).count(),
        15
    );
    for rules in [
        "{\"rule\":\"length\",\"min\":3},{\"rule\":\"length\",\"min\":0,\"max\":2}",
        "{\"rule\":\"length\",\"min\":3,\"max\":3},{\"rule\":\"kinds\",\"required\":2,\
         \"of\":[{\"name\":\"digit\",\"min\":2},{\"name\":\"lower\",\"min\":2}]}",
        "{\"rule\":\"length\",\"min\":11},{\"rule\":\"occurrences\",\"max\":1},\
         {\"rule\":\"characters\",\"allowed\":[{\"name\":\"digit\"}]}",
        "{\"rule\":\"length\",\"min\":4},{\"rule\":\"repetition\",\"max\":3},\
         {\"rule\":\"characters\",\"allowed\":[{\"name\":\"x\",\"characters\":\"x\"}]}",
    ] {
        assert_eq!(
            generate(rules),
            Err(Ungeneratable::Unsatisfiable),
            "{rules}"
        );
    }
}

#[test]
fn a_reason_has_a_code_and_a_sentence() {
    for (reason, code, en, ja) in [
        (
            Ungeneratable::Unsatisfiable,
            "unsatisfiable",
            "meets the policy",
            "満たせる",
        ),
        (Ungeneratable::TooRare, "too-rare", "too rare", "少なすぎ"),
        (
            Ungeneratable::TooFewWords,
            "too-few-words",
            "two different words",
            "異なる単語",
        ),
        (
            length(8, 10, 7).unwrap_err(),
            "length",
            "no password of 7 characters. Choose 8 to 10.",
            "8文字以上10文字以下",
        ),
        (
            length(8, 8, 12).unwrap_err(),
            "length",
            "no password of 12 characters. Choose 8.",
            "8文字にしてください",
        ),
    ] {
        assert_eq!(reason.code(), code);
        assert!(reason.sentence(Language::En).contains(en));
        assert!(reason.sentence(Language::Ja).contains(ja));
        for language in Language::ALL {
            assert!(reason.sentence(language).ends_with(['。', '.']));
        }
    }
}

#[test]
fn passphrases_fit_the_policy() {
    let words: Vec<String> = words("kstnh", 3).iter().map(|w| format!("{w}a")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    for name in Policy::PRESETS {
        let policy = Policy::preset(name).unwrap();
        let context = Context::new().email("taro@example.com");
        for _ in 0..20 {
            let phrase = passphrase(&policy, &words, &context, &mut rng).unwrap();
            assert!(!policy.check(&phrase, &context).is_refused(), "{name}");
            // 125 words to the twelfth are 83 bits.
            assert_eq!(phrase.matches('-').count(), 11, "{name}");
        }
    }
    // As many words as the smallest length requires, and no more.
    for (min, count) in [(1, 12), (47, 12), (48, 13), (63, 16), (64, 17), (99, 25)] {
        let policy = policy(&format!("{{\"rule\":\"length\",\"min\":{min}}}"));
        let three: Vec<&str> = words.iter().map(|word| &word[..3]).collect();
        let phrase = passphrase(&policy, &three, &Context::new(), &mut rng);
        let phrase = phrase.unwrap();
        assert_eq!(phrase.split('-').count(), count, "{min}");
        assert!(phrase.split('-').all(|word| three.contains(&word)), "{min}");
    }
    // A sign that is counted, if one is required.
    let every = "{\"rule\":\"kinds\",\"required\":4,\"of\":[{\"name\":\"lower\"},{\"name\":\"upper\"},\
                 {\"name\":\"digit\"},{\"name\":\"special\",\"characters\":\"!?\"}]}";
    let phrase = passphrase(&policy(every), &words, &Context::new(), &mut rng);
    assert!(phrase.unwrap().ends_with(['!', '?']));
    // The same word, as it is written in a passphrase, and no word.
    for few in [["a", "a"], ["é", "e\u{301}"], ["a", "a-b"], ["a", ""]] {
        let one = passphrase(&Policy::support_center(), &few, &Context::new(), &mut rng);
        assert_eq!(one, Err(Ungeneratable::TooFewWords), "{few:?}");
    }
}

fn passphrase(
    policy: &Policy,
    words: &[&str],
    context: &Context<'_>,
    rng: &mut ChaCha20Rng,
) -> Result<Zeroizing<String>, Ungeneratable> {
    let generator = policy.generator(&Form::Passphrase { words }, context, rng)?;
    generator.generate(rng)
}

/// Words that a capital makes the same count once.
#[test]
fn the_bits_of_a_passphrase_are_those_of_its_different_words() {
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    let small: Vec<String> = words("kstnh", 3).iter().map(|w| format!("{w}a")).collect();
    let large = small.iter().map(|word| word.to_uppercase());
    let capital = small
        .iter()
        .map(|word| word.replacen(&word[..1], &word[..1].to_uppercase(), 1));
    let all: Vec<String> = small.iter().cloned().chain(capital).chain(large).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let kinds = "{\"rule\":\"kinds\",\"required\":2,\"of\":[{\"name\":\"digit\"},\
                 {\"name\":\"special\",\"characters\":\"!?\"}]}";
    // 375 words to the tenth are 85.5 bits; 250 to the eleventh, a digit and
    // one of two signs are 91.9.
    for (rules, words, bits) in [("", 10, 85), (kinds, 11, 91)] {
        let (policy, context) = (policy(rules), Context::new());
        let form = Form::Passphrase { words: &all };
        let generator = policy.generator(&form, &context, &mut rng).unwrap();
        let phrase = generator.generate(&mut rng).unwrap();
        assert_eq!(phrase.split('-').count(), words);
        assert_eq!(generator.bits(&mut rng), bits);
    }
}

/// Facts about one password do not apply to another.
#[test]
fn facts_about_one_password_are_ignored() {
    let rules = "{\"rule\":\"length\",\"min\":12},{\"rule\":\"reuse\",\"last\":5},\
                 {\"rule\":\"breached\"},{\"rule\":\"guessability\",\"min_score\":4}";
    let context = Context::new().reused(true).breached(Some(7)).score(0);
    let mut rng = ChaCha20Rng::seed_from_u64(9);
    assert!(policy(rules).generate(&context, &mut rng).is_ok());
    let words: Vec<String> = words("kstnh", 3);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let phrase = passphrase(&policy(rules), &words, &context, &mut rng);
    assert!(phrase.is_ok());
}

/// A list and the current password are the same for every password.
#[test]
fn lists_and_the_current_password_count() {
    struct Everything;
    impl genkan::blocklist::Blocklist for Everything {
        fn contains(&self, _: &str) -> bool {
            true
        }
    }
    let rules = "{\"rule\":\"blocklist\",\"list\":\"all\"}";
    let context = Context::new().blocklist("all", &Everything);
    let mut rng = ChaCha20Rng::seed_from_u64(9);
    let refused = policy(rules).generate(&context, &mut rng);
    assert_eq!(refused, Err(Ungeneratable::TooRare));
    let rules = "{\"rule\":\"length\",\"min\":1,\"max\":1},{\"rule\":\"similarity\",\"min\":1},\
                 {\"rule\":\"characters\",\"allowed\":[{\"name\":\"two\",\"characters\":\"ab\"}]}";
    let context = Context::new().current_password("a");
    for _ in 0..8 {
        let password = policy(rules).generate(&context, &mut rng).unwrap();
        assert_eq!(password.as_str(), "b");
    }
}
