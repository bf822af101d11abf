//! Sessions: opened by address and password, recognised, ended, and exchanged
//! when the password is changed.

use genkan::onboarding::change_password::change_password;
use genkan::onboarding::session::sign_out;
use genkan::onboarding::sign_in::{SignedIn, sign_in, stored_hash};
use genkan::onboarding::{Account, Address, Refusal, Store};
use genkan::token::{Rejection, Session, Token, Verified};

use super::{NotSet, Portal, TRIES};
use crate::fault::Fault;
use crate::system::{now, random};

/// A session that is recognised, and whose it is.
#[derive(Debug)]
pub struct OpenSession {
    /// The account that is signed in.
    pub account: Account,
    pub(super) proof: Verified<Session>,
}

impl<S: Store<Fault = Fault>> Portal<S> {
    /// Opens a session by address and password. `device` is the device token's
    /// text that the browser has; one that is none makes the browser unknown.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where something underneath fails; the inner [`Refusal`] is
    /// the same in every case.
    pub async fn sign_in(
        &self,
        address: Option<&Address>,
        password: &str,
        device: &str,
    ) -> Result<Result<SignedIn, Refusal>, Fault> {
        let account = match address {
            Some(address) => self.store.account_by_address(address).await?,
            None => None,
        };
        let stored = stored_hash(account.as_ref()).cloned();
        let matches = self.verify(password, stored.clone()).await?;
        let known = self.find(device).await?.ok().map(|(_, proof)| proof);
        let mut account = account;
        for _ in 0..TRIES {
            let decided = sign_in(
                &self.realm,
                account.as_ref(),
                known.as_ref(),
                matches,
                now(),
                &mut random(),
            );
            let (signed_in, plan) = match decided {
                Ok(decided) => decided,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let id = plan.event.account;
            if self.commit(plan).await? {
                return Ok(Ok(signed_in));
            }
            // The verified hash must still be the stored one.
            account = self.store.account(id).await?;
            if stored_hash(account.as_ref()) != stored.as_ref() {
                return Ok(Err(Refusal::SignIn));
            }
        }
        Err(Fault::Contended)
    }

    /// Recognises a session.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails; the inner [`Rejection`] is for the
    /// log.
    pub async fn session(&self, text: &str) -> Result<Result<OpenSession, Rejection>, Fault> {
        let found = self.find(text).await?;
        Ok(found.map(|(account, proof)| OpenSession { account, proof }))
    }

    /// Ends a session. One that has ended already is no trouble.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails.
    pub async fn sign_out(&self, text: &str) -> Result<(), Fault> {
        for _ in 0..TRIES {
            let Ok(open) = self.session(text).await? else {
                return Ok(());
            };
            if self
                .commit(sign_out(&open.account, &open.proof, now()))
                .await?
            {
                return Ok(());
            }
        }
        Err(Fault::Contended)
    }

    /// Changes the password of whoever is signed in, and answers with the
    /// token of a new session.
    ///
    /// # Errors
    ///
    /// [`NotSet`], with everything that is wrong.
    pub async fn change_password(
        &self,
        session: &OpenSession,
        current: &str,
        password: &str,
    ) -> Result<Token<Session>, NotSet<'_>> {
        let stored = stored_hash(Some(&session.account)).cloned();
        let matches = self.verify(current, stored.clone()).await?;
        if !matches {
            return Err(Refusal::CurrentPassword.into());
        }
        let accepted = self.accept(password, &session.account)?;
        let password = self.hasher.hash(accepted).await?;
        let mut account = session.account.clone();
        for _ in 0..TRIES {
            let (token, plan) = change_password(
                &self.realm,
                &account,
                &session.proof,
                matches && stored_hash(Some(&account)) == stored.as_ref(),
                password.clone(),
                now(),
                &mut random(),
            )?;
            if self.commit(plan).await? {
                return Ok(token);
            }
            let found = self.store.account(account.id).await?;
            account = found.ok_or(Refusal::CurrentPassword)?;
        }
        Err(Fault::Contended.into())
    }
}
