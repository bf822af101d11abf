use super::Reply;

/// A report that a sent message was not delivered (RFC 3464).
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Bounce {
    /// The text of the report.
    pub reply: Reply,
}
