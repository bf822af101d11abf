//! In native tests the allocator is that of std.

pub(crate) const fn clear() {}

pub(crate) fn scope(then: impl FnOnce()) {
    then();
}
