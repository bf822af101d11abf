use alloc::string::String;
use core::fmt;

use zeroize::Zeroizing;

/// A password that a policy has accepted, in its prepared form.
///
/// Only [`Policy::accept`](super::Policy::accept) makes one, and only one of
/// these may become a stored password, so a password that was not judged does
/// not compile:
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
/// Its memory is zeroized when it is dropped, and its `Debug` says nothing.
pub struct AcceptedPassword(Zeroizing<String>);

impl AcceptedPassword {
    pub(super) fn new(prepared: &str) -> Self {
        Self(Zeroizing::new(prepared.into()))
    }

    /// The bytes to be hashed, and for nothing else.
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
