//! The limits of a document, so that a hostile one costs little.

/// The version of the document's form that this crate reads.
pub(super) const VERSION: u32 = 1;
/// The largest `max_bytes`, 64 KiB: a larger bound protects nothing.
pub(super) const LARGEST: u32 = 65_536;
/// The largest number that a rule may have for a password's characters.
pub(super) const LONGEST: u32 = LARGEST;
/// The longest word of a context, in bytes. What is after it does not count. An
/// email address has at most 254 octets (RFC 5321 section 4.5.3.1.3).
pub(super) const LONGEST_WORD: u32 = 256;
/// The largest number of kinds in a rule: `MissingKinds` has a number for so many.
pub(super) const MOST_KINDS: usize = 16;
/// The largest number of characters of a kind that a rule may require:
/// `MissingKinds` has four bits for it.
pub(super) const MOST_OF_KIND: u32 = 15;
/// The largest number of groups of rules of which a password must meet one.
pub(super) const MOST_GROUPS: usize = 8;
/// The largest number of rules: more than any person reads.
pub(super) const MOST_RULES: usize = 256;
