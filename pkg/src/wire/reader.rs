use alloc::vec::Vec;
use core::slice::Iter;

/// Reads values in the order in which they were written; `None` where they are
/// at an end or are none.
#[derive(Debug)]
pub(super) struct Reader<'w> {
    numbers: Iter<'w, u32>,
    texts: &'w str,
}

impl<'w> Reader<'w> {
    pub(super) fn new(numbers: &'w [u32], texts: &'w str) -> Self {
        Self {
            numbers: numbers.iter(),
            texts,
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.numbers.as_slice().is_empty()
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        self.numbers.next().copied()
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

    /// The next text: JavaScript counts in UTF-16.
    pub(super) fn text(&mut self) -> Option<&'w str> {
        let mut units = self.number()? as usize;
        let mut characters = self.texts.chars();
        while units > 0 {
            units = units.checked_sub(characters.next()?.len_utf16())?;
        }
        let rest = characters.as_str();
        let text = self.texts.get(..self.texts.len() - rest.len());
        self.texts = rest;
        text
    }

    pub(super) fn list<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut list = Vec::new();
        for _ in 0..self.number()? {
            list.push(one(self)?);
        }
        Some(list)
    }
}
