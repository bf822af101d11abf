//! A contact changes the address, and the owner of the former one undoes it.

use super::Error;
use genkan::address::Address;
use genkan::onboarding::{Account, Plan, Refusal, Store};
use genkan::token::{ProveAddress, Purpose, UndoAddress, Verified};

use super::{OpenSession, Service, TRIES};
use crate::clock::now;
use crate::store;

impl<S: Store<Error = store::Error>> Service<S> {
    /// Requests another address for the signed-in contact.
    ///
    /// # Errors
    ///
    /// An [`Error`] if something underneath fails; the inner [`Refusal`] is for
    /// the page.
    pub async fn request_address(
        &self,
        session: &OpenSession,
        current: &str,
        address: &Address,
    ) -> Result<Result<(), Refusal>, Error> {
        let matched = match self.verify_current(&session.account, current).await? {
            Ok(Some(matched)) => matched,
            Ok(None) | Err(_) => return Ok(Err(Refusal::CurrentPassword)),
        };
        let mut account = session.account.clone();
        for _ in 0..TRIES {
            let (proof, new) = (&session.proof, address.clone());
            let plan = self
                .realm
                .request_replacement(&account, proof, &matched, new, now());
            let plan = match plan {
                Ok(plan) => plan,
                Err(refusal) => return Ok(Err(refusal)),
            };
            if self.commit(plan).await? {
                return Ok(Ok(()));
            }
            let Some(found) = self.store.account(account.id).await? else {
                return Ok(Err(Refusal::CurrentPassword));
            };
            account = found;
        }
        Err(Error::Contended)
    }

    /// Proves the new address by the link that was sent there.
    ///
    /// # Errors
    ///
    /// An [`Error`] if the store fails; the inner [`Refusal`] is for the page.
    pub async fn prove_address(&self, link: &str) -> Result<Result<Account, Refusal>, Error> {
        let new = |account: &Account| account.replacement.as_ref().map(|new| new.address.clone());
        self.follow(
            link,
            new,
            |account, proof: &Verified<ProveAddress>, taken| {
                self.realm.prove_address(account, proof, taken, now())
            },
        )
        .await
    }

    /// Restores the former address by the link that was sent there.
    ///
    /// # Errors
    ///
    /// As [`prove_address`](Self::prove_address).
    pub async fn undo_address(&self, link: &str) -> Result<Result<Account, Refusal>, Error> {
        let former = |account: &Account| account.former.as_ref().map(|old| old.address.clone());
        self.follow(
            link,
            former,
            |account, proof: &Verified<UndoAddress>, taken| {
                self.realm.undo_replacement(account, proof, taken, now())
            },
        )
        .await
    }

    /// Follows a link: opens it, finds who has the address that it is about,
    /// decides and commits, and does all of it again if the account has
    /// changed in the meantime.
    pub(super) async fn follow<P: Purpose>(
        &self,
        link: &str,
        about: impl Fn(&Account) -> Option<Address>,
        decide: impl Fn(&Account, &Verified<P>, Option<&Account>) -> Result<Plan, Refusal>,
    ) -> Result<Result<Account, Refusal>, Error> {
        for _ in 0..TRIES {
            let (account, proof) = match self.find::<P>(link).await? {
                Ok(found) => found,
                Err(rejection) => {
                    tracing::info!(reason = rejection.code(), "link not usable");
                    return Ok(Err(Refusal::Link));
                }
            };
            let holder = match about(&account) {
                Some(address) => self.store.account_by_address(&address).await?,
                None => None,
            };
            let plan = match decide(&account, &proof, holder.as_ref()) {
                Ok(plan) => plan,
                Err(refusal) => return Ok(Err(refusal)),
            };
            if self.commit(plan).await? {
                return Ok(Ok(account));
            }
        }
        Err(Error::Contended)
    }
}
