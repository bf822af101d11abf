//! The memory of a module: one allocation after the other.

#[cfg(not(target_arch = "wasm32"))]
mod std;
#[cfg(target_arch = "wasm32")]
mod wasm;

#[cfg(not(target_arch = "wasm32"))]
pub use std::list;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use std::{clear, scope};
#[cfg(target_arch = "wasm32")]
pub use wasm::{Arena, list};
#[cfg(target_arch = "wasm32")]
pub(crate) use wasm::{clear, scope};
