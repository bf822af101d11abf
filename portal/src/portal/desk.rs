//! What the desk does.

use genkan::onboarding::hold::{hold, release};
use genkan::onboarding::register::{Contact, register, register_and_tell};
use genkan::onboarding::remove::remove;
use genkan::onboarding::replace_address::{Successor, hand_over};
use genkan::onboarding::resend::resend;
use genkan::onboarding::{Account, Actor, Address, NoLetter, Plan, Refusal, Store};
use genkan::token::AccountId;

use super::{Portal, TRIES};
use crate::fault::Fault;
use crate::system::{now, random_bytes};

impl<S: Store<Fault = Fault>> Portal<S> {
    /// Registers a contact, without telling the person. Answers `false` where
    /// the address is taken.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails.
    pub async fn register(&self, contact: Contact) -> Result<bool, Fault> {
        let id = AccountId::from_bytes(random_bytes());
        let by = Actor::System;
        self.commit(register(&self.realm, contact, id, by, now()))
            .await
    }

    /// Registers a contact and tells the person by mail. Answers `false` where
    /// the address is taken.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails.
    pub async fn register_and_tell(&self, contact: Contact, by: Actor) -> Result<bool, Fault> {
        let id = AccountId::from_bytes(random_bytes());
        self.commit(register_and_tell(&self.realm, contact, id, by, now()))
            .await
    }

    /// Sends a link, whenever it was asked for last.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails; the inner [`NoLetter`] is for the
    /// desk.
    pub async fn resend(&self, id: AccountId, by: Actor) -> Result<Result<(), NoLetter>, Fault> {
        self.decide(id, NoLetter::Unregistered, None, |account, _| {
            resend(&self.realm, account, by, now())
        })
        .await
    }

    /// Holds an account.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails; the inner [`Refusal`] is for the
    /// desk.
    pub async fn hold(&self, id: AccountId, by: Actor) -> Result<Result<(), Refusal>, Fault> {
        self.decide(id, Refusal::State, None, |account, _| {
            hold(account, by, now())
        })
        .await
    }

    /// Releases a held account.
    ///
    /// # Errors
    ///
    /// As [`hold`](Self::hold).
    pub async fn release(&self, id: AccountId, by: Actor) -> Result<Result<(), Refusal>, Fault> {
        self.decide(id, Refusal::State, None, |account, _| {
            release(&self.realm, account, by, now())
        })
        .await
    }

    /// Removes an account.
    ///
    /// # Errors
    ///
    /// As [`hold`](Self::hold).
    pub async fn remove(&self, id: AccountId, by: Actor) -> Result<Result<(), Refusal>, Fault> {
        self.decide(id, Refusal::State, None, |account, _| {
            remove(account, by, now())
        })
        .await
    }

    /// Hands an account over to another person.
    ///
    /// # Errors
    ///
    /// As [`hold`](Self::hold).
    pub async fn hand_over(
        &self,
        id: AccountId,
        successor: &Successor,
        by: Actor,
    ) -> Result<Result<(), Refusal>, Fault> {
        let new = Some(&successor.address);
        self.decide(id, Refusal::State, new, |account, taken| {
            let successor = successor.clone();
            hand_over(&self.realm, account, successor, taken, by, now())
        })
        .await
    }

    /// Decides on the account as it is, and on who has the address that it is
    /// about, and again where something has changed meanwhile; `unknown` where
    /// there is no such account.
    async fn decide<R>(
        &self,
        id: AccountId,
        unknown: R,
        about: Option<&Address>,
        decide: impl Fn(&Account, Option<&Account>) -> Result<Plan, R>,
    ) -> Result<Result<(), R>, Fault> {
        for _ in 0..TRIES {
            let Some(account) = self.store.account(id).await? else {
                return Ok(Err(unknown));
            };
            let holder = match about {
                Some(address) => self.store.account_by_address(address).await?,
                None => None,
            };
            let plan = match decide(&account, holder.as_ref()) {
                Ok(plan) => plan,
                Err(reason) => return Ok(Err(reason)),
            };
            if self.commit(plan).await? {
                return Ok(Ok(()));
            }
        }
        Err(Fault::Contended)
    }
}
