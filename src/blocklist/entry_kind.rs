use alloc::vec::Vec;

use super::InvalidList;
use super::place::place;

/// What the entries of a list are.
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

    /// The place of an entry: lists are in the order of the place, then of
    /// the bytes.
    #[must_use]
    pub const fn place(self, entry: &[u8]) -> u64 {
        match (self, entry.first_chunk()) {
            (Self::Texts, _) => place(entry),
            (Self::Hashes { .. }, Some(head)) => u64::from_be_bytes(*head),
            (Self::Hashes { .. }, None) => 0,
        }
    }

    /// Appends an entry as the file has it.
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

    /// The first entry of a part of the file, and what follows it; `None`
    /// where the part ends before the entry does.
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

    /// How far an entry moves what the index counts: bytes of texts, numbers
    /// of digests.
    pub(super) const fn step(self, entry: &[u8]) -> u64 {
        match self {
            Self::Texts => 1 + entry.len() as u64,
            Self::Hashes { .. } => 1,
        }
    }

    /// The bytes of one step.
    pub(super) const fn unit(self) -> u64 {
        match self {
            Self::Texts => 1,
            Self::Hashes { width } => width as u64,
        }
    }

    /// As many entries share a bucket at most, on average: a small list is
    /// part of programs and is small, a large one is quick. Each entry that is
    /// passed over on the way costs a branch that cannot be foreseen.
    pub(super) const fn entries_a_bucket(self, entries: u64) -> u64 {
        match self {
            Self::Texts if entries < 8192 => 4,
            Self::Texts => 1,
            // An index of half a byte to a byte a digest.
            Self::Hashes { .. } => 8,
        }
    }
}
