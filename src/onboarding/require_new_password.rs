use rand_core::CryptoRng;

use super::{Account, PasswordMatch, Plan, Realm, Refusal};
use crate::audit_log::EventKind;
use crate::code::codes;
use crate::policy::{Report, Violation};
use crate::time::Timestamp;
use crate::token::{Issued, Reset, Token};

codes! {
    /// Why a password that was right must be replaced.
    #[expect(clippy::exhaustive_enums, reason = "a page has a sentence for each")]
    pub enum NewPasswordReason {
        /// It has been found in a breach (NIST SP 800-63B-4 section 3.1.1.2:
        /// verifiers force a change if there is evidence of a compromise).
        Breached = "breached",
        /// The policy rejects it for another reason: the policy has changed, or
        /// the password comes from another system.
        Policy = "policy",
        /// It is older than the [lifetime of passwords](Realm::password_lifetime).
        Expired = "expired",
    }
}

impl Realm {
    /// Returns why a password that has just matched must be replaced, if it must.
    /// `report` is what the policy says about it today, without the person's old
    /// passwords: it is one of them.
    ///
    /// What the caller did not provide counts for the password: a list of breaches
    /// that cannot be read must not keep people out.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// let policy = Policy::support_center();
    /// let context = Context::new().email(account.address.as_str());
    /// assert_eq!(realm.why_new_password(&account, &policy.check("blue7Kite!", &context), NOW), None);
    ///
    /// let weak = policy.check("taro", &context); // it was moved in from another system
    /// let reason = realm.why_new_password(&account, &weak, NOW);
    /// assert_eq!(reason, Some(NewPasswordReason::Policy));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn why_new_password(
        &self,
        account: &Account,
        report: &Report<'_>,
        now: Timestamp,
    ) -> Option<NewPasswordReason> {
        let mut violations = report.violations().filter(|violation| is_known(violation));
        if let Some(first) = violations.next() {
            let is_breach =
                |violation: &Violation<'_>| matches!(violation, Violation::Breached { .. });
            return Some(match is_breach(first) || violations.any(is_breach) {
                true => NewPasswordReason::Breached,
                false => NewPasswordReason::Policy,
            });
        }
        let set_at = account.password_set_at.unwrap_or(account.registered_at);
        let has_expired = |lifetime| now >= set_at + lifetime;
        self.password_lifetime
            .is_some_and(has_expired)
            .then_some(NewPasswordReason::Expired)
    }

    /// Issues a token that sets a new password, in place of a session, to the
    /// person who has given the present password. The token belongs in the browser
    /// that gave it, not in an email. Until it is used, the present password stays.
    ///
    /// # Errors
    ///
    /// [`Refusal::SignIn`] if the password that matched is no longer the current
    /// one of this account.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, account) = (realm(), rng(), active());
    /// # let matched = matched(&account);
    /// let (token, plan) = realm.require_new_password(&account, &matched, NOW, &mut rng)?;
    /// assert!(plan.changes.is_empty());
    /// let cookie = token.expose(); // for `open_link` and `set_password`
    /// # Ok(())
    /// # }
    /// ```
    pub fn require_new_password(
        &self,
        account: &Account,
        matched: &PasswordMatch,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(Token<Reset>, Plan), Refusal> {
        if !matched.is_current(account) {
            return Err(Refusal::SignIn);
        }
        let Issued { token, record } = self
            .issue(account, self.reset_lifetime, now, rng)
            .ok_or(Refusal::SignIn)?;
        let plan = Plan::of(
            account,
            EventKind::NewPasswordRequired,
            account.actor(),
            now,
        );
        Ok((token, plan.record(record)))
    }
}

/// Returns whether the caller knew enough to blame the password for a violation.
const fn is_known(violation: &Violation<'_>) -> bool {
    // A count of zero says that it is unknown.
    !matches!(violation, Violation::Breached { count: 0 })
}
