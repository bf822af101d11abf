use super::MessageKind;
use crate::audit_log::SubjectId;
use crate::token::Principal;

/// An email to be sent. It names the person that it is for and the occasion.
/// It contains no address and no token: both are looked up when it is sent.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, account) = (realm(), active());
/// let plan = realm.hold(&account, OPERATOR, NOW)?;
/// let message = plan.messages[0];
/// assert_eq!(message.to, Principal::Account(account.id));
/// assert_eq!(message.about.subject, account.id.into());
/// # Ok(())
/// # }
/// ```
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
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, account) = (realm(), active());
/// let plan = realm.hold(&account, OPERATOR, NOW)?;
/// let occasion = plan.messages[0].about;
/// assert_eq!(occasion.revision, plan.account().unwrap().revision);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Occasion {
    /// What changed.
    pub subject: SubjectId,
    /// The revision that the change led to.
    pub revision: u64,
}
