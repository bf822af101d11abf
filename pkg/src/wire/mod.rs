//! The exchange of documents, contexts and reports with JavaScript, without a
//! JSON parser, which would be larger than the rules.
//!
//! A document and a context are bytes in the canonical form of
//! `src/policy/canonical.rs`; a report is numbers. The TypeScript side is
//! `pkg/ts/basic.ts`, `pkg/ts/extended.ts` and `pkg/ts/read-report.ts`.
//! `pkg/test/equality.test.js` compares its reports with the native JSON, byte
//! for byte.

mod context;
mod reader;
mod report;

pub use context::read as read_context;
pub use reader::{Reader, text};
pub use report::{Report, basic_row, kinds_row};

/// The number of the error for bytes that pkg/ts never writes.
pub const MALFORMED: u32 = 1;
