//! "It was not me": the ways out in the mails.

use super::Error;
use genkan::onboarding::{Account, Refusal, Store};
use genkan::token::PurposeName;

use super::Service;
use crate::clock::now;
use crate::store;

impl<S: Store<Error = store::Error>> Service<S> {
    /// Follows a link that says "it was not me", whether of a request or of a
    /// password.
    ///
    /// # Errors
    ///
    /// An [`Error`] if the store fails; the inner [`Refusal`] is for the
    /// page.
    pub async fn disavow(&self, link: &str) -> Result<Result<Account, Refusal>, Error> {
        let nothing = |_: &Account| None;
        let realm = &self.realm;
        match PurposeName::claimed_by(link) {
            Some(PurposeName::Decline) => {
                let decide = |account: &Account, proof: &_, _: Option<&_>| {
                    realm.decline(account, proof, now())
                };
                self.follow(link, nothing, decide).await
            }
            Some(PurposeName::Disown) => {
                let decide = |account: &Account, proof: &_, _: Option<&_>| {
                    realm.disown(account, proof, now())
                };
                self.follow(link, nothing, decide).await
            }
            _ => Ok(Err(Refusal::Link)),
        }
    }
}
