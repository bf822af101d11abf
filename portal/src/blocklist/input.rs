use genkan::text::{Tables, Unicode as _, prepare};

/// A line of an input.
pub(super) enum Line {
    Entry(Vec<u8>),
    /// A line that cannot be a password, or a digest with too small a count.
    LeftOut,
    /// A line that is not UTF-8.
    NotUtf8,
    /// A digest, where a password was expected.
    Digest,
    /// A line that is not a digest.
    NotADigest,
    /// A digest without its first digits.
    NoPrefix,
}

/// Reads a password.
pub(super) fn text(line: &[u8]) -> Line {
    let Ok(text) = std::str::from_utf8(line) else {
        return Line::NotUtf8;
    };
    // A list made of several files has a mark before the first line of each.
    let text = text.trim_start_matches('\u{feff}');
    if is_digest(text.trim()) {
        return Line::Digest;
    }
    // No policy accepts a control character. UTF-32 and binary files have them
    // in every line.
    let folded = Tables.fold(&prepare(&Tables, text));
    if folded.is_empty() || folded.len() > 255 || folded.contains(char::is_control) {
        return Line::LeftOut;
    }
    Line::Entry(folded.into_bytes())
}

/// Reads `HASH:count`, the format of Have I Been Pwned; in a range file, `HASH`
/// lacks the five digits of the prefix. A row with the count 0 is padding of the
/// range search.
pub(super) fn digest(line: &[u8], width: u8, prefix: Option<&str>, min_count: u64) -> Line {
    let line = line.trim_ascii();
    if line.is_empty() {
        return Line::LeftOut;
    }
    let (hex, count) = match line.iter().position(|byte| *byte == b':') {
        Some(colon) => (&line[..colon], std::str::from_utf8(&line[colon + 1..]).ok()),
        None => (line, Some("1")),
    };
    let Some(count) = count.and_then(|count| count.trim().parse::<u64>().ok()) else {
        return Line::NotADigest;
    };
    let digits = 2 * usize::from(width);
    let prefix = match (digits.checked_sub(hex.len()), prefix) {
        (Some(0), _) => "",
        (Some(PREFIX), Some(prefix)) => prefix,
        (Some(PREFIX), None) if hex.iter().all(u8::is_ascii_hexdigit) => return Line::NoPrefix,
        _ => return Line::NotADigest,
    };
    let digits: Vec<u8> = prefix.bytes().chain(hex.iter().copied()).collect();
    let value = |byte: u8| char::from(byte).to_digit(16);
    let bytes: Option<Vec<u8>> = digits
        .chunks(2)
        .map(|pair| match *pair {
            [high, low] => Some((value(high)? << 4 | value(low)?) as u8),
            _ => None,
        })
        .collect();
    match bytes {
        None => Line::NotADigest,
        Some(_) if count < min_count.max(1) => Line::LeftOut,
        Some(bytes) => Line::Entry(bytes),
    }
}

/// Returns whether a text is a line of a list of SHA-1 or NTLM digests, with or
/// without its count and the digits of a prefix.
fn is_digest(text: &str) -> bool {
    let (digits, count) = text.split_once(':').unwrap_or((text, "1"));
    let lengths = [40, 32].map(|length| [length, length - PREFIX]);
    lengths.as_flattened().contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && count.trim().parse::<u64>().is_ok()
}

/// Returns whether a text is the first five digits of a digest.
pub(super) fn is_prefix(text: &str) -> bool {
    text.len() == PREFIX && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The digits that the name of a range file has and its lines lack.
const PREFIX: usize = 5;
