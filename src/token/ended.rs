use crate::code::codes;
use crate::time::Timestamp;

codes! {
    /// How a token ended before it expired.
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
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// How.
    pub how: End,
}
