//! The passes over a whole text.

/// Returns the ASCII characters of a text as bits, and whether it has no others.
pub(super) fn ascii(text: &str) -> ([u64; 2], bool) {
    let mut quarters = [0; 4];
    for byte in text.bytes() {
        quarters[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }
    let [low, high, others @ ..] = quarters;
    ([low, high], others == [0, 0])
}

/// Returns whether a text contains a word. The case of ASCII is ignored.
///
/// It compares the word only where its first and its last byte are: one of them
/// alone is in almost every part of a long text.
pub(super) fn contains(text: &[u8], word: &[u8]) -> bool {
    let (Some(first), Some(last)) = (word.first(), word.last()) else {
        return true;
    };
    let (is_first, is_last) = (equals(*first), equals(*last));
    let ends = text.get(word.len() - 1..).unwrap_or_default();
    let blocks = text.chunks(BLOCK).zip(ends.chunks(BLOCK));
    (0..)
        .step_by(BLOCK)
        .zip(blocks)
        .any(|(at, (starts, ends))| {
            let is_near = |(start, end): (&u8, &u8)| is_first(*start) & is_last(*end);
            let is_at = |at: usize| {
                let part = text.get(at..at + word.len());
                part.is_some_and(|part| part.eq_ignore_ascii_case(word))
            };
            let pairs = starts.iter().zip(ends);
            // The compiler compares the bytes of a block at once.
            let has_any = pairs.clone().fold(false, |any, pair| any | is_near(pair));
            has_any
                && (at..)
                    .zip(pairs)
                    .any(|(at, pair)| is_near(pair) && is_at(at))
        })
}

/// Returns a function that compares a byte with this one. The case of ASCII is
/// ignored.
fn equals(wanted: u8) -> impl Fn(u8) -> bool + Copy {
    let case = if wanted.is_ascii_alphabetic() {
        0x20
    } else {
        0
    };
    move |byte| byte | case == wanted | case
}

/// How many bytes are searched at once.
const BLOCK: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ascii_characters_of_a_text() {
        let bits = |text: &str| text.bytes().fold(0_u128, |bits, byte| bits | 1 << byte);
        let join = |[low, high]: [u64; 2]| u128::from(high) << 64 | u128::from(low);
        let (set, is_ascii) = ascii("@Zz[`aM{é");
        assert_eq!(join(set), bits("@Zz[`aM{"));
        assert!(!is_ascii);
        assert_eq!(ascii("\u{7f}"), ([0, 1 << 63], true));
    }
}
