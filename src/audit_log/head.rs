use core::fmt;
use core::str::FromStr;

use super::{Entry, Event, Hash};
use crate::hex;

/// The end of a log. The next entry is computed from it, and an administrator
/// keeps it elsewhere to detect that the log was cut off or replaced.
///
/// The text is the number of entries, a colon and the hash in hexadecimal:
///
/// ```
/// use genkan::audit_log::Head;
///
/// let text = Head::EMPTY.to_string();
/// assert!(text.starts_with("0:0000"));
/// assert_eq!(text.parse(), Ok(Head::EMPTY));
/// assert!("12".parse::<Head>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(
    clippy::exhaustive_structs,
    reason = "a store reads it from its last row"
)]
pub struct Head {
    /// The number of the last entry, which is the number of entries.
    pub seq: u64,
    /// The hash of the last entry.
    pub hash: Hash,
}

impl Head {
    /// The head of a log without entries.
    pub const EMPTY: Self = Self {
        seq: 0,
        hash: Hash::from_bytes([0; Hash::LENGTH]),
    };

    /// Returns the next entry.
    ///
    /// A store calls it in the transaction that reads the head and writes the
    /// entry, so that no number is given twice.
    #[must_use]
    pub fn next(self, event: Event) -> Entry {
        // No log has 2⁶⁴ entries; the last one would not verify.
        let seq = self.seq.saturating_add(1);
        Entry {
            seq,
            previous: self.hash,
            event,
            hash: Hash::of(seq, self.hash, &event),
        }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

impl FromStr for Head {
    type Err = InvalidHead;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (seq, hash) = text.split_once(':').ok_or(InvalidHead)?;
        Ok(Self {
            seq: seq.parse().map_err(|_| InvalidHead)?,
            hash: hex::parse(hash).map(Hash::from_bytes).ok_or(InvalidHead)?,
        })
    }
}

/// The text is not that of a [`Head`].
///
/// # Examples
///
/// ```
/// use genkan::audit_log::{Head, InvalidHead};
///
/// assert_eq!("12".parse::<Head>(), Err(InvalidHead));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a head is a number, a colon and 64 hexadecimal digits")]
#[expect(clippy::exhaustive_structs, reason = "there is nothing more to report")]
pub struct InvalidHead;
