use alloc::string::String;
use alloc::vec::Vec;

use super::Blocklist;

/// A list in memory, for a few words.
///
/// # Examples
///
/// ```
/// use genkan::blocklist::{Blocklist as _, WordList};
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
        use crate::text::{Tables, Unicode as _, prepare};
        let folded = words
            .into_iter()
            .map(|word| Tables.fold(&prepare(&Tables, word)));
        let mut folded: Vec<String> = folded.collect();
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

    fn longest(&self) -> usize {
        self.0.iter().map(String::len).max().unwrap_or(0)
    }
}

#[cfg(all(test, feature = "unicode-normalization"))]
mod tests {
    use super::*;
    use crate::text::{Tables, Unicode as _, prepare};

    /// U+1680 is a space that no normalization form maps to U+0020.
    #[test]
    fn a_word_is_prepared_as_a_password_is() {
        let list: WordList = ["open\u{1680}sesame"].into_iter().collect();
        let asked = Tables.fold(&prepare(&Tables, "Open\u{1680}Sesame"));
        assert!(list.contains(&asked));
    }
}
