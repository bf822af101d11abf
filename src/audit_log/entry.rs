use super::{Event, Hash, Head};

/// One entry of the log. [`Head::next`] makes it; a store keeps it as it is
/// and never writes it again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Entry {
    /// Its number, from 1, without a gap.
    pub seq: u64,
    /// The hash of the entry before it; zeros where it is the first.
    pub previous: Hash,
    /// What happened.
    pub event: Event,
    /// The hash of all of the above.
    pub hash: Hash,
}

impl Entry {
    /// The log's head, if this is its last entry.
    #[must_use]
    pub const fn head(&self) -> Head {
        Head {
            seq: self.seq,
            hash: self.hash,
        }
    }
}
