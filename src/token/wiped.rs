use core::ops::{Deref, DerefMut};

use zeroize::optimization_barrier;

/// Bytes that are zero again when they are dropped.
///
/// `Zeroizing` writes them one by one, each a volatile write; these are
/// written together, and the compiler is kept from leaving it out.
pub(super) struct Wiped<const N: usize>(pub(super) [u8; N]);

impl<const N: usize> Wiped<N> {
    pub(super) const ZERO: Self = Self([0; N]);
}

impl<const N: usize> Deref for Wiped<N> {
    type Target = [u8; N];

    fn deref(&self) -> &[u8; N] {
        &self.0
    }
}

impl<const N: usize> DerefMut for Wiped<N> {
    fn deref_mut(&mut self) -> &mut [u8; N] {
        &mut self.0
    }
}

impl<const N: usize> Drop for Wiped<N> {
    fn drop(&mut self) {
        self.0 = [0; N];
        optimization_barrier(&self.0);
    }
}
