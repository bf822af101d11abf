//! The support desk's sessions: recognised and ended.

use genkan::id::CompanyId;
use genkan::onboarding::{Account, Operator, Permission, Store};
use genkan::token::{
    AwaitingFactor, DeskSession, ProvesFactor, PurposeName, Rejection, SignsIn, Verified,
};
use zeroize::Zeroizing;

use super::{Author, Error, NotPermitted, OpenSession, Service};
use crate::clock::now;
use crate::store;

/// A valid token of the support desk, its account and its operator, as they are
/// stored now: a session, or the proof that the password was given.
#[derive(Debug)]
pub struct OpenDesk<P: ProvesFactor = DeskSession> {
    /// The operator's account.
    pub account: Account,
    /// The operator, who is not removed.
    pub operator: Operator,
    pub(super) proof: Verified<P>,
    pub(super) text: Zeroizing<String>,
}

impl OpenDesk {
    /// Returns the operator as the author of a change.
    #[must_use]
    pub fn author(&self) -> Author {
        Author {
            operator: Some(self.operator.clone()),
            reason: None,
        }
    }

    /// Returns the session and the operator apart. What changes the password is the
    /// same for every account.
    #[must_use]
    pub fn into_parts(self) -> (OpenSession<DeskSession>, Operator) {
        let session = OpenSession {
            account: self.account,
            company: None,
            proof: self.proof,
        };
        (session, self.operator)
    }

    /// Checks that the operator may do this to contacts of a company.
    ///
    /// # Errors
    ///
    /// [`NotPermitted`] if the operator's role or companies do not allow it.
    pub fn check(
        &self,
        permission: Permission,
        company: Option<CompanyId>,
    ) -> Result<(), NotPermitted> {
        self.author().check(permission, company)
    }
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Recognises a token of the support desk. Account and operator are read from
    /// the store each time, so that an operator who was removed is out at once.
    ///
    /// # Errors
    ///
    /// The store's error; the inner [`Rejection`] is for the log.
    pub async fn desk<P: ProvesFactor>(
        &self,
        text: &str,
    ) -> Result<Result<OpenDesk<P>, Rejection>, store::Error> {
        let (account, proof) = match self.open_token::<P>(text).await? {
            Ok(opened) => opened,
            Err(rejection) => return Ok(Err(rejection)),
        };
        let Some(operator) = self.operator_of(&account).await? else {
            return Ok(Err(Rejection::NotApplicable));
        };
        Ok(Ok(OpenDesk {
            account,
            operator,
            proof,
            text: Zeroizing::new(text.to_owned()),
        }))
    }

    /// Returns whether the second factor of a session was proven a short time
    /// ago.
    #[must_use]
    pub fn has_recent_factor(&self, desk: &OpenDesk) -> bool {
        self.realm.has_recent_factor(&desk.proof, now())
    }

    /// Ends a token of the support desk. One that has ended already is no error.
    ///
    /// # Errors
    ///
    /// [`Error`] if the store fails.
    pub async fn sign_out_operator(&self, text: &str) -> Result<(), Error> {
        match PurposeName::claimed_by(text) {
            Some(PurposeName::DeskSession) => self.end_token::<DeskSession>(text).await,
            Some(PurposeName::AwaitingFactor) => self.end_token::<AwaitingFactor>(text).await,
            _ => Ok(()),
        }
    }

    async fn end_token<P: SignsIn>(&self, text: &str) -> Result<(), Error> {
        self.decide(async || {
            let opened = self.open_token::<P>(text).await?.ok();
            let plan = opened.map(|(account, proof)| self.realm.sign_out(&account, &proof, now()));
            Ok(((), plan))
        })
        .await
    }

    /// Returns the operator of an account; `None` if it is not an operator's, or
    /// if the operator is removed.
    pub(super) async fn operator_of(
        &self,
        account: &Account,
    ) -> Result<Option<Operator>, store::Error> {
        let Some(id) = account.operator() else {
            return Ok(None);
        };
        let operator = self.store.operator(id).await?;
        Ok(operator.filter(|operator| operator.has_account(account)))
    }
}
