use super::{Event, Hash, Head};

/// One entry of the log. [`Head::next`] makes it; a store keeps it unchanged.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Entry {
    /// The sequence number, from 1, without gaps.
    pub seq: u64,
    /// The hash of the entry before; zeros for the first.
    pub previous: Hash,
    /// What happened.
    pub event: Event,
    /// The hash of all fields above.
    pub hash: Hash,
}

impl Entry {
    /// Returns the head of a log that ends with this entry.
    #[must_use]
    pub const fn head(&self) -> Head {
        Head {
            seq: self.seq,
            hash: self.hash,
        }
    }
}
