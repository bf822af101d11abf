//! The program under load, as it is run. A process of its own: each test needs
//! all processors, so they run one at a time.

#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failed test panics"
)]

mod support;
mod under_load;
