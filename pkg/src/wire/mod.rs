//! The form in which a document and what is known of a person come in: bytes;
//! and in which a report goes out: numbers.
//!
//! A JSON parser and writer would be several times as large as the judge. The
//! other side is `pkg/ts/wire.ts` and `pkg/ts/field.ts`; what they make of a
//! report is held against the native JSON, byte for byte, in
//! `pkg/test/equality.test.js`.
//!
//! A number has seven bits a byte, `true` is 1, a choice is its place in the
//! list of all, an option is 0 or 1 and then itself, a list is its length and
//! then its entries, and a text is its length in bytes and then its UTF-8.

mod context;
mod document;
mod reader;
mod report;

pub(crate) use context::read as read_context;
pub(crate) use document::read as read_policy;
pub(crate) use reader::{Reader, owned_text, text};
pub(crate) use report::write as write_report;
