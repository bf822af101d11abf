use super::unit::Unit;
use crate::policy::{Status, Violation};

/// Checks that a password has at most `max_bytes` bytes of UTF-8.
///
/// Check it before any other work is done, so that no input costs more than
/// its bound. A longer password is never cut off.
///
/// OWASP Authentication Cheat Sheet: a maximum prevents denial of service by
/// long passwords; NIST SP 800-63B-4 section 3.1.1.2 requires that at
/// least 64 characters are permitted and that no password is truncated.
#[must_use]
pub fn check_size(password: &str, max_bytes: u32) -> Status<'static> {
    let actual = u32::try_from(password.len()).unwrap_or(u32::MAX);
    if actual > max_bytes {
        Status::Unmet(Violation::TooLong {
            max: max_bytes,
            actual,
            unit: Unit::Bytes,
        })
    } else {
        Status::Met
    }
}
