use alloc::vec::Vec;
use core::fmt;

use super::file::{OFFSET, bucket_of};
use super::header::{Header, MAX_BITS};
use super::{EntryKind, InvalidList};

/// Writes a list, without I/O and in constant memory.
///
/// 1. Reserve [`HEADER`](Self::HEADER) bytes for the header.
/// 2. [`push`](Self::push) every entry in order ([`EntryKind::place`], then the
///    bytes), and write what is appended.
/// 3. With [`index`](Self::index), push the same entries again, and write
///    that after the entries. The number of buckets depends on the number of
///    entries, so the same set makes the same bytes.
/// 4. [`finish`](IndexWriter::finish), and write the header into its place.
///
/// # Examples
///
/// ```
/// use genkan::blocklist::{Blocklist as _, CompactList, EntryKind, Writer};
///
/// let mut sorted = [b"letmein".as_slice(), b"passw0rd"];
/// sorted.sort_by_key(|entry| (EntryKind::Texts.place(entry), *entry));
///
/// let mut file = vec![0; Writer::HEADER];
/// let mut writer = Writer::new(EntryKind::Texts);
/// for entry in sorted {
///     writer.push(entry, &mut file)?;
/// }
/// let mut index = writer.index();
/// for entry in sorted {
///     index.push(entry, &mut file);
/// }
/// let header = index.finish(&mut file)?;
/// file[..Writer::HEADER].copy_from_slice(&header);
///
/// assert!(CompactList::from_bytes(&file)?.contains("letmein"));
/// # Ok::<(), genkan::blocklist::InvalidList>(())
/// ```
pub struct Writer {
    kind: EntryKind,
    entries: u64,
    size: u64,
    longest: u8,
    last: Option<(u64, Vec<u8>)>,
    checksum: crc32fast::Hasher,
}

/// Writes the index of a list, see [`Writer`].
///
/// # Examples
///
/// ```
/// use genkan::blocklist::{Blocklist as _, CompactList, EntryKind, Writer};
///
/// let mut file = vec![0; Writer::HEADER];
/// let mut writer = Writer::new(EntryKind::Texts);
/// writer.push(b"letmein", &mut file)?;
/// let mut index = writer.index();
/// index.push(b"letmein", &mut file);
/// let header = index.finish(&mut file)?;
/// file[..Writer::HEADER].copy_from_slice(&header);
/// assert!(CompactList::from_bytes(&file)?.contains("letmein"));
/// # Ok::<(), genkan::blocklist::InvalidList>(())
/// ```
pub struct IndexWriter {
    kind: EntryKind,
    written: Header,
    entries: u64,
    steps: u64,
    opened: u64,
    checksum: crc32fast::Hasher,
}

impl Writer {
    /// The size of the header in bytes.
    pub const HEADER: usize = Header::SIZE;

    /// An empty list.
    #[must_use]
    pub fn new(kind: EntryKind) -> Self {
        Self {
            kind,
            entries: 0,
            size: 0,
            longest: 0,
            last: None,
            checksum: crc32fast::Hasher::new(),
        }
    }

    /// Appends an entry to `output`. An entry that equals the last one is
    /// skipped.
    ///
    /// # Errors
    ///
    /// [`InvalidList`] if the entry does not fit the kind, is smaller than the
    /// last one, or is one too many.
    pub fn push(&mut self, entry: &[u8], output: &mut Vec<u8>) -> Result<(), InvalidList> {
        let place = self.kind.place(entry);
        match &mut self.last {
            Some((last_place, last)) => match (*last_place, last.as_slice()).cmp(&(place, entry)) {
                core::cmp::Ordering::Less => {
                    *last_place = place;
                    last.clear();
                    last.extend_from_slice(entry);
                }
                core::cmp::Ordering::Equal => return Ok(()),
                core::cmp::Ordering::Greater => return Err(InvalidList::OutOfOrder),
            },
            none => *none = Some((place, entry.to_vec())),
        }
        let start = output.len();
        self.kind.append(entry, output)?;
        if self.kind == EntryKind::Texts {
            // It fits a `u8`: it was appended.
            self.longest = self.longest.max(entry.len() as u8);
        }
        let appended = output.get(start..).unwrap_or_default();
        self.checksum.update(appended);
        self.size += appended.len() as u64;
        self.entries += 1;
        if self.size / self.kind.unit() > u32::MAX.into() {
            return Err(InvalidList::TooLarge);
        }
        Ok(())
    }

    /// Returns the number of different entries so far.
    #[must_use]
    pub const fn entries(&self) -> u64 {
        self.entries
    }

    /// Returns the writer of the index, for which every entry is pushed again.
    #[must_use]
    pub fn index(self) -> IndexWriter {
        let together = self.kind.entries_a_bucket(self.entries);
        let mut bits = 0;
        while self.entries >> bits > together && bits < MAX_BITS {
            bits += 1;
        }
        IndexWriter {
            kind: self.kind,
            written: Header {
                kind: self.kind,
                bits,
                longest: self.longest,
                entries: self.entries,
                size: self.size,
                checksum: 0,
            },
            entries: 0,
            steps: 0,
            opened: 0,
            checksum: self.checksum,
        }
    }
}

impl IndexWriter {
    /// Appends the part of the index before an entry, which is mostly empty.
    pub fn push(&mut self, entry: &[u8], output: &mut Vec<u8>) {
        let bucket = bucket_of(self.kind.place(entry), self.written.bits);
        self.open(bucket + 1, output);
        self.steps += self.kind.step(entry);
        self.entries += 1;
    }

    /// Appends the end of the index and returns the header.
    ///
    /// # Errors
    ///
    /// [`InvalidList::OutOfOrder`] if the entries were not the same ones.
    pub fn finish(mut self, output: &mut Vec<u8>) -> Result<[u8; Header::SIZE], InvalidList> {
        self.open((1 << self.written.bits) + 1, output);
        if self.entries != self.written.entries
            || self.steps * self.kind.unit() != self.written.size
        {
            return Err(InvalidList::OutOfOrder);
        }
        self.written.checksum = self.checksum.finalize();
        Ok(self.written.to_bytes())
    }

    /// Appends the offset of every bucket before `until` that has none yet.
    fn open(&mut self, until: u64, output: &mut Vec<u8>) {
        // It fits: `Writer::push` checked it.
        let offset: [u8; OFFSET] = (self.steps as u32).to_le_bytes();
        while self.opened < until {
            output.extend_from_slice(&offset);
            self.checksum.update(&offset);
            self.opened += 1;
        }
    }
}

/// Returns a whole file, made in memory.
pub(super) fn build(kind: EntryKind, mut entries: Vec<Vec<u8>>) -> Result<Vec<u8>, InvalidList> {
    entries.sort_by_cached_key(|entry| (kind.place(entry), entry.clone()));
    entries.dedup();
    let mut file = alloc::vec![0; Header::SIZE];
    let mut writer = Writer::new(kind);
    for entry in &entries {
        writer.push(entry, &mut file)?;
    }
    let mut index = writer.index();
    for entry in &entries {
        index.push(entry, &mut file);
    }
    let header = index.finish(&mut file)?;
    if let Some(room) = file.first_chunk_mut() {
        *room = header;
    }
    Ok(file)
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("kind", &self.kind)
            .field("entries", &self.entries)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for IndexWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IndexWriter")
            .field("kind", &self.kind)
            .field("entries", &self.entries)
            .finish_non_exhaustive()
    }
}
