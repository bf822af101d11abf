//! A link is looked at before it is followed.

use super::Error;
use genkan::onboarding::{Account, Store};
use genkan::token::{Purpose, Rejection};

use super::Service;
use crate::store;

impl<S: Store<Error = store::Error>> Service<S> {
    /// Whose a link of that purpose is, where it works. Nothing changes.
    ///
    /// # Errors
    ///
    /// An [`Error`] if the store fails; the inner [`Rejection`] is for the
    /// log.
    pub async fn look<P: Purpose>(&self, link: &str) -> Result<Result<Account, Rejection>, Error> {
        let found = self.find::<P>(link).await?;
        Ok(found.map(|(account, _)| account))
    }
}
