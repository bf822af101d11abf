use super::candidate::Candidate;
use super::characters::forbidden;
use crate::policy::ascii_set::AsciiSet;
use crate::policy::{Forbidden, Status};
use crate::text::{Unicode, is_control};

/// Checks that a password has no control characters, which forms do not
/// transmit reliably.
///
/// RFC 8265 section 4.2.1: OpaqueString is based on the FreeformClass, which
/// disallows them (RFC 8264 section 9.11).
pub fn check_control_characters(candidate: &Candidate<'_, impl Unicode>) -> Status<'static> {
    if candidate.is_ascii() && candidate.ascii().without(AsciiSet::PRINTABLE).is_empty() {
        return Status::Met;
    }
    forbidden(candidate, Forbidden::ControlCharacters, is_control)
}
