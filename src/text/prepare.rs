use alloc::borrow::Cow;

use super::Unicode;

/// Returns a password in the form that is checked and hashed: every non-ASCII
/// space becomes U+0020, then the text is normalized to NFC.
///
/// Nothing is trimmed or cut off, and case and width are kept. Two devices
/// that encode the same letters differently produce the same password.
///
/// Sources: RFC 8265 section 4.2.2 (OpaqueString, additional mapping and
/// normalization rules) and NIST SP 800-63B-4 section 3.1.1.2 (normalization
/// of stabilized strings with NFC).
///
/// # Examples
///
/// ```
/// use genkan::text::{Tables, prepare};
///
/// assert_eq!(prepare(&Tables, "e\u{301}\u{3000}x"), "\u{e9} x");
/// assert_eq!(prepare(&Tables, "ＡＢＣ"), "ＡＢＣ"); // width is kept
/// ```
pub fn prepare<'t>(unicode: &impl Unicode, text: &'t str) -> Cow<'t, str> {
    if let (_, true) = unicode.ascii(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(unicode.prepare(text))
}

/// Returns whether a character is a control character (general category `Cc`),
/// which no password may contain: RFC 8264 section 9.11 disallows them.
#[must_use]
pub const fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}')
}
