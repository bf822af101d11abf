/// Returns every pair of kana in Hepburn's spelling, such as `kumo`, except
/// those in [`LEFT_OUT`].
///
/// A kana ends with its vowel, so that no two pairs are written the same:
/// 4,150 words, of which each is worth 12 bits. Words that all have a
/// meaning would be easier to remember, but would need a dictionary and its
/// licence.
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

/// Words that a passphrase for a contact must not have, in Japanese or in another
/// language: insults, slurs, parts of the body, death, illness, wounds, dirt,
/// vermin, crime, sex, and what looks like such a word in romaji, as `fuku` and
/// `shitsu` do.
///
/// All pairs that a dictionary of Japanese knows were read with all of their
/// meanings. A word is left out even if its usual meaning is harmless, as that of
/// `hana` (flower, nose).
const LEFT_OUT: [&str; 339] = [
    "abo", "ago", "ahe", "aho", "aku", "ama", "ana", "ano", "anu", "ase", "ashi", "aso", "asu",
    "aza", "baa", "baba", "bachi", "baka", "bane", "bare", "bari", "bebe", "bero", "bichi", "bide",
    "biri", "bite", "bobo", "bochi", "bohi", "boke", "bomu", "bone", "boro", "boshi", "botsu",
    "bubo", "buma", "bura", "busu", "buta", "chibi", "chibo", "chibu", "chichi", "chigu", "chiko",
    "chime", "china", "chino", "chipo", "chiri", "chishi", "chitsu", "dabi", "dafu", "dago",
    "daki", "dako", "dame", "damu", "dani", "dasa", "deba", "debu", "deko", "deku", "deme", "desu",
    "doba", "dobu", "dogo", "doji", "doku", "dope", "doro", "dosu", "doya", "echi", "ero", "eta",
    "fugu", "fuka", "fuke", "fuki", "fuko", "fuku", "futa", "futo", "gago", "gaki", "gari",
    "gashi", "geba", "gebi", "gebo", "gei", "geri", "gero", "gesu", "geto", "goke", "goki", "goku",
    "gomi", "gore", "goro", "guchi", "gufu", "guku", "guro", "guzu", "hada", "hae", "hage", "haji",
    "haka", "haku", "hame", "hana", "hara", "hate", "hea", "hebe", "hebo", "hedo", "hehe", "hema",
    "heru", "heso", "heta", "hibu", "hifu", "hige", "higu", "hihi", "hiji", "himo", "hiso", "hisu",
    "hiza", "hobo", "hoe", "hoho", "homo", "hone", "hoo", "hoto", "hozo", "ibo", "iku", "imo",
    "jiga", "jii", "jiji", "jishi", "jizu", "kabi", "kaka", "kama", "kami", "kao", "kari", "kasu",
    "kata", "kechi", "kega", "ketsu", "kichi", "kike", "kimo", "kiru", "kizu", "kobu", "koke",
    "koki", "koro", "koshi", "kotsu", "kubi", "kubo", "kuchi", "kuri", "kusa", "kuse", "kuso",
    "kusu", "kuyo", "kuzu", "maga", "manu", "mara", "maso", "masu", "mata", "mayu", "mazo", "meko",
    "mesu", "mimi", "momo", "momu", "muchi", "muda", "muna", "mune", "nachi", "name", "niga",
    "nige", "nigi", "nigo", "nigu", "niku", "nodo", "nomi", "noro", "nude", "nuge", "nugu", "nuke",
    "nuku", "oko", "ona", "oshi", "pai", "paki", "pako", "pau", "pede", "pedo", "pee", "peke",
    "peni", "pero", "pika", "pina", "pipi", "piru", "pisu", "poa", "poo", "popo", "poru", "pube",
    "puke", "puki", "pupu", "pushi", "puta", "pute", "puto", "rachi", "rafu", "rai", "rape",
    "rapi", "rezu", "rori", "sabi", "sade", "sado", "sagi", "sao", "saru", "sasu", "sega", "sei",
    "seku", "seme", "shide", "shigo", "shii", "shiko", "shimi", "shina", "shine", "shini", "shinu",
    "shiri", "shishi", "shisu", "shita", "shite", "shito", "shitsu", "shiwa", "sodo", "soso",
    "suka", "suke", "sune", "suri", "susu", "tama", "teme", "tero", "tote", "tsuba", "tsubi",
    "tsume", "tsumi", "tsura", "tsuwa", "tsuya", "uba", "ude", "uji", "umu", "unu", "uso", "utsu",
    "uza", "waki", "waru", "yaba", "yabo", "yaku", "yami", "yamu", "yani", "yari", "yaru", "yase",
    "yatsu", "yomi", "yota", "yubi", "zako", "zama", "zebi", "zobi", "zoku", "zube", "zubo",
    "zura", "zuri", "zuru", "zuso",
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
        assert!(words.len() >= 1 << 12, "12 bits each");
        assert!(words.iter().all(|word| (2..=6).contains(&word.len())));
        assert!(LEFT_OUT.is_sorted());
        for word in ["kuzu", "gomi", "niga", "shinu", "chitsu", "nachi", "kubi"] {
            assert!(!words.iter().any(|other| other == word), "{word}");
        }
    }
}
