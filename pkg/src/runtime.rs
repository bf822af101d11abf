//! Replaces the parts of std that a module needs, in the smallest form.

use core::panic::PanicInfo;

/// A panic is a bug. JavaScript sees a `WebAssembly.RuntimeError`.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
