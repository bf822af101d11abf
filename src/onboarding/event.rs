use crate::token::{AccountId, Timestamp};

/// What happened to an account, for the audit log. It holds no secret and no
/// personal data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// To whom.
    pub account: AccountId,
    /// What.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum EventKind {
    /// The provider registered the contact.
    Registered,
    /// Somebody asked for a link.
    LinkRequested,
    /// A link was made for a mail.
    LinkMinted,
    /// A link set a password.
    PasswordSet,
    /// Address and password opened a session.
    SignedIn,
    /// The session was ended.
    SignedOut,
    /// A signed-in contact changed the password.
    PasswordChanged,
}

impl EventKind {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::LinkRequested => "link-requested",
            Self::LinkMinted => "link-minted",
            Self::PasswordSet => "password-set",
            Self::SignedIn => "signed-in",
            Self::SignedOut => "signed-out",
            Self::PasswordChanged => "password-changed",
        }
    }
}
