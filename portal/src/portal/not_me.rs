//! "It was not me": the ways out in the mails.

use genkan::onboarding::{Account, Refusal, Store};
use genkan::token::PurposeName;

use super::Portal;
use crate::fault::Fault;
use crate::store;
use crate::system::now;

impl<S: Store<Error = store::Error>> Portal<S> {
    /// Follows a link that says "it was not me", whether of a request or of a
    /// password.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the store fails; the inner [`Refusal`] is for the
    /// page.
    pub async fn not_me(&self, link: &str) -> Result<Result<Account, Refusal>, Fault> {
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
