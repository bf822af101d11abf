use crate::policy::Status;
use crate::policy::candidate::Candidate;
use crate::policy::rules::characters::forbidden;
use crate::text::{Unicode, is_control};

/// Refuses control characters, which no form can be trusted to carry.
///
/// RFC 8265 section 4.2.1: OpaqueString is based on the FreeformClass, which
/// disallows them (RFC 8264 section 9.11).
#[inline]
pub(in crate::policy) fn judge(candidate: &Candidate<'_, impl Unicode>) -> Status<'static> {
    if candidate.is_printable_ascii() {
        return Status::Met;
    }
    forbidden(candidate, is_control)
}
