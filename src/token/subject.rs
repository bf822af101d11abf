use core::fmt;

use crate::id::id;

id! {
    /// The identity of an account: 128 random bits, chosen when it is
    /// registered, that never change and carry no meaning.
    pub struct AccountId;
}

id! {
    /// The identity of an operator: 128 bits that never change and carry no
    /// meaning.
    pub struct OperatorId;
}

/// Whom a token is for. All of it goes into the token's MAC: when any of it
/// changes, the token is dead.
#[derive(Clone, Copy, Eq, PartialEq)]
#[expect(
    clippy::exhaustive_structs,
    reason = "a new field must break every issuer"
)]
pub struct Subject<'s> {
    /// The service or customer whose accounts these are.
    pub tenant: &'s str,
    /// The account.
    pub account: AccountId,
    /// The account's address as it is stored.
    pub address: &'s str,
}

impl fmt::Debug for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subject")
            .field("tenant", &self.tenant)
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}
