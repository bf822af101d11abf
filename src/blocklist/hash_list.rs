use core::fmt;

use super::file::File;
use super::{EntryKind, InvalidList};

/// Digests of passwords in one file, looked up in place.
///
/// The lists of Have I Been Pwned have SHA-1 or NTLM digests. A digest is of
/// the prepared password, not of its folded form, so this type is for
/// [`Context::breached`](crate::policy::Context::breached) and is not a
/// [`Blocklist`](super::Blocklist).
///
/// # Examples
///
/// ```
/// use genkan::blocklist::{EntryKind, HashList};
///
/// // SHA-1("password"); in production a file, mapped into memory.
/// let digest = *b"\x5b\xaa\x61\xe4\xc9\xb9\x3f\x3f\x06\x82\x25\x0b\x6c\xf8\x33\x1b\x7e\xe6\x8f\xd8";
/// let file = HashList::build(EntryKind::SHA1, [digest.to_vec()])?;
///
/// let list = HashList::from_bytes(&file)?;
/// assert_eq!(list.width(), 20);
/// assert!(list.contains(&digest));
/// // context.breached(Some(list.contains(&Sha1::digest(prepared)).into()))
/// # Ok::<(), genkan::blocklist::InvalidList>(())
/// ```
#[derive(Clone, Copy)]
pub struct HashList<'a>(File<'a>);

impl<'a> HashList<'a> {
    /// Returns the list in the bytes of a file, in constant time, as
    /// [`CompactList::from_bytes`](super::CompactList::from_bytes) does.
    ///
    /// # Errors
    ///
    /// [`InvalidList`] if it is not a list of digests, or not all of it.
    pub const fn from_bytes(bytes: &'a [u8]) -> Result<Self, InvalidList> {
        match File::read(bytes) {
            Ok(file) => match file.header.kind {
                EntryKind::Hashes { .. } => Ok(Self(file)),
                EntryKind::Texts => Err(InvalidList::OtherKind),
            },
            Err(error) => Err(error),
        }
    }

    /// Returns the file of a list, made in memory.
    ///
    /// # Errors
    ///
    /// [`InvalidList::EntryDoesNotFit`] for a digest of another width than
    /// the kind's, [`InvalidList::OtherKind`] for texts.
    pub fn build(
        kind: EntryKind,
        digests: impl IntoIterator<Item = alloc::vec::Vec<u8>>,
    ) -> Result<alloc::vec::Vec<u8>, InvalidList> {
        if kind == EntryKind::Texts {
            return Err(InvalidList::OtherKind);
        }
        super::writer::build(kind, digests.into_iter().collect())
    }

    /// Checks everything: the checksum, each entry and the index. O(n).
    ///
    /// # Errors
    ///
    /// [`InvalidList`] if anything is not as it was built.
    pub fn verify(&self) -> Result<(), InvalidList> {
        self.0.verify()
    }

    /// How many digests there are.
    #[must_use]
    pub const fn entries(&self) -> u64 {
        self.0.header.entries
    }

    /// The width of a digest in bytes.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.0.header.kind.unit() as usize
    }

    /// Whether the digest is on the list; one of another width is not.
    #[must_use]
    pub fn contains(&self, digest: &[u8]) -> bool {
        let bucket = self.0.bucket(self.0.header.kind.place(digest));
        digest.len() == self.width()
            && bucket.is_some_and(|entries| entries.chunks_exact(self.width()).any(|e| e == digest))
    }
}

impl fmt::Debug for HashList<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HashList")
            .field("entries", &self.entries())
            .field("width", &self.width())
            .finish_non_exhaustive()
    }
}
