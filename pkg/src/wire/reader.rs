use alloc::vec::Vec;

/// Reads the values of the canonical form (`src/policy/canonical.rs`) in order,
/// without its header.
///
/// If a value is missing or invalid, the reader is broken and returns defaults
/// from then on. The caller checks once, at the end, whether all values were
/// read.
#[derive(Debug)]
pub struct Reader<'w> {
    rest: &'w [u8],
    is_broken: bool,
}

impl<'w> Reader<'w> {
    /// # Safety
    ///
    /// Every text in it must be UTF-8.
    pub const unsafe fn new(bytes: &'w [u8]) -> Self {
        Self {
            rest: bytes,
            is_broken: false,
        }
    }

    /// Returns whether all values were valid and nothing is left.
    pub const fn is_done(&self) -> bool {
        self.rest.is_empty() && !self.is_broken
    }

    /// Returns whether there is another value.
    pub const fn has_more(&self) -> bool {
        !self.rest.is_empty() && !self.is_broken
    }

    pub fn must(&mut self, holds: bool) {
        self.is_broken |= !holds;
    }

    pub fn number(&mut self) -> u32 {
        let bytes = self.bytes(4);
        bytes
            .iter()
            .fold(0, |number, byte| number << 8 | u32::from(*byte))
    }

    pub fn flag(&mut self) -> bool {
        self.bytes(1) == [1]
    }

    pub fn optional(&mut self) -> Option<u32> {
        let is_there = self.flag();
        let number = self.number();
        is_there.then_some(number)
    }

    pub fn character(&mut self) -> char {
        let character = char::from_u32(self.number());
        self.must(character.is_some());
        character.unwrap_or_default()
    }

    pub fn text(&mut self) -> &'w str {
        let length = self.number() as usize;
        let bytes = self.bytes(length);
        // SAFETY: the caller of `new` guarantees it.
        unsafe { text(bytes) }
    }

    /// Reads a text if it equals this one, and returns whether it does.
    pub fn skip_text(&mut self, text: &str) -> bool {
        let before = self.rest;
        let was_broken = self.is_broken;
        let is_next = self.text() == text;
        if !is_next {
            self.rest = before;
            self.is_broken = was_broken;
        }
        is_next
    }

    /// Reads the number after this text, if the text is next.
    pub fn optional_after(&mut self, text: &str) -> Option<u32> {
        self.skip_text(text).then(|| self.number())
    }

    /// Reads one of some values by its code.
    pub fn choice<T: Copy, const N: usize>(
        &mut self,
        of: [T; N],
        code: impl Fn(T) -> &'static str,
    ) -> T {
        let text = self.text();
        let chosen = of.into_iter().find(|value| code(*value) == text);
        self.must(chosen.is_some());
        chosen.unwrap_or(of[0])
    }

    pub fn list<T>(&mut self, one: impl Fn(&mut Self) -> T) -> Vec<T> {
        let mut list = Vec::new();
        for _ in 0..self.number() {
            list.push(one(self));
            if self.is_broken {
                break;
            }
        }
        list
    }

    fn bytes(&mut self, count: usize) -> &'w [u8] {
        let Some((bytes, rest)) = self.rest.split_at_checked(count) else {
            self.must(false);
            return &[];
        };
        self.rest = rest;
        bytes
    }
}

/// Returns bytes as a text.
///
/// # Safety
///
/// The bytes must be UTF-8. `TextEncoder` writes nothing else.
pub const unsafe fn text(bytes: &[u8]) -> &str {
    // SAFETY: as above.
    unsafe { core::str::from_utf8_unchecked(bytes) }
}
