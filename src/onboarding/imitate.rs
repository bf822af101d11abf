use rand_core::CryptoRng;

use super::{Plan, Realm};
use crate::id::AccountId;
use crate::time::{Lifetime, Timestamp};
use crate::token::{Decline, Principal, Purpose, Reset, Subject};

impl Realm {
    /// Returns a plan that makes a store work as for the links of an email, and
    /// that nobody can notice: it stores two tokens that belong to no account
    /// and that nobody is given. They expire at once, and a
    /// [sweep](super::Commit::sweep) deletes them.
    ///
    /// Commit one for each step that an email would have needed, where a
    /// request leads to no email. Otherwise a visitor can time the store on
    /// another connection, and so learn that an address is registered.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng) = (realm(), rng());
    /// let plan = realm.imitate_email(NOW, &mut rng);
    /// assert_eq!(plan.records.len(), 2);
    /// assert!(plan.changes.is_empty() && plan.events.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    pub fn imitate_email(&self, now: Timestamp, rng: &mut impl CryptoRng) -> Plan {
        let mut nobody = [0; 16];
        rng.fill_bytes(&mut nobody);
        let subject = Subject {
            realm: &self.name,
            principal: Principal::Account(AccountId::from_bytes(nobody)),
            address: "",
        };
        let mut plan = Plan::empty(now);
        let issued = self.keyring.issue::<Reset>(&subject, SHORTEST, now, rng);
        plan.records.push(issued.record);
        let issued = self.keyring.issue::<Decline>(&subject, SHORTEST, now, rng);
        plan.records.push(issued.record);
        plan
    }
}

const SHORTEST: Lifetime = match Lifetime::from_seconds(1) {
    Some(lifetime) => lifetime,
    None => Reset::LIFETIME,
};
