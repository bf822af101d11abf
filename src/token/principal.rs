use crate::id::{AccountId, OperatorId};

/// Who can hold tokens: a contact's account, or an operator.
///
/// ```
/// use genkan::id::AccountId;
/// use genkan::token::Principal;
///
/// let principal = Principal::Account(AccountId::from_bytes([1; 16]));
/// // As two columns of a table:
/// let (code, id) = (principal.code(), principal.id_bytes());
/// assert_eq!(Principal::from_parts(code, id), Some(principal));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every kind")]
pub enum Principal {
    /// A contact's account.
    Account(AccountId),
    /// An operator.
    Operator(OperatorId),
}

impl Principal {
    /// Returns the stable code of the kind: `account` or `operator`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::Operator(_) => "operator",
        }
    }

    /// Returns the bytes of the identity.
    #[must_use]
    pub const fn id_bytes(self) -> [u8; 16] {
        match self {
            Self::Account(id) => id.to_bytes(),
            Self::Operator(id) => id.to_bytes(),
        }
    }

    /// Returns the principal with that [`code`](Self::code) and these
    /// [`id_bytes`](Self::id_bytes).
    #[must_use]
    pub fn from_parts(code: &str, id: [u8; 16]) -> Option<Self> {
        match code {
            "account" => Some(Self::Account(AccountId::from_bytes(id))),
            "operator" => Some(Self::Operator(OperatorId::from_bytes(id))),
            _ => None,
        }
    }

    /// Returns the account, `None` for an operator.
    #[must_use]
    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(id) => Some(id),
            Self::Operator(_) => None,
        }
    }

    /// Returns the byte that represents the kind in a MAC.
    pub(super) const fn kind(self) -> u8 {
        match self {
            Self::Account(_) => 1,
            Self::Operator(_) => 2,
        }
    }
}
