use alloc::string::String;
use core::fmt;

use sha1::{Digest as _, Sha1};
use zeroize::{Zeroize as _, Zeroizing};

use super::InvalidRangeResponse;

/// The question to Have I Been Pwned about one password, and the reader of the
/// answer, without the network.
///
/// The [range search](https://haveibeenpwned.com/API/v3#PwnedPasswords) is
/// asked for five hexadecimal digits of the password's SHA-1 and answers with
/// the rest of every digest that begins so: who is asked cannot tell which
/// password was meant. What stays here is as good as a fast hash of the
/// password: it is not shown, and wiped when the question is dropped.
///
/// What happens where nothing could be learned is the policy's to say:
/// [`BreachedRule::fail_open`](crate::policy::rules::BreachedRule::fail_open).
///
/// # Examples
///
/// The caller does the network, and hands the answer on:
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
///     // Padding hides how many rows there are from who watches the line.
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
/// // Nothing was learned of this one: closed is the default.
/// let context = Context::new().breached(breached(&policy.prepare("blue7Kite!")));
/// assert!(!policy.check("blue7Kite!", &context).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
pub struct RangeQuery {
    /// 40 hexadecimal digits, upper case.
    digest: Zeroizing<String>,
}

impl RangeQuery {
    /// The largest reply that is read, in bytes: some twenty times what a
    /// padded range is. Do not receive more.
    pub const MAX_REPLY: usize = 1 << 20;

    /// Asks about a password in its prepared form, which is what
    /// [`Context::breached`](crate::policy::Context::breached) is given.
    #[must_use]
    pub fn new(prepared: &str) -> Self {
        let mut sha1 = Sha1::digest(prepared.as_bytes());
        let mut digest = Zeroizing::new(String::with_capacity(40));
        for byte in &sha1 {
            for half in [byte >> 4, byte & 15] {
                let digit = char::from_digit(half.into(), 16).unwrap_or('0');
                digest.push(digit.to_ascii_uppercase());
            }
        }
        sha1.as_mut_slice().zeroize();
        Self { digest }
    }

    /// What may be sent: five hexadecimal digits, upper case.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.digest.get(..PREFIX).unwrap_or_default()
    }

    /// How often the password was seen, by the reply to this question; 0
    /// where it was not.
    ///
    /// A row is 35 hexadecimal digits of either case, a colon and a number,
    /// which may have commas between its digits. Rows of padding count 0, as
    /// they say. A row without a number was seen once at least. Where one
    /// password has two rows, the larger number holds. Lines end in LF or
    /// CRLF; a byte-order mark and empty lines are passed over. A number that
    /// no `u64` can hold is the largest one.
    ///
    /// # Errors
    ///
    /// [`InvalidRangeResponse`] where any line is no row, even after the one that was
    /// looked for: a reply that was cut off or replaced on its way is no
    /// evidence.
    pub fn read(&self, reply: &[u8]) -> Result<u64, InvalidRangeResponse> {
        if reply.len() > Self::MAX_REPLY {
            return Err(InvalidRangeResponse::TooLarge);
        }
        let wanted = self.digest.get(PREFIX..).unwrap_or_default().as_bytes();
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

const PREFIX: usize = 5;
const SUFFIX: usize = 35;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
