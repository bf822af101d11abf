use super::MessageKind;
use crate::audit_log::SubjectId;
use crate::token::Principal;

/// An email to be sent. It names the person that it is for and the occasion.
/// It contains no address and no token: both are looked up when it is sent.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Message {
    /// The person.
    pub to: Principal,
    /// The kind, which decides what the email contains.
    pub kind: MessageKind,
    /// What made it necessary. A message about an occasion that no longer
    /// applies is not sent.
    pub about: Occasion,
    /// Whether it counts towards the [limits of
    /// emails](crate::limit::Limits::email): a visitor or a contact has
    /// requested it.
    pub is_counted: bool,
}

/// The change that made a message necessary.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Occasion {
    /// What changed.
    pub subject: SubjectId,
    /// The revision that the change led to.
    pub revision: u64,
}
