use crate::id::{AccountId, OperatorId};

/// Who did something.
///
/// # Examples
///
/// ```
/// use genkan::audit_log::Actor;
/// use genkan::id::AccountId;
///
/// let actor = Actor::Contact(AccountId::from(7_u64));
/// // A store keeps both parts.
/// assert_eq!(Actor::from_parts(actor.code(), actor.id()), Some(actor));
/// assert_eq!((Actor::Visitor.code(), Actor::Visitor.id()), ("visitor", None));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every actor")]
pub enum Actor {
    /// A contact who has proven to be one, by a link, a password or a session.
    Contact(AccountId),
    /// An operator of the support desk.
    Operator(OperatorId),
    /// A visitor who has proven nothing.
    Visitor,
    /// The service itself, or its administrator on its own machine.
    System,
}

impl Actor {
    /// The stable code: `contact`, `operator`, `visitor` or `system`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contact(_) => "contact",
            Self::Operator(_) => "operator",
            Self::Visitor => "visitor",
            Self::System => "system",
        }
    }

    /// The bytes of the identity, if the actor has one.
    #[must_use]
    pub const fn id(self) -> Option<[u8; 16]> {
        match self {
            Self::Contact(id) => Some(id.to_bytes()),
            Self::Operator(id) => Some(id.to_bytes()),
            Self::Visitor | Self::System => None,
        }
    }

    /// The actor with this [`code`](Self::code) and this [`id`](Self::id).
    #[must_use]
    pub fn from_parts(code: &str, id: Option<[u8; 16]>) -> Option<Self> {
        match (code, id) {
            ("contact", Some(id)) => Some(Self::Contact(AccountId::from_bytes(id))),
            ("operator", Some(id)) => Some(Self::Operator(OperatorId::from_bytes(id))),
            ("visitor", None) => Some(Self::Visitor),
            ("system", None) => Some(Self::System),
            _ => None,
        }
    }
}
