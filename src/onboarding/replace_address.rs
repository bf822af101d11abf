//! Another address takes the present one's place.
//!
//! A contact asks for it ([`request`]), the new address is shown to be readable
//! by a link of its own ([`prove`]), and the owner of the former one can take
//! it back for a while ([`undo`]): a typing error or an intruder hands no
//! account over. The desk hands an account over at once ([`hand_over`]), as it
//! registers one, and to the person who leaves there is no way back.

use alloc::string::String;

use super::change_password::is_owner;
use super::disown::without_password;
use super::open_link::is_for;
use super::{
    Account, Actor, Address, EventKind, Former, LetterKind, Plan, Realm, Refusal, Replacement,
    Revocation, State,
};
use crate::policy::Language;
use crate::token::{ProveAddress, Session, Timestamp, UndoAddress, Verified};

/// A signed-in contact asks for another address, where `matches` says that the
/// current password was given.
///
/// Both addresses get a mail: the new one the link that proves it, the present
/// one a notice with the way to decline. Nothing else changes until the proof.
/// Whether the new address is taken is not said: that would tell who is
/// registered.
///
/// # Errors
///
/// [`Refusal::CurrentPassword`] where the current password was not given.
/// [`Refusal::TooSoon`] a minute after the last request, and for as long as
/// the former address has a way back: a second replacement would end it.
pub fn request(
    realm: &Realm,
    account: &Account,
    session: &Verified<Session>,
    matches: bool,
    address: Address,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    if !is_owner(account, session, matches) {
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
        .is_some_and(|new| now.seconds_since(new.requested_at) < PAUSE);
    if is_undoable || is_repeated {
        return Err(Refusal::TooSoon);
    }
    let requested = account.changed(|account| {
        account.replacement = Some(Replacement {
            address,
            requested_at: now,
            expires_at: now.after(realm.prove_address_lifetime),
        });
    });
    Ok(Plan::of(account, EventKind::ReplacementRequested, now)
        .revoke(Revocation::Links)
        .change(requested)
        .send(LetterKind::ProveAddress)
        .send(LetterKind::ReplacementRequested))
}

/// The new address takes the present one's place, by the link that was sent
/// there. `taken` is the account that has the new address already.
///
/// The password stays; every link, session and known device ends, so that
/// whoever goes on signs in under the new address. Both addresses are told,
/// the former one with the way back.
///
/// # Errors
///
/// [`Refusal::Link`] where the proof is for another account or the account no
/// longer takes such a link; [`Refusal::AddressTaken`].
pub fn prove(
    realm: &Realm,
    account: &Account,
    proof: &Verified<ProveAddress>,
    taken: Option<&Account>,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    let replacement = account.replacement.as_ref().ok_or(Refusal::Link)?;
    if !is_for(account, proof, realm, now) {
        return Err(Refusal::Link);
    }
    if is_taken(account, taken) {
        return Err(Refusal::AddressTaken);
    }
    let replaced = account.changed(|changed| {
        changed.address = replacement.address.clone();
        changed.replacement = None;
        changed.former = Some(former(
            account,
            Some(now.after(realm.undo_address_lifetime)),
        ));
    });
    Ok(Plan::of(account, EventKind::AddressReplaced, now)
        .consume(proof.selector())
        .revoke(Revocation::Devices)
        .change(replaced)
        .send(LetterKind::AddressReplaced)
        .send(LetterKind::AddressWelcome))
}

/// The owner of the former address takes it back, by the link that was sent
/// there. `taken` is the account that has the address meanwhile.
///
/// Whoever replaced it may know the password, so that ends with every link,
/// session and known device, and a link for a first password is on its way. A
/// held account stays held. The address that had taken the place is told, and
/// has no way back of its own.
///
/// # Errors
///
/// [`Refusal::Link`] where the proof is for another account or the account no
/// longer takes such a link; [`Refusal::AddressTaken`].
pub fn undo(
    realm: &Realm,
    account: &Account,
    proof: &Verified<UndoAddress>,
    taken: Option<&Account>,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    let restored = account.former.as_ref().ok_or(Refusal::Link)?;
    if !is_for(account, proof, realm, now) {
        return Err(Refusal::Link);
    }
    if is_taken(account, taken) {
        return Err(Refusal::AddressTaken);
    }
    let plan = Plan::of(account, EventKind::AddressRestored, now)
        .consume(proof.selector())
        .revoke(Revocation::Devices);
    let plan = without_password(realm, account, plan, now, |changed| {
        changed.address = restored.address.clone();
        changed.former = Some(former(account, None));
    });
    Ok(plan.send(LetterKind::AddressRestored))
}

/// The person to whom the desk hands an account over.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "a new field must reach the desk")]
pub struct Successor {
    /// Where mail goes.
    pub address: Address,
    /// The person's name.
    pub name: String,
    /// The language of mails.
    pub language: Language,
}

/// The desk hands an account over to another person. `taken` is the account
/// that has the new address already.
///
/// The password and every token end, remedies too: whoever leaves has no way
/// back, and is told so. The account is registered as on its first day under
/// the new address, which is told how to set a password; the link sent there
/// on request is its proof. A held account stays held.
///
/// # Errors
///
/// [`Refusal::State`] where the account is over; [`Refusal::AddressTaken`].
pub fn hand_over(
    realm: &Realm,
    account: &Account,
    successor: Successor,
    taken: Option<&Account>,
    by: Actor,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    if account.state.is_removed() {
        return Err(Refusal::State);
    }
    if is_taken(account, taken) {
        return Err(Refusal::AddressTaken);
    }
    let state = match account.state {
        State::Held { since, .. } => State::Held {
            since,
            password: None,
        },
        _ => State::Registered {
            expires_at: realm.registration_lifetime.after(now),
        },
    };
    let handed = account.changed(|changed| {
        changed.address = successor.address;
        changed.name = successor.name;
        changed.language = successor.language;
        changed.state = state;
        // The successor has not asked for anything.
        changed.link_requested_at = None;
        changed.replacement = None;
        changed.former = Some(former(account, None));
    });
    Ok(Plan::of(account, EventKind::HandedOver, now)
        .by(by)
        .revoke(Revocation::All)
        .change(handed)
        .send(LetterKind::AddressReplaced)
        .send(LetterKind::Registered))
}

fn former(account: &Account, undo_until: Option<Timestamp>) -> Former {
    Former {
        address: account.address.clone(),
        name: account.name.clone(),
        undo_until,
    }
}

/// Whether the account that was found under an address keeps this one from
/// having it.
fn is_taken(account: &Account, found: Option<&Account>) -> bool {
    found.is_some_and(|found| found.id != account.id && !found.state.is_removed())
}

/// Seconds between two requests.
const PAUSE: u64 = 60;
