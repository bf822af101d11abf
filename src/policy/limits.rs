//! The limits of a document, so that a hostile one costs little.

/// The version of the document's form that this crate reads.
pub(super) const VERSION: u32 = 1;
/// The largest `max_bytes`, 64 KiB: a larger bound protects nothing.
pub(super) const LARGEST: u32 = 65_536;
/// The largest number that a rule may have for a password's characters.
pub(super) const LONGEST: u32 = LARGEST;
/// The largest number of kinds in a rule: `Kinds` has this many bits.
pub(super) const MOST_KINDS: usize = 16;
/// The largest number of rules: more than any person reads.
pub(super) const MOST_RULES: usize = 256;
