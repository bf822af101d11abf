//! The command line of the operators, as it is run.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failed test panics"
)]

mod deployments;
mod operator_cli;
mod support;
