//! Sessions: opened by address and password, recognised, ended, and exchanged
//! when the password is changed.

use genkan::onboarding::change_password::change_password;
use genkan::onboarding::limit::{self, Asker, Charge, Throttled};
use genkan::onboarding::session::sign_out;
use genkan::onboarding::sign_in::{SignedIn, sign_in, stored_hash};
use genkan::onboarding::{Account, Address, Refusal, Store};
use genkan::token::{Rejection, Session, Token, Verified};

use super::{NotSet, Origin, Portal, TRIES};
use crate::fault::Fault;
use crate::system::{now, random};

/// A session that is recognised, and whose it is.
#[derive(Debug)]
pub struct OpenSession {
    /// The account that is signed in.
    pub account: Account,
    pub(super) proof: Verified<Session>,
}

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NotSignedIn {
    /// The attempt does not open an account, for whatever reason.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The client, or everybody, has tried too often. It is the same for every
    /// address and may be said at once.
    #[error(transparent)]
    Throttled(#[from] Throttled),
}

impl<S: Store<Fault = Fault>> Portal<S> {
    /// Opens a session by address and password.
    ///
    /// A guess is charged before it is judged, and given back where it is
    /// right. Where the account refuses guesses, the answer is that to a wrong
    /// password, after the same work.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where something underneath fails; the inner
    /// [`NotSignedIn`] tells nothing of an account.
    pub async fn sign_in(
        &self,
        address: &Address,
        password: &str,
        origin: &Origin<'_>,
    ) -> Result<Result<SignedIn, NotSignedIn>, Fault> {
        // Whoever finds no place in the queue has not guessed.
        let seat = self.hasher.seat()?;
        let device = self.device(origin).await?;
        let mut account = self.store.account_by_address(address).await?;
        let charges = self.limits.sign_in(&Asker {
            address,
            account: account.as_ref(),
            device: device.as_ref(),
            client: origin.client,
        });
        let is_heard = match self.charge_guess(&charges).await? {
            Ok(is_heard) => is_heard,
            Err(throttled) => return Ok(Err(throttled.into())),
        };
        let stored = stored_hash(account.as_ref()).filter(|_| is_heard).cloned();
        let matches = self.verify(seat, password, stored.clone()).await?;
        for _ in 0..TRIES {
            let decided = sign_in(
                &self.realm,
                account.as_ref(),
                device.as_ref(),
                matches,
                now(),
                &mut random(),
            );
            let (signed_in, plan) = match decided {
                Ok(decided) => decided,
                Err(refusal) => return Ok(Err(refusal.into())),
            };
            let id = plan.event.account;
            if self.commit(plan.refund(charges.clone())).await? {
                return Ok(Ok(signed_in));
            }
            // The verified hash must still be the stored one.
            account = self.store.account(id).await?;
            if stored_hash(account.as_ref()) != stored.as_ref() {
                return Ok(Err(Refusal::SignIn.into()));
            }
        }
        Err(Fault::Contended)
    }

    /// Charges a guess; `false` where the account does not hear it, which
    /// nobody may notice.
    ///
    /// Whoever guesses at an account that refuses pays for the guess all the
    /// same, or a flood of them would cost nothing. Whether it refuses is
    /// looked up before, so that heard or not there is one charge: the same
    /// number of questions to the store, and one wait for its disk.
    async fn charge_guess(&self, charges: &[Charge]) -> Result<Result<bool, Throttled>, Fault> {
        let (account, rest): (Vec<Charge>, Vec<Charge>) = charges
            .iter()
            .partition(|charge| charge.by.tells_of_an_account());
        let mut cells = Vec::with_capacity(account.len());
        for charge in &account {
            cells.push(self.store.cell(charge.id).await?);
        }
        if let Err(throttled) = limit::charge(&cells, &account, now()) {
            return self.pay_unheard(&rest, throttled).await;
        }
        match self.store.charge(charges, now()).await? {
            Ok(()) => Ok(Ok(true)),
            // Guesses that came in between have used up what there was.
            Err(throttled) if throttled.by.tells_of_an_account() => {
                self.pay_unheard(&rest, throttled).await
            }
            Err(throttled) => Ok(Err(throttled)),
        }
    }

    async fn pay_unheard(
        &self,
        charges: &[Charge],
        account: Throttled,
    ) -> Result<Result<bool, Throttled>, Fault> {
        let paid = self.store.charge(charges, now()).await?;
        if paid.is_ok() {
            tracing::info!(limit = account.by.code(), "guess not heard");
        }
        Ok(paid.map(|()| false))
    }

    /// Whether a signed-in browser's guess at the current password is right.
    pub(super) async fn guess(
        &self,
        account: &Account,
        current: &str,
    ) -> Result<Result<bool, Throttled>, Fault> {
        let seat = self.hasher.seat()?;
        let charges = self.limits.current_password(account.id);
        if let Err(throttled) = self.store.charge(&charges, now()).await? {
            return Ok(Err(throttled));
        }
        let stored = stored_hash(Some(account)).cloned();
        let matches = self.verify(seat, current, stored).await?;
        if matches {
            self.store.refund(&charges, now()).await?;
        }
        Ok(Ok(matches))
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
        let matches = self.guess(&session.account, current).await??;
        if !matches {
            return Err(Refusal::CurrentPassword.into());
        }
        let accepted = self
            .accept(password, &session.account, Some(current))
            .await?;
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
            // What was guessed before was guessed at another password.
            let plan = plan.refund(self.limits.new_password(account.id));
            if self.commit(plan).await? {
                return Ok(token);
            }
            let found = self.store.account(account.id).await?;
            account = found.ok_or(Refusal::CurrentPassword)?;
        }
        Err(Fault::Contended.into())
    }
}
