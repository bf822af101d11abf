use core::fmt;
use core::str::FromStr;

use crate::id::{AccountId, InvalidId, OperatorId};

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
/// // As one:
/// assert_eq!(principal.to_string(), "account:01010101010101010101010101010101");
/// assert_eq!(principal.to_string().parse(), Ok(principal));
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

/// The [`code`](Principal::code), a colon and the digits of the identity.
impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = AccountId::from_bytes(self.id_bytes());
        write!(f, "{}:{id}", self.code())
    }
}

impl FromStr for Principal {
    type Err = InvalidPrincipal;

    fn from_str(text: &str) -> Result<Self, InvalidPrincipal> {
        let (code, id) = text.split_once(':').ok_or(InvalidPrincipal(()))?;
        let id: Result<AccountId, InvalidId> = id.parse();
        let id = id.map_err(|_| InvalidPrincipal(()))?;
        Self::from_parts(code, id.to_bytes()).ok_or(InvalidPrincipal(()))
    }
}

crate::text_data::text_data!(Principal);

/// The error of the `FromStr` of a [`Principal`].
///
/// # Examples
///
/// ```
/// use genkan::token::Principal;
///
/// let error = "contact:7".parse::<Principal>().unwrap_err();
/// assert!(error.to_string().starts_with("a principal is `account:` or `operator:`"));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a principal is `account:` or `operator:` and the digits of an identity")]
pub struct InvalidPrincipal(());
