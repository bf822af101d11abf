//! Lists of common passwords.
//!
//! - [`Blocklist`]: the trait of a list.
//! - [`WordList`]: a few words in memory, such as the names of a product.
//! - [`CompactList`]: any number of texts in one file, looked up in place.
//! - [`HashList`]: the same for digests, such as the billion of Have I Been
//!   Pwned.
//! - `common()`: the list of this crate, with the feature `common-blocklist`.
//!
//! # The file
//!
//! A list is one file that is read in place, so it can be mapped into memory.
//! All numbers are little-endian.
//!
//! | part | what |
//! |---|---|
//! | header, 40 bytes | magic, version, kind, sizes, checksums |
//! | entries | in the order of their place, then of their bytes. A text is its length in one byte and its folded UTF-8; a digest is its bytes |
//! | index | where each bucket of places begins, one `u32` a bucket and one for the end |
//!
//! The place of a text is a 64-bit hash of it, that of a digest is its first
//! 8 bytes. A lookup reads one pair of the index and the entries of that bucket,
//! whatever the size of the list: up to four on average in a list of fewer than
//! 8,192 texts, up to one in a larger one, up to eight digests.
//!
//! # Exact
//!
//! The texts themselves are stored and compared byte by byte. Fingerprints
//! would be a third smaller at best and sometimes wrong: Keycloak and Firefox
//! Accounts, which use Bloom filters, have had reports of strong passwords that
//! were called common (keycloak #14386, fxa #1530). The hash is only an
//! address, so neither its quality nor a collision can change an answer.
//! Digests are stored whole, too. Two passwords may still have the same SHA-1,
//! but no such pair has been found by chance.

#[cfg(feature = "common-blocklist")]
mod common;
mod compact_list;
mod entry_kind;
mod file;
mod hash_list;
mod header;
mod invalid_list;
mod place;
mod word_list;
mod writer;

#[cfg(feature = "common-blocklist")]
pub use common::common;
pub use compact_list::CompactList;
pub use entry_kind::EntryKind;
pub use hash_list::HashList;
pub use invalid_list::InvalidList;
pub use word_list::WordList;
pub use writer::{IndexWriter, Writer};

/// A list of common passwords.
///
/// A list is exact: it contains no password that is not on it. The texts that
/// it is searched for are prepared and folded (NFKC, case folded).
///
/// # Examples
///
/// ```
/// use genkan::blocklist::Blocklist;
/// use genkan::policy::{Context, Policy};
///
/// /// Everything that begins with the name of the product.
/// struct Product;
///
/// impl Blocklist for Product {
///     fn contains(&self, folded: &str) -> bool {
///         folded.starts_with("kitemaker")
///     }
/// }
///
/// let policy = Policy::nist_sp_800_63b_4();
/// let context = Context::new().blocklist("common", &Product);
/// assert!(policy.check("Kitemaker-is-the-best", &context).is_refused());
/// assert!(policy.check("quiet-lamp-on-moss", &context).is_accepted());
/// ```
pub trait Blocklist: Send + Sync {
    /// Returns whether a folded text is on the list.
    fn contains(&self, folded: &str) -> bool;

    /// Returns a size in bytes that no text on the list exceeds. A caller need
    /// not search for longer texts.
    fn longest(&self) -> usize {
        usize::MAX
    }
}
