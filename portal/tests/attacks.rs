//! Published attacks, and where secrets must not be. A process of their own: they
//! read everything that it logs.

#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failed test panics"
)]

mod published_attacks;
mod secrets;
mod support;
