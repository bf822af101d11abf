use super::{Account, Plan, Realm, Refusal, Revocation};
use crate::audit_log::EventKind;
use crate::time::Timestamp;
use crate::token::{Decline, Verified};

impl Realm {
    /// "I did not request this": ends every link that sets a password or
    /// proves a new address, and drops an unproven new address. Every message
    /// about a request has a link to this.
    ///
    /// The password and the sessions stay, because a person who requested a
    /// link has shown only that they know the address.
    ///
    /// # Errors
    ///
    /// [`Refusal::Link`] if the proof is for another account, or if the
    /// account no longer accepts such a link.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// # let proof = proof::<Decline>(&account);
    /// let plan = realm.decline(&account, &proof, NOW)?;
    /// assert_eq!(plan.revoke[0].1, Revocation::Links);
    /// # Ok(())
    /// # }
    /// ```
    pub fn decline(
        &self,
        account: &Account,
        proof: &Verified<Decline>,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        if !self.accepts(account, proof, now) {
            return Err(Refusal::Link);
        }
        let declined = account.changed_without_links(|account| {
            account.replacement = None;
            account.undeliverable_since = None;
        });
        let by = account.actor();
        Ok(Plan::of(account, EventKind::LinksDeclined, by, now)
            .consume(proof)
            .revoke(account, Revocation::Links)
            .change(declined))
    }
}
