//! Contacts and operators sign in by address and password.

use genkan::address::Address;
use genkan::limit::{self, Asker, Charge, LimitName, Throttled};
use genkan::onboarding::{
    Account, AccountKind, NewPasswordReason, PasswordMatch, Refusal, SignedIn, Store,
    StoredPassword,
};
use genkan::token::{AwaitingFactor, Device, Reset, Token, Verified};

use super::error::converts;
use super::{Error, RequestSource, Service};
use crate::clock::now;
use crate::passwords::Person;
use crate::random::random;
use crate::{passwords, store};

/// Why an attempt to sign in fails. It reveals nothing about an account.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotSignedIn {
    /// Address and password do not open an account, for whatever reason.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Too many attempts by the client, or by all clients. It is the same for
    /// every address and may be answered at once.
    #[error(transparent)]
    Throttled(#[from] Throttled),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

converts!(NotSignedIn, Failed: passwords::Error, store::Error);

/// What a right password opens.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "the page has an answer to each")]
pub enum SignIn {
    /// A session.
    Session(SignedIn),
    /// The page that sets a new password: the present one must not stay.
    NewPassword {
        /// The token of that page.
        link: Token<Reset>,
        /// Why.
        reason: NewPasswordReason,
    },
}

impl SignIn {
    /// Returns the session, if it is one.
    #[must_use]
    pub fn session(self) -> Option<SignedIn> {
        match self {
            Self::Session(signed_in) => Some(signed_in),
            Self::NewPassword { .. } => None,
        }
    }
}

/// A password that matched.
struct RightGuess {
    account: Account,
    matched: PasswordMatch,
    device: Option<Verified<Device>>,
    refunds: Vec<Charge>,
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Opens a session of a contact by address and password.
    ///
    /// An attempt is charged before the password is verified, and refunded if
    /// it succeeds. If the account refuses attempts, the answer is that to a
    /// wrong password, after the same work. The address of an operator is one
    /// that is not registered. A right password that the policy rejects by now, or
    /// that is too old, opens the page that sets a new one instead.
    ///
    /// # Errors
    ///
    /// [`NotSignedIn`].
    pub async fn sign_in(
        &self,
        address: &Address,
        password: &str,
        source: &RequestSource,
    ) -> Result<SignIn, NotSignedIn> {
        let kind = AccountKind::Contact;
        let mut guess = self.guess(kind, address, password, source).await?;
        let why = self.why_new_password(&guess.account, password).await?;
        match self.finish_sign_in(&guess, why).await {
            Err(NotSignedIn::Refused(_)) => {}
            finished => return finished,
        }
        // The hash is not the one that matched: another sign-in has replaced it, or
        // the password was changed.
        let account = self.store.account(guess.account.id).await?;
        guess.account = account.ok_or(Refusal::SignIn)?;
        let stored = StoredPassword::of(&guess.account);
        let matched = self.verify(password, stored).await?;
        guess.matched = matched.ok_or(Refusal::SignIn)?;
        self.finish_sign_in(&guess, why).await
    }

    /// Returns why a password that is right must be replaced, if it must.
    async fn why_new_password(
        &self,
        account: &Account,
        password: &str,
    ) -> Result<Option<NewPasswordReason>, NotSignedIn> {
        let company = self.company(account).await?;
        let person = Person::new(account, company.as_ref());
        let report = self.check_password(password, &person).await?;
        Ok(self.realm.why_new_password(account, &report, now()))
    }

    async fn finish_sign_in(
        &self,
        guess: &RightGuess,
        why: Option<NewPasswordReason>,
    ) -> Result<SignIn, NotSignedIn> {
        self.decide_on(&guess.account, Refusal::SignIn, |account| {
            let (matched, device, rng) = (&guess.matched, guess.device.as_ref(), &mut random());
            let (signed_in, plan) = match why {
                None => {
                    let decided = self.realm.sign_in(account, matched, device, now(), rng);
                    decided.map(|(signed_in, plan)| (SignIn::Session(signed_in), plan))?
                }
                Some(reason) => {
                    let decided = self
                        .realm
                        .require_new_password(account, matched, now(), rng);
                    decided.map(|(link, plan)| (SignIn::NewPassword { link, reason }, plan))?
                }
            };
            Ok((signed_in, plan.refund(guess.refunds.clone())))
        })
        .await
    }

    /// Accepts the address and the password of an operator, as
    /// [`sign_in`](Self::sign_in) does those of a contact. The address of a
    /// contact is one that is not registered. The second factor is still to come.
    ///
    /// # Errors
    ///
    /// [`NotSignedIn`].
    pub async fn sign_in_operator(
        &self,
        address: &Address,
        password: &str,
        source: &RequestSource,
    ) -> Result<SignedIn<AwaitingFactor>, NotSignedIn> {
        let kind = AccountKind::Operator;
        let guess = self.guess(kind, address, password, source).await?;
        self.decide(async || {
            let account = self.store.account(guess.account.id).await?;
            let account = account.ok_or(Refusal::SignIn)?;
            let operator = self.operator_of(&account).await?.ok_or(Refusal::SignIn)?;
            let (device, rng) = (guess.device.as_ref(), &mut random());
            let (realm, matched) = (&self.realm, &guess.matched);
            let decided = realm.sign_in_operator(&account, &operator, matched, device, now(), rng);
            let (signed_in, plan) = decided?;
            Ok::<_, NotSignedIn>((signed_in, plan.refund(guess.refunds.clone())))
        })
        .await
    }

    /// Verifies the password of an account of this kind.
    async fn guess(
        &self,
        kind: AccountKind,
        address: &Address,
        password: &str,
        source: &RequestSource,
    ) -> Result<RightGuess, NotSignedIn> {
        // A flood of a client that has used up its attempts costs the store
        // nothing. A browser that is known is not charged to its client.
        let known = self.throttled.find(&source.client, now());
        if let Some(throttled) = known.filter(|_| source.device.is_empty()) {
            return Err(throttled.into());
        }
        let device = self.device(source).await?;
        let account = self.store.account_by_address(address).await?;
        let account = account.filter(|account| account.kind == kind);
        let charged = self.charge_guess(Asker {
            address,
            account: account.as_ref().map(Account::to_limit),
            device: device.as_ref(),
            client: &source.client,
        });
        let charged = charged.await;
        if let Err(NotSignedIn::Throttled(throttled)) = &charged {
            self.remember(&source.client, *throttled);
        }
        let charged = charged?;
        let accepting = account.as_ref().filter(|_| charged.is_some());
        let stored = accepting.and_then(StoredPassword::of);
        let matched = self.verify(password, stored).await?;
        let (Some(account), Some(matched)) = (account, matched) else {
            return Err(Refusal::SignIn.into());
        };
        // A success is refunded to the client.
        self.throttled.forget(&source.client);
        Ok(RightGuess {
            account,
            matched,
            device,
            refunds: charged.unwrap_or_default(),
        })
    }

    /// Remembers that a client has used up its attempts.
    fn remember(&self, client: &str, throttled: Throttled) {
        if let (LimitName::SignInClient, Some(until)) = (throttled.by, throttled.until) {
            self.throttled.remember(client, throttled, until, now());
        }
    }

    /// Charges a guess: of a browser that the account knows, or of a stranger.
    /// Returns what a success refunds; `None` if the account refuses the guess,
    /// which the client must not notice.
    async fn charge_guess(&self, asker: Asker<'_>) -> Result<Option<Vec<Charge>>, NotSignedIn> {
        let (is_charged, mut refunds) = self.charge_known(&asker).await?;
        if is_charged {
            return Ok(Some(refunds));
        }
        let charges = self.limits.sign_in(&asker.as_stranger());
        let is_accepted = self.charge_stranger(&charges).await?;
        refunds.extend(charges);
        refunds.sort_unstable_by_key(|charge| charge.id);
        Ok(is_accepted.then_some(refunds))
    }

    /// Charges the guess of a browser that the account knows, if it is one.
    /// Returns whether it is and had a guess left, and what a success refunds.
    async fn charge_known(&self, asker: &Asker<'_>) -> Result<(bool, Vec<Charge>), store::Error> {
        if !asker.is_known() {
            return Ok((false, Vec::new()));
        }
        let charges = self.limits.sign_in(asker);
        let is_charged = self.store.charge(&charges, now()).await?.is_ok();
        if !is_charged {
            tracing::info!("a known browser has used up its guesses and counts as a stranger");
        }
        Ok((is_charged, charges))
    }

    /// Charges a stranger's guess. Returns `false` if the account refuses it.
    ///
    /// A refused attempt is charged to client and system all the same, or a
    /// flood of them would cost nothing. Whether the account refuses is looked
    /// up before, so that there is one charge in both cases: the same number of
    /// calls of the store, and one wait for its disk.
    async fn charge_stranger(&self, charges: &[Charge]) -> Result<bool, NotSignedIn> {
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
            Ok(()) => Ok(true),
            // Concurrent attempts have used up what was left.
            Err(throttled) if throttled.by.reveals_account() => {
                self.charge_refused(&rest, throttled).await
            }
            Err(throttled) => Err(throttled.into()),
        }
    }

    async fn charge_refused(
        &self,
        charges: &[Charge],
        account: Throttled,
    ) -> Result<bool, NotSignedIn> {
        self.store.charge(charges, now()).await??;
        tracing::info!(limit = account.by.code(), "attempt refused by the account");
        Ok(false)
    }

    /// Verifies the current password of a signed-in contact. It is a guess as
    /// any other: the bearer of a session uses up nothing that another browser
    /// of the owner needs.
    pub(super) async fn verify_current(
        &self,
        account: &Account,
        current: &str,
        source: &RequestSource,
    ) -> Result<Result<Option<PasswordMatch>, Throttled>, Error> {
        let device = self.device(source).await?;
        let asker = Asker {
            address: &account.address,
            account: Some(account.to_limit()),
            device: device.as_ref(),
            client: &source.client,
        };
        let (is_charged, mut refunds) = self.charge_known(&asker).await?;
        if !is_charged {
            let charges = self.limits.sign_in(&asker.as_stranger());
            if let Err(throttled) = self.store.charge(&charges, now()).await? {
                return Ok(Err(throttled));
            }
            refunds.extend(charges);
        }
        let stored = StoredPassword::of(account);
        let matched = self.verify(current, stored).await?;
        if matched.is_some() {
            refunds.sort_unstable_by_key(|charge| charge.id);
            self.store.refund(&refunds, now()).await?;
        }
        Ok(Ok(matched))
    }
}
