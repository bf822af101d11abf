use core::ops::{Deref, DerefMut};

use zeroize::optimization_barrier;

/// Numbers that are zero again when they are dropped.
///
/// `Zeroizing` writes them one by one, each a volatile write; these are
/// written together, and the compiler is kept from leaving it out.
pub(super) struct Wiped<T: Copy + Default, const N: usize>(pub(super) [T; N]);

impl<T: Copy + Default, const N: usize> Wiped<T, N> {
    pub(super) fn zeros() -> Self {
        Self([T::default(); N])
    }
}

impl<T: Copy + Default, const N: usize> Deref for Wiped<T, N> {
    type Target = [T; N];

    fn deref(&self) -> &[T; N] {
        &self.0
    }
}

impl<T: Copy + Default, const N: usize> DerefMut for Wiped<T, N> {
    fn deref_mut(&mut self) -> &mut [T; N] {
        &mut self.0
    }
}

impl<T: Copy + Default, const N: usize> Drop for Wiped<T, N> {
    fn drop(&mut self) {
        self.0 = [T::default(); N];
        optimization_barrier(&self.0);
    }
}
