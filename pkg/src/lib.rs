//! The browser's door: one policy, judged by the same core as on the server.
//!
//! Everything here is private to the npm package. Its interface is the
//! hand-written TypeScript in `pkg/ts`, which speaks with this crate in
//! numbers ([`wire`]).

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

mod alone;
#[cfg(target_arch = "wasm32")]
mod arena;
/// Elsewhere, where only tests run, memory is std's.
#[cfg(not(target_arch = "wasm32"))]
mod arena {
    pub(crate) const fn clear() {}

    pub(crate) fn scope(then: impl FnOnce()) {
        then();
    }
}
mod exactly;
mod judge;
#[cfg(target_arch = "wasm32")]
mod runtime;
mod unicode;
mod wire;
