use alloc::borrow::Cow;
#[cfg(feature = "unicode-normalization")]
use alloc::string::String;

#[cfg(feature = "unicode-normalization")]
use zeroize::Zeroizing;

use super::Unicode;

/// Brings a password into the form that is judged and hashed: every non-ASCII
/// space becomes U+0020, then NFC.
///
/// Nothing is trimmed, nothing is cut off, case and width are kept. Two
/// devices that encode the same letters differently so produce the same
/// password.
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
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(unicode.prepare(text))
}

/// A text with every space as U+0020. It comes before NFC, which turns U+2000
/// into U+2002, another space.
#[cfg(feature = "unicode-normalization")]
pub(super) fn spaced(text: &str) -> Zeroizing<String> {
    let spaced = text
        .chars()
        .map(|c| if is_non_ascii_space(c) { ' ' } else { c });
    // At its full size at once, so that growing leaves no copy behind.
    let mut copy = Zeroizing::new(String::with_capacity(text.len()));
    copy.extend(spaced);
    copy
}

/// Whether a character is a control character (general category `Cc`), which
/// no password may contain: RFC 8264 section 9.11 disallows them.
#[must_use]
pub const fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}')
}

#[cfg(feature = "unicode-normalization")]
/// General category `Zs` without U+0020, complete since Unicode 6.3.
const fn is_non_ascii_space(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}
