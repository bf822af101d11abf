use crate::policy::{Status, Unit, Violation};

/// Refuses what is larger than `max` bytes before any other work is done, so
/// that no input costs more than its bound. Nothing is ever cut off.
///
/// OWASP Authentication Cheat Sheet: a maximum prevents denial of service by
/// long passwords; NIST SP 800-63B-4 section 3.1.1.2 asks that at least 64
/// characters be permitted and that no password be truncated.
pub(in crate::policy) fn judge(password: &str, max: u32) -> Status<'static> {
    let actual = u32::try_from(password.len()).unwrap_or(u32::MAX);
    if actual > max {
        let unit = Unit::Bytes;
        Status::Unmet(Violation::TooLong { max, actual, unit })
    } else {
        Status::Met
    }
}
