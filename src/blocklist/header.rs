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
/// | 36–39 | low half of the place of bytes 0–35 |
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

    /// Reads the header, and nothing that follows it.
    ///
    /// It is `const`, so that a damaged list of this crate does not compile.
    pub(super) const fn read(bytes: &[u8]) -> Result<Self, InvalidList> {
        let Some((magic, rest)) = bytes.split_first_chunk::<8>() else {
            return Err(InvalidList::NotAList);
        };
        if u64::from_le_bytes(*magic) != u64::from_le_bytes(MAGIC) {
            return Err(InvalidList::NotAList);
        }
        if !matches!(rest, [] | [VERSION, ..]) {
            return Err(InvalidList::UnknownVersion);
        }
        let Some(header) = bytes.first_chunk::<{ Self::SIZE }>() else {
            return Err(InvalidList::Damaged);
        };
        let kind = match (header[9], header[10]) {
            (1, 0) => EntryKind::Texts,
            (2, width @ 16..=32) => EntryKind::Hashes { width },
            _ => return Err(InvalidList::Damaged),
        };
        let (sealed, _) = header.split_at(36);
        let bits = header[11];
        if number(header, 13, 3) != 0
            || number(header, 36, 4) != seal(sealed) as u64
            || bits > MAX_BITS
        {
            return Err(InvalidList::Damaged);
        }
        Ok(Self {
            kind,
            bits,
            longest: header[12],
            entries: number(header, 16, 8),
            size: number(header, 24, 8),
            checksum: number(header, 32, 4) as u32,
        })
    }
}

/// Returns the number that `size` bytes of a header hold.
const fn number(header: &[u8; Header::SIZE], at: usize, size: usize) -> u64 {
    let (mut number, mut end) = (0, at + size);
    while end > at {
        end -= 1;
        number = number << 8 | header[end] as u64;
    }
    number
}

const fn seal(bytes: &[u8]) -> u32 {
    place(bytes) as u32
}

/// The first bytes. Like those of PNG, they are not text, and a transfer as
/// text damages them.
const MAGIC: [u8; 8] = *b"\x89GKNBL\r\n";
const VERSION: u8 = 1;
/// The largest number of bits: 2^32 digests need no more.
pub(super) const MAX_BITS: u8 = 32;
