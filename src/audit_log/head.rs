use core::fmt;
use core::str::FromStr;

use super::{Entry, Event, Hash};

/// The end of a log: all that the next entry needs of it, and all that
/// somebody must keep elsewhere to notice later that the log was cut off or
/// written anew.
///
/// As text it is the number of entries, a colon and the hash in hexadecimal:
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
    reason = "a store reads it off its last row"
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

    /// The entry that comes next.
    ///
    /// A store calls it in the transaction that reads the head and writes the
    /// entry, so that no number is given twice.
    #[must_use]
    pub fn next(self, event: Event) -> Entry {
        // No log has 2⁶⁴ entries; the one at the end would not verify.
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
        let seq = seq.parse().map_err(|_| InvalidHead)?;
        if hash.len() != 2 * Hash::LENGTH {
            return Err(InvalidHead);
        }
        let mut bytes = [0; Hash::LENGTH];
        for (byte, digits) in bytes.iter_mut().zip(hash.as_bytes().chunks_exact(2)) {
            *byte = digits.iter().try_fold(0, |byte, digit| {
                let digit = char::from(*digit).to_digit(16).ok_or(InvalidHead)?;
                // A hexadecimal digit is less than 16.
                Ok(byte << 4 | u8::try_from(digit).unwrap_or_default())
            })?;
        }
        Ok(Self {
            seq,
            hash: Hash::from_bytes(bytes),
        })
    }
}

/// The text is not that of a [`Head`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("write the head as it was shown: a number, a colon and 64 hexadecimal digits")]
#[expect(clippy::exhaustive_structs, reason = "there is nothing more to say")]
pub struct InvalidHead;
