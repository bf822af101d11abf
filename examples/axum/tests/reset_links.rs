//! The example, over HTTP.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a failed test panics")]

#[path = "../../support/drive.rs"]
mod drive;

#[test]
fn reset_links_work() {
    drive::reset_links_work(env!("CARGO_BIN_EXE_genkan-example-axum"));
}

#[test]
fn reset_links_take_45_lines() {
    drive::is_short(include_str!("../src/reset_links.rs"));
}
