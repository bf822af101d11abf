//! Spellings of a word that a person takes for the same one.

use alloc::string::String;

use zeroize::Zeroizing;

use crate::text::Unicode;

/// Returns a folded text without accents, and with katakana in place of
/// hiragana.
///
/// An accent is a combining mark (U+0300 to U+036F) of the decomposed text
/// (NFD), so the voicing marks of kana stay. `docs/rules.md` has the letters
/// that do not decompose.
pub(super) fn without_accents(unicode: &impl Unicode, folded: &str) -> Zeroizing<String> {
    let decomposed = Zeroizing::new(unicode.decompose(folded));
    // Reserved at its full size: growing would leave a copy behind.
    let mut plain = Zeroizing::new(String::with_capacity(decomposed.len()));
    for c in decomposed.chars() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => {
                plain.push(char::from_u32(c as u32 + KATAKANA).unwrap_or(c));
            }
            _ => match PLAIN.iter().find(|(accented, _)| *accented == c) {
                Some((_, letters)) => plain.push_str(letters),
                None => plain.push(c),
            },
        }
    }
    // Composed again: of a hangul syllable, no part is a word.
    Zeroizing::new(unicode.prepare(&plain))
}

/// The distance from a hiragana to its katakana.
const KATAKANA: u32 = 0x60;

/// The letters that do not decompose, and the plain ones for them, which have no
/// more bytes.
pub(super) const PLAIN: [(char, &str); 8] = [
    ('æ', "ae"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ł', "l"),
    ('ø', "o"),
    ('œ', "oe"),
    ('ŧ', "t"),
];
