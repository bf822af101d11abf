//! The browser's door: one policy, judged by the same core as on the server.
//!
//! Everything here is private to the npm package. Its interface is the
//! hand-written TypeScript in `pkg/ts`, which speaks with this crate in
//! numbers ([`wire`]).

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

mod alone;
mod judge;
#[cfg(target_arch = "wasm32")]
mod runtime;
mod unicode;
mod wire;
