//! What a string is, before anyone judges it.
//!
//! Two forms of a text matter here. The *prepared* form is what is judged and
//! hashed ([`prepare`]); the *folded* form is what is compared when case and
//! width must not matter ([`Unicode::fold`]).

mod prepare;
mod unicode;

pub use prepare::{is_control, prepare};
#[cfg(feature = "unicode-normalization")]
pub use unicode::Tables;
pub use unicode::Unicode;
