use super::{Account, Plan, Realm};
use crate::audit_log::EventKind;
use crate::time::Timestamp;
use crate::token::{SignsIn, Verified};

impl Realm {
    /// Ends a session of a contact or an operator.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// # let session = proof::<Session>(&account);
    /// let plan = realm.sign_out(&account, &session, NOW);
    /// assert_eq!(plan.consume[0].0, session.selector());
    /// # Ok(())
    /// # }
    /// ```
    pub fn sign_out<P: SignsIn>(
        &self,
        account: &Account,
        session: &Verified<P>,
        now: Timestamp,
    ) -> Plan {
        let by = account.actor();
        Plan::of(account, EventKind::SignedOut, by, now).consume(session)
    }
}
