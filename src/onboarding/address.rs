use alloc::string::String;
use core::fmt;

/// A mail address that mail can be sent to and an account found by.
///
/// The text is kept as it was registered, apart from a lower-case domain; mail
/// goes only to the kept text, never to what somebody typed. Two addresses
/// are the same account when they differ in ASCII case only: no wider folding,
/// because under a wider one a stranger's mailbox could pass for another's.
///
/// Accepted is what is in use, including dots where RFC 5321 has none
/// (`taro.@docomo.ne.jp`). Refused are quoted local parts, comments, encoded
/// words, address literals and everything outside ASCII: each has been the way
/// in of an attack, and none is in use among people.
///
/// # Examples
///
/// ```
/// use genkan::onboarding::Address;
///
/// let address = Address::parse("Taro.Yamada@Example.co.jp")?;
/// assert_eq!(address.as_str(), "Taro.Yamada@example.co.jp");
/// assert_eq!(address, Address::parse("taro.yamada@example.co.jp")?);
/// # Ok::<(), genkan::onboarding::InvalidAddress>(())
/// ```
#[derive(Clone)]
pub struct Address {
    text: String,
    at: usize,
}

impl Address {
    /// Reads an address; white space around it is left out.
    ///
    /// # Errors
    ///
    /// [`InvalidAddress`], with what is wrong.
    pub fn parse(text: &str) -> Result<Self, InvalidAddress> {
        let text = text.trim();
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
        // RFC 5321 section 4.5.3.1.1: 64 octets, two of which are quotes where
        // dots stand where no atom allows them (section 4.1.2).
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

    /// The address as mail is sent to it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part before the @.
    #[must_use]
    pub fn local_part(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// The part after the @, in lower case.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.text.get(self.at + 1..).unwrap_or_default()
    }

    /// The form under which a store finds the account: ASCII lower case. It is
    /// compared byte by byte, never by a database's collation.
    #[must_use]
    pub fn key(&self) -> String {
        self.text.to_ascii_lowercase()
    }
}

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        self.text.eq_ignore_ascii_case(&other.text)
    }
}

impl Eq for Address {}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// An address is personal data: a log is to show the account's identity.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(..)")
    }
}

/// Why a text is no address that can be used here.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidAddress {
    /// Nothing was entered.
    #[error("the address is empty")]
    Empty,
    /// More than 254 characters.
    #[error("the address is longer than 254 characters")]
    TooLong,
    /// Characters outside ASCII, such as full-width ones.
    #[error("the address has characters outside ASCII; type it half-width")]
    NotAscii,
    /// There is no @.
    #[error("the address has no @")]
    NoAt,
    /// The part before the @ is empty, too long, or has a character that is
    /// not accepted.
    #[error("the part before the @ cannot be used")]
    LocalPart,
    /// The part after the @ is no domain name.
    #[error("the part after the @ is no domain name")]
    Domain,
}

impl InvalidAddress {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "address-empty",
            Self::TooLong => "address-too-long",
            Self::NotAscii => "address-not-ascii",
            Self::NoAt => "address-no-at",
            Self::LocalPart => "address-local-part",
            Self::Domain => "address-domain",
        }
    }
}

/// RFC 5322 section 3.2.3, atext, and the dot, wherever it stands.
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

/// Two or more labels of letters, digits and inner hyphens; the last one not
/// all digits, as it would be in an IP address.
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
