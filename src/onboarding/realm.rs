use alloc::string::String;

use rand_core::CryptoRng;

use super::{Account, Days};
use crate::token::{
    Device, FirstPassword, Issued, Keyring, Lifetime, ProveAddress, Purpose, Reset, Session,
    Timestamp, UndoAddress,
};

/// What every ceremony of one service shares: its name, its keys, and how long
/// its tokens live.
#[derive(Debug)]
#[non_exhaustive]
pub struct Realm {
    /// The service; tokens of one are worth nothing at another.
    pub tenant: String,
    /// The keys.
    pub keyring: Keyring,
    /// How long a link to a new password lives.
    pub reset_lifetime: Lifetime,
    /// How long a link to the first password lives.
    pub first_password_lifetime: Lifetime,
    /// How long a session lives.
    pub session_lifetime: Lifetime,
    /// How long a browser is known by its last sign-in.
    pub device_lifetime: Lifetime,
    /// How long a new address may take to be proven.
    pub prove_address_lifetime: Lifetime,
    /// How long the owner of a former address can undo its replacement.
    pub undo_address_lifetime: Lifetime,
    /// How long a registration waits for its first password.
    pub registration_lifetime: Days,
}

impl Realm {
    /// A realm with the default lifetimes.
    #[must_use]
    pub const fn new(tenant: String, keyring: Keyring) -> Self {
        Self {
            tenant,
            keyring,
            reset_lifetime: Reset::LIFETIME,
            first_password_lifetime: FirstPassword::LIFETIME,
            session_lifetime: Session::LIFETIME,
            device_lifetime: Device::LIFETIME,
            prove_address_lifetime: ProveAddress::LIFETIME,
            undo_address_lifetime: UndoAddress::LIFETIME,
            registration_lifetime: Days::REGISTRATION,
        }
    }
    /// Issues a token to an account that has use for one.
    pub(super) fn issue<P: Purpose>(
        &self,
        account: &Account,
        lifetime: Lifetime,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Option<Issued<P>> {
        let subject = account.subject(P::NAME, &self.tenant, now)?;
        Some(self.keyring.issue(&subject, lifetime, now, rng))
    }
}
