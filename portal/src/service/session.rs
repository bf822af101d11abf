//! Sessions and known browsers: recognised and ended.

use genkan::onboarding::{Account, Company, Store};
use genkan::token::{Device, OpensSession, Rejection, Session, Verified};

use super::{Error, RequestSource, Service};
use crate::clock::now;
use crate::passwords::Person;
use crate::store;

/// A valid session and its account: a contact's, or an operator's at the support
/// desk.
#[derive(Debug)]
pub struct OpenSession<P: OpensSession = Session> {
    /// The account that is signed in.
    pub account: Account,
    /// The account's company.
    pub company: Option<Company>,
    pub(super) proof: Verified<P>,
}

impl<P: OpensSession> OpenSession<P> {
    /// Returns what is known of the person, for the password policy.
    #[must_use]
    pub fn person(&self) -> Person<'_> {
        Person::new(&self.account, self.company.as_ref())
    }
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Recognises a session.
    ///
    /// # Errors
    ///
    /// The store's error; the inner [`Rejection`] is for the log.
    pub async fn session(
        &self,
        text: &str,
    ) -> Result<Result<OpenSession, Rejection>, store::Error> {
        let (account, proof) = match self.open_token(text).await? {
            Ok(opened) => opened,
            Err(rejection) => return Ok(Err(rejection)),
        };
        Ok(Ok(OpenSession {
            company: self.company(&account).await?,
            account,
            proof,
        }))
    }

    /// Ends a session. A session that has ended already is no error.
    ///
    /// # Errors
    ///
    /// [`Error`] if the store fails.
    pub async fn sign_out(&self, text: &str) -> Result<(), Error> {
        self.decide(async || {
            let opened = self.open_token::<Session>(text).await?.ok();
            let plan = opened.map(|(account, proof)| self.realm.sign_out(&account, &proof, now()));
            Ok(((), plan))
        })
        .await
    }

    /// Returns the proof that the browser is known to an account, if it is.
    pub(super) async fn device(
        &self,
        source: &RequestSource,
    ) -> Result<Option<Verified<Device>>, store::Error> {
        let opened = self.open_token(&source.device).await?;
        Ok(opened.ok().map(|(_, proof)| proof))
    }
}
