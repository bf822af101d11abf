use alloc::string::String;
use alloc::vec::Vec;

/// Passwords that are refused because others use them.
///
/// A list is exact: no password is called common that is not on it. It is
/// asked for texts that are folded (NFKC, case folded) already.
pub trait Blocklist: Send + Sync {
    /// Whether the folded text is on the list.
    fn contains(&self, folded: &str) -> bool;
}

/// A list in memory.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Blocklist as _, WordList};
///
/// let list: WordList = ["letmein", "Passw0rd"].into_iter().collect();
/// assert!(list.contains("passw0rd"));
/// assert!(!list.contains("passw0rd1"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct WordList(Vec<String>);

#[cfg(feature = "unicode-normalization")]
impl<'w> FromIterator<&'w str> for WordList {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Self {
        use crate::text::{Tables, Unicode as _};
        let mut folded: Vec<String> = words.into_iter().map(|word| Tables.fold(word)).collect();
        folded.sort_unstable();
        folded.dedup();
        Self(folded)
    }
}

impl Blocklist for WordList {
    fn contains(&self, folded: &str) -> bool {
        self.0
            .binary_search_by(|word| word.as_str().cmp(folded))
            .is_ok()
    }
}
