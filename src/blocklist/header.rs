use super::place::place;
use super::{EntryKind, InvalidList};

/// The first 40 bytes of a list.
///
/// | bytes | what |
/// |---|---|
/// | 0–7 | magic |
/// | 8 | version, 1 |
/// | 9 | kind: 1 texts, 2 digests |
/// | 10 | width of a digest; 0 for texts |
/// | 11 | bits: there are 2^bits buckets |
/// | 12 | size of the longest text in bytes; 0 for digests |
/// | 13–15 | 0 |
/// | 16–23 | number of entries |
/// | 24–31 | size of the entries in bytes |
/// | 32–35 | CRC-32 of everything after the header |
/// | 36–39 | low half of the place of the bytes before |
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Header {
    pub(super) kind: EntryKind,
    pub(super) bits: u8,
    pub(super) longest: u8,
    pub(super) entries: u64,
    pub(super) size: u64,
    pub(super) checksum: u32,
}

impl Header {
    pub(super) const SIZE: usize = 40;

    pub(super) fn to_bytes(self) -> [u8; Self::SIZE] {
        let (kind, width) = match self.kind {
            EntryKind::Texts => (1, 0),
            EntryKind::Hashes { width } => (2, width),
        };
        let mut bytes = [0; Self::SIZE];
        let parts: [&[u8]; 5] = [
            &MAGIC,
            &[VERSION, kind, width, self.bits, self.longest, 0, 0, 0],
            &self.entries.to_le_bytes(),
            &self.size.to_le_bytes(),
            &self.checksum.to_le_bytes(),
        ];
        let written = parts.concat();
        let seal = seal(&written).to_le_bytes();
        for (to, from) in bytes.iter_mut().zip(written.iter().chain(&seal)) {
            *to = *from;
        }
        bytes
    }

    /// Reads the header; what follows is not looked at.
    ///
    /// It is `const`, so that a damaged list in the box does not compile.
    pub(super) const fn read(bytes: &[u8]) -> Result<Self, InvalidList> {
        let Some((magic, rest)) = bytes.split_first_chunk::<8>() else {
            return Err(InvalidList::NotAList);
        };
        if u64::from_le_bytes(*magic) != u64::from_le_bytes(MAGIC) {
            return Err(InvalidList::NotAList);
        }
        if let [version, ..] = rest
            && *version != VERSION
        {
            return Err(InvalidList::UnknownVersion);
        }
        let (Some((sealed, _)), Some((kind, rest))) =
            (bytes.split_at_checked(36), rest.split_first_chunk::<8>())
        else {
            return Err(InvalidList::Damaged);
        };
        let (Some((entries, rest)), [_, kind, width, bits, longest, 0, 0, 0]) =
            (rest.split_first_chunk::<8>(), *kind)
        else {
            return Err(InvalidList::Damaged);
        };
        let Some((size, rest)) = rest.split_first_chunk::<8>() else {
            return Err(InvalidList::Damaged);
        };
        let Some((checksum, rest)) = rest.split_first_chunk::<4>() else {
            return Err(InvalidList::Damaged);
        };
        let Some(own_seal) = rest.first_chunk::<4>() else {
            return Err(InvalidList::Damaged);
        };
        let kind = match (kind, width) {
            (1, 0) => EntryKind::Texts,
            (2, 16..=32) => EntryKind::Hashes { width },
            _ => return Err(InvalidList::Damaged),
        };
        if u32::from_le_bytes(*own_seal) != seal(sealed) || bits > MAX_BITS {
            return Err(InvalidList::Damaged);
        }
        Ok(Self {
            kind,
            bits,
            longest,
            entries: u64::from_le_bytes(*entries),
            size: u64::from_le_bytes(*size),
            checksum: u32::from_le_bytes(*checksum),
        })
    }
}

const fn seal(bytes: &[u8]) -> u32 {
    place(bytes) as u32
}

/// As PNG does it: no text, and a transfer as text would damage it.
const MAGIC: [u8; 8] = *b"\x89GKNBL\r\n";
const VERSION: u8 = 1;
/// The places of 2^32 digests need no more.
pub(super) const MAX_BITS: u8 = 32;
