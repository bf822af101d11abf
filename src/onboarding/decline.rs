//! "It was not me who asked for this": the way out in every mail that tells of
//! a request.

use super::open_link::is_for;
use super::{Account, EventKind, Plan, Realm, Refusal, Revocation};
use crate::token::{Decline, Timestamp, Verified};

/// Ends every link that sets a password or proves a new address, and drops the
/// new address that waits for its proof. Password and sessions stay as they
/// are: whoever asked for a link has shown no more than the address.
///
/// # Errors
///
/// [`Refusal::Link`] where the proof is for another account or the account no
/// longer takes such a link.
pub fn decline(
    realm: &Realm,
    account: &Account,
    proof: &Verified<Decline>,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    if !is_for(account, proof, realm, now) {
        return Err(Refusal::Link);
    }
    let declined = account.changed(|account| account.replacement = None);
    Ok(Plan::of(account, EventKind::LinksDeclined, now)
        .consume(proof.selector())
        .revoke(Revocation::Links)
        .change(declined))
}
