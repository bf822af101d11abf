use core::fmt;
use core::marker::PhantomData;

use super::{AccountId, Purpose, Selector};

/// The proof that somebody holds a token: only
/// [`Keyring::verify`](super::Keyring::verify) makes one.
///
/// ```compile_fail,E0451
/// # use genkan::token::{AccountId, Reset, Selector, Verified};
/// let proof: Verified<Reset> = Verified {
///     account: AccountId::from_bytes([0; 16]),
///     selector: Selector::from_bytes([0; 16]),
///     purpose: core::marker::PhantomData,
/// };
/// ```
#[must_use = "a proof that nobody asks for proves nothing"]
pub struct Verified<P: Purpose> {
    account: AccountId,
    selector: Selector,
    purpose: PhantomData<P>,
}

impl<P: Purpose> Verified<P> {
    pub(super) const fn new(account: AccountId, selector: Selector) -> Self {
        Self {
            account,
            selector,
            purpose: PhantomData,
        }
    }

    /// The account that the token is for.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The record to be consumed together with what the token allows.
    #[must_use]
    pub const fn selector(&self) -> Selector {
        self.selector
    }
}

impl<P: Purpose> fmt::Debug for Verified<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("purpose", &P::NAME.code())
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}
