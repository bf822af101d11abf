use alloc::string::String;
use alloc::vec::Vec;

/// Reads values in the order in which they were written; `None` where they are
/// at an end or are none.
#[derive(Debug)]
pub(crate) struct Reader<'w> {
    rest: &'w [u8],
}

impl<'w> Reader<'w> {
    pub(crate) const fn new(bytes: &'w [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) const fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    pub(super) fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        let mut shift = 0;
        loop {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if *byte < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    }

    pub(super) fn flag(&mut self) -> Option<bool> {
        Some(self.number()? != 0)
    }

    /// One of all there are.
    pub(super) fn choice<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        of.get(self.number()? as usize).copied()
    }

    pub(super) fn character(&mut self) -> Option<char> {
        char::from_u32(self.number()?)
    }

    pub(super) fn optional(&mut self) -> Option<Option<u32>> {
        if self.flag()? {
            self.number().map(Some)
        } else {
            Some(None)
        }
    }

    pub(super) fn text(&mut self) -> Option<&'w str> {
        let bytes = self.number()? as usize;
        let (bytes, rest) = self.rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(text(bytes))
    }

    pub(super) fn list<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut list = Vec::new();
        for _ in 0..self.number()? {
            list.push(one(self)?);
        }
        Some(list)
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
