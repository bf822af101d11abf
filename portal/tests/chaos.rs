//! The chaos run: the program, as it is run, while everything around it fails. A
//! process of its own, because it needs all processors.

#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failed test panics"
)]

mod support;
mod under_faults;
