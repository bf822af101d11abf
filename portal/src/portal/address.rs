//! Another address takes the present one's place, and gives it back.

use genkan::onboarding::replace_address::{prove, request, undo};
use genkan::onboarding::sign_in::stored_hash;
use genkan::onboarding::{Account, Address, Plan, Refusal, Store};
use genkan::token::{ProveAddress, Purpose, UndoAddress, Verified};

use super::{OpenSession, Portal, TRIES};
use crate::fault::Fault;
use crate::system::now;

impl<S: Store<Fault = Fault>> Portal<S> {
    /// Asks for another address as whoever is signed in.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where something underneath fails; the inner [`Refusal`] is
    /// for the page.
    pub async fn request_address(
        &self,
        session: &OpenSession,
        current: &str,
        address: &Address,
    ) -> Result<Result<(), Refusal>, Fault> {
        let stored = stored_hash(Some(&session.account)).cloned();
        let matches = match self.guess(&session.account, current).await? {
            Ok(matches) => matches,
            Err(_) => return Ok(Err(Refusal::CurrentPassword)),
        };
        let mut account = session.account.clone();
        for _ in 0..TRIES {
            // The verified hash must still be the stored one.
            let still = matches && stored_hash(Some(&account)) == stored.as_ref();
            let new = address.clone();
            let plan = request(&self.realm, &account, &session.proof, still, new, now());
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
        Err(Fault::Contended)
    }

    /// Proves the new address by the link that was sent there.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails; the inner [`Refusal`] is for the
    /// page.
    pub async fn prove_address(&self, link: &str) -> Result<Result<Account, Refusal>, Fault> {
        let new = |account: &Account| account.replacement.as_ref().map(|new| new.address.clone());
        self.follow(
            link,
            new,
            |account, proof: &Verified<ProveAddress>, taken| {
                prove(&self.realm, account, proof, taken, now())
            },
        )
        .await
    }

    /// Takes the former address back by the link that was sent there.
    ///
    /// # Errors
    ///
    /// As [`prove_address`](Self::prove_address).
    pub async fn undo_address(&self, link: &str) -> Result<Result<Account, Refusal>, Fault> {
        let former = |account: &Account| account.former.as_ref().map(|old| old.address.clone());
        self.follow(
            link,
            former,
            |account, proof: &Verified<UndoAddress>, taken| {
                undo(&self.realm, account, proof, taken, now())
            },
        )
        .await
    }

    /// Follows a link to its end: looks at it, looks who has the address that
    /// it is about, decides, commits, and does all of it again where the
    /// account has changed meanwhile.
    pub(super) async fn follow<P: Purpose>(
        &self,
        link: &str,
        about: impl Fn(&Account) -> Option<Address>,
        decide: impl Fn(&Account, &Verified<P>, Option<&Account>) -> Result<Plan, Refusal>,
    ) -> Result<Result<Account, Refusal>, Fault> {
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
        Err(Fault::Contended)
    }
}
