/// Returns every pair of kana in Hepburn's spelling, such as `kumo`, except
/// insults and curses.
///
/// A kana ends with its vowel, so that no two pairs are written the same, and
/// each word is worth 12 bits. Words with a meaning would be easier to remember,
/// but would need a dictionary and its licence.
pub(super) fn romaji() -> Vec<String> {
    let pairs = KANA
        .iter()
        .flat_map(|first| KANA.iter().map(move |second| format!("{first}{second}")));
    pairs
        .filter(|word| !LEFT_OUT.contains(&word.as_str()))
        .collect()
}

const KANA: [&str; 67] = [
    "a", "i", "u", "e", "o", "ka", "ki", "ku", "ke", "ko", "sa", "shi", "su", "se", "so", "ta",
    "chi", "tsu", "te", "to", "na", "ni", "nu", "ne", "no", "ha", "hi", "fu", "he", "ho", "ma",
    "mi", "mu", "me", "mo", "ya", "yu", "yo", "ra", "ri", "ru", "re", "ro", "wa", "ga", "gi", "gu",
    "ge", "go", "za", "ji", "zu", "ze", "zo", "da", "de", "do", "ba", "bi", "bu", "be", "bo", "pa",
    "pi", "pu", "pe", "po",
];

const LEFT_OUT: [&str; 35] = [
    "aho", "baba", "baka", "bobo", "busu", "buta", "chibi", "chichi", "dago", "debu", "doji",
    "ero", "eta", "gero", "guzu", "hage", "hoe", "homo", "jiji", "kasu", "ketsu", "kike", "kuso",
    "mesu", "paki", "pedo", "pee", "pipi", "poo", "puta", "rape", "rezu", "shine", "shiri", "zako",
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn words_differ_and_what_is_left_out_would_be_one() {
        let words = romaji();
        let different: HashSet<&String> = words.iter().collect();
        assert_eq!(different.len(), 67 * 67 - LEFT_OUT.len());
        assert_eq!(words.len(), different.len());
        assert!(words.iter().all(|word| (2..=6).contains(&word.len())));
    }
}
