//! The byte-order mark that Windows editors and PowerShell write before a text
//! in UTF-8. It is not a part of the text.

/// Returns a text without its mark.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Returns the bytes of a text without its mark.
pub(crate) fn bytes_without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}
