use core::cell::UnsafeCell;

/// A value of a module that has one thread and is never entered twice.
///
/// A `RefCell` would bring the code of its panics.
pub(crate) struct Alone<T>(UnsafeCell<T>);

// SAFETY: this module is built without the `atomics` feature and imports no
// shared memory, so that it never runs on two threads.
unsafe impl<T> Sync for Alone<T> {}

impl<T> Alone<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(UnsafeCell::new(value))
    }

    pub(crate) fn with<R>(&self, then: impl FnOnce(&mut T) -> R) -> R {
        // SAFETY: only what JavaScript calls comes here (judge.rs), and what is
        // called from here (unicode.rs) does not call the module again, so that
        // this is the only reference while it lasts.
        then(unsafe { &mut *self.0.get() })
    }
}
