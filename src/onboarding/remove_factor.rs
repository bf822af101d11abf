use super::{Account, MessageKind, Operator, Plan, Realm, Refusal};
use crate::audit_log::EventKind;
use crate::time::Timestamp;
use crate::token::{DeskSession, Verified};

/// One of the second factors of an operator.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, (account, operator)) = (realm(), enrolled_operator());
/// # let session = proof::<DeskSession>(&account);
/// let passkey = Factor::Passkey(&[1; 16]);
/// // The operator does not have it.
/// let removed = realm.remove_factor(&account, &operator, &session, passkey, NOW);
/// assert_eq!(removed.unwrap_err(), Refusal::State);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Factor<'c> {
    /// The generator of one-time passwords.
    Totp,
    /// The passkey with this identity.
    Passkey(&'c [u8]),
}

impl Realm {
    /// Removes a second factor of a signed-in operator, who gets a message. The
    /// recovery codes stay.
    ///
    /// # Errors
    ///
    /// [`Refusal::SecondFactor`] unless a second factor was proven a short time
    /// ago, or if the session is no longer accepted; [`Refusal::LastFactor`] if no
    /// other one could be used; [`Refusal::State`] if the operator does not have
    /// it.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, (account, operator)) = (realm(), enrolled_operator());
    /// # let session = proof::<DeskSession>(&account);
    /// let removed = realm.remove_factor(&account, &operator, &session, Factor::Totp, NOW);
    /// assert_eq!(removed.unwrap_err(), Refusal::LastFactor);
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove_factor(
        &self,
        account: &Account,
        operator: &Operator,
        session: &Verified<DeskSession>,
        factor: Factor<'_>,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let is_accepted = operator.has_account(account)
            && self.accepts(account, session, now)
            && self.has_recent_factor(session, now);
        if !is_accepted {
            return Err(Refusal::SecondFactor);
        }
        let before = &operator.second_factor;
        let mut after = before.clone();
        match factor {
            Factor::Totp => after.totp = None,
            Factor::Passkey(id) => after.passkeys.retain(|it| it.credential_id != id),
        }
        if after == *before {
            return Err(Refusal::State);
        }
        if !after.is_usable() {
            return Err(Refusal::LastFactor);
        }
        let (kind, by) = (EventKind::FactorRemoved, account.actor());
        Ok(Plan::of_operator(operator, account, kind, by, now)
            .send(account, MessageKind::SecondFactorChanged)
            .change(operator.changed(|it| it.second_factor = after)))
    }
}
