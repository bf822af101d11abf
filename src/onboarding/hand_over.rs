use super::remove::removed;
use super::{Account, Contact, MessageKind, Plan, Realm, Refusal, Revocation};
use crate::audit_log::{Actor, EventKind};
use crate::id::AccountId;
use crate::time::Timestamp;

impl Realm {
    /// Hands an account over to another person: the account ends as
    /// [`remove`](Self::remove) ends it, and the successor is registered as a
    /// new account of the same company with the identity `id`, both in one plan.
    /// So the company never loses its last contact. Both get a message.
    ///
    /// `taken` is the account that already has the successor's address, if
    /// there is one.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] if the account is removed already,
    /// [`Refusal::SameAddress`] if the successor has the account's address,
    /// [`Refusal::AddressTaken`] if another account has it.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// let successor = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
    /// let id = AccountId::from_bytes([2; 16]); // random
    /// let plan = realm.hand_over(&account, successor, id, None, OPERATOR, NOW)?;
    ///
    /// let [Change::Account(ended), Change::Account(begun)] = plan.changes.as_slice() else {
    ///     panic!("two accounts")
    /// };
    /// assert_eq!(ended.successor, Some(begun.id));
    /// # Ok(())
    /// # }
    /// ```
    pub fn hand_over(
        &self,
        account: &Account,
        successor: Contact,
        id: AccountId,
        taken: Option<&Account>,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        if account.state.is_removed() {
            return Err(Refusal::State);
        }
        if successor.address == account.address {
            return Err(Refusal::SameAddress);
        }
        if account.is_kept_from_address_by(taken) {
            return Err(Refusal::AddressTaken);
        }
        let successor = Contact {
            company: account.company,
            ..successor
        };
        let register = self.register_and_notify(successor, id, by, now);
        Ok(self.end_for(account, id, by, now).and(register))
    }

    /// Ends the account of a contact whose successor is a contact of the same
    /// company.
    pub(super) fn end_for(
        &self,
        account: &Account,
        successor: AccountId,
        by: Actor,
        now: Timestamp,
    ) -> Plan {
        let ended = Account {
            successor: Some(successor),
            ..removed(account, now)
        };
        Plan::of(account, EventKind::HandedOver, by, now)
            .revoke(account, Revocation::All)
            .send(&ended, MessageKind::HandedOver)
            .change(ended)
    }
}
