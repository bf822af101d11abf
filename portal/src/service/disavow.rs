//! "It was not me": the links that undo what another person did.

use genkan::onboarding::{Account, Store};
use genkan::token::{Decline, Disown, PurposeName, Rejection, Verified};

use super::link::refuse;
use super::{CeremonyError, Service};
use crate::clock::now;
use crate::store;

impl<S: Store<Error = store::Error>> Service<S> {
    /// Follows a link that declines a request or disowns a password.
    ///
    /// # Errors
    ///
    /// [`CeremonyError`].
    pub async fn disavow(&self, link: &str) -> Result<Account, CeremonyError> {
        let realm = &self.realm;
        let decline = |account: &Account, proof: &Verified<Decline>, _: &[Account]| {
            realm.decline(account, proof, now())
        };
        let disown = |account: &Account, proof: &Verified<Disown>, _: &[Account]| {
            realm.disown(account, proof, now())
        };
        match PurposeName::claimed_by(link) {
            Some(PurposeName::Decline) => self.follow(link, |_| None, decline).await,
            Some(PurposeName::Disown) => self.follow(link, |_| None, disown).await,
            _ => Err(refuse(Rejection::Malformed)),
        }
    }
}
