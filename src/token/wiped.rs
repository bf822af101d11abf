use core::ops::{Deref, DerefMut};

use zeroize::optimization_barrier;

/// Numbers that are zero again when they are dropped.
///
/// `Zeroizing` writes them one by one, each a volatile write; these are
/// written together, and the compiler is kept from leaving it out.
pub(super) struct Wiped<T: Zero, const N: usize>(pub(super) [T; N]);

impl<T: Zero, const N: usize> Wiped<T, N> {
    pub(super) fn zeros() -> Self {
        Self([T::ZERO; N])
    }
}

impl<T: Zero, const N: usize> Deref for Wiped<T, N> {
    type Target = [T; N];

    fn deref(&self) -> &[T; N] {
        &self.0
    }
}

impl<T: Zero, const N: usize> DerefMut for Wiped<T, N> {
    fn deref_mut(&mut self) -> &mut [T; N] {
        &mut self.0
    }
}

impl<T: Zero, const N: usize> Drop for Wiped<T, N> {
    fn drop(&mut self) {
        self.0 = [T::ZERO; N];
        optimization_barrier(&self.0);
    }
}

/// What a place is before anything is in it, and again afterwards.
pub(super) trait Zero: Copy {
    const ZERO: Self;
}

impl Zero for u8 {
    const ZERO: Self = 0;
}

impl Zero for u32 {
    const ZERO: Self = 0;
}

impl Zero for u64 {
    const ZERO: Self = 0;
}

impl<T: Zero, const N: usize> Zero for [T; N] {
    const ZERO: Self = [T::ZERO; N];
}
