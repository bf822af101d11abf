use core::fmt;
use core::marker::PhantomData;

use super::{Principal, Purpose, Record, Rejection, Selector};
use crate::time::Timestamp;

/// The proof that a token was presented: only
/// [`Keyring::verify`](super::Keyring::verify) makes one.
///
/// ```compile_fail,E0451
/// # use genkan::time::Timestamp;
/// # use genkan::id::AccountId;
/// # use genkan::token::{Principal, Reset, Selector, Verified};
/// let proof: Verified<Reset> = Verified {
///     principal: Principal::Account(AccountId::from_bytes([0; 16])),
///     selector: Selector::from_bytes([0; 16]),
///     issued_at: Timestamp::from_unix_seconds(0),
///     purpose: core::marker::PhantomData,
/// };
/// ```
#[must_use = "a proof has no effect unless it is checked"]
pub struct Verified<P: Purpose> {
    principal: Principal,
    selector: Selector,
    issued_at: Timestamp,
    purpose: PhantomData<P>,
}

impl<P: Purpose> Verified<P> {
    pub(super) const fn new(record: &Record) -> Self {
        Self {
            principal: record.principal,
            selector: record.selector,
            issued_at: record.issued_at,
            purpose: PhantomData,
        }
    }

    /// Returns the account or operator that the token is for.
    #[must_use]
    pub const fn principal(&self) -> Principal {
        self.principal
    }

    /// Returns the selector of the record, which is consumed together with
    /// what the token allows.
    #[must_use]
    pub const fn selector(&self) -> Selector {
        self.selector
    }

    /// Returns the time at which the token was issued.
    #[must_use]
    pub const fn issued_at(&self) -> Timestamp {
        self.issued_at
    }

    /// Checks that deleting the record of this token, by its
    /// [`selector`](Self::selector), has deleted a row. Do what the token allows in
    /// the same transaction, and roll it back on an error.
    ///
    /// # Errors
    ///
    /// [`Rejection::Unknown`] if no row was deleted: another request has used the
    /// token since it was verified.
    pub fn redeem<N: From<u8> + PartialEq>(&self, deleted_rows: N) -> Result<(), Rejection> {
        match deleted_rows == N::from(0) {
            true => Err(Rejection::Unknown),
            false => Ok(()),
        }
    }
}

impl<P: Purpose> fmt::Debug for Verified<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("purpose", &P::NAME.code())
            .field("principal", &self.principal)
            .finish_non_exhaustive()
    }
}
