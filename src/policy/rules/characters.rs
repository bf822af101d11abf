use crate::policy::candidate::Candidate;
use crate::policy::{Status, Violation};
use crate::text::is_control;

/// Refuses control characters, which no form can be trusted to carry.
///
/// RFC 8265 section 4.2.1: OpaqueString is based on the FreeformClass, which
/// disallows them (RFC 8264 section 9.11).
pub(in crate::policy) fn judge(candidate: &Candidate<'_>) -> Status {
    let count = candidate
        .prepared()
        .chars()
        .filter(|c| is_control(*c))
        .count();
    match count {
        0 => Status::Met,
        count => Status::Unmet(Violation::ForbiddenCharacter {
            count: count as u32,
        }),
    }
}
