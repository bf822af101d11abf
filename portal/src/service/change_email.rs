//! A contact changes the address, and the owner of the former one undoes it.

use genkan::address::Address;
use genkan::limit::Throttled;
use genkan::onboarding::{Account, Refusal, Store};
use genkan::token::{ProveAddress, UndoAddress, Verified};

use super::error::converts;
use super::{CeremonyError, Error, OpenSession, RequestSource, Service};
use crate::alarm::AlarmKind;
use crate::clock::now;
use crate::{passwords, store};

/// Why another address, or a change of contacts, was not requested.
#[derive(Debug, thiserror::Error)]
#[expect(clippy::exhaustive_enums, reason = "the page has an answer to each")]
pub enum NotRequested {
    /// The ceremony refused it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The account has requested too much.
    #[error(transparent)]
    Throttled(#[from] Throttled),
    /// Something below failed.
    #[error(transparent)]
    Failed(Error),
}

impl From<Error> for NotRequested {
    fn from(error: Error) -> Self {
        match error {
            Error::Throttled(throttled) => Self::Throttled(throttled),
            error => Self::Failed(error),
        }
    }
}

converts!(NotRequested, Failed: passwords::Error, store::Error);

impl<S: Store<Error = store::Error>> Service<S> {
    /// Requests another address for the signed-in contact.
    ///
    /// # Errors
    ///
    /// [`NotRequested`].
    pub async fn request_address(
        &self,
        session: &OpenSession,
        current: &str,
        address: &Address,
        source: &RequestSource,
    ) -> Result<(), NotRequested> {
        // The page has one answer to a wrong guess and to too many of them.
        let matched = self.verify_current(&session.account, current, source);
        let matched = matched
            .await?
            .ok()
            .flatten()
            .ok_or(Refusal::CurrentPassword)?;
        let decide = |account: &Account| {
            let (proof, new) = (&session.proof, address.clone());
            let plan = self
                .realm
                .request_replacement(account, proof, &matched, new, now())?;
            let charge = self.limits.replacement(account.id);
            Ok(((), plan.charge([charge].into())))
        };
        let requested = self.decide_on(&session.account, Refusal::CurrentPassword, decide);
        let requested = requested.await;
        if let Err(NotRequested::Throttled(_)) = requested {
            self.alarms.raise(AlarmKind::ReplacementAccount);
        }
        requested
    }

    /// Proves the new address by the link that was sent there. An address that
    /// its former owner can still take back is not free.
    ///
    /// # Errors
    ///
    /// [`CeremonyError`].
    pub async fn prove_address(&self, link: &str) -> Result<Account, CeremonyError> {
        let new = |account: &Account| account.replacement.as_ref().map(|new| new.address.clone());
        self.follow(
            link,
            new,
            |account, proof: &Verified<ProveAddress>, found| {
                let (new, now) = (new(account), now());
                let taken = found.iter().find(|other| {
                    let has =
                        |new: &Address| other.address == *new || other.reserves(new, now).is_some();
                    other.id != account.id && new.as_ref().is_some_and(has)
                });
                self.realm.prove_address(account, proof, taken, now)
            },
        )
        .await
    }

    /// Restores the former address by the link that was sent there.
    ///
    /// # Errors
    ///
    /// [`CeremonyError`].
    pub async fn undo_address(&self, link: &str) -> Result<Account, CeremonyError> {
        let former = |account: &Account| account.former.as_ref().map(|old| old.address.clone());
        self.follow(
            link,
            former,
            |account, proof: &Verified<UndoAddress>, found| {
                let former = former(account);
                let taken = found
                    .iter()
                    .find(|other| Some(&other.address) == former.as_ref());
                self.realm.undo_replacement(account, proof, taken, now())
            },
        )
        .await
    }
}
