use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::OnceCell;
use core::fmt;

use zeroize::{Zeroize as _, Zeroizing};

use crate::policy::Preparation;
use crate::policy::ascii_set::AsciiSet;
use crate::text::Unicode;

/// A password while it is checked: prepared once, and folded when a rule needs
/// the folded form.
///
/// The work grows with the text, so reject one that is too large first
/// ([`check_size`](super::check_size)). Its memory is zeroized when it is
/// dropped.
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::{Candidate, LengthRule};
/// use genkan::policy::{Preparation, Status};
/// use genkan::text::Tables;
///
/// // The two code points of the letter become one.
/// let candidate = Candidate::new(&Tables, Preparation::OpaqueString, "cafe\u{301}");
/// assert_eq!((candidate.prepared(), candidate.length()), ("café", 4));
/// assert_eq!(LengthRule::new(4).check(&candidate), Status::Met);
/// ```
pub struct Candidate<'t, U: Unicode> {
    unicode: &'t U,
    preparation: Preparation,
    prepared: Cow<'t, str>,
    /// The ASCII characters of the prepared password.
    ascii: AsciiSet,
    is_ascii: bool,
    length: u32,
    folded: OnceCell<Zeroizing<String>>,
}

impl<'t, U: Unicode> Candidate<'t, U> {
    /// Prepares a password in the form that the policy names.
    #[inline]
    pub fn new(unicode: &'t U, preparation: Preparation, password: &'t str) -> Self {
        let mut prepared = Cow::Borrowed(password);
        let (mut ascii, mut is_ascii) = unicode.ascii(password);
        // No preparation changes ASCII.
        if !is_ascii {
            prepared = preparation.apply(unicode, password);
            (ascii, is_ascii) = unicode.ascii(&prepared);
        }
        let length = if is_ascii {
            prepared.len()
        } else {
            prepared.chars().count()
        };
        Self {
            unicode,
            preparation,
            prepared,
            ascii: AsciiSet::of_bits(ascii),
            is_ascii,
            // A password is at most `max_bytes` long.
            length: length as u32,
            folded: OnceCell::new(),
        }
    }

    /// Returns the prepared password.
    #[must_use]
    pub fn prepared(&self) -> &str {
        &self.prepared
    }

    /// Returns the length of the prepared password in code points.
    #[must_use]
    pub const fn length(&self) -> u32 {
        self.length
    }

    /// Returns the Unicode operations that it was prepared with.
    #[must_use]
    pub const fn unicode(&self) -> &U {
        self.unicode
    }

    pub(in crate::policy) const fn is_ascii(&self) -> bool {
        self.is_ascii
    }

    pub(in crate::policy) const fn ascii(&self) -> AsciiSet {
        self.ascii
    }

    /// Returns the code points, for rules that compare distant ones.
    pub(in crate::policy) fn characters(&self) -> Zeroizing<Vec<char>> {
        characters(&self.prepared)
    }

    /// Prepares another password in the same form.
    pub(in crate::policy) fn prepare<'o>(&self, other: &'o str) -> Cow<'o, str> {
        self.preparation.apply(self.unicode, other)
    }

    /// Returns another text in the folded form.
    pub(in crate::policy) fn fold(&self, other: &str) -> Zeroizing<String> {
        Zeroizing::new(self.unicode.fold(other))
    }

    /// Returns the text in which words are searched for: the folded form, or the
    /// prepared one if that is ASCII, of which a search ignores the case.
    pub(in crate::policy) fn searched(&self) -> &str {
        if self.is_ascii {
            &self.prepared
        } else {
            self.folded()
        }
    }

    /// Returns the folded form.
    pub(in crate::policy) fn folded(&self) -> &str {
        self.folded.get_or_init(|| self.fold(&self.prepared))
    }
}

impl<U: Unicode> Drop for Candidate<'_, U> {
    fn drop(&mut self) {
        if let Cow::Owned(prepared) = &mut self.prepared {
            prepared.zeroize();
        }
    }
}

impl<U: Unicode> fmt::Debug for Candidate<'_, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidate").finish_non_exhaustive()
    }
}

/// Returns the code points of a text, in memory that is reserved at its full
/// size: growing would leave a copy behind.
pub(super) fn characters(text: &str) -> Zeroizing<Vec<char>> {
    let mut characters = Zeroizing::new(Vec::with_capacity(text.len()));
    characters.extend(text.chars());
    characters
}
