//! The clock and the random source: the only places where either is read.

use std::time::SystemTime;

use genkan::time::Timestamp;
use getrandom::SysRng;
use rand_core::{CryptoRng, Rng as _, UnwrapErr};

/// The time by the system's clock.
#[must_use]
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    Timestamp::from_unix_seconds(since.map_or(0, |since| since.as_secs()))
}

/// The system's random source.
///
/// It panics where the system has none: nothing that is issued here may be
/// guessed, so there is nothing to go on with.
#[must_use]
pub fn random() -> impl CryptoRng {
    UnwrapErr(SysRng)
}

/// Fresh random bytes.
#[must_use]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    random().fill_bytes(&mut bytes);
    bytes
}
