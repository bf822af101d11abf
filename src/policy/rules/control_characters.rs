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
    let (blocks, rest) = bytes.as_chunks::<16>();
    let suspect = blocks.iter().any(|block| has_suspect(block)) || has_suspect(rest);
    if !suspect {
        return Status::Met;
    }
    forbidden(candidate, is_control)
}

/// Whether there may be a control character. There is no branch in it, so that
/// the compiler compares many bytes at once. C1 controls begin with 0xc2, and
/// so does much else.
#[inline]
fn has_suspect(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |any, byte| {
        any | (*byte < 0x20) | (*byte == 0x7f) | (*byte == 0xc2)
    })
}
