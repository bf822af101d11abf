use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;

use super::run::BUFFER;

/// The lines of an input, in UTF-8 whatever its encoding is.
pub(super) struct Source {
    input: BufReader<File>,
    encoding: Encoding,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Source {
    /// Opens an input and recognizes its encoding: by its byte-order mark, or
    /// UTF-16 by the many bytes 0, of which a list in UTF-8 has none.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut input = BufReader::with_capacity(BUFFER, File::open(path)?);
        let (encoding, mark) = encoding(input.fill_buf()?);
        input.consume(mark);
        Ok(Self { input, encoding })
    }

    /// Reads a line without its end into `line`, at most [`LONGEST`] bytes of
    /// it; the rest of a longer line is skipped. Returns how many bytes of the
    /// file were consumed, 0 at its end.
    ///
    /// What is not a character becomes a byte that UTF-8 does not have.
    pub(super) fn read_line(&mut self, line: &mut Vec<u8>) -> io::Result<u64> {
        line.clear();
        let passed = match self.encoding {
            Encoding::Utf8 => self.read_bytes(line)?,
            Encoding::Utf16Le => self.read_units(line, u16::from_le_bytes)?,
            Encoding::Utf16Be => self.read_units(line, u16::from_be_bytes)?,
        };
        if line.ends_with(b"\r") {
            line.pop();
        }
        Ok(passed)
    }

    fn read_bytes(&mut self, line: &mut Vec<u8>) -> io::Result<u64> {
        let mut passed = 0;
        loop {
            let buffer = self.input.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let part = buffer
                .get(..end.unwrap_or(buffer.len()))
                .unwrap_or_default();
            let room = LONGEST.saturating_sub(line.len());
            line.extend(part.iter().take(room));
            let consumed = part.len() + usize::from(end.is_some());
            self.input.consume(consumed);
            passed += consumed as u64;
            if end.is_some() || consumed == 0 {
                return Ok(passed);
            }
        }
    }

    fn read_units(&mut self, line: &mut Vec<u8>, unit: fn([u8; 2]) -> u16) -> io::Result<u64> {
        let (mut passed, mut units) = (0, Vec::new());
        let mut is_cut_off = false;
        loop {
            let mut bytes = [0; 2];
            let mut read = self.input.read(&mut bytes)?;
            if read == 1 {
                read += self.input.read(&mut bytes[1..])?;
            }
            passed += read as u64;
            is_cut_off |= read == 1;
            let unit = unit(bytes);
            if read < 2 || unit == u16::from(b'\n') {
                break;
            }
            if units.len() < LONGEST / 3 {
                units.push(unit);
            }
        }
        for character in char::decode_utf16(units) {
            match character {
                Ok(character) => {
                    let mut bytes = [0; 4];
                    line.extend_from_slice(character.encode_utf8(&mut bytes).as_bytes());
                }
                Err(_) => line.push(NO_CHARACTER),
            }
        }
        if is_cut_off {
            line.push(NO_CHARACTER);
        }
        Ok(passed)
    }
}

/// Returns the encoding of a file by its beginning, and the size of the
/// byte-order mark.
fn encoding(start: &[u8]) -> (Encoding, usize) {
    match start {
        [0xef, 0xbb, 0xbf, ..] => return (Encoding::Utf8, 3),
        [0xff, 0xfe, ..] => return (Encoding::Utf16Le, 2),
        [0xfe, 0xff, ..] => return (Encoding::Utf16Be, 2),
        _ => {}
    }
    // Every end of a line has one zero, and so has every letter of ASCII.
    let (mut even, mut odd) = (0, 0);
    for pair in start.chunks(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.get(1) == Some(&0));
    }
    let encoding = match even.max(odd) {
        few if few * 64 < start.len() || few == 0 => Encoding::Utf8,
        _ if odd > even => Encoding::Utf16Le,
        _ => Encoding::Utf16Be,
    };
    (encoding, 0)
}

/// A byte that no text in UTF-8 has.
const NO_CHARACTER: u8 = 0xff;

/// Longer than any text that folds to 255 bytes.
const LONGEST: usize = 1 << 16;
