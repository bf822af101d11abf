//! What std would bring, in the smallest form.

use core::panic::PanicInfo;

/// A panic is a bug; JavaScript sees it as a `WebAssembly.RuntimeError`.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
