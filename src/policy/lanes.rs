//! Many bytes at a time, in plain arithmetic.
//!
//! Eight bytes are the lanes of one number; the answer to a question is the
//! highest bit of each lane. ASCII leaves that bit free, so that adding carries
//! into it and never into the next lane.

/// Which bytes are ASCII letters and digits, one bit each, the first one's in
/// the lowest; `None` where the text is not of 1 to 64 ASCII characters.
#[inline(always)]
pub(super) fn alphanumeric(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 64 {
        return None;
    }
    let (blocks, rest) = text.as_chunks::<8>();
    let (mut bits, mut any) = (0, 0);
    let mut at = 0;
    for block in blocks {
        let lanes = u64::from_le_bytes(*block);
        any |= lanes;
        bits |= alphanumeric_lanes(lanes) << (at % 64);
        at += 8;
    }
    if !rest.is_empty() {
        // The last eight again, or fewer with nothing behind them.
        let (lanes, at) = match text.last_chunk::<8>() {
            Some(last) => (u64::from_le_bytes(*last), text.len() - 8),
            None => (few(text), 0),
        };
        any |= lanes;
        bits |= alphanumeric_lanes(lanes) << (at % 64);
    }
    (any & HIGHEST == 0).then_some(bits)
}

/// Fewer than eight bytes.
#[inline(always)]
fn few(text: &[u8]) -> u64 {
    let number = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(first), Some(last)) => number(first) | number(last) << (8 * (text.len() - 4) % 64),
        _ => text
            .iter()
            .rev()
            .fold(0, |lanes, byte| lanes << 8 | u64::from(*byte)),
    }
}

/// The lanes of ASCII that are letters and digits, one bit each: multiplying
/// moves each to a place of its own in the highest byte.
#[inline]
const fn alphanumeric_lanes(lanes: u64) -> u64 {
    let lanes = lanes & !HIGHEST;
    let letters = between(lanes | (EACH * 0x20), b'a', b'z');
    let digits = between(lanes, b'0', b'9');
    (((letters | digits) & HIGHEST) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The place of the last byte of this value.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(super) fn last(text: &[u8], wanted: u8) -> Option<usize> {
    if cfg!(target_family = "wasm") {
        return text.iter().rposition(|byte| *byte == wanted);
    }
    let (rest, blocks) = text.as_rchunks::<8>();
    for (at, block) in blocks.iter().enumerate().rev() {
        // A lane is 0 where it is the byte, and only then does nothing carry.
        let lanes = u64::from_le_bytes(*block) ^ (EACH * wanted as u64);
        let others = ((lanes & !HIGHEST) + !HIGHEST) | lanes;
        let found = !others & HIGHEST;
        if found != 0 {
            return Some(rest.len() + at * 8 + 7 - found.leading_zeros() as usize / 8);
        }
    }
    rest.iter().rposition(|byte| *byte == wanted)
}

/// Whether it is so of one of the blocks that cover a text. They may overlap, and
/// where the text is short they repeat bytes: the order of bytes must not
/// matter. A block has one size, so that the compiler compares it as a whole
/// where the question has no branch in it.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(super) fn any_block(text: &[u8], is_so: impl Fn(&[u8; 16]) -> bool) -> bool {
    let (blocks, rest) = text.as_chunks::<16>();
    for block in blocks {
        if is_so(block) {
            return true;
        }
    }
    if rest.is_empty() {
        return false;
    }
    if let Some(last) = text.last_chunk() {
        return is_so(last);
    }
    is_so(&short_block(text))
}

/// A block of all bytes of a text that is shorter.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn short_block(text: &[u8]) -> [u8; 16] {
    let numbers = if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let twice = |half: &[u8; 4]| u64::from(u32::from_le_bytes(*half)) * 0x1_0000_0001;
        (twice(first), twice(last))
    } else {
        let byte = |at| text.get(at).copied().map_or(0, u64::from) * EACH;
        let ends = text.len().saturating_sub(1);
        let (first, middle, last) = (byte(0), byte(ends / 2), byte(ends));
        (first & 0xffff_ffff | middle & !0xffff_ffff, last)
    };
    u128::to_le_bytes(u128::from(numbers.0) | u128::from(numbers.1) << 64)
}

/// The lanes of ASCII that are in this range.
const fn between(lanes: u64, first: u8, last: u8) -> u64 {
    let from = lanes + EACH * (0x80 - first as u64);
    let above = lanes + EACH * (0x7f - last as u64);
    from & !above
}

/// A 1 in each lane.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each lane.
const HIGHEST: u64 = EACH * 0x80;

#[cfg(test)]
mod tests {
    use super::*;

    /// Every byte at every place of texts of every length, beside others that
    /// are next to a limit.
    #[test]
    fn the_letters_and_digits_are_those_of_a_byte_by_byte_search() {
        for others in [*b"az09AZ@{", *b"`/:[ \0\x7f~"] {
            for length in 0..=65 {
                for at in 0..length {
                    for byte in 0..=u8::MAX {
                        let mut text = others.repeat(9);
                        text.truncate(length);
                        text[at] = byte;
                        let bits = (0..64).zip(&text).fold(0, |all, (at, byte)| {
                            all | u64::from(byte.is_ascii_alphanumeric()) << at
                        });
                        let is_short = byte < 128 && length <= 64;
                        assert_eq!(alphanumeric(&text), is_short.then_some(bits), "{text:?}");
                    }
                }
            }
        }
        assert_eq!(alphanumeric(b""), None);
    }

    #[test]
    fn the_last_byte_is_that_of_a_byte_by_byte_search() {
        for length in 0..24 {
            for at in 0..length {
                for byte in 0..=255 {
                    let mut text = [b'?', b'A', 0xc0, b'@', 0x7f, 0xff, 0x80, 0].repeat(3);
                    text.truncate(length);
                    text[at] = byte;
                    let slowly = text.iter().rposition(|byte| *byte == b'@');
                    assert_eq!(last(&text, b'@'), slowly, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn the_blocks_have_the_bytes_of_the_text() {
        let text: [u8; 100] = core::array::from_fn(|at| at as u8 + 1);
        for length in 0..text.len() {
            let text = &text[..length];
            let is_in = |byte| any_block(text, |block| block.contains(&byte));
            for byte in 0..=u8::MAX {
                assert_eq!(is_in(byte), text.contains(&byte), "{byte} in {length}");
            }
        }
    }
}
