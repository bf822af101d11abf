//! The passes over a whole text of `src/text/search.rs`, with the instructions
//! for 16 bytes at once: the compiler finds them only if it builds for speed,
//! and the modules are built to be small.

use core::arch::wasm32::{
    i8x16_bitmask, i8x16_eq, u8x16, u8x16_eq, u8x16_shr, u8x16_splat, u8x16_swizzle, v128,
    v128_and, v128_any_true, v128_load, v128_or,
};

/// Returns the ASCII characters of a text as bits, and whether it has no others.
pub(crate) fn ascii(text: &str) -> ([u64; 2], bool) {
    let mut quarters = [0; 4];
    let mut add = |byte: u8| quarters[usize::from(byte >> 6)] |= 1 << (byte & 63);
    let mut rest = text.as_bytes();
    // In a short text, most characters are new.
    if rest.len() >= 4 * BLOCK {
        // For each low half of a byte, a bit for each high half of a byte that
        // was seen.
        let mut seen = [0_u8; BLOCK];
        while let Some((block, next)) = rest.split_first_chunk::<BLOCK>() {
            let bytes = load(block);
            let high = u8x16_swizzle(BITS, u8x16_shr(bytes, 4));
            let known = u8x16_swizzle(load(&seen), v128_and(bytes, u8x16_splat(15)));
            let is_new = i8x16_eq(v128_and(known, high), u8x16_splat(0));
            let mut new = i8x16_bitmask(is_new);
            while new != 0 {
                let byte = block[new.trailing_zeros() as usize & 15];
                add(byte);
                seen[usize::from(byte & 15)] |= (1_u16 << (byte >> 4)) as u8;
                new &= new - 1;
            }
            rest = next;
        }
    }
    rest.iter().for_each(|byte| add(*byte));
    let [low, high, others @ ..] = quarters;
    ([low, high], others == [0, 0])
}

/// A bit for each high half of a byte of ASCII.
const BITS: v128 = u8x16(1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0);

fn load(block: &[u8; BLOCK]) -> v128 {
    // SAFETY: it has 16 bytes, and needs no alignment.
    unsafe { v128_load(block.as_ptr().cast()) }
}

/// Returns whether a text contains a word. The case of ASCII is ignored.
pub(crate) fn contains(text: &[u8], word: &[u8]) -> bool {
    let (Some(first), Some(last)) = (word.first(), word.last()) else {
        return true;
    };
    let (first, last) = (Byte::new(*first), Byte::new(*last));
    let mut starts = text;
    let mut ends = text.get(word.len() - 1..).unwrap_or_default();
    let is_at = |starts: &[u8]| {
        let part = starts.get(..word.len());
        part.is_some_and(|part| part.eq_ignore_ascii_case(word))
    };
    while let (Some((block, next)), Some((end, next_ends))) = (
        starts.split_first_chunk::<BLOCK>(),
        ends.split_first_chunk::<BLOCK>(),
    ) {
        let is_near = v128_and(first.all(load(block)), last.all(load(end)));
        if v128_any_true(is_near)
            && (0..BLOCK).any(|at| is_at(starts.get(at..).unwrap_or_default()))
        {
            return true;
        }
        (starts, ends) = (next, next_ends);
    }
    let pairs = starts.iter().zip(ends).enumerate();
    for (at, (start, end)) in pairs {
        if first.is(*start) && last.is(*end) && is_at(starts.get(at..).unwrap_or_default()) {
            return true;
        }
    }
    false
}

/// A byte that is searched for. The case of ASCII is ignored.
struct Byte {
    byte: u8,
    case: u8,
}

impl Byte {
    fn new(byte: u8) -> Self {
        let case = if byte.is_ascii_alphabetic() { 0x20 } else { 0 };
        Self {
            byte: byte | case,
            case,
        }
    }

    fn is(&self, other: u8) -> bool {
        other | self.case == self.byte
    }

    /// Returns which bytes of a block are this one.
    fn all(&self, block: v128) -> v128 {
        u8x16_eq(
            v128_or(block, u8x16_splat(self.case)),
            u8x16_splat(self.byte),
        )
    }
}

/// How many bytes are searched at once.
const BLOCK: usize = 16;
