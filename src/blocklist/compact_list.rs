use core::fmt;

use super::file::File;
use super::place::place;
use super::{Blocklist, EntryKind, InvalidList};

/// Any number of texts in one file, looked up in place.
///
/// It is exact: the texts are stored and compared byte by byte, and a hash is
/// only their address, so a collision cannot make a strong password common.
/// A lookup reads two places of the file, whatever its size, and allocates
/// nothing. The bytes need no alignment and are not unpacked, so a file can be
/// mapped into memory.
///
/// # Examples
///
#[cfg_attr(feature = "unicode-normalization", doc = "```")]
#[cfg_attr(not(feature = "unicode-normalization"), doc = "```ignore")]
/// use genkan::blocklist::{Blocklist as _, CompactList};
/// use genkan::policy::{Context, Policy};
///
/// let file = CompactList::build(["letmein", "Ｐassw0rd"])?; // or a file, mapped into memory
/// let list = CompactList::from_bytes(&file)?;
/// assert!(list.contains("passw0rd"));
/// assert!(!list.contains("passw0rd1"));
///
/// let context = Context::new().blocklist("common", &list);
/// # let _ = (context, Policy::support_center());
/// # Ok::<(), genkan::blocklist::InvalidList>(())
/// ```
#[derive(Clone, Copy)]
pub struct CompactList<'a>(File<'a>);

impl<'a> CompactList<'a> {
    /// Returns the list in the bytes of a file.
    ///
    /// It checks the header and the sizes, in constant time. If bytes after the
    /// header are damaged, a lookup never panics, reads outside, or finds a
    /// text that is not in the file; it can miss one that is, so
    /// [`verify`](Self::verify) a file once after a transfer.
    ///
    /// # Errors
    ///
    /// [`InvalidList`] if it is not a list of texts, or not all of it.
    pub const fn from_bytes(bytes: &'a [u8]) -> Result<Self, InvalidList> {
        match File::read(bytes) {
            Ok(file) => match file.header.kind {
                EntryKind::Texts => Ok(Self(file)),
                EntryKind::Hashes { .. } => Err(InvalidList::OtherKind),
            },
            Err(error) => Err(error),
        }
    }

    /// Returns the file of a list, made in memory. `genkan blocklist build`
    /// makes the same bytes, also of lists that memory cannot hold.
    ///
    /// # Errors
    ///
    /// [`InvalidList::EntryDoesNotFit`] for a text of more than 255 bytes
    /// when folded.
    #[cfg(feature = "unicode-normalization")]
    pub fn build<'w>(
        words: impl IntoIterator<Item = &'w str>,
    ) -> Result<alloc::vec::Vec<u8>, InvalidList> {
        use crate::text::{Tables, Unicode as _, prepare};
        let folded = words
            .into_iter()
            .map(|word| Tables.fold(&prepare(&Tables, word)).into_bytes());
        super::writer::build(EntryKind::Texts, folded.collect())
    }

    /// Checks everything: the checksum, each entry and the index. O(n).
    ///
    /// # Errors
    ///
    /// [`InvalidList`] if anything is not as it was built.
    pub fn verify(&self) -> Result<(), InvalidList> {
        self.0.verify()
    }

    /// Returns the number of texts.
    #[must_use]
    pub const fn entries(&self) -> u64 {
        self.0.header.entries
    }
}

impl Blocklist for CompactList<'_> {
    fn contains(&self, folded: &str) -> bool {
        let text = folded.as_bytes();
        let Some(mut rest) = self.0.bucket(place(text)) else {
            return false;
        };
        while let Some((entry, next)) = EntryKind::Texts.split_first(rest) {
            if entry == text {
                return true;
            }
            rest = next;
        }
        false
    }

    fn longest(&self) -> usize {
        self.0.header.longest.into()
    }
}

impl fmt::Debug for CompactList<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CompactList")
            .field("entries", &self.entries())
            .finish_non_exhaustive()
    }
}
