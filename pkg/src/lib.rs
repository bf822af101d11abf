//! The parts that the two WebAssembly modules of the npm package share.
//!
//! `pkg/basic` has the rules of the documented policy, `pkg/extended` has all
//! rules. Each is a crate of its own, so that the linker removes the code that
//! its policy does not use.
//!
//! Both crates are private to the npm package. JavaScript exchanges only
//! numbers and bytes with them ([`wire`]); the package's interface is the
//! TypeScript in `pkg/ts`.

#![cfg_attr(target_arch = "wasm32", no_std)]
#![expect(missing_debug_implementations, reason = "no module formats anything")]

extern crate alloc;

mod arena;
mod exclusive;
#[cfg(target_arch = "wasm32")]
mod runtime;
#[cfg(target_arch = "wasm32")]
mod search;
mod state;
mod unicode;
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub use arena::Arena;
pub use arena::list;
pub use exclusive::Exclusive;
pub use state::{ModulePolicy, State};
pub use unicode::Browser;

/// Exports the functions of a module with a policy of this type, and defines
/// whether its [arena](Arena) frees.
#[macro_export]
macro_rules! export {
    ($policy:ty, frees: $frees:literal) => {
        #[cfg(target_arch = "wasm32")]
        #[global_allocator]
        static ARENA: $crate::Arena<$frees> = $crate::Arena;

        static STATE: $crate::Exclusive<$crate::State<$policy>> =
            $crate::Exclusive::new($crate::State::new());

        // On another platform, `read` is a function of the system.
        #[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
        pub extern "C" fn input(bytes: usize) -> *const u8 {
            STATE.with(|state| state.input(bytes))
        }

        #[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
        pub extern "C" fn read(bytes: usize) -> u32 {
            STATE.with(|state| state.read(bytes))
        }

        #[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
        pub extern "C" fn check(context: usize, password: usize) -> *const u32 {
            STATE.with(|state| state.check(context, password))
        }
    };
}
