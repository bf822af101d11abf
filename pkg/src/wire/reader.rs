use alloc::string::String;
use alloc::vec::Vec;

/// Reads values in the order in which they were written.
///
/// Once they are at an end, or one is none, it is broken, and what it reads
/// means nothing: who reads asks once, at the end, whether everything was there.
#[derive(Debug)]
pub(crate) struct Reader<'w> {
    rest: &'w [u8],
    is_broken: bool,
}

impl<'w> Reader<'w> {
    pub(crate) const fn new(bytes: &'w [u8]) -> Self {
        Self {
            rest: bytes,
            is_broken: false,
        }
    }

    /// Whether everything was there, and nothing else is.
    pub(super) const fn is_done(&self) -> bool {
        self.rest.is_empty() && !self.is_broken
    }

    /// Whether there is another value.
    pub(super) const fn has_more(&self) -> bool {
        !self.rest.is_empty() && !self.is_broken
    }

    pub(super) fn must(&mut self, is_so: bool) {
        self.is_broken |= !is_so;
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    pub(super) fn number(&mut self) -> u32 {
        let mut number = 0;
        let mut shift = 0;
        while let Some((byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            number |= u32::from(byte & 0x7f).unbounded_shl(shift);
            if *byte < 0x80 {
                self.must(shift < 32);
                return number;
            }
            shift += 7;
        }
        self.must(false);
        0
    }

    pub(super) fn flag(&mut self) -> bool {
        self.number() != 0
    }

    /// One of all there are.
    pub(super) fn choice<T: Copy, const N: usize>(&mut self, of: [T; N]) -> T {
        let chosen = of.get(self.number() as usize).copied();
        self.must(chosen.is_some());
        chosen.unwrap_or(of[0])
    }

    pub(super) fn character(&mut self) -> char {
        let character = char::from_u32(self.number());
        self.must(character.is_some());
        character.unwrap_or_default()
    }

    pub(super) fn optional(&mut self) -> Option<u32> {
        self.flag().then(|| self.number())
    }

    pub(super) fn text(&mut self) -> &'w str {
        let bytes = self.number() as usize;
        let Some((bytes, rest)) = self.rest.split_at_checked(bytes) else {
            self.must(false);
            return "";
        };
        self.rest = rest;
        text(bytes)
    }

    pub(super) fn list<T>(&mut self, one: impl Fn(&mut Self) -> T) -> Vec<T> {
        let mut list = Vec::new();
        for _ in 0..self.number() {
            list.push(one(self));
            if self.is_broken {
                break;
            }
        }
        list
    }
}

/// A text that JavaScript has written.
pub(crate) const fn text(bytes: &[u8]) -> &str {
    // SAFETY: only pkg/ts writes texts, and with `TextEncoder` it writes
    // nothing but UTF-8. wasm-bindgen takes its texts in the same way.
    unsafe { core::str::from_utf8_unchecked(bytes) }
}

/// The same, as a text of its own.
pub(crate) fn owned_text(bytes: Vec<u8>) -> String {
    // SAFETY: as above.
    unsafe { String::from_utf8_unchecked(bytes) }
}
