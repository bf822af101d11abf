use crate::policy::Status;
use crate::policy::candidate::Candidate;
use crate::policy::rules::characters::forbidden;
use crate::text::{Unicode, is_control};

/// Refuses control characters, which no form can be trusted to carry.
///
/// RFC 8265 section 4.2.1: OpaqueString is based on the FreeformClass, which
/// disallows them (RFC 8264 section 9.11).
pub(in crate::policy) fn judge(candidate: &Candidate<'_, impl Unicode>) -> Status<'static> {
    let bytes = candidate.prepared().as_bytes();
    // Without a branch a byte, which the compiler turns into wide compares.
    // 0x80 to 0x9f are the second bytes of C1 controls, and of much else.
    let suspect = bytes.iter().fold(false, |any, byte| {
        any | (*byte < 0x20) | (*byte == 0x7f) | (*byte == 0xc2)
    });
    if !suspect {
        return Status::Met;
    }
    forbidden(candidate, is_control)
}
