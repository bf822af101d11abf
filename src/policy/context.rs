use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::text::Unicode;

/// What is known of the person, prepared once and used for every check.
///
/// NIST SP 800-63B-4 section 3.1.1.2 calls these context-specific words.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Policy};
///
/// let context = Context::new().email("taro.yamada@example.co.jp");
/// let policy = Policy::support_center();
/// assert!(!policy.check("Kite-taro7", &context).is_accepted());
/// ```
#[derive(Clone, Default)]
pub struct Context {
    local_part: Option<LocalPart>,
}

impl Context {
    /// Nothing is known; rules that need to know something do not apply.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the person's mail address.
    ///
    /// The local part is what stands before the last `@`; a text without `@`
    /// is a local part as a whole, as a user name is. An empty local part
    /// says nothing and is left out.
    #[cfg(feature = "unicode-normalization")]
    #[must_use]
    pub fn email(self, address: &str) -> Self {
        self.email_with(&crate::text::Tables, address)
    }

    /// [`email`](Self::email) with the caller's Unicode operations.
    #[must_use]
    pub fn email_with(mut self, unicode: &impl Unicode, address: &str) -> Self {
        let local = address.rsplit_once('@').map_or(address, |(local, _)| local);
        self.local_part = LocalPart::new(unicode.fold(local));
        self
    }

    pub(crate) const fn local_part(&self) -> Option<&LocalPart> {
        self.local_part.as_ref()
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").finish_non_exhaustive()
    }
}

/// A folded local part and the pieces that its separators leave.
#[derive(Clone)]
pub(crate) struct LocalPart {
    whole: String,
    pieces: Vec<String>,
}

impl LocalPart {
    fn new(whole: String) -> Option<Self> {
        if whole.is_empty() {
            return None;
        }
        let mut pieces: Vec<String> = whole
            .split(|c: char| !c.is_alphanumeric())
            .filter(|piece| piece.len() < whole.len())
            .map(String::from)
            .collect();
        pieces.sort_unstable();
        pieces.dedup();
        Some(Self { whole, pieces })
    }

    /// Whether `folded` contains the whole local part, or a piece of it of at
    /// least `min_piece` code points.
    pub(crate) fn is_in(&self, folded: &str, min_piece: u32) -> bool {
        folded.contains(&self.whole)
            || self.pieces.iter().any(|piece| {
                piece.chars().count() >= min_piece as usize && folded.contains(piece.as_str())
            })
    }
}
