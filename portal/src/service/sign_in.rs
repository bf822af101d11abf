//! Sessions: opened by address and password, recognised, ended, and exchanged
//! when the password is changed.

use super::Error;
use genkan::address::Address;
use genkan::limit::{self, Asker, Charge, Throttled};
use genkan::onboarding::{
    Account, Company, PasswordMatch, Refusal, SignedIn, Store, StoredPassword,
};
use genkan::token::{Rejection, Session, Token, Verified};

use super::{NotSet, RequestSource, Service, TRIES};
use crate::clock::now;
use crate::passwords::Person;
use crate::random::random;
use crate::store;

/// A session that is recognised, and whose it is.
#[derive(Debug)]
pub struct OpenSession {
    /// The account that is signed in.
    pub account: Account,
    /// The account's company.
    pub company: Option<Company>,
    pub(super) proof: Verified<Session>,
}

impl OpenSession {
    /// Returns what is known of the person, for the password policy.
    #[must_use]
    pub fn person(&self) -> Person<'_> {
        Person::new(&self.account, self.company.as_ref())
    }
}

/// Why an attempt to sign in fails.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NotSignedIn {
    /// The attempt does not open an account, for whatever reason.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Too many attempts by the client, or by all clients. It is the same for
    /// every address and may be answered at once.
    #[error(transparent)]
    Throttled(#[from] Throttled),
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Opens a session by address and password.
    ///
    /// An attempt is charged before the password is verified, and refunded if
    /// it succeeds. If the account refuses attempts, the answer is that to a
    /// wrong password, after the same work.
    ///
    /// # Errors
    ///
    /// An [`Error`] if something underneath fails; the inner [`NotSignedIn`]
    /// reveals nothing about an account.
    pub async fn sign_in(
        &self,
        address: &Address,
        password: &str,
        source: &RequestSource<'_>,
    ) -> Result<Result<SignedIn, NotSignedIn>, Error> {
        // If the queue is full, nothing is charged.
        let permit = self.hasher.permit()?;
        let device = self.device(source).await?;
        let account = self.store.account_by_address(address).await?;
        let charges = self.limits.sign_in(&Asker {
            address,
            account: account.as_ref().map(Account::to_limit),
            device: device.as_ref(),
            client: source.client,
        });
        let is_accepted = match self.charge_guess(&charges).await? {
            Ok(is_accepted) => is_accepted,
            Err(throttled) => return Ok(Err(throttled.into())),
        };
        let accepting = account.as_ref().filter(|_| is_accepted);
        let stored = accepting.and_then(StoredPassword::of);
        let matched = self.verify(permit, password, stored).await?;
        let (Some(mut account), Some(matched)) = (account, matched) else {
            return Ok(Err(Refusal::SignIn.into()));
        };
        for _ in 0..TRIES {
            let device = device.as_ref();
            let decided = self
                .realm
                .sign_in(&account, &matched, device, now(), &mut random());
            let (signed_in, plan) = match decided {
                Ok(decided) => decided,
                Err(refusal) => return Ok(Err(refusal.into())),
            };
            if self.commit(plan.refund(charges.clone())).await? {
                return Ok(Ok(signed_in));
            }
            let Some(found) = self.store.account(account.id).await? else {
                return Ok(Err(Refusal::SignIn.into()));
            };
            account = found;
        }
        Err(Error::Contended)
    }

    /// Charges an attempt. Returns `false` if the account refuses it, which the
    /// client must not notice.
    ///
    /// A refused attempt is charged to client and system all the same, or a
    /// flood of them would cost nothing. Whether the account refuses is looked
    /// up before, so that there is one charge in both cases: the same number of
    /// calls of the store, and one wait for its disk.
    async fn charge_guess(&self, charges: &[Charge]) -> Result<Result<bool, Throttled>, Error> {
        let (account, rest): (Vec<Charge>, Vec<Charge>) = charges
            .iter()
            .partition(|charge| charge.by.reveals_account());
        let mut cells = Vec::with_capacity(account.len());
        for charge in &account {
            cells.push(self.store.cell(charge.id).await?);
        }
        if let Err(throttled) = limit::charge(&cells, &account, now()) {
            return self.charge_refused(&rest, throttled).await;
        }
        match self.store.charge(charges, now()).await? {
            Ok(()) => Ok(Ok(true)),
            // Concurrent attempts have used up what was left.
            Err(throttled) if throttled.by.reveals_account() => {
                self.charge_refused(&rest, throttled).await
            }
            Err(throttled) => Ok(Err(throttled)),
        }
    }

    async fn charge_refused(
        &self,
        charges: &[Charge],
        account: Throttled,
    ) -> Result<Result<bool, Throttled>, Error> {
        let paid = self.store.charge(charges, now()).await?;
        if paid.is_ok() {
            tracing::info!(limit = account.by.code(), "attempt refused by the account");
        }
        Ok(paid.map(|()| false))
    }

    /// Verifies what a signed-in browser gives as the current password.
    pub(super) async fn verify_current(
        &self,
        account: &Account,
        current: &str,
    ) -> Result<Result<Option<PasswordMatch>, Throttled>, Error> {
        let permit = self.hasher.permit()?;
        let charges = self.limits.current_password(account.id);
        if let Err(throttled) = self.store.charge(&charges, now()).await? {
            return Ok(Err(throttled));
        }
        let stored = StoredPassword::of(account);
        let matched = self.verify(permit, current, stored).await?;
        if matched.is_some() {
            self.store.refund(&charges, now()).await?;
        }
        Ok(Ok(matched))
    }

    /// Recognises a session.
    ///
    /// # Errors
    ///
    /// An [`Error`] if the store fails; the inner [`Rejection`] is for the
    /// log.
    pub async fn session(&self, text: &str) -> Result<Result<OpenSession, Rejection>, Error> {
        let (account, proof) = match self.find(text).await? {
            Ok(found) => found,
            Err(rejection) => return Ok(Err(rejection)),
        };
        Ok(Ok(OpenSession {
            company: self.company(&account).await?,
            account,
            proof,
        }))
    }

    /// Ends a session. One that has ended already is no error.
    ///
    /// # Errors
    ///
    /// An [`Error`] if the store fails.
    pub async fn sign_out(&self, text: &str) -> Result<(), Error> {
        for _ in 0..TRIES {
            let Ok((account, proof)) = self.find(text).await? else {
                return Ok(());
            };
            let plan = self.realm.sign_out(&account, &proof, now());
            if self.commit(plan).await? {
                return Ok(());
            }
        }
        Err(Error::Contended)
    }

    /// Changes the password of the signed-in contact, and returns the token of
    /// a new session.
    ///
    /// # Errors
    ///
    /// [`NotSet`], with every problem.
    pub async fn change_password(
        &self,
        session: &OpenSession,
        current: &str,
        password: &str,
    ) -> Result<Token<Session>, NotSet<'_>> {
        let matched = self.verify_current(&session.account, current).await??;
        let matched = matched.ok_or(Refusal::CurrentPassword)?;
        let accepted = self
            .accept(password, &session.account, &session.person(), Some(current))
            .await?;
        let password = self.hasher.hash(accepted).await?;
        let mut account = session.account.clone();
        for _ in 0..TRIES {
            let (proof, password) = (&session.proof, password.clone());
            let (token, plan) = self.realm.change_password(
                &account,
                proof,
                &matched,
                password,
                now(),
                &mut random(),
            )?;
            // Earlier guesses were at another password.
            let plan = plan.refund(self.limits.new_password(account.id));
            if self.commit(plan).await? {
                return Ok(token);
            }
            let found = self.store.account(account.id).await?;
            account = found.ok_or(Refusal::CurrentPassword)?;
        }
        Err(Error::Contended.into())
    }
}
