use alloc::string::String;

use crate::token::{FirstPassword, Keyring, Lifetime, Purpose as _, Reset, Session};

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
        }
    }
}
