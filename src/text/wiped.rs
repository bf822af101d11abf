use alloc::string::String;
use core::ops::Deref;

use zeroize::Zeroize as _;

/// A text that is overwritten when it goes.
///
/// Of a `String` in `Zeroizing` the room behind the text goes, too, where
/// nothing was written here; that takes as much code again.
pub(crate) struct Wiped(pub(crate) String);

impl Deref for Wiped {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        self.0.as_mut_str().zeroize();
    }
}
