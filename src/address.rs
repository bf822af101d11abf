//! Email addresses.

use alloc::borrow::{Cow, ToOwned as _};
use alloc::string::String;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

use crate::code::codes;

/// An email address that identifies an account.
///
/// The text is kept as it was registered, except that the domain is in lower
/// case. Email goes only to the stored text, never to what a visitor typed.
/// Two addresses are equal if they differ in ASCII case only. Wider folding
/// would be an attack: a stranger's mailbox could pass for a contact's.
///
/// Addresses that people use are accepted, including those with dots that RFC
/// 5321 does not allow (`taro.@docomo.ne.jp`). Quoted local parts, comments,
/// encoded words, address literals and everything outside ASCII are rejected:
/// each of these has been used in an attack, and contacts do not use them. Only
/// [`parse`](Self::parse) reads what a Japanese input method writes instead of
/// ASCII.
///
/// # Examples
///
/// ```
/// use genkan::address::{Address, InvalidAddress};
///
/// let address: Address = "Taro.Yamada@Example.co.jp".parse()?;
/// assert_eq!(address.as_str(), "Taro.Yamada@example.co.jp");
/// assert_eq!(address, "taro.yamada@example.co.jp".parse()?);
/// assert_eq!(address, "ｔａｒｏ．ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ".parse()?);
/// # Ok::<(), InvalidAddress>(())
/// ```
#[derive(Clone)]
pub struct Address {
    text: String,
    at: usize,
}

impl Address {
    /// Parses an address that a person has typed or copied.
    ///
    /// White space and invisible characters around it, which web pages and
    /// spreadsheets add to what is copied, are ignored. The full-width forms of
    /// ASCII (U+FF01 to U+FF5E) and the ideographic full stops (U+3002, U+FF61)
    /// are read as the keys that a person presses for them in a Japanese input
    /// method. No other character is replaced: Unicode's compatibility folding
    /// also turns `ſ`, `K` (the Kelvin sign) and `ª` into letters, by which a
    /// stranger's mailbox could pass for a contact's. The result is ASCII, and
    /// email goes to the result.
    ///
    /// # Errors
    ///
    /// [`InvalidAddress`], which names the first fault.
    pub fn parse(text: &str) -> Result<Self, InvalidAddress> {
        let text = &*half_width(trimmed(text));
        if text.is_empty() {
            return Err(InvalidAddress::Empty);
        }
        // RFC 5321 section 4.5.3.1.3: a path of 256 octets, less its brackets.
        if text.len() > 254 {
            return Err(InvalidAddress::TooLong);
        }
        if !text.is_ascii() {
            return Err(InvalidAddress::NotAscii);
        }
        let (local, domain) = text.split_once('@').ok_or(InvalidAddress::NoAt)?;
        // RFC 5321 section 4.5.3.1.1: 64 octets. Two of them are quotes if the
        // text is not a dot-atom (section 4.1.2).
        let is_dot_atom = local.split('.').all(|atom| !atom.is_empty());
        let most = if is_dot_atom { 64 } else { 62 };
        if local.is_empty() || local.len() > most || !local.bytes().all(is_local) {
            return Err(InvalidAddress::LocalPart);
        }
        if local.contains("=?") {
            return Err(InvalidAddress::LocalPart);
        }
        if !is_domain(domain) {
            return Err(InvalidAddress::Domain);
        }
        Ok(Self {
            text: [local, "@", &domain.to_ascii_lowercase()].concat(),
            at: local.len(),
        })
    }

    /// Returns an address that was stored before.
    ///
    /// Nothing is checked, so that a stricter [`parse`](Self::parse) never
    /// makes a stored account unreadable.
    #[must_use]
    pub fn from_stored(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            at: text.find('@').unwrap_or(text.len()),
        }
    }

    /// Returns the text that email is sent to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the part before the @.
    #[must_use]
    pub fn local_part(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// Returns the part after the @, in lower case.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.text.get(self.at + 1..).unwrap_or_default()
    }

    /// Returns the key by which a store finds the account: the text in ASCII
    /// lower case. It is compared byte by byte, never by a database collation.
    #[must_use]
    pub fn key(&self) -> String {
        self.text.to_ascii_lowercase()
    }

    fn folded(&self) -> impl Iterator<Item = u8> {
        self.text.bytes().map(|byte| byte.to_ascii_lowercase())
    }
}

impl FromStr for Address {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, InvalidAddress> {
        Self::parse(text)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Address {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

/// Reads an address that was stored, without validating it again.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Address {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <String as serde::Deserialize>::deserialize(from)?;
        Ok(Self::from_stored(&text))
    }
}

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        self.text.eq_ignore_ascii_case(&other.text)
    }
}

impl Eq for Address {}

impl Hash for Address {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded().for_each(|byte| state.write_u8(byte));
    }
}

/// Addresses are ordered by their [`key`](Address::key)s.
impl Ord for Address {
    fn cmp(&self, other: &Self) -> Ordering {
        self.folded().cmp(other.folded())
    }
}

impl PartialOrd for Address {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// An address is personal data. Logs show the account's identity instead.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(..)")
    }
}

codes! {
    /// Why a text is not accepted as an [`Address`].
    #[non_exhaustive]
    pub enum InvalidAddress: Error {
        /// The text is empty.
        #[error("the address is empty")]
        Empty = "address-empty",
        /// The text is longer than 254 characters.
        #[error("the address is longer than 254 characters")]
        TooLong = "address-too-long",
        /// The text has characters outside ASCII, such as invisible ones.
        #[error("the address has characters outside ASCII, which may be invisible; type it again")]
        NotAscii = "address-not-ascii",
        /// The text has no @.
        #[error("the address has no @")]
        NoAt = "address-no-at",
        /// The part before the @ is empty, too long, or has a character that
        /// is not accepted.
        #[error("the part before the @ is not accepted")]
        LocalPart = "address-local-part",
        /// The part after the @ is not a domain name.
        #[error("the part after the @ is not a domain name")]
        Domain = "address-domain",
    }
}

/// Returns a text without white space and invisible characters around it.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Returns a text with ASCII instead of what a Japanese input method writes for
/// the same keys.
fn half_width(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let key = |c| match c {
        '\u{3002}' | '\u{ff61}' => '.',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    Cow::Owned(text.chars().map(key).collect())
}

/// Returns whether a character is shown as nothing: those that can be ignored by
/// default (Unicode's property Default_Ignorable_Code_Point), as far as they are
/// found in copied texts.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
    )
}

/// Returns whether a local part may have a byte: atext (RFC 5322 section
/// 3.2.3), or a dot in any position.
const fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
        )
}

/// Returns whether a text is two or more labels of letters, digits and inner
/// hyphens, of which the last one is not all digits, as in an IP address.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.split('.').all(is_label)
        && domain
            .rsplit_once('.')
            .is_some_and(|(_, last)| !last.bytes().all(|b| b.is_ascii_digit()))
}
