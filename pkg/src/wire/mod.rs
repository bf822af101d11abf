//! The form in which a document and what is known of a person come in: bytes;
//! and in which a report goes out: numbers.
//!
//! A JSON parser and writer would be several times as large as the judge. The
//! other side is `pkg/ts/wire.ts` and `pkg/ts/field.ts`; what they make of a
//! report is held against the native JSON, byte for byte, in
//! `pkg/test/equality.test.js`.
//!
//! The larger module reads documents in a form of its own: a number has seven
//! bits a byte, `true` is 1, a choice is its place in the list of all, an option
//! is 0 or 1 and then itself, a list is its length and then its entries, and a
//! text is its length in bytes and then its UTF-8. The smaller one reads the form
//! of which a fingerprint is made.

mod common;
mod context;
mod document;
mod reader;
mod report;

pub(crate) use context::read as read_context;
use genkan::policy::Policy;
use reader::Reader;
pub(crate) use reader::{owned_text, text};
pub(crate) use report::Numbers;

/// Gives the policy of a document, or says what is wrong with it, as a number
/// from 1 on: its place in `PROBLEMS` of `pkg/ts/rare.ts`. 0 where nothing is.
pub(crate) fn read_policy(bytes: &[u8], to: impl FnOnce(Policy)) -> u32 {
    let policy = if cfg!(feature = "every-rule") {
        match document::read(bytes) {
            Ok(policy) => policy,
            Err(problem) => return problem,
        }
    } else {
        common::read(bytes)
    };
    to(policy);
    0
}
