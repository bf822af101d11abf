//! The system's random source: the only place where it is read.

use getrandom::SysRng;
use rand_core::{CryptoRng, Rng as _, UnwrapErr};

/// Returns the system's random source.
///
/// Reading it panics if the system has none: nothing that is issued may be
/// guessable, so the program must not continue.
#[must_use]
pub fn random() -> impl CryptoRng {
    UnwrapErr(SysRng)
}

/// Returns fresh random bytes.
#[must_use]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    random().fill_bytes(&mut bytes);
    bytes
}
