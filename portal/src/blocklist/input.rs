use std::io::{self, BufRead};

use genkan::text::{Tables, Unicode as _, prepare};

/// A line of an input.
pub(super) enum Line {
    Entry(Vec<u8>),
    /// A line that cannot be a password, for example because it is not UTF-8.
    LeftOut,
    /// A line that is not a digest.
    Malformed,
}

/// Reads a password.
pub(super) fn text(line: &[u8]) -> Line {
    let Ok(text) = std::str::from_utf8(line) else {
        return Line::LeftOut;
    };
    let folded = Tables.fold(&prepare(&Tables, text));
    if folded.is_empty() || folded.len() > 255 {
        return Line::LeftOut;
    }
    Line::Entry(folded.into_bytes())
}

/// Reads `HASH:count`, the format of Have I Been Pwned.
pub(super) fn digest(line: &[u8], width: u8, min_count: u64) -> Line {
    if line.is_empty() {
        return Line::LeftOut;
    }
    let (hex, count) = match line.iter().position(|byte| *byte == b':') {
        Some(colon) => (&line[..colon], std::str::from_utf8(&line[colon + 1..]).ok()),
        None => (line, Some("1")),
    };
    let Some(count) = count.and_then(|count| count.trim().parse::<u64>().ok()) else {
        return Line::Malformed;
    };
    let value = |byte: u8| char::from(byte).to_digit(16);
    let bytes: Option<Vec<u8>> = hex
        .chunks(2)
        .map(|pair| match *pair {
            [high, low] => Some((value(high)? << 4 | value(low)?) as u8),
            _ => None,
        })
        .collect();
    match bytes {
        Some(bytes) if bytes.len() == usize::from(width) && count >= min_count => {
            Line::Entry(bytes)
        }
        Some(bytes) if bytes.len() == usize::from(width) => Line::LeftOut,
        _ => Line::Malformed,
    }
}

/// Reads a line without its end into `line`, at most [`LONGEST`] bytes of it;
/// the rest of a longer line is skipped. Returns how many bytes were consumed,
/// 0 at the end of the file.
pub(super) fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<u64> {
    line.clear();
    let mut passed = 0;
    loop {
        let buffer = input.fill_buf()?;
        let (part, is_end) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        let room = LONGEST.saturating_sub(line.len());
        line.extend_from_slice(&buffer[..part.min(room)]);
        input.consume(part);
        passed += part as u64;
        if is_end {
            break;
        }
    }
    if line.ends_with(b"\n") {
        line.pop();
        if line.ends_with(b"\r") {
            line.pop();
        }
    }
    Ok(passed)
}

/// Longer than any text that folds to 255 bytes.
const LONGEST: usize = 1 << 16;
