//! The forms of a text.
//!
//! A policy checks and hashes the *prepared* form ([`prepare`]). It compares
//! the *folded* form ([`Unicode::fold`]) if case and width must not matter.

mod prepare;
mod search;
mod unicode;

pub use prepare::{is_control, prepare};
#[cfg(feature = "unicode-normalization")]
pub use unicode::Tables;
pub use unicode::Unicode;
