//! The module's memory: one piece after the other.
//!
//! What is taken during a check is given back after it, and everything when
//! another input is asked for. A list of free pieces, as allocators keep it,
//! would be as much code as a rule.

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size, unreachable};
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

struct Arena {
    /// The first free byte.
    end: AtomicUsize,
}

#[global_allocator]
static ARENA: Arena = Arena {
    end: AtomicUsize::new(0),
};

/// Gives back everything. Nobody may have any of it.
pub(crate) fn clear() {
    ARENA.end.store((&raw const __heap_base).addr(), Relaxed);
}

/// Gives back what is taken meanwhile. Nobody may keep any of it.
pub(crate) fn scope(then: impl FnOnce()) {
    let end = ARENA.end.load(Relaxed);
    then();
    ARENA.end.store(end, Relaxed);
}

unsafe extern "C" {
    /// The linker's: where what the program is made of ends.
    static __heap_base: u8;
}

// SAFETY: this module is built without the `atomics` feature and imports no
// shared memory, so that it never runs on two threads. A piece is as large as
// asked for, aligned, and behind all that are in use.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let start = (self.end.load(Relaxed) + layout.align() - 1) & !(layout.align() - 1);
        let end = start + layout.size();
        let pages = end.div_ceil(PAGE).saturating_sub(memory_size(0));
        if pages > 0 && memory_grow(0, pages) == usize::MAX {
            unreachable();
        }
        self.end.store(end, Relaxed);
        core::ptr::with_exposed_provenance_mut(start)
    }

    /// The larger module gives back the last piece. The smaller one takes so
    /// little, a few copies of a password that is not ASCII, that nothing is
    /// given back before the end; without this, nothing in it ever asks what
    /// has to go.
    unsafe fn dealloc(&self, piece: *mut u8, layout: Layout) {
        let start = piece.addr();
        if cfg!(feature = "every-rule") && start + layout.size() == self.end.load(Relaxed) {
            self.end.store(start, Relaxed);
        }
    }
}

const PAGE: usize = 65_536;
