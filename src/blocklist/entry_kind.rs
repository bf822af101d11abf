use alloc::vec::Vec;

use super::InvalidList;
use super::place::place;

/// What the entries of a list are.
///
/// # Examples
///
/// ```
/// use genkan::blocklist::EntryKind;
///
/// let mut entries = Vec::new();
/// EntryKind::Texts.append(b"kite", &mut entries)?;
/// EntryKind::Texts.append(b"lamp", &mut entries)?;
/// let (first, rest) = EntryKind::Texts.split_first(&entries).unwrap();
/// assert_eq!((first, rest), (b"kite".as_slice(), b"\x04lamp".as_slice()));
/// # Ok::<(), genkan::blocklist::InvalidList>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum EntryKind {
    /// Prepared and folded texts of at most 255 bytes.
    Texts,
    /// Digests of the prepared, not folded password.
    #[non_exhaustive]
    Hashes {
        /// The width in bytes, 16 to 32: 16 for NTLM, 20 for SHA-1, 32 for
        /// SHA-256.
        width: u8,
    },
}

impl EntryKind {
    /// SHA-1, of which the lists of Have I Been Pwned are.
    pub const SHA1: Self = Self::Hashes { width: 20 };
    /// NTLM, the other form of those lists.
    pub const NTLM: Self = Self::Hashes { width: 16 };

    /// Returns the place of an entry. A list is in the order of the places,
    /// then of the bytes.
    #[must_use]
    pub const fn place(self, entry: &[u8]) -> u64 {
        match (self, entry.first_chunk()) {
            (Self::Texts, _) => place(entry),
            (Self::Hashes { .. }, Some(head)) => u64::from_be_bytes(*head),
            (Self::Hashes { .. }, None) => 0,
        }
    }

    /// Appends an entry in the form of the file.
    ///
    /// # Errors
    ///
    /// [`InvalidList::EntryDoesNotFit`] if the list cannot hold it.
    pub fn append(self, entry: &[u8], output: &mut Vec<u8>) -> Result<(), InvalidList> {
        match self {
            Self::Texts => {
                output.push(u8::try_from(entry.len()).map_err(|_| InvalidList::EntryDoesNotFit)?);
            }
            Self::Hashes { width } if entry.len() == usize::from(width) => {}
            Self::Hashes { .. } => return Err(InvalidList::EntryDoesNotFit),
        }
        output.extend_from_slice(entry);
        Ok(())
    }

    /// Returns the first entry of a part of the file and what follows it, or
    /// `None` if the part ends before the entry does.
    #[must_use]
    pub const fn split_first(self, entries: &[u8]) -> Option<(&[u8], &[u8])> {
        match self {
            Self::Texts => match entries {
                [length, rest @ ..] => rest.split_at_checked(*length as usize),
                [] => None,
            },
            Self::Hashes { width } => entries.split_at_checked(width as usize),
        }
    }

    /// Returns how much an entry adds to an offset of the index, which counts
    /// the bytes of texts and the number of digests.
    pub(super) const fn step(self, entry: &[u8]) -> u64 {
        match self {
            Self::Texts => 1 + entry.len() as u64,
            Self::Hashes { .. } => 1,
        }
    }

    /// Returns the bytes of one step.
    pub(super) const fn unit(self) -> u64 {
        match self {
            Self::Texts => 1,
            Self::Hashes { width } => width as u64,
        }
    }

    /// Returns how many entries share a bucket at most, on average. A small
    /// list is part of programs and should be small; a large one should be fast,
    /// and each entry that a lookup skips costs a mispredicted branch.
    pub(super) const fn entries_a_bucket(self, entries: u64) -> u64 {
        match self {
            Self::Texts if entries < 8192 => 4,
            Self::Texts => 1,
            // An index of half a byte to a byte a digest.
            Self::Hashes { .. } => 8,
        }
    }
}
