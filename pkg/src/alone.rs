use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicBool, Ordering};

/// A value that is used by one at a time. Whoever comes meanwhile has a bug and
/// panics.
///
/// There is none in `core` that may be static: a `RefCell` may not, and would
/// bring the code of its messages.
pub(crate) struct Alone<T> {
    is_taken: AtomicBool,
    value: UnsafeCell<T>,
}

// SAFETY: `with` gives the value to one at a time.
unsafe impl<T: Send> Sync for Alone<T> {}

impl<T> Alone<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self {
            is_taken: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }

    pub(crate) fn with<R>(&self, then: impl FnOnce(&mut T) -> R) -> R {
        assert!(!self.is_taken.swap(true, Ordering::Acquire));
        // SAFETY: it was not taken, and is until this is over, so that this is
        // the only reference. After a panic it stays taken.
        let result = then(unsafe { &mut *self.value.get() });
        self.is_taken.store(false, Ordering::Release);
        result
    }
}
