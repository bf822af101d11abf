use alloc::string::String;
use core::fmt;

use zeroize::Zeroizing;

/// A password that a policy has accepted, in its prepared form.
///
/// Only [`Policy::accept`](super::Policy::accept) returns one. A function that
/// takes it cannot receive a password that was not checked:
///
/// ```compile_fail,E0308
/// # fn store(password: &genkan::policy::AcceptedPassword) {}
/// store("hunter2");
/// ```
///
/// ```compile_fail,E0423
/// let password = genkan::policy::AcceptedPassword("hunter2".into());
/// ```
///
/// Its memory is zeroized when it is dropped, and `Debug` does not show it.
pub struct AcceptedPassword(Zeroizing<String>);

impl AcceptedPassword {
    pub(super) fn new(prepared: &str) -> Self {
        Self(Zeroizing::new(prepared.into()))
    }

    /// Returns the bytes to be hashed. Do not use them for anything else.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for AcceptedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AcceptedPassword(..)")
    }
}
