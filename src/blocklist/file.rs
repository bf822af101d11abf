use super::header::Header;
use super::{EntryKind, InvalidList};

/// A whole list, in its parts.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) header: Header,
    entries: &'a [u8],
    index: &'a [u8],
    after_header: &'a [u8],
}

impl<'a> File<'a> {
    /// Reads the header and checks the sizes: O(1).
    pub(super) const fn read(bytes: &'a [u8]) -> Result<Self, InvalidList> {
        let header = match Header::read(bytes) {
            Ok(header) => header,
            Err(error) => return Err(error),
        };
        let Some((_, after_header)) = bytes.split_at_checked(Header::SIZE) else {
            return Err(InvalidList::Damaged);
        };
        let index_size = ((1_u64 << header.bits) + 1) * OFFSET as u64;
        let all = after_header.len() as u64;
        if header.size > all || all - header.size != index_size {
            return Err(InvalidList::Damaged);
        }
        // The size fits a `usize`: it is at most that of a slice.
        let Some((entries, index)) = after_header.split_at_checked(header.size as usize) else {
            return Err(InvalidList::Damaged);
        };
        match header.kind {
            EntryKind::Hashes { width }
                if header.size % width as u64 != 0
                    || header.size / width as u64 != header.entries =>
            {
                return Err(InvalidList::Damaged);
            }
            _ => {}
        }
        Ok(Self {
            header,
            entries,
            index,
            after_header,
        })
    }

    /// Returns the entries in the bucket of a place.
    #[inline]
    pub(super) fn bucket(&self, place: u64) -> Option<&'a [u8]> {
        let at = usize::try_from(bucket_of(place, self.header.bits)).ok()? * OFFSET;
        let pair: &[u8; 2 * OFFSET] = self.index.get(at..)?.first_chunk()?;
        let pair = u64::from_le_bytes(*pair);
        let unit = self.header.kind.unit();
        let start = usize::try_from((pair & 0xffff_ffff) * unit).ok()?;
        let end = usize::try_from((pair >> 32) * unit).ok()?;
        self.entries.get(start..end)
    }

    /// Checks everything: O(n).
    pub(super) fn verify(&self) -> Result<(), InvalidList> {
        if crc32fast::hash(self.after_header) != self.header.checksum {
            return Err(InvalidList::Damaged);
        }
        let kind = self.header.kind;
        let mut rest = self.entries;
        let mut before: Option<(u64, &[u8])> = None;
        let (mut count, mut steps, mut longest) = (0_u64, 0_u64, 0);
        let mut offsets = self.index.chunks_exact(OFFSET);
        let mut offset = || -> Option<u64> {
            let bytes: &[u8; OFFSET] = offsets.next()?.first_chunk()?;
            Some(u32::from_le_bytes(*bytes).into())
        };
        let mut opened = 0_u64;
        while !rest.is_empty() {
            let (entry, next) = kind.split_first(rest).ok_or(InvalidList::Damaged)?;
            let here = (kind.place(entry), entry);
            if before.is_some_and(|before| before >= here) {
                return Err(InvalidList::OutOfOrder);
            }
            while opened <= bucket_of(here.0, self.header.bits) {
                if offset() != Some(steps) {
                    return Err(InvalidList::Damaged);
                }
                opened += 1;
            }
            before = Some(here);
            count += 1;
            longest = longest.max(entry.len());
            steps += kind.step(entry);
            rest = next;
        }
        while let Some(offset) = offset() {
            if offset != steps {
                return Err(InvalidList::Damaged);
            }
        }
        // The header has no longest digest: all have the same width.
        let longest = if kind == EntryKind::Texts { longest } else { 0 };
        if count == self.header.entries && longest == usize::from(self.header.longest) {
            Ok(())
        } else {
            Err(InvalidList::Damaged)
        }
    }
}

/// Returns the bucket of a place: its first bits.
#[inline]
pub(super) const fn bucket_of(place: u64, bits: u8) -> u64 {
    // In two steps, because a shift by 64 bits overflows.
    place >> 1 >> (63 - bits)
}

/// The size of an offset in the index, in bytes.
pub(super) const OFFSET: usize = 4;
