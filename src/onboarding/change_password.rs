use rand_core::CryptoRng;

use super::{
    Account, MessageKind, NewPassword, PasswordMatch, Plan, Realm, Refusal, Revocation, State,
};
use crate::audit_log::EventKind;
use crate::time::{Lifetime, Timestamp};
use crate::token::{Issued, OpensSession, Principal, PurposeName, Token, Verified};

impl Realm {
    /// Changes the password of a signed-in contact or operator who has given the
    /// current one (OWASP ASVS 5.0 6.2.3).
    ///
    /// Every session ends, this one too; the returned token opens a new one of
    /// the same kind, so that its bearer stays signed in. Every link ends, and so
    /// does an unproven new address. The new session of an operator counts as a
    /// proof of the second factor: check before that it is
    /// [recent](Self::has_recent_factor).
    ///
    /// # Errors
    ///
    /// [`Refusal::CurrentPassword`] if the session is for another account, or
    /// if the password that matched is no longer the current one.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, account) = (realm(), rng(), active());
    /// # let (session, matched) = (proof::<Session>(&account), matched(&account));
    /// let password = new_password(); // accepted and hashed
    /// let changed = realm.change_password(&account, &session, &matched, password, NOW, &mut rng);
    /// let (session, plan) = changed?;
    /// assert_eq!(plan.messages[0].kind, MessageKind::PasswordChanged);
    /// # Ok(())
    /// # }
    /// ```
    pub fn change_password<P: OpensSession>(
        &self,
        account: &Account,
        session: &Verified<P>,
        matched: &PasswordMatch,
        password: NewPassword,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(Token<P>, Plan), Refusal> {
        if !is_owner(account, session, matched) {
            return Err(Refusal::CurrentPassword);
        }
        let changed = account.changed_without_links(|account| {
            account.state = State::Active {
                password: password.into_hash(),
            };
            account.password_set_at = Some(now);
            account.replacement = None;
        });
        let Issued { token, record } = self
            .issue(&changed, self.lifetime_of::<P>(), now, rng)
            .ok_or(Refusal::CurrentPassword)?;
        let by = account.actor();
        let plan = Plan::of(account, EventKind::PasswordChanged, by, now)
            .consume(session)
            .revoke(account, Revocation::Access)
            .record(record)
            .send(&changed, MessageKind::PasswordChanged)
            .change(changed);
        Ok((token, plan))
    }

    /// Returns the lifetime of a session of this kind.
    #[must_use]
    pub fn lifetime_of<P: OpensSession>(&self) -> Lifetime {
        match P::NAME {
            PurposeName::DeskSession => self.desk_session_lifetime,
            _ => self.session_lifetime,
        }
    }
}

/// Returns whether session and current password are both of this account.
pub(super) fn is_owner<P: OpensSession>(
    account: &Account,
    session: &Verified<P>,
    matched: &PasswordMatch,
) -> bool {
    session.principal() == Principal::Account(account.id) && matched.is_current(account)
}
