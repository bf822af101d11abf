use crate::code::codes;
use crate::time::Timestamp;

codes! {
    /// How a token ended before it expired.
    ///
    /// ```
    /// use genkan::token::End;
    ///
    /// assert_eq!(End::Used.code(), "used"); // a column of the table
    /// assert_eq!("superseded".parse(), Ok(End::Superseded));
    /// ```
    #[non_exhaustive]
    pub enum End {
        /// It was used.
        Used = "used",
        /// The support desk sent a newer link.
        Superseded = "superseded",
        /// Something else ended it, for example a password that another link
        /// set.
        Revoked = "revoked",
    }
}

/// When and how a token ended before it expired.
///
/// ```
/// use genkan::time::Timestamp;
/// use genkan::token::{End, Ended};
///
/// let now = Timestamp::from_unix_seconds(1_800_000_000);
/// let ended = Ended { at: now, how: End::Used };
/// assert_eq!(ended.how.code(), "used");
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// How.
    pub how: End,
}
