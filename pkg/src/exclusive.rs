use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicBool, Ordering};

/// A value that has one user at a time. A second user is a bug and causes a
/// panic.
///
/// `core` has no such type for a static: `RefCell` is not `Sync`, and would
/// link the code of its messages.
pub struct Exclusive<T> {
    is_taken: AtomicBool,
    value: UnsafeCell<T>,
}

// SAFETY: `with` gives the value to one user at a time.
unsafe impl<T: Send> Sync for Exclusive<T> {}

impl<T> Exclusive<T> {
    pub const fn new(value: T) -> Self {
        Self {
            is_taken: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }

    pub fn with<R>(&self, then: impl FnOnce(&mut T) -> R) -> R {
        assert!(!self.is_taken.swap(true, Ordering::Acquire));
        // SAFETY: it was not taken, and stays taken until `then` returns, so
        // this is the only reference. After a panic it stays taken.
        let result = then(unsafe { &mut *self.value.get() });
        self.is_taken.store(false, Ordering::Release);
        result
    }
}
