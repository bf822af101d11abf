use crate::token::{AccountId, OperatorId, Timestamp};

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
    /// By whom.
    pub actor: Actor,
}

/// Who made something happen.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every actor")]
pub enum Actor {
    /// Whoever was at the public door: the contact, as far as the ceremony
    /// asks for proof.
    Contact,
    /// An operator at the desk.
    Desk(OperatorId),
    /// The service itself, or whoever runs it on its own machine.
    System,
}

impl Actor {
    /// The stable code: `contact`, `desk`, `system`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Desk(_) => "desk",
            Self::System => "system",
        }
    }

    /// The operator, where it was one.
    #[must_use]
    pub const fn operator(self) -> Option<OperatorId> {
        match self {
            Self::Desk(operator) => Some(operator),
            Self::Contact | Self::System => None,
        }
    }

    /// The actor of that [`code`](Self::code) and
    /// [`operator`](Self::operator).
    #[must_use]
    pub fn from_code(code: &str, operator: Option<OperatorId>) -> Option<Self> {
        match (code, operator) {
            ("contact", None) => Some(Self::Contact),
            ("desk", Some(operator)) => Some(Self::Desk(operator)),
            ("system", None) => Some(Self::System),
            _ => None,
        }
    }
}

/// What happened.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum EventKind {
    /// The provider registered the contact.
    Registered,
    /// Somebody asked for a link.
    LinkRequested,
    /// The desk sent a link again, and began an expired registration anew.
    LinkResent,
    /// The links of a mail were made.
    LinkMinted,
    /// The owner of the mailbox had not asked for a link: all have ended.
    LinksDeclined,
    /// A link set a password.
    PasswordSet,
    /// A signed-in contact changed the password.
    PasswordChanged,
    /// The owner of the mailbox had not set the password: it has ended.
    PasswordDisowned,
    /// Address and password opened a session.
    SignedIn,
    /// The session was ended.
    SignedOut,
    /// Another address is to take the present one's place.
    ReplacementRequested,
    /// The new address was proven and has taken the former one's place.
    AddressReplaced,
    /// The desk handed the account over to another person.
    HandedOver,
    /// The former address has its place back.
    AddressRestored,
    /// The desk holds the account.
    Held,
    /// The desk released the account.
    Released,
    /// The account is over.
    Removed,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::Registered,
        Self::LinkRequested,
        Self::LinkResent,
        Self::LinkMinted,
        Self::LinksDeclined,
        Self::PasswordSet,
        Self::PasswordChanged,
        Self::PasswordDisowned,
        Self::SignedIn,
        Self::SignedOut,
        Self::ReplacementRequested,
        Self::AddressReplaced,
        Self::HandedOver,
        Self::AddressRestored,
        Self::Held,
        Self::Released,
        Self::Removed,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::LinkRequested => "link-requested",
            Self::LinkResent => "link-resent",
            Self::LinkMinted => "link-minted",
            Self::LinksDeclined => "links-declined",
            Self::PasswordSet => "password-set",
            Self::PasswordChanged => "password-changed",
            Self::PasswordDisowned => "password-disowned",
            Self::SignedIn => "signed-in",
            Self::SignedOut => "signed-out",
            Self::ReplacementRequested => "replacement-requested",
            Self::AddressReplaced => "address-replaced",
            Self::HandedOver => "handed-over",
            Self::AddressRestored => "address-restored",
            Self::Held => "held",
            Self::Released => "released",
            Self::Removed => "removed",
        }
    }

    /// The kind of that [`code`](Self::code).
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
