//! The pages, the mails and the stores, in the process of the test.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failed test panics"
)]

mod desk;
mod enumeration;
mod link_expiry;
mod mail;
mod rate_limits;
mod store;
mod support;
mod web;
