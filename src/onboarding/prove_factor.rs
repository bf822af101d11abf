use core::time::Duration;

use rand_core::CryptoRng;

use super::second_factor::Used;
use super::{Account, FactorMatch, MessageKind, Operator, Plan, Realm, Refusal, Revocation};
use crate::audit_log::EventKind;
use crate::time::Timestamp;
use crate::token::{DeskSession, Issued, ProvesFactor, Token, Verified};

impl Realm {
    /// For how long after it was proven a second factor is recent. What takes
    /// something away or changes the factors needs a recent one.
    pub const FACTOR_IS_RECENT: Duration = Duration::from_secs(10 * 60);

    /// Opens a session at the support desk: an operator who has given the password
    /// proves a second factor. An operator who is signed in already proves it
    /// again before something that needs a [recent](Self::has_recent_factor) one.
    ///
    /// The token that was used ends, and the code is used up, on every node. If it
    /// was a recovery code, the operator gets a message.
    ///
    /// There is no session if a passkey was used whose signature counter had not
    /// increased: its key may have been copied, and the copy may have signed in
    /// before. The plan then blocks the passkey, ends every session of the operator
    /// and sends a message. Commit it and refuse the sign-in.
    ///
    /// # Errors
    ///
    /// [`Refusal::SecondFactor`] if the code has been used meanwhile, if it is not
    /// this operator's, or if the token is no longer accepted.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, (account, operator)) = (realm(), rng(), enrolled_operator());
    /// # let awaiting = proof::<AwaitingFactor>(&account);
    /// // The caller computes the codes (RFC 6238) and compares them.
    /// let matched = realm.match_totp(&operator, |secret| totp(secret, "287082"))?;
    /// let matched = matched.ok_or(Refusal::SecondFactor)?;
    ///
    /// let decided = realm.prove_factor(&account, &operator, &awaiting, &matched, NOW, &mut rng);
    /// let (session, plan) = decided?;
    /// let session = session.ok_or("a code has no counter")?;
    /// let cookie = session.expose();
    /// // The code is used up.
    /// let Change::Operator(operator) = &plan.changes[0] else { panic!("an operator") };
    /// assert!(realm.match_totp(operator, |secret| totp(secret, "287082"))?.is_none());
    /// # Ok(())
    /// # }
    /// ```
    pub fn prove_factor<P: ProvesFactor>(
        &self,
        account: &Account,
        operator: &Operator,
        proof: &Verified<P>,
        matched: &FactorMatch,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(Option<Token<DeskSession>>, Plan), Refusal> {
        let used = matched.used(operator, proof.selector(), now);
        let changed = match used.ok_or(Refusal::SecondFactor)? {
            Used::Accepted(changed) => changed,
            Used::Blocked(changed) => {
                if !operator.has_account(account) || !self.accepts(account, proof, now) {
                    return Err(Refusal::SecondFactor);
                }
                let (kind, by) = (EventKind::PasskeyBlocked, account.actor());
                let plan = Plan::of_operator(operator, account, kind, by, now)
                    .consume(proof)
                    .revoke(account, Revocation::Access)
                    .send(account, MessageKind::SecondFactorChanged)
                    .change(changed);
                return Ok((None, plan));
            }
        };
        let kind = match matched.is_recovery_code() {
            true => EventKind::RecoveryCodeUsed,
            false => EventKind::FactorProven,
        };
        let (token, plan) = self.open_desk_session(account, operator, proof, kind, now, rng)?;
        let plan = match matched.is_recovery_code() {
            true => plan.send(account, MessageKind::SecondFactorChanged),
            false => plan,
        };
        Ok((Some(token), plan.change(changed)))
    }

    /// Returns whether the second factor was proven a short time ago: not longer
    /// than [`FACTOR_IS_RECENT`](Self::FACTOR_IS_RECENT).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, (account, _)) = (realm(), enrolled_operator());
    /// let session = proof::<DeskSession>(&account); // from the cookie
    /// assert!(realm.has_recent_factor(&session, NOW));
    /// assert!(!realm.has_recent_factor(&session, NOW + Realm::FACTOR_IS_RECENT));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn has_recent_factor(&self, session: &Verified<DeskSession>, now: Timestamp) -> bool {
        now.since(session.issued_at()) < Self::FACTOR_IS_RECENT
    }

    /// Returns a plan that uses up a token and opens a session at the support
    /// desk.
    pub(super) fn open_desk_session<P: ProvesFactor>(
        &self,
        account: &Account,
        operator: &Operator,
        proof: &Verified<P>,
        kind: EventKind,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(Token<DeskSession>, Plan), Refusal> {
        if !operator.has_account(account) || !self.accepts(account, proof, now) {
            return Err(Refusal::SecondFactor);
        }
        let Issued { token, record } = self
            .issue(account, self.desk_session_lifetime, now, rng)
            .ok_or(Refusal::SecondFactor)?;
        let plan = Plan::of_operator(operator, account, kind, account.actor(), now)
            .consume(proof)
            .record(record);
        Ok((token, plan))
    }
}
