//! Password policies in the browser, as two WebAssembly modules.
//!
//! Both modules are linked from this one crate with different exports:
//! [`basic`] has the rules of the documented policy, [`extended`] has all
//! rules. The linker leaves out what the exports of a module do not reach.
//!
//! The crate is private to the npm package. Only numbers and bytes cross
//! ([`wire`]); the package's interface is the TypeScript in `pkg/ts`.

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

mod arena;
mod basic;
mod exclusive;
mod extended;
#[cfg(target_arch = "wasm32")]
mod runtime;
mod state;
mod unicode;
mod wire;
