//! In native tests the allocator is that of std.

use core::iter;

use alloc::vec::Vec;

pub(crate) const fn clear() {}

pub fn list<T>(count: usize, value: impl FnMut() -> T) -> &'static mut [T] {
    iter::repeat_with(value)
        .take(count)
        .collect::<Vec<_>>()
        .leak()
}

pub(crate) fn scope(then: impl FnOnce()) {
    then();
}
