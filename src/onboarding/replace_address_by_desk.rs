use super::case::{Approved, Proposal};
use super::{Account, Former, MessageKind, Plan, Realm, Refusal, Revocation};
use crate::address::Address;
use crate::audit_log::{Actor, EventKind};
use crate::time::Timestamp;

impl Realm {
    /// Replaces the address of a contact who has no access to the present one,
    /// after two operators have decided it.
    ///
    /// The password ends, with every link, session and known device, and the new
    /// address gets a link for a first password. The present address gets a
    /// notice with a link that undoes it. `taken` is the account that has the new
    /// address, or can still take it back.
    ///
    /// # Errors
    ///
    /// [`Refusal::SameOperator`] if something else was approved, or for another
    /// company;
    /// [`Refusal::State`] if the account is removed; [`Refusal::SameAddress`];
    /// [`Refusal::AddressTaken`]; [`Refusal::TooSoon`] while an earlier change
    /// can still be undone, because a second change would end that remedy.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// # let [sato, suzuki] = operators();
    /// let address: genkan::address::Address = "taro@new.example".parse()?;
    /// let proposal = Proposal::ReplaceAddress {
    ///     account: account.id,
    ///     address: address.clone(),
    ///     request: None,
    /// };
    /// # let (id, note) = (CaseId::from_bytes([5; 16]), "He has called us.".parse()?);
    /// # let plan = realm.propose(id, proposal, None, &sato, note, NOW)?;
    /// # let (approved, _) = realm.approve(plan.case().unwrap(), &suzuki, NOW)?;
    /// // Two operators have approved it.
    /// let plan = realm.replace_address(&account, address, &approved, None, OPERATOR, NOW)?;
    /// assert_eq!(plan.account().unwrap().address.as_str(), "taro@new.example");
    /// # Ok(())
    /// # }
    /// ```
    pub fn replace_address(
        &self,
        account: &Account,
        address: Address,
        approved: &Approved,
        taken: Option<&Account>,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let Proposal::ReplaceAddress { request, .. } = approved.proposal() else {
            return Err(Refusal::SameOperator);
        };
        let replacement = Proposal::ReplaceAddress {
            account: account.id,
            address: address.clone(),
            request: *request,
        };
        if !approved.is_for(&replacement, account.company) {
            return Err(Refusal::SameOperator);
        }
        if account.state.is_removed() {
            return Err(Refusal::State);
        }
        if address == account.address {
            return Err(Refusal::SameAddress);
        }
        if account.is_kept_from_address_by(taken) {
            return Err(Refusal::AddressTaken);
        }
        let undo_until = account.former.as_ref().and_then(|former| former.undo_until);
        if undo_until.is_some_and(|end| now < end) {
            return Err(Refusal::TooSoon);
        }
        let undo_until = now + self.undo_address_lifetime.as_duration();
        let replaced = account.changed_without_links(|changed| {
            self.end_password(changed, now);
            changed.address = address;
            changed.former = Some(Former {
                address: account.address.clone(),
                revision: changed.revision,
                undo_until: Some(undo_until),
            });
        });
        Ok(Plan::of(account, EventKind::AddressReplaced, by, now)
            .revoke(account, Revocation::Devices)
            .send(&replaced, MessageKind::AddressReplaced)
            .send_link(&replaced)
            .change(replaced))
    }
}
