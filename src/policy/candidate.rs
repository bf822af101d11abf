use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::cell::OnceCell;

use zeroize::{Zeroize as _, Zeroizing};

use super::Preparation;
use super::lanes::any_block;
use super::word::code_points;
use crate::text::{Unicode, Wiped, is_ascii};

/// A password while it is judged: prepared, and folded when a rule asks.
pub(crate) struct Candidate<'t, U: Unicode> {
    unicode: &'t U,
    preparation: Preparation,
    prepared: Cow<'t, str>,
    is_ascii: bool,
    is_printable_ascii: bool,
    length: u32,
    folded: OnceCell<Wiped>,
}

impl<'t, U: Unicode> Candidate<'t, U> {
    #[inline]
    pub(crate) fn new(unicode: &'t U, preparation: Preparation, password: &'t str) -> Self {
        // One pass answers three questions for nearly every password.
        let is_printable_ascii = is_printable_ascii(password.as_bytes());
        let prepared = if is_printable_ascii {
            Cow::Borrowed(password)
        } else {
            preparation.apply(unicode, password)
        };
        // What was not ASCII may be it once it is prepared.
        let is_ascii = is_printable_ascii || is_ascii(&prepared);
        // At most `max_bytes` characters, so the count fits.
        let length = if is_ascii {
            prepared.len() as u32
        } else {
            code_points(prepared.as_bytes()) as u32
        };
        Self {
            unicode,
            preparation,
            prepared,
            is_ascii,
            is_printable_ascii,
            length,
            folded: OnceCell::new(),
        }
    }

    pub(crate) fn prepared(&self) -> &str {
        &self.prepared
    }

    pub(crate) const fn is_ascii(&self) -> bool {
        self.is_ascii
    }

    /// Whether it was printable ASCII before anything was done to it: then
    /// there is no control character in it.
    pub(crate) const fn is_printable_ascii(&self) -> bool {
        self.is_printable_ascii
    }

    /// The length in code points.
    pub(crate) const fn length(&self) -> u32 {
        self.length
    }

    /// The code points, for rules that look back and forth.
    pub(crate) fn characters(&self) -> Zeroizing<Vec<char>> {
        characters(&self.prepared)
    }

    /// Another password in the same form.
    pub(crate) fn prepare<'o>(&self, other: &'o str) -> Cow<'o, str> {
        self.preparation.apply(self.unicode, other)
    }

    pub(crate) const fn unicode(&self) -> &U {
        self.unicode
    }

    /// The folded form, apart from ASCII case: whoever searches in it folds
    /// that on the way, so that an ASCII password is not copied.
    pub(crate) fn folded(&self) -> &str {
        if self.is_ascii {
            return &self.prepared;
        }
        self.folded
            .get_or_init(|| Wiped(self.unicode.fold(&self.prepared)))
    }
}

impl<U: Unicode> Drop for Candidate<'_, U> {
    fn drop(&mut self) {
        if let Cow::Owned(prepared) = &mut self.prepared {
            prepared.as_mut_str().zeroize();
        }
    }
}

/// Whether all bytes are U+0020 to U+007E.
#[inline]
fn is_printable_ascii(bytes: &[u8]) -> bool {
    // Small before fast.
    if cfg!(target_family = "wasm") {
        return bytes.iter().all(|byte| matches!(byte, b' '..=b'~'));
    }
    !any_block(bytes, |block| {
        block
            .iter()
            .fold(false, |any, byte| any | (byte.wrapping_sub(0x20) > 0x5e))
    })
}

/// The code points of a text, in memory that is taken at its full size at once,
/// so that growing leaves no copy behind.
pub(crate) fn characters(text: &str) -> Zeroizing<Vec<char>> {
    let mut characters = Zeroizing::new(Vec::with_capacity(text.len()));
    characters.extend(text.chars());
    characters
}
