use alloc::string::String;
use core::time::Duration;

use rand_core::CryptoRng;

use super::Account;
use super::case::{Approvals, CaseTimes};
use crate::time::{Lifetime, Timestamp};
use crate::token::{
    DeskSession, Device, FirstPassword, Issued, Keyring, ProveAddress, Purpose, Reset, Session,
    UndoAddress,
};

/// One support center: its name, its keys and its lifetimes. Its methods are
/// the ceremonies.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// use std::time::Duration;
///
/// let mut realm = Realm::new("support".into(), Keyring::new(Key::new(KeyId::new(1), [7; 32])));
/// realm.registration_lifetime = Duration::from_secs(90 * 24 * 60 * 60);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Realm {
    /// The name. A token of one realm is worth nothing in another.
    pub name: String,
    /// The keys.
    pub keyring: Keyring,
    /// The lifetime of a link to a new password.
    pub reset_lifetime: Lifetime,
    /// The lifetime of a link to a first password.
    pub first_password_lifetime: Lifetime,
    /// The lifetime of a contact's session.
    pub session_lifetime: Lifetime,
    /// The lifetime of an operator's session at the support desk.
    pub desk_session_lifetime: Lifetime,
    /// How long a browser stays known after a sign-in.
    pub device_lifetime: Lifetime,
    /// How long a new address can be proven.
    pub prove_address_lifetime: Lifetime,
    /// How long the owner of a former address can undo its replacement.
    pub undo_address_lifetime: Lifetime,
    /// How long a registration waits for the first password.
    pub registration_lifetime: Duration,
    /// After how long a password must be replaced; `None`, the default, for
    /// never, as NIST SP 800-63B-4 section 3.1.1.2 demands. PCI DSS 4.0.1 8.3.9
    /// wants 90 days where the password is the only factor.
    pub password_lifetime: Option<Duration>,
    /// How long the steps of cases take.
    pub case_times: CaseTimes,
    /// How many operators decide what needs an approval.
    pub approvals: Approvals,
}

impl Realm {
    /// Returns a realm with the default lifetimes.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32])); // in production: 32 random bytes
    /// let realm = Realm::new("support".into(), keyring);
    /// assert_eq!(realm.reset_lifetime, Reset::LIFETIME);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub const fn new(name: String, keyring: Keyring) -> Self {
        Self {
            name,
            keyring,
            reset_lifetime: Reset::LIFETIME,
            first_password_lifetime: FirstPassword::LIFETIME,
            session_lifetime: Session::LIFETIME,
            desk_session_lifetime: DeskSession::LIFETIME,
            device_lifetime: Device::LIFETIME,
            prove_address_lifetime: ProveAddress::LIFETIME,
            undo_address_lifetime: UndoAddress::LIFETIME,
            registration_lifetime: REGISTRATION_LIFETIME,
            password_lifetime: None,
            case_times: CaseTimes::DEFAULT,
            approvals: Approvals::Two,
        }
    }

    /// Issues a token if the account has use for one.
    pub(super) fn issue<P: Purpose>(
        &self,
        account: &Account,
        lifetime: Lifetime,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Option<Issued<P>> {
        let subject = account.subject(P::NAME, &self.name, now)?;
        Some(self.keyring.issue(&subject, lifetime, now, rng))
    }
}

/// 180 days: contacts are registered months before they are needed, but a
/// registration that nobody used for half a year is probably forgotten.
const REGISTRATION_LIFETIME: Duration = Duration::from_secs(180 * 24 * 60 * 60);
