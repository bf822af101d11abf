use core::fmt;

use sha1::{Digest as _, Sha1};
use zeroize::{Zeroize as _, Zeroizing};

use super::InvalidRangeResponse;

/// A query to Have I Been Pwned about one password, and the reader of the
/// response, without the network.
///
/// The [range search](https://haveibeenpwned.com/API/v3#PwnedPasswords)
/// receives five hexadecimal digits of the password's SHA-1 and returns the
/// rest of every digest that begins with them, so the service cannot know the
/// password. The query holds a fast hash of the password: `Debug` does not show
/// it, and it is zeroized when the query is dropped.
///
/// If no response arrives, the policy decides:
/// [`BreachedRule::fail_open`](crate::policy::rules::BreachedRule::fail_open).
///
/// # Examples
///
/// The caller makes the request:
///
#[cfg_attr(feature = "unicode-normalization", doc = "```")]
#[cfg_attr(not(feature = "unicode-normalization"), doc = "```ignore")]
/// use genkan::breach::RangeQuery;
/// use genkan::policy::{Context, Document, Policy, Rule};
/// use genkan::policy::rules::{BreachedRule, LengthRule};
///
/// # fn get(url: &str, header: (&str, &str)) -> Option<Vec<u8>> {
/// #     url.ends_with("/5BAA6").then(|| {
/// #         b"1D72CD07550416C216D8AD296BF5C0AE8E0:10\r\n1E4C9B93F3F0682250B6CF8331B7EE68FD8:52256179\r\n".to_vec()
/// #     })
/// # }
/// let breached = |prepared: &str| -> Option<u64> {
///     let query = RangeQuery::new(prepared);
///     let url = format!("https://api.pwnedpasswords.com/range/{}", query.prefix());
///     // Padding hides the number of rows from observers of the network.
///     // Bound the time, and the size by `RangeQuery::MAX_REPLY`.
///     let reply = get(&url, ("Add-Padding", "true"))?;
///     query.read(&reply).ok()
/// };
///
/// let rules = vec![Rule::Length(LengthRule::new(8)), Rule::Breached(BreachedRule::new())];
/// let policy = Policy::try_from(Document::new("breach", 1024, rules))?;
/// let context = Context::new().breached(breached(&policy.prepare("password")));
/// let report = policy.check("password", &context);
/// assert_eq!(report.violations().next().map(|v| v.code()), Some("breached"));
/// // No response for this one: the default is to reject it.
/// let context = Context::new().breached(breached(&policy.prepare("blue7Kite!")));
/// assert!(!policy.check("blue7Kite!", &context).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
pub struct RangeQuery {
    /// The digest in hexadecimal digits, upper case.
    digits: Zeroizing<[u8; DIGITS]>,
}

impl RangeQuery {
    /// The largest reply that is read, in bytes: about twenty times the size of
    /// a padded range. Do not receive more.
    pub const MAX_REPLY: usize = 1 << 20;

    /// Returns the query about a password in its prepared form
    /// ([`Policy::prepare`](crate::policy::Policy::prepare)).
    #[must_use]
    pub fn new(prepared: &str) -> Self {
        let mut sha1 = Sha1::digest(prepared.as_bytes());
        let mut digits = Zeroizing::new([0; DIGITS]);
        let encoded = base16ct::upper::encode(&sha1, digits.as_mut_slice());
        debug_assert!(encoded.is_ok(), "there are two digits a byte");
        sha1.as_mut_slice().zeroize();
        Self { digits }
    }

    /// Returns what may be sent: five hexadecimal digits, upper case.
    #[must_use]
    pub fn prefix(&self) -> &str {
        core::str::from_utf8(self.digits.split_at(PREFIX).0).unwrap_or_default()
    }

    /// Returns how often the password was seen, by the reply to this query.
    ///
    /// A row is 35 hexadecimal digits of either case, a colon and a number,
    /// which may have commas between its digits. Rows of padding have the
    /// number 0. A row without a number counts as seen once. If a password has
    /// two rows, the larger number counts. Lines end in LF or CRLF; a byte-order
    /// mark and empty lines are skipped. A number that exceeds `u64` is
    /// `u64::MAX`.
    ///
    /// # Errors
    ///
    /// [`InvalidRangeResponse`] if any line is not a row, even after the one
    /// that was searched for: a reply that was cut off or replaced proves
    /// nothing.
    pub fn read(&self, reply: &[u8]) -> Result<u64, InvalidRangeResponse> {
        if reply.len() > Self::MAX_REPLY {
            return Err(InvalidRangeResponse::TooLarge);
        }
        let (_, wanted) = self.digits.split_at(PREFIX);
        let reply = reply.strip_prefix(BYTE_ORDER_MARK).unwrap_or(reply);
        let (mut seen, mut is_empty) = (0, true);
        for (number, line) in reply.split(|byte| *byte == b'\n').enumerate() {
            let line = line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            is_empty = false;
            let (suffix, count) =
                row(line).ok_or(InvalidRangeResponse::Line { line: number + 1 })?;
            if suffix.eq_ignore_ascii_case(wanted) {
                seen = count.max(seen);
            }
        }
        if is_empty {
            return Err(InvalidRangeResponse::Empty);
        }
        Ok(seen)
    }
}

fn row(line: &[u8]) -> Option<(&[u8], u64)> {
    let (suffix, rest) = line.split_at_checked(SUFFIX)?;
    if !suffix.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let count = match rest.trim_ascii_start() {
        [] => 1,
        [b':', count @ ..] => number(count.trim_ascii_start())?,
        _ => return None,
    };
    Some((suffix, count))
}

fn number(text: &[u8]) -> Option<u64> {
    let mut value = None::<u64>;
    for byte in text {
        match byte {
            b'0'..=b'9' => {
                let before = value.unwrap_or(0).saturating_mul(10);
                value = Some(before.saturating_add(u64::from(byte - b'0')));
            }
            b',' if value.is_some() => {}
            _ => return None,
        }
    }
    value
}

impl fmt::Debug for RangeQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RangeQuery").finish_non_exhaustive()
    }
}

const DIGITS: usize = 40;
const PREFIX: usize = 5;
const SUFFIX: usize = DIGITS - PREFIX;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
