use core::fmt;

use super::Principal;

/// The data that a token is bound to, besides its purpose and its times. They
/// are part of the token's MAC: if any of them changes, the token is invalid.
///
/// ```
/// use genkan::id::AccountId;
/// use genkan::token::{Principal, Subject};
///
/// let subject = Subject {
///     realm: "support",
///     principal: Principal::Account(AccountId::from_bytes([1; 16])),
///     address: "taro.yamada@example.co.jp",
/// };
/// assert!(!format!("{subject:?}").contains("taro"), "no personal data in a log");
/// ```
#[derive(Clone, Copy, Eq, PartialEq)]
#[expect(
    clippy::exhaustive_structs,
    reason = "a new field must break every issuer"
)]
pub struct Subject<'s> {
    /// The name of the service whose principals these are.
    pub realm: &'s str,
    /// The account or operator.
    pub principal: Principal,
    /// The principal's email address as it is stored.
    pub address: &'s str,
}

impl fmt::Debug for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subject")
            .field("realm", &self.realm)
            .field("principal", &self.principal)
            .finish_non_exhaustive()
    }
}
