//! The ceremonies by which a contact changes the address.
//!
//! The contact requests it, a link proves that the new address receives email,
//! and for some days the owner of the former address can undo it. So neither a
//! typing error nor an intruder can take an account from its owner.

use core::time::Duration;

use super::change_password::is_owner;
use super::{
    Account, Former, MessageKind, PasswordMatch, Plan, Realm, Refusal, Replacement, Revocation,
};
use crate::address::Address;
use crate::audit_log::EventKind;
use crate::time::Timestamp;
use crate::token::{ProveAddress, Session, UndoAddress, Verified};

impl Realm {
    /// Requests another address for a signed-in contact who has given the
    /// current password.
    ///
    /// Both addresses get a message: the new one the link that proves it, the
    /// present one a notice with a link that declines it. Nothing else changes
    /// until the proof. The result does not depend on whether the new address
    /// is taken, because that would reveal who is registered.
    ///
    /// # Errors
    ///
    /// [`Refusal::CurrentPassword`] if the session is for another account, or
    /// if the password that matched is no longer the current one.
    /// [`Refusal::TooSoon`] within a minute of the last request, and while an
    /// earlier change can still be undone, because a second change would end
    /// that remedy.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// # let (session, matched) = (proof::<Session>(&account), matched(&account));
    /// let address = "taro@new.example".parse()?;
    /// let plan = realm.request_replacement(&account, &session, &matched, address, NOW)?;
    /// let account = plan.account().unwrap();
    /// assert_eq!(account.address.as_str(), "taro@example.co.jp");
    /// assert!(account.replacement.is_some());
    /// # Ok(())
    /// # }
    /// ```
    pub fn request_replacement(
        &self,
        account: &Account,
        session: &Verified<Session>,
        matched: &PasswordMatch,
        address: Address,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        if !is_owner(account, session, matched) {
            return Err(Refusal::CurrentPassword);
        }
        let is_undoable = account
            .former
            .as_ref()
            .and_then(|former| former.undo_until)
            .is_some_and(|end| now < end);
        let is_repeated = account
            .replacement
            .as_ref()
            .is_some_and(|new| now.since(new.requested_at) < PAUSE);
        if is_undoable || is_repeated {
            return Err(Refusal::TooSoon);
        }
        let requested = account.changed_without_links(|account| {
            account.replacement = Some(Replacement {
                address,
                revision: account.revision,
                requested_at: now,
                expires_at: now + self.prove_address_lifetime.as_duration(),
            });
        });
        let by = account.actor();
        Ok(Plan::of(account, EventKind::ReplacementRequested, by, now)
            .revoke(account, Revocation::Links)
            .send_counted(&requested, MessageKind::ProveAddress)
            .send_counted(&requested, MessageKind::ReplacementRequested)
            .change(requested))
    }

    /// Replaces the present address by the new one, by the link that was sent
    /// to the new one. `taken` is another account that already has the new
    /// address, or [can still take it back](Account::reserves), if there is one.
    ///
    /// The password stays. Every link, session and known device ends, so that
    /// the contact signs in with the new address. Both addresses get a message,
    /// the former one with a link that undoes the change.
    ///
    /// # Errors
    ///
    /// [`Refusal::Link`] if the proof is for another account, or if the
    /// account no longer accepts such a link; [`Refusal::AddressTaken`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// # let (session, matched) = (proof::<Session>(&account), matched(&account));
    /// # let address = "taro@new.example".parse()?;
    /// # let plan = realm.request_replacement(&account, &session, &matched, address, NOW)?;
    /// # let account = plan.account().cloned().unwrap();
    /// # let proof = proof::<ProveAddress>(&account);
    /// // `store.account_by_address` found no account at the new address.
    /// let plan = realm.prove_address(&account, &proof, None, NOW)?;
    /// assert_eq!(plan.account().unwrap().address.as_str(), "taro@new.example");
    /// # Ok(())
    /// # }
    /// ```
    pub fn prove_address(
        &self,
        account: &Account,
        proof: &Verified<ProveAddress>,
        taken: Option<&Account>,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let replacement = account.replacement.as_ref().ok_or(Refusal::Link)?;
        if !self.accepts(account, proof, now) {
            return Err(Refusal::Link);
        }
        if account.is_kept_from_address_by(taken) {
            return Err(Refusal::AddressTaken);
        }
        let undo_until = now + self.undo_address_lifetime.as_duration();
        let replaced = account.changed_without_links(|changed| {
            changed.address = replacement.address.clone();
            changed.replacement = None;
            changed.undeliverable_since = None;
            changed.former = Some(Former {
                address: account.address.clone(),
                revision: changed.revision,
                undo_until: Some(undo_until),
            });
        });
        let by = account.actor();
        Ok(Plan::of(account, EventKind::AddressReplaced, by, now)
            .consume(proof)
            .revoke(account, Revocation::Devices)
            .send(&replaced, MessageKind::AddressReplaced)
            .send(&replaced, MessageKind::AddressWelcome)
            .change(replaced))
    }

    /// Restores the former address, by the link that was sent to it. `taken`
    /// is the account that has taken the address in the meantime, if there is
    /// one.
    ///
    /// The person who replaced the address may know the password, so it ends,
    /// with every link, session and known device, and a link for a first
    /// password is sent. An account that is on hold stays on hold. The address
    /// that had replaced the former one gets a message; this step cannot be
    /// undone.
    ///
    /// # Errors
    ///
    /// [`Refusal::Link`] if the proof is for another account, or if the
    /// account no longer accepts such a link; [`Refusal::AddressTaken`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// # let (session, matched) = (proof::<Session>(&account), matched(&account));
    /// # let address = "taro@new.example".parse()?;
    /// # let plan = realm.request_replacement(&account, &session, &matched, address, NOW)?;
    /// # let account = plan.account().cloned().unwrap();
    /// # let plan = realm.prove_address(&account, &proof(&account), None, NOW)?;
    /// # let account = plan.account().cloned().unwrap();
    /// # let proof = proof::<UndoAddress>(&account);
    /// let plan = realm.undo_replacement(&account, &proof, None, NOW)?;
    /// let account = plan.account().unwrap();
    /// assert_eq!(account.address.as_str(), "taro@example.co.jp");
    /// assert!(matches!(account.state, State::Registered { .. }));
    /// # Ok(())
    /// # }
    /// ```
    pub fn undo_replacement(
        &self,
        account: &Account,
        proof: &Verified<UndoAddress>,
        taken: Option<&Account>,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let former = account.former.as_ref().ok_or(Refusal::Link)?;
        if !self.accepts(account, proof, now) {
            return Err(Refusal::Link);
        }
        if account.is_kept_from_address_by(taken) {
            return Err(Refusal::AddressTaken);
        }
        let restored = account.changed_without_links(|changed| {
            self.end_password(changed, now);
            changed.undeliverable_since = None;
            changed.address = former.address.clone();
            changed.former = Some(Former {
                address: account.address.clone(),
                revision: changed.revision,
                undo_until: None,
            });
        });
        let by = account.actor();
        Ok(Plan::of(account, EventKind::AddressRestored, by, now)
            .consume(proof)
            .revoke(account, Revocation::Devices)
            .send_link(&restored)
            .send(&restored, MessageKind::AddressRestored)
            .change(restored))
    }
}

impl Account {
    /// Returns whether the account that was found at an address keeps this one
    /// from having it.
    pub(super) fn is_kept_from_address_by(&self, found: Option<&Self>) -> bool {
        found.is_some_and(|found| found.id != self.id && !found.state.is_removed())
    }
}

/// The time between two requests.
const PAUSE: Duration = Duration::from_secs(60);
