//! The memory of a check is freed after it, and all memory when another input
//! is requested. A list of free blocks, as in other allocators, would need as
//! much code as a rule.

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size, unreachable};
use core::slice;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The allocator of a module.
///
/// With `FREES`, the last block is freed as soon as it is dropped: without it,
/// a rule that compares many parts of a long password would need a block for
/// each. The documented rules do not need that, and their module drops nothing.
pub struct Arena<const FREES: bool>;

/// The first free byte.
static END: AtomicUsize = AtomicUsize::new(0);

/// Frees everything. The caller must not use any of it afterwards.
pub(crate) fn clear() {
    END.store((&raw const __heap_base).addr(), Relaxed);
}

/// Returns a list of values. The caller must not use it after the next [`clear`],
/// nor after the [`scope`] in which it was made. A `Vec` would link 500 bytes of
/// code to reserve its memory.
pub fn list<T>(count: usize, mut value: impl FnMut() -> T) -> &'static mut [T] {
    let Ok(layout) = Layout::array::<T>(count) else {
        unreachable()
    };
    let start = allocate(layout).cast::<T>();
    for at in 0..count {
        // SAFETY: the block has place for so many values.
        unsafe { start.add(at).write(value()) };
    }
    // SAFETY: all of them were written, and nothing else refers to the block.
    unsafe { slice::from_raw_parts_mut(start, count) }
}

/// Frees the memory that `then` allocates. The caller must not use any of it
/// afterwards.
pub(crate) fn scope(then: impl FnOnce()) {
    let end = END.load(Relaxed);
    then();
    END.store(end, Relaxed);
}

unsafe extern "C" {
    /// Where the linker's own data end.
    static __heap_base: u8;
}

/// Returns a block that is aligned and behind all blocks in use.
fn allocate(layout: Layout) -> *mut u8 {
    let start = (END.load(Relaxed) + layout.align() - 1) & !(layout.align() - 1);
    let end = start + layout.size();
    let pages = end.div_ceil(PAGE).saturating_sub(memory_size(0));
    if pages > 0 && memory_grow(0, pages) == usize::MAX {
        unreachable();
    }
    END.store(end, Relaxed);
    core::ptr::with_exposed_provenance_mut(start)
}

// SAFETY: the crate is built without the `atomics` feature and imports no
// shared memory, so it never runs on two threads. A block is as large as asked
// for, aligned, and behind all blocks in use.
unsafe impl<const FREES: bool> GlobalAlloc for Arena<FREES> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        allocate(layout)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let start = block.addr();
        if FREES && start + layout.size() == END.load(Relaxed) {
            END.store(start, Relaxed);
        }
    }
}

const PAGE: usize = 65_536;
