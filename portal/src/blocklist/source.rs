use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;

use encoding_rs::SHIFT_JIS;

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
    /// With the additions of Windows (CP932).
    ShiftJis,
}

impl Source {
    /// Opens an input and recognizes its encoding by its beginning: by a
    /// byte-order mark, UTF-16 by the many bytes 0, of which a list in UTF-8 has
    /// none, and Shift_JIS by its bytes.
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
            Encoding::ShiftJis => {
                // No character of two bytes has the end of a line.
                let passed = self.read_bytes(line)?;
                match SHIFT_JIS.decode_without_bom_handling_and_without_replacement(line) {
                    Some(text) => *line = text.into_owned().into_bytes(),
                    None => line.push(NO_CHARACTER),
                }
                passed
            }
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
        few if few * 64 < start.len() || few == 0 => {
            if is_shift_jis(start) {
                Encoding::ShiftJis
            } else {
                Encoding::Utf8
            }
        }
        _ if odd > even => Encoding::Utf16Le,
        _ => Encoding::Utf16Be,
    };
    (encoding, 0)
}

/// Returns whether the beginning of a file is Shift_JIS: more lines than may be
/// left out are not UTF-8, all of it can be decoded, and it has the bytes with
/// which kana and common Chinese characters begin. Other encodings have few of
/// them.
fn is_shift_jis(start: &[u8]) -> bool {
    let end = start.iter().rposition(|byte| *byte == b'\n');
    let whole = start.get(..end.unwrap_or(start.len())).unwrap_or_default();
    let lines = || whole.split(|byte| *byte == b'\n');
    let wrong = lines().filter(|line| std::str::from_utf8(line).is_err());
    let count = |first, last| {
        whole
            .iter()
            .filter(|byte| (first..=last).contains(*byte))
            .count()
    };
    wrong.count() * 10 > lines().count()
        && count(0x81, 0x9f) * 2 > count(0xa0, 0xff)
        && !SHIFT_JIS.decode_without_bom_handling(whole).1
}

/// A byte that no text in UTF-8 has.
const NO_CHARACTER: u8 = 0xff;

/// Longer than any text that folds to 255 bytes.
const LONGEST: usize = 1 << 16;

#[cfg(test)]
mod tests {
    use encoding_rs::{EUC_JP, SHIFT_JIS, WINDOWS_1252};

    use super::{Encoding, encoding};

    #[test]
    fn shift_jis_is_recognized() {
        let words = "letmein\nパスワード\nさくら\n東京2026\nﾊﾟｽﾜｰﾄﾞ\n①番\n".repeat(9);
        let accented = "letmein\ncafés\nnaïveté\nmañana\nschlüssel\nfüßen\nÀÉÎ\n".repeat(9);
        let (sjis, _, _) = SHIFT_JIS.encode(&words);
        let (euc, _, _) = EUC_JP.encode(&words);
        let (latin, _, _) = WINDOWS_1252.encode(&accented);
        // The last character is cut off at the end of the buffer.
        for sjis in [&*sjis, &sjis[..sjis.len() - 3]] {
            assert_eq!(encoding(sjis).0, Encoding::ShiftJis);
        }
        for other in [&euc, &latin, words.as_bytes(), accented.as_bytes()] {
            assert_eq!(encoding(other).0, Encoding::Utf8);
        }
        // A list in UTF-8 to which one in Shift_JIS was added.
        let mut mixed = "さくら\n".repeat(99).into_bytes();
        mixed.extend_from_slice(&sjis);
        assert_eq!(encoding(&mixed).0, Encoding::Utf8);
    }
}
