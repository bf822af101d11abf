use super::{Account, Plan, Realm};
use crate::audit_log::{Actor, EventKind};
use crate::time::Timestamp;
use crate::token::{Session, Verified};

impl Realm {
    /// Ends a session.
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
    pub fn sign_out(&self, account: &Account, session: &Verified<Session>, now: Timestamp) -> Plan {
        let by = Actor::Contact(account.id);
        Plan::of(account, EventKind::SignedOut, by, now).consume(session)
    }
}
